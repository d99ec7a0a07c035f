"""`/desk/exports`: a list is asked for, its progress looked at, downloaded, its passphrase seen, taken back."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final
from urllib.parse import parse_qsl

from aiohttp import web

from bot.desk.cases.asked import CasesAsked, asked_of, filters_of, strays_in
from bot.desk.cases.lists import EXPORT_NEW, chosen_in_words
from bot.desk.cases.views import counted_cases
from bot.desk.cases.workbench import spoken_count
from bot.desk.exports.rows import archive_of
from bot.desk.figures_style import known_here
from bot.desk.guard import Guard, NoPage, NotFound
from bot.desk.pages import PageContext, Pages, Visit
from bot.desk.workbooks import headers_of
from intake.cases.case import Incomplete, NotAllowed
from intake.clocks.calendar import day_in_shanghai
from intake.officers.export import (
    EXPORT_STATES,
    KEPT,
    MOST_ROWS,
    REASONS,
    Export,
    ExportState,
    may_export,
)
from intake.officers.exporting import Exports
from intake.routing.bureaus import Bureaus
from intake.storage.database import Database
from intake.storage.sealing import Vault

EXPORTS: Final = "/desk/exports"
ONE: Final = f"{EXPORTS}/{{export}}"


@dataclass(frozen=True, slots=True)
class ExportAskContext(PageContext):
    """What will be taken away, and why: asked before anything is made.

    query    what the list asks for
    chosen   its filters, as they are said
    count    how many cases, as it is said
    is_none  there are none
    reasons  what it may be for
    reason   what was chosen
    most     no more than so many
    hours    how long it is kept
    fault    what is missing; "" for nothing
    """

    template: ClassVar[str] = "exports/ask.html"
    query: str
    chosen: Sequence[str]
    count: str
    is_none: bool
    reasons: Mapping[str, str]
    reason: str
    most: str
    hours: int
    fault: str


@dataclass(frozen=True, slots=True)
class ExportLine:
    """An export as it is listed.

    chosen  its filters, as they are said
    """

    export: Export
    state: str
    reason: str
    chosen: Sequence[str]


@dataclass(frozen=True, slots=True)
class ExportsContext(PageContext):
    """The exports of whoever looks: the lines, the newest first."""

    template: ClassVar[str] = "exports/list.html"
    lines: Sequence[ExportLine]


@dataclass(frozen=True, slots=True)
class ExportContext(PageContext):
    """One export.

    line        what it is
    most       no more rows than so many
    passphrase  where it was asked for; "" otherwise
    """

    template: ClassVar[str] = "exports/one.html"
    line: ExportLine
    most: str
    passphrase: str


class ExportPages:
    """The handlers."""

    def __init__(self, database: Database, vault: Vault, bureaus: Bureaus, pages: Pages, guard: Guard) -> None:
        self._database = database
        self._exports = Exports(database, vault)
        self._bureaus = bureaus
        self._pages = pages
        self._guard = guard

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        return [
            web.get(EXPORTS, self._guard.page(self._list)),
            web.post(EXPORTS, self._guard.form(self._ask)),
            web.get(EXPORT_NEW, self._guard.page(self._new)),
            web.get(ONE, self._guard.page(self._one)),
            web.post(f"{ONE}/archive", self._guard.form(self._archive)),
            web.post(f"{ONE}/passphrase", self._guard.form(self._passphrase)),
            web.post(f"{ONE}/void", self._guard.form(self._void)),
        ]

    async def _list(self, visit: Visit) -> web.StreamResponse:
        _refuse_strangers(visit)
        lines = [self._line(visit, one) for one in await self._exports.of(visit.officer)]
        return self._pages.page(ExportsContext(lines), visit, known=known_here())

    async def _new(self, visit: Visit) -> web.StreamResponse:
        _refuse_strangers(visit)
        asked = self._asked(visit, visit.request.query)
        visit.strays.update(strays_in(visit.request.query, asked))
        return await self._asking(visit, asked)

    async def _ask(self, visit: Visit) -> web.StreamResponse:
        _refuse_strangers(visit)
        asked, reason = (
            self._asked(visit, dict(parse_qsl(visit.form.get("query", "")))),
            visit.form.get("reason", ""),
        )
        filters = filters_of(asked, visit.officer, day_in_shanghai(visit.now))
        async with self._database.reading() as session:
            counted = await counted_cases(session, visit.officer, filters)
        expected = counted.number or (0 if counted.is_all else 1)
        try:
            export_id = await self._exports.ask(visit.officer, asked.query, reason, expected, visit.now)
        except Incomplete as fault:
            return await self._asking(visit, asked, str(fault))
        except NotAllowed as refusal:
            raise NoPage(403, "没有导出", str(refusal)) from None
        raise web.HTTPSeeOther(f"{EXPORTS}/{export_id}")

    async def _one(self, visit: Visit) -> web.StreamResponse:
        return self._shown(visit, await self._export(visit))

    async def _archive(self, visit: Visit) -> web.StreamResponse:
        export = await self._ready(visit)
        rows = await self._exports.lines(export)
        line = self._line(visit, export)
        notes = (f"条件：{'，'.join(line.chosen)}", f"用途：{line.reason}", "清单含未公开的案件情况，请勿转发。")
        passphrase = self._exports.archive_passphrase(export)
        content, sha256 = await asyncio.to_thread(
            archive_of, rows, notes, visit.officer.name, passphrase, visit.now
        )
        await self._exports.taken(visit.officer, export, sha256, visit.now)
        name = f"cases-{day_in_shanghai(export.asked_at):%Y%m%d}-{export.id[-6:]}.zip"
        return web.Response(body=content, content_type="application/zip", headers=headers_of(name))

    async def _passphrase(self, visit: Visit) -> web.StreamResponse:
        export = await self._ready(visit)
        return self._shown(visit, export, await self._exports.passphrase(visit.officer, export, visit.now))

    async def _void(self, visit: Visit) -> web.StreamResponse:
        await self._exports.void(visit.officer, await self._export(visit), visit.now)
        raise web.HTTPSeeOther(EXPORTS)

    async def _ready(self, visit: Visit) -> Export:
        export = await self._export(visit)
        if export.state is not ExportState.READY:
            raise NoPage(409, "现在不能下载", f"这份清单{EXPORT_STATES[export.state]}。请回到“导出”看它的情况。")
        return export

    async def _export(self, visit: Visit) -> Export:
        export = await self._exports.one(visit.officer, visit.request.match_info["export"], visit.now)
        if export is None:
            raise NotFound
        return export

    async def _asking(self, visit: Visit, asked: CasesAsked, fault: str = "") -> web.Response:
        filters = filters_of(asked, visit.officer, day_in_shanghai(visit.now))
        async with self._database.reading() as session:
            counted = await counted_cases(session, visit.officer, filters)
        context = ExportAskContext(
            query=asked.query,
            chosen=self._in_words(visit, asked),
            count=spoken_count(counted),
            is_none=counted.is_all and not counted.number,
            reasons=REASONS,
            reason=visit.form.get("reason", ""),
            most=f"{MOST_ROWS:,}",
            hours=int(KEPT.total_seconds()) // 3600,
            fault=fault,
        )
        return self._pages.page(context, visit, 422 if fault else 200, known_here())

    def _shown(self, visit: Visit, export: Export, passphrase: str = "") -> web.Response:
        context = ExportContext(self._line(visit, export), f"{MOST_ROWS:,}", passphrase)
        return self._pages.page(context, visit, known=known_here())

    def _line(self, visit: Visit, export: Export) -> ExportLine:
        asked = self._asked(visit, dict(parse_qsl(export.query)))
        return ExportLine(
            export, EXPORT_STATES[export.state], REASONS.get(export.reason, ""), self._in_words(visit, asked)
        )

    def _asked(self, visit: Visit, query: Mapping[str, str]) -> CasesAsked:
        return asked_of(query, visit.officer, set(self._names(visit)))

    def _in_words(self, visit: Visit, asked: CasesAsked) -> Sequence[str]:
        return chosen_in_words(asked, self._names(visit))

    def _names(self, visit: Visit) -> dict[str, str]:
        return {bureau.code: bureau.name for bureau in self._bureaus.on(day_in_shanghai(visit.now))}


def _refuse_strangers(visit: Visit) -> None:
    if not may_export(visit.officer):
        raise NotFound
