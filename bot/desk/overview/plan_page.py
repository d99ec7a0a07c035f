"""`/desk/overview/plan`: what the plan's own tools come to in the city, for 市局."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from aiohttp import web

from bot.conversation.handbook import Handbook
from bot.desk.estimates.figures import common_gaps
from bot.desk.figures_style import known_here
from bot.desk.guard import Guard, NotFound
from bot.desk.overview.charts import all_drawn
from bot.desk.overview.page import OVERVIEW
from bot.desk.overview.plan_tables import PilotFigures, PlanFigures, plan_tables
from bot.desk.overview.report import sheet_of
from bot.desk.overview.tables import Table
from bot.desk.pages import PageContext, Pages, Visit
from bot.desk.pilots.shown import head_notice, report_lines
from bot.desk.workbooks import XLSX, WorkbookSheet, headers_of, workbook_of
from bot.shown.estimates import estimate_of
from intake.cases.codes import Role
from intake.clocks.calendar import day_in_shanghai
from intake.filers.estimates import KeptEstimate
from intake.journal.account_codes import AccountCode
from intake.journal.accounts import record
from intake.officers.estimates import SharedEstimates
from intake.officers.pilots import PilotPaperKind, Pilots, newest
from intake.officers.recognised import RecognisedUnits
from intake.officers.sessions import held
from intake.statistics.guidance import guidance_by_bureau
from intake.storage.database import Database
from intake.storage.sealing import Vault
from knowledge.standards.rounds import round_on, rounds

PLAN: Final = f"{OVERVIEW}/plan"


@dataclass(frozen=True, slots=True)
class PlanFiguresContext(PageContext):
    """The figures of the plan's tools.

    notice  at the head of the page
    year    of the ledger
    tables  the figures
    charts  the same drawn, by the name of the table; "" for what is not
    """

    template: ClassVar[str] = "overview/plan.html"
    notice: str
    year: int
    tables: Sequence[Table]
    charts: Mapping[str, str]


class PlanPage:
    """The handlers."""

    def __init__(self, database: Database, vault: Vault, handbook: Handbook, pages: Pages, guard: Guard) -> None:
        """Take the parts."""
        self._database = database
        self._vault = vault
        self._pilots = Pilots(database, vault)
        self._units = RecognisedUnits(database)
        self._shared = SharedEstimates(database, vault)
        self._handbook = handbook
        self._pages = pages
        self._guard = guard

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        return [web.get(PLAN, self._guard.page(self._show)), web.post(PLAN, self._guard.form(self._report))]

    async def _show(self, visit: Visit) -> web.StreamResponse:
        figures = await self._figures(visit)
        tables = plan_tables(figures, self._pages.bureau_name, is_covered=False)
        charts = await asyncio.to_thread(all_drawn, tables)
        context = PlanFiguresContext(self._notice(visit), figures.year, tables, charts)
        return self._pages.page(context, visit, known=known_here())

    async def _report(self, visit: Visit) -> web.StreamResponse:
        figures = await self._figures(visit)
        tables = plan_tables(figures, self._pages.bureau_name, is_covered=True)
        notes = [self._notice(visit), "五家、五次以下的数字写作“1–4”或者“略”。"]
        rows = [(table.title, table.sentence) for table in tables]
        summary = WorkbookSheet(
            "概况", (("项目", 34), ("情况", 70)), rows, f"商业秘密保护工作情况（{figures.year}年）", notes
        )
        sheets = [summary, *map(sheet_of, tables)]
        content = await asyncio.to_thread(workbook_of, sheets, visit.officer.name, visit.now)
        async with self._database.writing() as session:
            account = await held(session, visit.officer.id)
            told = {"period": f"示范、指导和试点 {figures.year}", "bureau": ""}
            key = self._vault.journal_key
            await record(session, key, account, visit.officer.id, AccountCode.REPORT_TAKEN, visit.now, **told)
        return web.Response(body=content, content_type=XLSX, headers=headers_of(f"plan-{figures.year}.xlsx"))

    def _notice(self, visit: Visit) -> str:
        today = day_in_shanghai(visit.now)
        return head_notice(round_on(today), self._handbook, today)

    async def _figures(self, visit: Visit) -> PlanFigures:
        officer, today = visit.officer, day_in_shanghai(visit.now)
        if officer.role != Role.COORDINATOR:
            raise NotFound
        shared = await self._shared.shared_with(officer)
        async with self._database.reading() as session:
            guidance = await guidance_by_bureau(session, officer, today.year)
        return PlanFigures(
            year=today.year,
            units=await self._units.seen_by(officer),
            assessed=_assessed(shared),
            gaps=common_gaps(shared),
            guidance=guidance,
            pilots=await self._of_pilots(visit),
        )

    async def _of_pilots(self, visit: Visit) -> list[PilotFigures]:
        officer, today = visit.officer, day_in_shanghai(visit.now)
        made, units = await self._pilots.reported(officer), await self._units.by_bureau(officer)
        found = []
        for pilot in await self._pilots.seen_by(officer):
            if not pilot.stands(today):
                continue
            papers = await self._pilots.papers(officer, pilot.bureau, pilot.round)
            one = rounds().get(pilot.round)
            found.append(
                PilotFigures(
                    pilot,
                    units.get(pilot.bureau, 0),
                    one.units if one else 0,
                    report_lines(pilot, made, today),
                    has_sheet=newest(papers, PilotPaperKind.SHEET) is not None,
                    has_review=newest(papers, PilotPaperKind.REVIEW) is not None,
                )
            )
        return found


def _assessed(shared: Sequence[KeptEstimate]) -> dict[str, int]:
    """Return how many units showed one, each once, by the title of the standard."""
    titles = {(kept.standard, kept.name): estimate for kept in shared if (estimate := estimate_of(kept))}
    return dict(Counter(estimate.standard.title for estimate in titles.values()))
