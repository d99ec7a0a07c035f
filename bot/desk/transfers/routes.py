"""The pages of transfers: every address, in one list."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime

from aiohttp import web

from bot.desk.guard import Guard
from bot.desk.pages import Pages
from bot.desk.transfers.begin_page import BeginPages
from bot.desk.transfers.bodies_page import BodiesPages
from bot.desk.transfers.book import Book
from bot.desk.transfers.inbound_page import InboundPage
from bot.desk.transfers.looking import Looking
from bot.desk.transfers.packages import PackagePages
from bot.desk.transfers.page import TransferPages
from bot.desk.transfers.replies import ReplyPages
from bot.desk.transfers.style import transfers_style
from intake.cases.changes import Rulebook
from intake.evidence.room import EvidenceRoom
from intake.officers.bodies import BodyBook
from intake.officers.packing import Packing
from intake.officers.replying import ReplyLinks
from intake.officers.taking_in import TakingIn
from intake.officers.transferring import Transferring
from intake.storage.database import Database
from intake.storage.sealing import Vault


def transfer_routes(
    database: Database,
    vault: Vault,
    rulebook: Rulebook,
    pages: Pages,
    guard: Guard,
    room: EvidenceRoom,
    *,
    is_demo: bool,
    reached_at: str,
    clock: Callable[[], datetime],
) -> list[web.RouteDef]:
    """Return the routes of transfers."""
    work = Transferring(database, vault, rulebook)
    return [
        web.get("/desk/static/transfers.css", transfers_style),
        *BodiesPages(BodyBook(database, rulebook.bureaus), rulebook.bureaus, pages, guard).routes(),
        *InboundPage(
            TakingIn(database, vault, rulebook, random.SystemRandom(), is_demo=is_demo), pages, guard
        ).routes(),
        *Book(database, vault, rulebook, pages, guard).routes(),
        *PackagePages(database, vault, Packing(database, vault, rulebook, room), pages, guard).routes(),
        *ReplyPages(
            ReplyLinks(database, vault, rulebook),
            Looking(database, vault, rulebook),
            reached_at,
            clock,
            pages,
            guard,
        ).routes(),
        *BeginPages(database, vault, rulebook, work, pages, guard).routes(),
        *TransferPages(database, vault, rulebook, work, pages, guard).routes(),
    ]
