"""What every page owes its reader: simple checks by hand, and what axe finds serious."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from playwright.async_api import ConsoleMessage, Page, Request

from tests.browser.axe import serious_faults

NAMELESS = """
[...document.querySelectorAll('input:not([type=hidden]), select, textarea, button, a[href], summary')]
  .filter(e => e.offsetParent !== null)
  .filter(e => !(e.labels && e.labels.length) && !e.getAttribute('aria-label')
    && !e.getAttribute('aria-labelledby') && !e.title && !e.textContent.trim())
  .map(e => e.outerHTML.slice(0, 120))
"""
UNCLEAR = """
[
  document.documentElement.lang === 'zh-CN' ? '' : 'no language',
  document.title ? '' : 'no title',
  document.querySelectorAll('h1').length === 1 ? '' : 'not one h1',
  document.querySelector('main') ? '' : 'no main',
  document.documentElement.scrollWidth <= innerWidth ? '' : 'wider than the window',
  new Set([...document.querySelectorAll('[id]')].map(e => e.id)).size
    === document.querySelectorAll('[id]').length ? '' : 'an id twice',
  [...document.querySelectorAll('img')].every(e => e.hasAttribute('alt')) ? '' : 'a picture without words',
].filter(fault => fault)
"""
# Whatever has the focus looks different from itself without it.
FOCUS_SHOWS = """
() => {
  const e = document.activeElement, style = getComputedStyle(e);
  const seen = s => [s.outlineStyle, s.outlineWidth, s.outlineColor, s.boxShadow, s.borderColor,
    s.backgroundColor].join();
  const focused = seen(style);
  e.blur();
  const rested = seen(getComputedStyle(e));
  e.focus({focusVisible: true});
  return focused !== rested;
}
"""


class Watch:
    """Listens to a page from its first request: what its console says, and whom it calls."""

    def __init__(self, page: Page, address: str) -> None:
        self.complaints: list[str] = []
        self._address = address
        page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        page.on("console", self._hear)
        page.on("request", self._see)

    def _hear(self, said: ConsoleMessage) -> None:
        if said.type in ("error", "warning"):
            self.complaints.append(f"console: {said.text}")

    def _see(self, request: Request) -> None:
        if not request.url.startswith((self._address, "data:", "blob:")):
            self.complaints.append("a request to another host")


async def faults_of(page: Page, at: str = "") -> list[str]:
    """Return what is wrong with the page as it stands now.

    at  its address in the program's route table, where `every_page.txt` names the test as the one that looks at it
    """
    elsewhere = [f"this is not {at}"] if at and not _is_at(page, at) else []
    nameless: list[str] = await page.evaluate(NAMELESS)
    unclear: list[str] = await page.evaluate(UNCLEAR)
    return [*elsewhere, *(f"no name: {html}" for html in nameless), *unclear, *await serious_faults(page)]


def _is_at(page: Page, template: str) -> bool:
    parts = re.split(r"({\w+})", template)
    pattern = "".join("[^/]+" if part.startswith("{") else re.escape(part) for part in parts)
    return re.fullmatch(pattern, urlsplit(page.url).path) is not None


async def hidden_focus(page: Page, steps: int) -> list[str]:
    """Go through the page with the Tab key; return where the focus does not show."""
    hidden = []
    for _ in range(steps):
        await page.keyboard.press("Tab")
        if await page.evaluate("document.activeElement === document.body"):
            continue
        if not await page.evaluate(FOCUS_SHOWS):
            hidden.append(await page.evaluate("document.activeElement.outerHTML.slice(0, 120)"))
    return hidden
