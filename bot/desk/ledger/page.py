"""`/desk/ledger`: the ledger of guidance by year, entries without an appointment, a table for a spreadsheet."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final

from aiohttp import web

from bot.conversation.estimating.told import notice_of
from bot.conversation.handbook import Handbook
from bot.desk.cases.lists import Chip
from bot.desk.guard import Guard, NotFound
from bot.desk.ledger.asked import asked_by, asked_in_words, standard_for
from bot.desk.ledger.tables import table_of, workbook_of_ledger
from bot.desk.pages import HEADERS, PageContext, Pages, Visit
from bot.desk.workbooks import XLSX, headers_of
from intake.cases.appointment_moves import SERVICES
from intake.cases.case import Incomplete, NotAllowed
from intake.clocks.calendar import day_in_shanghai
from intake.officers import wall
from intake.officers.guidance import YEARS, GuidanceBook, NoSuchEntry, bureau_of
from intake.officers.known_units import KnownUnits
from intake.officers.ledger import LedgerLine, UnitCount, counted, ledger_of, without_any
from intake.storage.database import Database
from intake.storage.sealing import Vault
from knowledge.standards.standard import Standard

LEDGER: Final = "/desk/ledger"


@dataclass(frozen=True, slots=True)
class LedgerContext(PageContext):
    """The ledger of a year.

    year        the year shown
    year_chips  the years, as links
    lines       its entries
    without     companies that are known to the bureau, and had nothing of either in the year
    counts      how often each company was guided and trained
    services    what each kind of service is called
    asked       what the standard of that year asks for, in words
    compares    it asks for anything
    csv, csv_of_station, xlsx   addresses of the tables: all of it, what the station may know, a workbook
    may_record  this officer may enter what had no appointment, and take back what their bureau entered
    own_code    code of the bureau whose entries they may take back
    page        what makes a form enter once, however often it is sent
    today_iso, earliest   between which days it can have been held, YYYY-MM-DD
    kept        what was entered when something was missing
    faults      what was missing, by field
    refusal     why nothing was entered; "" for other reasons
    entered     something was just entered
    notice      at the head: what is counted for, and that its term is over where it is; "" where nobody knows
    """

    template: ClassVar[str] = "ledger.html"
    year: int
    year_chips: list[Chip]
    lines: tuple[LedgerLine, ...]
    counts: tuple[UnitCount, ...]
    without: tuple[str, ...]
    services: Mapping[str, str]
    asked: str
    compares: bool
    csv: str
    csv_of_station: str
    xlsx: str
    may_record: bool
    own_code: str
    page: str
    today_iso: str
    earliest: str
    kept: Mapping[str, str]
    faults: Mapping[str, str]
    refusal: str
    entered: bool
    notice: str


class LedgerPage:
    """The handlers."""

    def __init__(
        self, database: Database, vault: Vault, handbook: Handbook | None, pages: Pages, guard: Guard
    ) -> None:
        self._handbook = handbook
        self._database = database
        self._vault = vault
        self._book = GuidanceBook(database, vault)
        self._known = KnownUnits(database, vault)
        self._pages = pages
        self._guard = guard

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        return [
            web.get(LEDGER, self._guard.page(self._show)),
            web.post(LEDGER, self._guard.form(self._enter)),
            web.post(f"{LEDGER}/withdraw", self._guard.form(self._withdraw)),
            web.get(f"{LEDGER}/csv", self._guard.page(self._as_csv)),
            web.get(f"{LEDGER}/xlsx", self._guard.page(self._as_workbook)),
        ]

    async def _show(self, visit: Visit) -> web.StreamResponse:
        return await self._page(visit, entered=bool(visit.request.query.get("entered")))

    async def _enter(self, visit: Visit) -> web.StreamResponse:
        said = visit.form
        try:
            await self._book.enter(visit.officer, said.get("page", ""), said, visit.now)
        except Incomplete as fault:
            return await self._page(visit, 422, kept=said, faults={fault.field: str(fault)})
        except NotAllowed as refusal:
            return await self._page(visit, 403, kept=said, refusal=str(refusal))
        raise web.HTTPSeeOther(f"{LEDGER}?year={said['on'][:4]}&entered=1")

    async def _withdraw(self, visit: Visit) -> web.StreamResponse:
        try:
            await self._book.withdraw(visit.officer, visit.form.get("entry", ""), visit.now)
        except NotAllowed as refusal:
            return await self._page(visit, 403, refusal=str(refusal))
        except NoSuchEntry:
            raise NotFound from None
        year = visit.form.get("year", "")
        raise web.HTTPSeeOther(f"{LEDGER}?year={year}" if year.isascii() and year.isdigit() else LEDGER)

    async def _page(
        self,
        visit: Visit,
        status: int = 200,
        *,
        kept: Mapping[str, str] | None = None,
        faults: Mapping[str, str] | None = None,
        refusal: str = "",
        entered: bool = False,
    ) -> web.Response:
        year, lines = await self._lines(visit)
        today = day_in_shanghai(visit.now)
        standard = standard_for(year, today)
        counts = counted(lines, asked_by(standard))
        # Of years gone by nobody can make up for it.
        known = await self._known.of(visit.officer) if year == today.year else []
        context = LedgerContext(
            year=year,
            year_chips=[
                Chip(f"{one}年", f"{LEDGER}?year={one}", one == year)
                for one in range(today.year, today.year - YEARS, -1)
            ],
            lines=lines,
            counts=counts,
            without=without_any(counts, known),
            services=SERVICES,
            asked=asked_in_words(standard),
            compares=standard.yearly is not None,
            csv=f"{LEDGER}/csv?year={year}",
            csv_of_station=f"{LEDGER}/csv?year={year}&for=station",
            xlsx=f"{LEDGER}/xlsx?year={year}",
            may_record=wall.may_enter(visit.officer),
            own_code=bureau_of(visit.officer),
            page=(kept or {}).get("page", "") or self._book.page(visit.now),
            today_iso=today.isoformat(),
            earliest=date(today.year - YEARS + 1, 1, 1).isoformat(),
            kept=kept or {},
            faults=faults or {},
            refusal=refusal,
            entered=entered,
            notice=self._notice(standard, today, at_head=True),
        )
        return self._pages.page(context, visit, status)

    async def _as_csv(self, visit: Visit) -> web.StreamResponse:
        year, lines = await self._lines(visit)
        of_station = visit.request.query.get("for") == "station"
        standing = [line for line in lines if not line.withdrawn]
        shown = [line for line in standing if line.at_station or not of_station]
        body = table_of(shown, self._pages.bureau_name)
        name = f"guidance-{year}{'-station' if of_station else ''}.csv"
        headers = {**HEADERS, "Content-Disposition": f"attachment; filename={name}"}
        return web.Response(body=body, content_type="text/csv", charset="utf-8", headers=headers)

    async def _as_workbook(self, visit: Visit) -> web.StreamResponse:
        year, lines = await self._lines(visit)
        today = day_in_shanghai(visit.now)
        standard = standard_for(year, today)
        notes = [asked_in_words(standard), *filter(None, [self._notice(standard, today)])]
        name_of, by = self._pages.bureau_name, visit.officer.name
        content = await asyncio.to_thread(
            workbook_of_ledger, lines, year, asked_by(standard), notes, name_of, by, visit.now
        )
        return web.Response(body=content, content_type=XLSX, headers=headers_of(f"guidance-{year}.xlsx"))

    def _notice(self, standard: Standard, today: date, *, at_head: bool = False) -> str:
        return notice_of(standard, self._handbook.library, today, at_head=at_head) if self._handbook else ""

    async def _lines(self, visit: Visit) -> tuple[int, tuple[LedgerLine, ...]]:
        if not wall.sees_cases(visit.officer):
            raise NotFound
        this_year = day_in_shanghai(visit.now).year
        known = {str(one): one for one in range(this_year - YEARS + 1, this_year + 1)}
        year = known.get(visit.chosen("year", known), this_year)
        async with self._database.reading() as session:
            return year, await ledger_of(session, self._vault, visit.officer, year)
