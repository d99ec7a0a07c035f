"""Every address of the forms' pages, in one list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from aiohttp import web

from bot.channels.receiving import KeepsDrafts
from bot.channels.web.filing.checking import Checking
from bot.channels.web.filing.entrance import Entrance
from bot.channels.web.filing.filling import FilingPages
from bot.channels.web.filing.visitor import STARTING, Visitors
from bot.channels.web.looks import pages_of
from bot.channels.web.own_files import OwnFiles
from bot.channels.web.told_next import ToldNext
from bot.settings import Settings
from intake.filers.draft_visits import DraftVisits
from intake.filers.drafts import DraftCodes
from intake.storage.sealing import Vault


def filing_routes(
    reception: KeepsDrafts,
    codes: DraftCodes,
    visits: DraftVisits,
    files: OwnFiles,
    vault: Vault,
    settings: Settings,
    clock: Callable[[], datetime],
) -> list[web.RouteDef]:
    """Return them; the summary's come before those of the parts."""
    templates = pages_of(settings)
    told_next = ToldNext(vault, STARTING, clock, secure=settings.is_https)
    visitors = Visitors(reception, visits, vault, settings, clock, templates, told_next)
    entrance = Entrance(visitors, codes)
    checking, filling = Checking(visitors, entrance, files), FilingPages(visitors, entrance, templates)
    return [*entrance.routes(), *checking.routes(), *filling.routes()]
