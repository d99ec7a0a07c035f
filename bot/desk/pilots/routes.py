"""Every address of pilot districts and recognised units, in one list."""

from __future__ import annotations

from aiohttp import web

from bot.conversation.handbook import Handbook
from bot.desk.guard import Guard
from bot.desk.pages import Pages
from bot.desk.pilots.district_page import DistrictPage
from bot.desk.pilots.list_page import PilotsPage
from bot.desk.pilots.units_page import UnitsPage
from intake.evidence.sheets import SheetFiles
from intake.officers.pilots import Pilots
from intake.officers.recognised import RecognisedUnits
from intake.routing.bureaus import Bureaus
from intake.storage.database import Database
from intake.storage.sealing import Vault


def pilot_routes(
    database: Database,
    vault: Vault,
    bureaus: Bureaus,
    handbook: Handbook,
    pages: Pages,
    guard: Guard,
    files: SheetFiles | None = None,
) -> list[web.RouteDef]:
    """Return them.

    files  what evidences the indicators; None where nothing is uploaded
    """
    pilots, units = Pilots(database, vault), RecognisedUnits(database)
    return [
        *PilotsPage(pilots, units, bureaus, handbook, pages, guard).routes(),
        *UnitsPage(units, bureaus, handbook, pages, guard).routes(),
        *DistrictPage(pilots, units, bureaus, handbook, pages, guard, files).routes(),
    ]
