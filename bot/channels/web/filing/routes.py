"""Every address of the forms' pages, in one list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from aiohttp import web

from bot.channels.keyed_ids import KeyedIds
from bot.channels.receiving import KeepsDrafts
from bot.channels.web.filing.checking import Checking
from bot.channels.web.filing.entrance import Entrance
from bot.channels.web.filing.filling import Filling
from bot.channels.web.filing.visitor import Visitors
from bot.channels.web.looks import pages_of
from bot.channels.web.own_files import OwnFiles
from bot.settings import Settings
from intake.filers.draft_visits import DraftVisits
from intake.filers.drafts import DraftCodes


def filing_routes(
    reception: KeepsDrafts,
    codes: DraftCodes,
    visits: DraftVisits,
    files: OwnFiles,
    ids: KeyedIds,
    settings: Settings,
    clock: Callable[[], datetime],
) -> list[web.RouteDef]:
    """Return them; the summary's come before those of the parts."""
    templates = pages_of(settings)
    visitors = Visitors(reception, visits, ids, settings, clock, templates)
    entrance = Entrance(visitors, codes)
    checking, filling = Checking(visitors, entrance, files), Filling(visitors, entrance, templates)
    return [*entrance.routes(), *checking.routes(), *filling.routes()]
