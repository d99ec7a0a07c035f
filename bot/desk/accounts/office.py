"""What the administrators' pages share: the parts they work with, who may come in, and how a page is made."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from aiohttp import web

from bot.desk.accounts.words import told_of
from bot.desk.guard import Guard, Handler, NotFound, PageHandler
from bot.desk.pages import PageContext, Pages, Visit
from intake.cases.codes import Role
from intake.officers.accounts import Accounts
from intake.officers.hook_address import Network
from intake.officers.provider_settings import ProviderSettings
from intake.officers.roster import AccountEvent
from intake.routing.bureaus import Bureaus
from intake.stations.directory import Stations
from intake.storage.database import Database
from intake.storage.sealing import Vault

ACCOUNTS: Final = "/desk/accounts"
NEW_ACCOUNT: Final = f"{ACCOUNTS}/new"
ONE_ACCOUNT: Final = f"{ACCOUNTS}/officers"
TOKENS: Final = f"{ACCOUNTS}/tokens"
WEBHOOKS: Final = f"{ACCOUNTS}/webhooks"
SESSIONS: Final = f"{ACCOUNTS}/sessions"
JOURNAL: Final = f"{ACCOUNTS}/journal"
SWITCH: Final = f"{ACCOUNTS}/switch"
CARE: Final = f"{ACCOUNTS}/care"
TALK_DESKS: Final = f"{ACCOUNTS}/talks"

ACCOUNTS_STYLE: Final = (Path(__file__).parents[1] / "static" / "accounts.css").read_bytes()
ACCOUNTS_STYLE_VERSION: Final = hashlib.sha256(ACCOUNTS_STYLE).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class AccountParts:
    """The parts that the handlers work with."""

    database: Database
    vault: Vault
    bureaus: Bureaus
    accounts: Accounts
    pages: Pages
    guard: Guard
    providers: tuple[ProviderSettings, ...]
    stations: Stations
    hook_networks: tuple[Network, ...]

    def look(self, handler: PageHandler) -> Handler:
        """A page for administrators; for others there is no such page."""
        return self.guard.page(_for_admins(handler))

    def form(self, handler: PageHandler) -> Handler:
        """A form for administrators, posted from one of our own pages."""
        return self.guard.form(_for_admins(handler))

    def page(self, context: PageContext, visit: Visit, status: int = 200) -> web.Response:
        """Return a page; what all of them know is filled in."""
        known = {
            "accounts_style": ACCOUNTS_STYLE_VERSION,
            "bureau_names": {bureau.code: self.bureaus.name_of(bureau.code) for bureau in self.bureaus.all},
            "told_of": self._told,
        }
        return self.pages.page(context, visit, status, known)

    def _told(self, event: AccountEvent) -> str:
        return told_of(event, self.pages.bureau_name)


async def accounts_style(_: web.Request) -> web.Response:
    """The stylesheet of these pages."""
    return web.Response(
        body=ACCOUNTS_STYLE,
        content_type="text/css",
        charset="utf-8",
        headers={"Cache-Control": "public, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"},
    )


def _for_admins(handler: PageHandler) -> Callable[[Visit], Awaitable[web.StreamResponse]]:
    async def checked(visit: Visit) -> web.StreamResponse:
        if visit.officer.role != Role.ADMIN:
            raise NotFound
        return await handler(visit)

    return checked
