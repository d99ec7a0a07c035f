"""Every address of the pages of secrecy, in one list."""

from __future__ import annotations

from aiohttp import web

from bot.desk.secrecy.bulk_print import BulkPrint
from bot.desk.secrecy.circle_page import CirclePage
from bot.desk.secrecy.looks import static_routes
from bot.desk.secrecy.mark_page import MarkPage
from bot.desk.secrecy.mask_page import MaskPage
from bot.desk.secrecy.parts import SecrecyParts
from bot.desk.secrecy.print_page import Printer, PrintPage
from intake.evidence.room import EvidenceRoom
from intake.officers.bulk import Bulk


def secrecy_routes(parts: SecrecyParts, room: EvidenceRoom, bulk: Bulk) -> list[web.RouteDef]:
    """Return the routes."""
    return [
        *CirclePage(parts).routes(),
        *MarkPage(parts, room).routes(),
        *MaskPage(parts, room).routes(),
        *PrintPage(parts, room).routes(),
        *BulkPrint(bulk, Printer(parts, room)).routes(),
        *static_routes(),
    ]
