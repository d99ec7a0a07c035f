"""The whole service in process, at an address of its own, with a clock that only the test moves."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web
from aiohttp.test_utils import BaseTestServer, TestServer
from sqlalchemy import select

from bot.app import SERVICE_KEY, build_app
from bot.conversation.handbook import Handbook, build_handbook
from bot.service import Service
from bot.settings import Settings, read_settings
from intake.journal.verifying import Verified, verify
from intake.officers.tokens import add_token
from intake.storage.steps import METADATA
from tests.bot.channels.wechat_server import AES_KEY, APP_ID, TOKEN
from tests.bot.desk.conftest import Browser, Page
from tests.builders import an_officer

# A Monday, 09:00 in Shanghai.
MONDAY = datetime(2026, 11, 23, 1, tzinfo=UTC)
A_MOMENT = timedelta(seconds=20)

WECHAT = {"wechat_app_id": APP_ID, "wechat_token": TOKEN, "wechat_aes_key": AES_KEY}


def settings_for(data_dir: Path, database_url: str = "", **more: str) -> Settings:
    """Return settings with an Official Account, untouched by the environment's `.env`."""
    return read_settings(_env_file=None, data_dir=data_dir, database_url=_driven(database_url), **WECHAT, **more)


def _driven(url: str) -> str:
    return url.replace("postgresql://", "postgresql+asyncpg://")


class House:
    """The running service, and what tests ask of it from outside and from inside."""

    def __init__(
        self, server: BaseTestServer, service: Service, doors: AsyncExitStack, app: web.Application
    ) -> None:
        self.app = app
        self.address = str(server.make_url("")).rstrip("/")
        self.service = service
        self._doors = doors

    async def visitor(self) -> aiohttp.ClientSession:
        """Return a browser or program of its own: cookies are shared with nobody."""
        session = aiohttp.ClientSession(self.address, cookie_jar=aiohttp.CookieJar(unsafe=True))
        return await self._doors.enter_async_context(session)

    async def officer(self, role: str, bureau: str | None, name: str) -> Browser:
        """Return the browser of a new officer who has signed in."""
        await an_officer(self.service.database, role=role, bureau=bureau, name=name, vault=self.service.vault)
        browser = Browser(await self.visitor())
        page = await browser.sign_in(name)
        assert page.status == 303, page.text
        return browser

    async def reader(self) -> Reader:
        """Return another system that reads `/api/v1` with identities."""
        now = self.service.clock()
        database, vault = self.service.database, self.service.vault
        token = await add_token(database, vault, actor="command", name=f"台账 {now}", identities=True, now=now)
        return Reader(await self.visitor(), token)

    async def verified(self) -> Verified:
        """Return what `shangmi verify` would say when all has settled."""
        until = self.service.clock() + timedelta(days=1)
        return await verify(self.service.database, self.service.vault.journal_key, until)

    async def dump(self) -> bytes:
        """Return every column of every row as it lies there; what jobs note of themselves is left out."""
        cells: list[bytes] = []
        async with self.service.database.reading() as session:
            for table in METADATA.sorted_tables:
                for row in await session.execute(select(table)):
                    # When a job last ran, and by which definitions the clocks were counted.
                    if not (table.name == "mark" and row[0].startswith(("job:", "clocks"))):
                        cells += [_cell(value) for value in row]
        return b"\n".join(cells)

    async def unsealed(self) -> str:
        """Return what stands sealed about conversations: every state and every remembered reply."""
        vault, texts = self.service.vault, []
        async with self.service.database.reading() as session:
            for name, purpose, key in (("conversation", "state", "person"), ("turn", "reply", "message_key")):
                columns = METADATA.tables[name].c
                for row, sealed in await session.execute(select(columns[key], columns[purpose])):
                    texts.append(vault.unseal(sealed, purpose, row).decode())
        return "\n".join(texts)


class Reader:
    """Another system with a token."""

    def __init__(self, session: aiohttp.ClientSession, token: str) -> None:
        self._session = session
        self._headers = {"Authorization": f"Bearer {token}"}

    async def case(self, reference: str) -> dict[str, Any]:
        """Return the case as `/api/v1` gives it."""
        return await self._get(f"/api/v1/cases/{reference}")

    async def journal_of(self, reference: str) -> list[str]:
        """Return the codes of the case's journal, readings left out."""
        entries = (await self._get(f"/api/v1/cases/{reference}/journal"))["journal"]
        return [entry["code"] for entry in entries if entry["code"] not in ("viewed", "identity_viewed")]

    async def cases(self) -> list[dict[str, Any]]:
        """Return all cases, page by page."""
        found: list[dict[str, Any]] = []
        path = "/api/v1/cases"
        while path:
            page = await self._get(path)
            found += page["cases"]
            path = page["next"]
        return found

    async def _get(self, path: str) -> dict[str, Any]:
        async with self._session.get(path, headers=self._headers) as response:
            assert response.status == 200, await response.text()
            shape: dict[str, Any] = await response.json()
            return shape


class Clock:
    """Stands still until the test lets time pass."""

    def __init__(self, now: datetime = MONDAY) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def later(self, by: timedelta = A_MOMENT) -> None:
        """Let time pass."""
        self.now += by


def handbook_for(settings: Settings) -> Handbook:
    """Return the real handbook, loaded once for all tests."""
    return _handbook(settings.channel_status, settings.channel_notice)


_handbook = cache(build_handbook)


class RealClock(Clock):
    """The time of day, for servers in processes of their own."""

    @property
    def now(self) -> datetime:
        """Now."""
        return datetime.now(UTC)

    @now.setter
    def now(self, _: datetime) -> None:
        # Nobody sets the time of day.
        return

    def later(self, by: timedelta = A_MOMENT) -> None:
        """Time passes by itself."""


@asynccontextmanager
async def opened_house(settings: Settings, clock: Clock, port: int | None = None) -> AsyncIterator[House]:
    """Open the service and close it again; at any port that is free, unless one is named."""
    app = await build_app(settings, clock, handbook_for(settings))
    async with TestServer(app, port=port) as server, AsyncExitStack() as doors:
        yield House(server, app[SERVICE_KEY], doors, app)


def done(page: Page) -> None:
    """Look that a move was made."""
    said = re.findall(r'class="(?:refusal|fault|error)[^>]*>([^<]*)', page.text)
    assert page.status == 303, said
    assert "?done=" in page.location


def _cell(value: object) -> bytes:
    if isinstance(value, bytes):
        return value
    return (json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value)).encode()
