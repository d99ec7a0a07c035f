"""`/desk/ledger`: the ledger of guidance by year, and the same as a table for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar, Final

from aiohttp import web

from bot.desk.cases.lists import Chip
from bot.desk.guard import NOT_FOUND, Guard
from bot.desk.ledger.records import (
    GUIDANCE_A_YEAR,
    TRAINING_A_YEAR,
    LedgerLine,
    UnitCount,
    counted,
    ledger_of,
)
from bot.desk.pages import HEADERS, PageContext, Pages, Visit
from intake.cases.appointment_moves import LEDGER_WORDS, SERVICES
from intake.clocks.calendar import day_in_shanghai
from intake.officers import wall
from intake.storage.database import Database
from intake.storage.sealing import Vault

LEDGER: Final = "/desk/ledger"
_YEARS: Final = 3
# A spreadsheet takes a cell that begins so for a formula.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class LedgerContext(PageContext):
    """The ledger of a year.

    year        the year shown
    year_chips  the years, as links
    lines       its entries
    counts      how often each company was guided and trained
    services    what each kind of service is called
    asked_of    what the standard asks for in a year: guidance, training
    csv, csv_of_station   addresses of the tables: all of it, and what the station may know
    """

    template: ClassVar[str] = "ledger.html"
    year: int
    year_chips: list[Chip]
    lines: tuple[LedgerLine, ...]
    counts: tuple[UnitCount, ...]
    services: Mapping[str, str]
    asked_of: tuple[int, int]
    csv: str
    csv_of_station: str


class Ledger:
    """The handlers."""

    def __init__(self, database: Database, vault: Vault, pages: Pages, guard: Guard) -> None:
        self._database = database
        self._vault = vault
        self._pages = pages
        self._guard = guard

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        return [
            web.get(LEDGER, self._guard.page(self._show)),
            web.get(f"{LEDGER}/csv", self._guard.page(self._as_csv)),
        ]

    async def _show(self, visit: Visit) -> web.StreamResponse:
        year, lines = await self._lines(visit)
        this_year = day_in_shanghai(visit.now).year
        context = LedgerContext(
            year=year,
            year_chips=[
                Chip(f"{one}年", f"{LEDGER}?year={one}", one == year)
                for one in range(this_year, this_year - _YEARS, -1)
            ],
            lines=lines,
            counts=counted(lines),
            services=SERVICES,
            asked_of=(GUIDANCE_A_YEAR, TRAINING_A_YEAR),
            csv=f"{LEDGER}/csv?year={year}",
            csv_of_station=f"{LEDGER}/csv?year={year}&for=station",
        )
        return self._pages.page(context, visit)

    async def _as_csv(self, visit: Visit) -> web.StreamResponse:
        year, lines = await self._lines(visit)
        of_station = visit.request.query.get("for") == "station"
        shown = [line for line in lines if line.at_station or not of_station]
        body = table_of(shown, self._pages.bureau_name)
        name = f"guidance-{year}{'-station' if of_station else ''}.csv"
        headers = {**HEADERS, "Content-Disposition": f"attachment; filename={name}"}
        return web.Response(body=body, content_type="text/csv", charset="utf-8", headers=headers)

    async def _lines(self, visit: Visit) -> tuple[int, tuple[LedgerLine, ...]]:
        if not wall.sees_cases(visit.officer):
            raise NOT_FOUND
        this_year = day_in_shanghai(visit.now).year
        asked = visit.request.query.get("year", "")
        known = {str(one): one for one in range(this_year - _YEARS + 1, this_year + 1)}
        year = known.get(asked, this_year)
        async with self._database.reading() as session:
            return year, await ledger_of(session, self._vault, visit.officer, year)


def table_of(lines: Iterable[LedgerLine], name_of: Callable[[str], str]) -> bytes:
    """Return the entries for a spreadsheet: UTF-8 with the mark that Excel looks for."""
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(["日期", "性质", *LEDGER_WORDS.values(), "参加人数", "承办局", "咨询编号"])
    for line in lines:
        cells = [getattr(line, name) for name in LEDGER_WORDS]
        row = [line.held_on.isoformat(), SERVICES[line.service], *cells, line.people]
        table.writerow([_safe(cell) for cell in (*row, name_of(line.bureau), line.reference)])
    return b"\xef\xbb\xbf" + written.getvalue().encode()


def _safe(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
