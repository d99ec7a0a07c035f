"""The desk alone, served to a browser without a screen. On both databases."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from aiohttp import ClientResponse, ClientSession, CookieJar, web
from aiohttp.abc import AbstractCookieJar
from aiohttp.test_utils import TestClient, TestServer
from yarl import URL

from bot.conversation.handbook import Handbook
from bot.desk.api import doors as api
from bot.desk.guard import OWN_ACCOUNT
from bot.desk.retention.page import Retention
from bot.desk.routes import desk_routes
from intake.cases.codes import Role
from intake.cases.retention import Schedule
from intake.evidence.parts import EvidenceParts, evidence_parts
from intake.evidence.shelf import FolderShelf
from intake.forms.codes import ChannelStatus
from intake.officers.hook_address import Network
from intake.officers.officer import SCOPES, Officer
from intake.officers.provider_settings import ProviderSettings
from intake.officers.tokens import add_token
from intake.storage.database import Database
from intake.storage.sealing import Vault
from tests.builders import NOW, PASSWORD, an_officer, bureaus, clocks

Client = TestClient[web.Request, web.Application]


@dataclass
class DeskSettings:
    """What the desk wants to know of the settings."""

    channel_status: ChannelStatus = ChannelStatus.PUBLISHED
    is_https: bool = False
    trusted_proxy: str = ""
    clamd: str = ""
    reached_at: str = "https://desk.example.org"
    providers: tuple[ProviderSettings, ...] = ()
    codes_required_of: frozenset[Role] = frozenset()
    hook_networks: tuple[Network, ...] = ()
    outlines: Path | None = None


@dataclass
class Page:
    """A page as it arrived."""

    status: int
    text: str
    response: ClientResponse

    @property
    def location(self) -> str:
        """Where a redirect leads."""
        return self.response.headers.get("Location", "")

    def hidden(self, name: str) -> str:
        """The value of the first hidden field of this name."""
        found = re.search(rf'name="{name}" value="([^"]*)"', self.text)
        assert found, f"no hidden field {name}"
        return found[1]


@dataclass
class Desk:
    """The desk, and its clock to be moved; `office` is where LibreOffice is."""

    database: Database
    vault: Vault
    folder: Path
    settings: DeskSettings = field(default_factory=DeskSettings)
    office: Path | None = None
    now: datetime = NOW
    clients: list[Client] = field(default_factory=list)
    handbook: Handbook | None = None
    schedule: Schedule = field(default_factory=Schedule)
    evidence: EvidenceParts = field(init=False)

    def later(self, by: timedelta) -> None:
        """Let time pass."""
        self.now += by

    def _clock(self) -> datetime:
        return self.now

    def _retention(self) -> Retention:
        return Retention(self.schedule, self.folder.parent / "purged.list")

    async def browser(self) -> Browser:
        """A browser nobody has signed in with."""
        app = web.Application()
        clock = self._clock
        self.evidence = evidence_parts(
            self.database, self.vault, FolderShelf(self.folder), clock, clamd=self.settings.clamd
        )
        room = self.evidence.room
        parts = (self.database, self.vault, self.settings, clock, bureaus(), clocks(), room)
        app.add_routes(
            desk_routes(
                *parts,
                handbook=self.handbook,
                office=self.office,
                retention=self._retention(),
                sheet_files=self.evidence.sheets,
            )
        )
        app.add_routes(api.api_routes(self.database, self.vault, self.settings, clock, bureaus(), clocks()))
        client = TestClient(TestServer(app), cookie_jar=CookieJar(unsafe=True))
        await client.start_server()
        self.clients.append(client)
        return Browser(client)

    async def signed_in(self, officer: Officer) -> Browser:
        """The browser of an officer."""
        browser = await self.browser()
        page = await browser.sign_in(officer.name)
        assert page.status == 303
        return browser

    async def officer(self, role: str = "officer", bureau: str | None = "jiangjin", name: str = "") -> Browser:
        """The browser of a new officer of this role."""
        made = await an_officer(self.database, role=role, bureau=bureau, name=name, vault=self.vault)
        return await self.signed_in(made)

    async def token(
        self,
        *,
        identities: bool = False,
        name: str = "台账系统",
        bureau: str | None = None,
        scopes: Sequence[str] = tuple(SCOPES),
    ) -> str:
        """A bearer token for `/api/v1`."""
        return await add_token(
            self.database,
            self.vault,
            actor="command",
            name=name,
            identities=identities,
            now=self.now,
            scopes=scopes,
            bureau=bureau,
        )


@dataclass
class Browser:
    """Asks for pages and posts forms; never follows a redirect."""

    client: Client | ClientSession

    @property
    def cookies(self) -> AbstractCookieJar:
        """What the browser keeps."""
        session = self.client.session if isinstance(self.client, TestClient) else self.client
        return session.cookie_jar

    async def sign_in(self, name: str, password: str = PASSWORD, **headers: str) -> Page:
        """Post the sign-in form."""
        form = {"name": name, "password": password, "to": "/desk/"}
        return await self._page("POST", "/desk/sign-in", form, headers)

    async def get(self, path: str, **headers: str) -> Page:
        """Look at a page."""
        return await self._page("GET", path, None, headers)

    async def post(self, path: str, form: Mapping[str, str]) -> Page:
        """Post a form as it is."""
        return await self._page("POST", path, form, {})

    async def post_pairs(self, path: str, pairs: Sequence[tuple[str, str]]) -> Page:
        """Post a form in which a name may stand more than once."""
        return await self._page("POST", path, pairs, {})

    async def move(self, reference: str, move: str, *, seen: Page | None = None, **form: str) -> Page:
        """Make a move from the case's page, as it was `seen` or as it is now; a preview counts as read."""
        page = seen or await self.get(f"/desk/cases/{reference}")
        hidden = {name: page.hidden(name) for name in ("csrf", "version", "seq")}
        return await self.post(f"/desk/cases/{reference}/moves/{move}", {**hidden, "read": "yes", **form})

    async def find(self, words: str) -> Page:
        """Look for words, and see what the search leads to; a case whose reference it is stays a redirect."""
        posted = await self.post("/desk/find", {"csrf": await self.csrf(), "reference": words})
        return await self._found(posted)

    async def find_filer(self, who: str, reason: str = "") -> Page:
        """Look for cases by who filed them."""
        form = {"csrf": await self.csrf(), "who": who, "identity_reason": reason}
        return await self._found(await self.post("/desk/find/identity", form))

    async def _found(self, posted: Page) -> Page:
        return await self.get(posted.location) if posted.location.startswith("/desk/find/") else posted

    async def csrf(self) -> str:
        """The token of this session's forms."""
        return (await self.get(OWN_ACCOUNT)).hidden("csrf")

    async def _page(
        self,
        method: str,
        path: str,
        form: Mapping[str, str] | Sequence[tuple[str, str]] | None,
        headers: Mapping[str, str],
    ) -> Page:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        # The address is ready as it is: what a link says must not be encoded twice.
        response = await self.client.request(
            method, URL(path, encoded=True), data=form, headers=named, allow_redirects=False
        )
        return Page(response.status, await response.text(errors="replace"), response)


@pytest.fixture
async def desk(database: Database, vault: Vault, tmp_path: Path) -> AsyncIterator[Desk]:
    """The desk on a fresh database: SQLite, then PostgreSQL."""
    opened = Desk(database, vault, tmp_path / "evidence")
    yield opened
    for client in opened.clients:
        await client.close()
