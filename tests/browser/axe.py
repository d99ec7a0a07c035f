"""axe-core (https://github.com/dequelabs/axe-core) on a page as it stands: what it calls serious or critical."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import axe_playwright_python
from playwright.async_api import Page

_RUN = """
async () => (await axe.run(document, {resultTypes: ['violations']})).violations
  .filter(found => ['serious', 'critical'].includes(found.impact))
  .map(found => `axe: ${found.id}, ${found.nodes.length} times: ${found.nodes[0].html.slice(0, 120)}`)
"""


async def serious_faults(page: Page) -> list[str]:
    """Return a line for each rule that the page breaks."""
    if not await page.evaluate("'axe' in window"):
        await page.evaluate(_axe())
    found: list[str] = await page.evaluate(_RUN)
    return found


@cache
def _axe() -> str:
    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
