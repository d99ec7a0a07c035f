"""One real Chromium for all browser tests, a fresh tab for each, and what a page complains about.

The browser lives in the session's event loop, so a module of browser tests says
`pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]`, and its own
asynchronous fixtures are `@pytest_asyncio.fixture(loop_scope="session")`.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright, expect

from tests import chromium

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1366, "height": 768}

# How long a page may take on a machine that has much else to do; what is slow is measured elsewhere.
PATIENCE_MS = 120_000

# A long way of officers: at their desk in every run, on a phone in the long ones.
PHONE_IN_LONG_RUNS = pytest.mark.parametrize(
    "page",
    [pytest.param(PHONE, id="phone", marks=pytest.mark.long), pytest.param(DESK, id="desk")],
    indirect=True,
)

# Ways that are walked alike at both sizes: in every run at the size at which most walk them.
_MOSTLY_AT = {
    "test_assess": PHONE,
    "test_chat_of_a_filing": PHONE,
    "test_chat_page": PHONE,
    "test_chat_with_the_service": PHONE,
    "test_from_filing_to_answer": PHONE,
    "test_after_an_act": DESK,
    "test_single_sign_on": DESK,
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave the other size to the long run, but for tests of what the size decides (`both_sizes`)."""
    for item in items:
        if not isinstance(item, pytest.Function) or not item.path.is_relative_to(Path(__file__).parent):
            continue
        mostly_at, sizes = _MOSTLY_AT.get(item.path.stem), _sizes_of(item)
        if mostly_at and sizes and mostly_at not in sizes and not item.get_closest_marker("both_sizes"):
            item.add_marker(pytest.mark.long)


def _sizes_of(item: pytest.Function) -> list[object]:
    given = item.callspec.params.values() if hasattr(item, "callspec") else ()
    return [value for value in given if value in (PHONE, DESK)]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """The Chromium; without one the test fails under CI and is left out elsewhere."""
    path = chromium.found()
    if path is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(chromium.HOW)
    expect.set_options(timeout=PATIENCE_MS)
    async with async_playwright() as driver:
        launched = await driver.chromium.launch(
            executable_path=path, args=["--no-sandbox"] if os.geteuid() == 0 else []
        )
        yield launched
        await launched.close()


@pytest_asyncio.fixture(loop_scope="session", params=[PHONE, DESK], ids=["phone", "desk"])
async def page(browser: Browser, request: pytest.FixtureRequest) -> AsyncIterator[Page]:
    """An empty tab, once as a phone and once as a desk; an error of a script or of the policy fails the test."""
    context = await browser.new_context(viewport=request.param, locale="zh-CN")
    context.set_default_timeout(PATIENCE_MS)
    opened = await context.new_page()
    complaints: list[str] = []
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("console", lambda said: complaints.append(said.text) if "Content Security" in said.text else None)
    yield opened
    await context.close()
    assert complaints == []
