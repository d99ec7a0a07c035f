"""Waiting on the chat page for what the service says."""

from __future__ import annotations

from playwright.async_api import Page, expect


async def is_answered(page: Page) -> None:
    """Wait until all that was said is answered; the dots come late, and not at all on a quick line."""
    await expect(page.locator("#log .theirs.waiting")).to_have_count(0)
