"""`/desk/pilots/{bureau}`: one district's scheme, self-assessment and reports, and 市局's review beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final

from aiohttp import web

from bot.conversation.handbook import Handbook
from bot.desk.guard import Guard, NoPage, NotFound
from bot.desk.pages import PageContext, Pages, Visit
from bot.desk.pilots.list_page import PILOTS
from bot.desk.pilots.sheets import PilotSheet, entered_pilot_sheet, pilot_sheet
from bot.desk.pilots.shown import ReportLine, districts_on, head_notice, report_lines, round_of
from bot.desk.sheet_files import ItemFiles, files_beside, labels_of, taken_home
from bot.shown.sheet_files import NO_SECRETS, limits_told
from intake.cases.case import Incomplete, NotAllowed
from intake.cases.codes import Role
from intake.clocks.calendar import day_in_shanghai
from intake.evidence.file import EvidenceRefused
from intake.evidence.sheets import SheetFiles, at_once, of_district
from intake.officers import wall
from intake.officers.pilots import (
    LONGEST_TEXT,
    PAPER_NAMES,
    Pilot,
    PilotPaper,
    PilotPaperKind,
    Pilots,
    may_write,
    newest,
    short_text,
)
from intake.officers.recognised import RecognisedUnits
from intake.routing.bureaus import Bureaus
from intake.stored import Stored, texts_in
from knowledge.standards.check_list import CheckList
from knowledge.standards.rounds import Round

_NOT_NAMED: Final = "没有列入试点的，或者已经过了试点期限的，不报工作推进情况。"
_SAVED: Final[Mapping[str, str]] = {
    "named": "已列入试点。",
    "file": "佐证已收下。",
    "no_file": "佐证已删除。",
    **{kind.value: f"{name}已保存。" for kind, name in PAPER_NAMES.items()},
}


@dataclass(frozen=True, slots=True)
class DistrictContext(PageContext):
    """One district.

    bureau, name   its code and its name
    notice         at the head of the page
    round          what it is measured by
    pilot          as what it was named; None: it prepares
    stands         it is a pilot today
    units, asked   how many recognised units it has, and should have
    reports        its reports, with what was written in each
    scheme         the list for its scheme; `ticked` the keys that hold, `scheme_by` who ticked last, and when
    sheet, review  self-assessment, and 市局's beside it
    writes         which kinds this officer writes, with the page of each form
    further        how many earlier versions there are, by kind
    may_end        they take it out of the pilots
    saved          what was just saved
    at, faults, refusal   the form that was refused, what was wrong in it
    kept           what was typed in it
    takes_files    evidence of its indicators can be handed in
    files          what was, by indicator; `items` are all of them: label by key
    no_secrets, limits   what is said beside it: what it must not hold, how large and of what kind it may be
    """

    template: ClassVar[str] = "pilots/pilot.html"
    bureau: str
    name: str
    notice: str
    round: Round
    pilot: Pilot | None
    stands: bool
    units: int
    asked: int
    reports: tuple[tuple[ReportLine, PilotPaper | None], ...]
    scheme: CheckList
    ticked: tuple[str, ...]
    scheme_by: PilotPaper | None
    sheet: PilotSheet
    review: PilotSheet
    writes: Mapping[str, str]
    further: Mapping[str, int]
    may_end: bool
    saved: str
    at: str
    faults: Mapping[str, str]
    refusal: str
    kept: Mapping[str, str]
    takes_files: bool
    files: tuple[ItemFiles, ...]
    items: Mapping[str, str]
    no_secrets: str
    limits: str


class DistrictPage:
    """The handlers."""

    def __init__(
        self,
        pilots: Pilots,
        units: RecognisedUnits,
        bureaus: Bureaus,
        handbook: Handbook,
        pages: Pages,
        guard: Guard,
        files: SheetFiles | None = None,
    ) -> None:
        """Take the parts.

        files  what evidences the indicators; None where nothing is uploaded
        """
        self._files = files
        self._pilots = pilots
        self._units = units
        self._bureaus = bureaus
        self._handbook = handbook
        self._pages = pages
        self._guard = guard

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        kinds = "|".join(kind.value for kind in PilotPaperKind)
        files = f"{PILOTS}/{{bureau}}/files"
        most_bytes = self._files.limits.max_bytes if self._files is not None else 0
        taking = [
            web.post(files, self._guard.upload(self._attach, most_bytes)),
            web.post(f"{files}/{{file}}", self._guard.form(self._take)),
            web.post(f"{files}/{{file}}/remove", self._guard.form(self._detach)),
        ]
        return [
            *(taking if self._files is not None else ()),
            web.get(f"{PILOTS}/{{bureau}}", self._guard.page(self._show)),
            web.post(f"{PILOTS}/{{bureau}}/end", self._guard.form(self._end)),
            web.post(f"{PILOTS}/{{bureau}}/{{written:{kinds}}}", self._guard.form(self._keep)),
        ]

    async def _show(self, visit: Visit) -> web.StreamResponse:
        return await self._page(visit, saved=_SAVED.get(visit.request.query.get("entered", ""), ""))

    async def _end(self, visit: Visit) -> web.StreamResponse:
        bureau = await self._bureau(visit)
        try:
            await self._pilots.end(visit.officer, visit.form.get("pilot", ""), visit.form, visit.now)
        except Incomplete as fault:
            return await self._page(visit, 422, at="end", faults={fault.field: str(fault)})
        except NotAllowed as refusal:
            return await self._page(visit, 403, refusal=str(refusal))
        raise web.HTTPSeeOther(f"{PILOTS}/{bureau}")

    async def _keep(self, visit: Visit) -> web.StreamResponse:
        bureau, kind = await self._bureau(visit), PilotPaperKind(visit.request.match_info["written"])
        pilot = await self._pilot(visit, bureau)
        one = round_of(pilot, day_in_shanghai(visit.now))
        try:
            content, faults, due_on = self._said(visit, kind, one, pilot)
            if faults:
                return await self._page(visit, 422, at=kind.value, faults=faults)
            page = visit.form.get("page", "")
            await self._pilots.keep(
                visit.officer, page, bureau, one.version, kind, content, visit.now, due_on=due_on
            )
        except Incomplete as fault:
            return await self._page(visit, 422, at=kind.value, faults={fault.field: str(fault)})
        except NotAllowed as refusal:
            return await self._page(visit, 403, refusal=str(refusal))
        raise web.HTTPSeeOther(f"{PILOTS}/{bureau}?entered={kind.value}")

    async def _attach(self, visit: Visit) -> web.StreamResponse:
        """Take a file that evidences an indicator of the district's own sheet."""
        bureau, one = await self._may_attach(visit)
        item, sent = visit.form.get("item", ""), visit.attached
        if item not in labels_of(one.standard):
            return await self._page(visit, 422, at="files", faults={"item": "请选择是哪一项指标的佐证。"})
        if sent is None or self._files is None:
            return await self._page(visit, 422, at="files", faults={"file": "请先选择文件。"})
        try:
            await self._files.take(of_district(bureau, one.version), item, sent.name, at_once(sent.content))
        except EvidenceRefused as refused:
            return await self._page(visit, 422, at="files", faults={"file": str(refused)})
        raise web.HTTPSeeOther(f"{PILOTS}/{bureau}?entered=file#sheet-title")

    async def _detach(self, visit: Visit) -> web.StreamResponse:
        bureau, one = await self._may_attach(visit)
        try:
            if self._files is not None:
                await self._files.discard(of_district(bureau, one.version), visit.request.match_info["file"])
        except EvidenceRefused as refused:
            return await self._page(visit, 404, refusal=str(refused))
        raise web.HTTPSeeOther(f"{PILOTS}/{bureau}?entered=no_file#sheet-title")

    async def _take(self, visit: Visit) -> web.StreamResponse:
        bureau = await self._bureau(visit)
        one = round_of(await self._pilot(visit, bureau), day_in_shanghai(visit.now))
        return await taken_home(visit, self._files, of_district(bureau, one.version))

    async def _may_attach(self, visit: Visit) -> tuple[str, Round]:
        """Return the district whose sheet this officer fills, and what it is measured by."""
        bureau = await self._bureau(visit)
        if not may_write(visit.officer, bureau, PilotPaperKind.SHEET):
            raise NoPage(403, "没有收下", "佐证由本区县局的负责人上传、删除。")
        return bureau, round_of(await self._pilot(visit, bureau), day_in_shanghai(visit.now))

    def _said(
        self, visit: Visit, kind: PilotPaperKind, one: Round, pilot: Pilot | None
    ) -> tuple[Stored, Mapping[str, str], date | None]:
        """Return what is kept of a form, or its faults, and of a report its day."""
        if kind is PilotPaperKind.SCHEME:
            return one.scheme.ticked(list(visit.posted.get("ticked", ()))), {}, None
        if kind is PilotPaperKind.REPORT:
            due_on = _report_day(visit.form.get("due_on", ""), pilot, day_in_shanghai(visit.now))
            done = short_text(visit.form, "done", "请写这一段做了什么。", LONGEST_TEXT)
            ahead = short_text(visit.form, "ahead", "请写下一步做什么。", LONGEST_TEXT)
            return {"done": done, "ahead": ahead}, {}, due_on
        content, faults = entered_pilot_sheet(one.standard, visit.posted, self._handbook.say)
        return content, faults, None

    async def _bureau(self, visit: Visit) -> str:
        """Return the district of the address: one that there is, or that was a pilot before it was no more."""
        bureau = visit.request.match_info["bureau"]
        if not wall.sees_bureau(visit.officer, bureau):
            raise NotFound
        is_one = bureau in districts_on(self._bureaus, day_in_shanghai(visit.now))
        if not (is_one or await self._pilot(visit, bureau) is not None):
            raise NotFound
        return bureau

    async def _pilot(self, visit: Visit, bureau: str) -> Pilot | None:
        every = await self._pilots.seen_by(visit.officer)
        return next((one for one in every if one.bureau == bureau), None)

    async def _page(
        self,
        visit: Visit,
        status: int = 200,
        *,
        at: str = "",
        faults: Mapping[str, str] | None = None,
        refusal: str = "",
        saved: str = "",
    ) -> web.Response:
        bureau, today, officer = await self._bureau(visit), day_in_shanghai(visit.now), visit.officer
        pilot = await self._pilot(visit, bureau)
        one = round_of(pilot, today)
        papers = await self._pilots.papers(officer, bureau, one.version)
        scheme = newest(papers, PilotPaperKind.SCHEME)
        made = {(bureau, one.version, paper.due_on) for paper in papers if paper.due_on is not None}
        lines = report_lines(pilot, made, today) if pilot is not None else ()
        posted = visit.posted if at else None

        def sheet(kind: PilotPaperKind) -> PilotSheet:
            typed = posted if at == kind.value else None
            return pilot_sheet(one.standard, newest(papers, kind), self._handbook.say, typed, faults)

        context = DistrictContext(
            bureau=bureau,
            name=self._pages.bureau_name(bureau),
            notice=head_notice(one, self._handbook, today),
            round=one,
            pilot=pilot,
            stands=pilot is not None and pilot.stands(today),
            units=(await self._units.by_bureau(officer)).get(bureau, 0),
            asked=one.units,
            reports=tuple((line, newest(papers, PilotPaperKind.REPORT, line.due_on)) for line in lines),
            scheme=one.scheme,
            ticked=texts_in(scheme.content, "ticked") if scheme is not None else (),
            scheme_by=scheme,
            sheet=sheet(PilotPaperKind.SHEET),
            review=sheet(PilotPaperKind.REVIEW),
            writes={
                kind.value: (visit.form.get("page", "") if at == kind.value else "")
                or self._pilots.page(visit.now)
                for kind in PilotPaperKind
                if may_write(officer, bureau, kind)
            },
            further={
                kind.value: sum(paper.kind is kind for paper in papers) - 1
                for kind in (PilotPaperKind.SCHEME, PilotPaperKind.SHEET, PilotPaperKind.REVIEW)
            },
            may_end=officer.role == Role.COORDINATOR and pilot is not None and pilot.ended_on is None,
            saved=saved,
            at=at,
            faults=faults or {},
            refusal=refusal,
            kept=visit.form if at else {},
            takes_files=self._files is not None,
            files=await files_beside(self._files, of_district(bureau, one.version), one.standard),
            items=labels_of(one.standard),
            no_secrets=NO_SECRETS,
            limits=limits_told(self._files.limits) if self._files is not None else "",
        )
        return self._pages.page(context, visit, status)


def _report_day(said: str, pilot: Pilot | None, today: date) -> date:
    """Return the day of the report that was sent; raise where none is due then."""
    opened = pilot.open_days(today) if pilot is not None else ()
    if not opened:
        raise NotAllowed(_NOT_NAMED)
    day = next((day for day in opened if day.isoformat() == said), None)
    if day is None:
        raise Incomplete("due_on", "请在列出的日期里选一个。")
    return day
