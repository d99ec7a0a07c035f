"""`/desk/overview`: charts with their tables, the grid of bureaus, and the report of a month or a year."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Final
from urllib.parse import urlencode

from aiohttp import web

from bot.desk.figures_style import known_here
from bot.desk.guard import Guard, NoPage, NotFound
from bot.desk.overview.bureau_map import BureauMap, Maps
from bot.desk.overview.charts import all_drawn
from bot.desk.overview.keeping import KEPT, KeptFigures
from bot.desk.overview.report import report_of
from bot.desk.overview.tables import BureauAndClockNames, Cell, Table, bureau_sums, bureaus_of, tables_of
from bot.desk.overview.tiles import PLACES, short
from bot.desk.pages import PageContext, Pages, Visit
from bot.desk.workbooks import XLSX, headers_of
from intake.cases.codes import DECIDERS, Role
from intake.clocks.calendar import day_in_shanghai
from intake.clocks.counting import Clocks
from intake.journal.account_codes import AccountCode
from intake.journal.accounts import record
from intake.officers.officer import Officer
from intake.officers.sessions import held
from intake.routing.bureaus import Bureaus
from intake.statistics.figures import Figures
from intake.statistics.period import RECENT, Period, period_of, periods_on
from intake.storage.database import Database
from intake.storage.sealing import Vault

OVERVIEW: Final = "/desk/overview"


@dataclass(frozen=True, slots=True)
class BureauTile:
    """One bureau in the grid.

    row, column  where it lies; 0 for one that has no place
    count        what it received, as it may be told
    overdue      how many of its clocks are over
    """

    code: str
    name: str
    full_name: str
    row: int
    column: int
    count: Cell
    overdue: int
    href: str


@dataclass(frozen=True, slots=True)
class OverviewContext(PageContext):
    """The overview.

    period     what it is about
    periods    what can be chosen
    bureau     code of the bureau it is about; "" for all
    bureaus    those that can be chosen, by code; none for who sees one alone
    figures    what was counted, and when
    tables     the figures
    charts     the same drawn, by the name of the table; "" for what is not
    by_bureau  what each bureau received and has overdue; None where one alone is shown
    tiles      the same as a grid; map: the same on the operator's own outlines, None without any
    minutes    for how long figures are kept
    is_small   small counts are not told
    """

    template: ClassVar[str] = "overview/overview.html"
    period: Period
    periods: Sequence[Period]
    bureau: str
    bureaus: Mapping[str, str]
    figures: Figures
    tables: Sequence[Table]
    charts: Mapping[str, str]
    by_bureau: Table | None
    tiles: Sequence[BureauTile]
    map: BureauMap | None
    minutes: int
    is_small: bool


class OverviewPages:
    """The handlers."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        bureaus: Bureaus,
        clocks: Clocks,
        pages: Pages,
        guard: Guard,
        outlines: Path | None = None,
        *,
        is_demo: bool,
    ) -> None:
        self._maps = Maps(outlines, bureaus)
        self._is_demo = is_demo
        self._database = database
        self._vault = vault
        self._kept = KeptFigures(database)
        self._bureaus = bureaus
        self._pages = pages
        self._guard = guard
        self._names = BureauAndClockNames(
            pages.bureau_name, lambda name: clocks.label_of(name) if name in clocks.by_name else name
        )

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        return [
            web.get(OVERVIEW, self._guard.page(self._show)),
            web.post(f"{OVERVIEW}/report", self._guard.form(self._report)),
        ]

    async def _show(self, visit: Visit) -> web.StreamResponse:
        query = visit.request.query
        period, bureau = self._asked(visit, query)
        visit.chosen("period", [period.code])
        visit.chosen("bureau", [bureau] if bureau else [])
        figures = await self._kept.of(period, bureau, visit.now)
        # A head sees each of these cases; whoever looks across bureaus is told no count that could name a filer.
        is_covered = bureau is not None and bureau != visit.officer.bureau
        tables = tables_of(figures, self._names, is_covered=is_covered)
        codes = self._codes(visit)
        by_bureau = bureaus_of(figures, self._names, codes, is_covered=False) if bureau is None else None
        tiles = self._tiles(figures, codes) if bureau is None else []
        context = OverviewContext(
            period=period,
            periods=periods_on(day_in_shanghai(visit.now)),
            bureau=bureau or "",
            bureaus={code: self._pages.bureau_name(code) for code in codes} if _sees_all(visit.officer) else {},
            figures=figures,
            tables=tables,
            charts=await asyncio.to_thread(all_drawn, tables),
            by_bureau=by_bureau,
            tiles=tiles,
            map=await self._map(figures, codes, tiles, visit) if bureau is None else None,
            minutes=int(KEPT.total_seconds()) // 60,
            is_small=any(table.is_covered for table in tables),
        )
        return self._pages.page(context, visit, known=known_here())

    async def _report(self, visit: Visit) -> web.StreamResponse:
        period, bureau = self._asked(visit, visit.form)
        if period.code == RECENT:
            raise NoPage(422, "没有生成报表", "报表按月或者按年。请回到上一页，先选一个月份或者年份。")
        figures = await self._kept.of(period, bureau, visit.now, anew=True)
        codes = self._codes(visit) if bureau is None else []
        by = visit.officer.name
        content = await asyncio.to_thread(
            report_of, figures, self._names, codes, by, visit.now, is_demo=self._is_demo
        )
        async with self._database.writing() as session:
            account = await held(session, visit.officer.id)
            told = {"period": period.code, "bureau": bureau or ""}
            key = self._vault.journal_key
            await record(session, key, account, visit.officer.id, AccountCode.REPORT_TAKEN, visit.now, **told)
        name = f"report-{bureau or 'all'}-{period.code}.xlsx"
        return web.Response(body=content, content_type=XLSX, headers=headers_of(name))

    def _asked(self, visit: Visit, query: Mapping[str, str]) -> tuple[Period, str | None]:
        """Return what is asked for; a head is told of their own bureau alone, whatever the address says."""
        if not may_look(visit.officer):
            raise NotFound
        period = period_of(query.get("period", ""), day_in_shanghai(visit.now))
        if not _sees_all(visit.officer):
            return period, visit.officer.bureau
        return period, bureau if (bureau := query.get("bureau", "")) in self._codes(visit) else None

    def _codes(self, visit: Visit) -> list[str]:
        return [bureau.code for bureau in self._bureaus.on(day_in_shanghai(visit.now))]

    async def _map(
        self, figures: Figures, codes: Sequence[str], tiles: Sequence[BureauTile], visit: Visit
    ) -> BureauMap | None:
        sums, today = bureau_sums(figures, codes), day_in_shanghai(visit.now)
        named = {tile.code: (tile.name, tile.href) for tile in tiles}
        return await self._maps.of(sums, figures.overdue_by_bureau, named, today)

    def _tiles(self, figures: Figures, codes: Sequence[str]) -> list[BureauTile]:
        counts, late = bureau_sums(figures, codes), figures.overdue_by_bureau
        query = {} if figures.period.code == RECENT else {"period": figures.period.code}
        tiles = [
            BureauTile(
                code,
                short(self._pages.bureau_name(code)),
                self._pages.bureau_name(code),
                *PLACES.get(code, (0, 0)),
                counts[code],
                late.get(code, 0),
                f"{OVERVIEW}?{urlencode({'bureau': code, **query})}",
            )
            for code in codes
        ]
        return sorted(tiles, key=lambda one: (one.row == 0, one.row, one.column))


def may_look(officer: Officer) -> bool:
    """Say whether there is an overview for this officer: of their bureau, or of all."""
    return officer.role in DECIDERS or _sees_all(officer)


def _sees_all(officer: Officer) -> bool:
    return officer.role == Role.COORDINATOR
