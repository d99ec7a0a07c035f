"""A provider, and an officer whom it vouches for."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from aiohttp import ClientSession

from bot.desk.guard import COOKIE
from bot.desk.single.door import SINGLE
from intake.journal.verifying import verify
from intake.officers.logins import Logins
from intake.officers.officer import Officer
from tests.bot.desk.conftest import Browser, Desk, Page
from tests.bot.desk.single.fake_provider import FakeProvider, provider_served
from tests.builders import an_officer


@pytest.fixture
async def provider(desk: Desk) -> AsyncIterator[FakeProvider]:
    async with provider_served(lambda: desk.now) as served:
        desk.settings.providers = (served.settings(),)
        yield served


async def bound(desk: Desk, provider: FakeProvider, name: str = "王建国", **about: str) -> Officer:
    """An officer whom the provider vouches for."""
    officer = await an_officer(desk.database, name=name, vault=desk.vault, **about)  # type: ignore[arg-type]
    logins = Logins(desk.database, desk.vault)
    desk.later(timedelta(minutes=1))
    await logins.bind("command", officer.id, issuer=provider.address, subject=provider.subject, now=desk.now)
    return officer


async def begun(browser: Browser, to: str = "/desk/clocks", by: int = 0) -> str:
    """Begin, sign in at the provider, and return where it leads back to."""
    page = await browser.get(f"{SINGLE}?by={by}&to={to}")
    assert page.status == 303, page.text
    async with ClientSession() as session, session.get(page.location, allow_redirects=False) as answer:
        parts = urlsplit(answer.headers["Location"])
    return f"{parts.path}?{parts.query}"


async def signed_in(browser: Browser, to: str = "/desk/clocks") -> Page:
    """Go the whole way, and see where it leads."""
    return await browser.get(await begun(browser, to))


async def told(browser: Browser, page: Page) -> Page:
    """What is said of a sign-in that went wrong: at an address with nothing secret in it."""
    assert page.status == 303 and "code=" not in page.location and "state=" not in page.location
    assert not any(cookie.key == COOKIE for cookie in browser.cookies)
    return await browser.get(page.location)


async def is_intact(desk: Desk) -> bool:
    return (await verify(desk.database, desk.vault.journal_key, desk.now + timedelta(days=1))).is_intact
