"""`/desk/estimates`: what companies and parks let the bureau see, and the officer's sheet beside each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Final

from aiohttp import web

from bot.conversation.estimating.told import notice_of
from bot.conversation.handbook import Handbook
from bot.desk.estimates.figures import CommonGaps, common_gaps
from bot.desk.estimates.heads import head_notice_of
from bot.desk.estimates.sheets import BesideLine, beside_lines, sum_told
from bot.desk.guard import Guard, NotFound
from bot.desk.pages import PageContext, Pages, Visit
from bot.desk.sheet_files import ItemFiles, files_beside, taken_home
from bot.shown.estimates import ShownSheet, entered_sheet, estimate_of, shown_sheet
from intake.cases.case import NotAllowed
from intake.clocks.calendar import day_in_shanghai
from intake.evidence.sheets import SheetFiles
from intake.filers.estimates import KeptEstimate
from intake.officers import wall
from intake.officers.estimates import SharedEstimates
from intents.telling.estimating import EstimateSubject
from knowledge.standards.estimate import Sheet, between
from knowledge.standards.shelf import standard_of

ESTIMATES: Final = "/desk/estimates"
_GONE_STANDARD: Final = "这份自评用的标准已经换下，只能看，不能再填。"
_EMPTY: Final = "还没有填任何一项，没有保存。"


@dataclass(frozen=True, slots=True)
class ListedEstimate:
    """One line of the list."""

    id: str
    name: str
    title: str
    points: str
    bureau: str
    kept: KeptEstimate
    sheets: int


@dataclass(frozen=True, slots=True)
class ListContext(PageContext):
    """The list; `lines` are what this viewer may see, the newest first, `gaps` what most of them lack.

    notice  at the head: what it rests on, and that its term is over where it is
    """

    template: ClassVar[str] = "estimates.html"
    notice: str
    lines: tuple[ListedEstimate, ...]
    gaps: tuple[CommonGaps, ...]


@dataclass(frozen=True, slots=True)
class EstimateContext(PageContext):
    """One estimate with the officers' beside it.

    kept      what the company estimated; title of the standard, notice of what an estimate is not
    entered   whether a sheet was just kept
    sum       what it comes to; theirs: what the newest sheet beside it comes to, and `by` whom
    lines     the items, both sides
    sheet     the officer's sheet, to be filled; None where this viewer may not, or the standard is gone
    page      what makes a form enter once, however often it is sent
    further   earlier sheets beside it: day, by whom, points
    refusal   why nothing was kept; "" for other reasons
    files     what the company handed in for the items
    """

    template: ClassVar[str] = "estimate.html"
    kept: KeptEstimate
    title: str
    notice: str
    sum: str
    theirs: str
    by: str
    lines: tuple[BesideLine, ...]
    sheet: ShownSheet | None
    page: str
    further: tuple[tuple[str, str, str], ...]
    refusal: str
    entered: bool
    files: tuple[ItemFiles, ...]


class EstimatePages:
    """The handlers."""

    def __init__(
        self,
        shared: SharedEstimates,
        handbook: Handbook,
        pages: Pages,
        guard: Guard,
        files: SheetFiles | None = None,
    ) -> None:
        """Take the parts.

        files  what was handed in for the items; None where nothing is uploaded
        """
        self._files = files
        self._shared = shared
        self._handbook = handbook
        self._pages = pages
        self._guard = guard

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        return [
            web.get(ESTIMATES, self._guard.page(self._list)),
            web.get(f"{ESTIMATES}/{{estimate}}", self._guard.page(self._show)),
            web.post(f"{ESTIMATES}/{{estimate}}", self._guard.form(self._enter)),
            web.post(f"{ESTIMATES}/{{estimate}}/files/{{file}}", self._guard.form(self._take)),
        ]

    async def _list(self, visit: Visit) -> web.StreamResponse:
        if not wall.sees_cases(visit.officer):
            raise NotFound
        shared = await self._shared.shared_with(visit.officer)
        lines = tuple([await self._listed(kept) for kept in shared])
        # What is shared by companies and by parks stands in one document.
        notice = head_notice_of(EstimateSubject.COMPANY, self._handbook, day_in_shanghai(visit.now))
        return self._pages.page(ListContext(notice, lines, common_gaps(shared)), visit)

    async def _listed(self, kept: KeptEstimate) -> ListedEstimate:
        estimate = estimate_of(kept)
        points = sum_told(estimate) if estimate is not None else ""
        title = estimate.standard.title if estimate is not None else kept.standard
        sheets = len(await self._shared.beside(kept))
        return ListedEstimate(kept.id, kept.name, title, points, kept.bureau, kept, sheets)

    async def _show(self, visit: Visit) -> web.StreamResponse:
        return await self._page(visit, await self._found(visit), entered="entered" in visit.request.query)

    async def _enter(self, visit: Visit) -> web.StreamResponse:
        kept = await self._found(visit)
        standard = standard_of(kept.standard)
        if standard is None:
            return await self._page(visit, kept, 422, refusal=_GONE_STANDARD)
        entered = entered_sheet(standard, visit.posted, self._handbook.say)
        if entered.sheet is None or not entered.sheet.given:
            refusal = "" if entered.faults else _EMPTY
            return await self._page(visit, kept, 422, faults=entered.faults, refusal=refusal)
        page, content = visit.form.get("page", ""), entered.sheet.kept()
        try:
            await self._shared.enter(visit.officer, page, kept.id, content, visit.now)
        except NotAllowed as refusal:
            return await self._page(visit, kept, 403, refusal=str(refusal))
        raise web.HTTPSeeOther(f"{ESTIMATES}/{kept.id}?entered=1")

    async def _take(self, visit: Visit) -> web.StreamResponse:
        return await taken_home(visit, self._files, (await self._found(visit)).id)

    async def _found(self, visit: Visit) -> KeptEstimate:
        kept = await self._shared.one(visit.officer, visit.request.match_info["estimate"])
        if kept is None:
            raise NotFound
        return kept

    async def _page(
        self,
        visit: Visit,
        kept: KeptEstimate,
        status: int = 200,
        *,
        faults: Mapping[str, str] | None = None,
        refusal: str = "",
        entered: bool = False,
    ) -> web.Response:
        say, standard, own = self._handbook.say, standard_of(kept.standard), estimate_of(kept)
        beside = await self._shared.beside(kept)
        theirs = estimate_of(beside[0]) if beside else None
        names = await self._shared.names_of(beside)
        sheet = None
        if standard is not None and wall.may_enter(visit.officer):
            before = Sheet.read(beside[0].content) if beside else Sheet()
            sheet = shown_sheet(standard, before, visit.posted if status == 422 else None, faults)
        context = EstimateContext(
            kept=kept,
            title=standard.title if standard is not None else kept.standard,
            notice=self._notice(visit, kept),
            sum=sum_told(own) if own is not None else "",
            theirs=sum_told(theirs) if theirs is not None else "",
            by=names.get(beside[0].by, "") if beside else "",
            lines=beside_lines(own, theirs, say) if own is not None else (),
            sheet=sheet,
            page=self._shared.page(visit.now),
            further=tuple(
                (day_in_shanghai(one.made_at).isoformat(), names.get(one.by, ""), between(came.least, came.most))
                for one in beside[1:]
                if (came := estimate_of(one)) is not None
            ),
            refusal=refusal,
            entered=entered,
            files=await files_beside(self._files, kept.id, standard),
        )
        return self._pages.page(context, visit, status)

    def _notice(self, visit: Visit, kept: KeptEstimate) -> str:
        standard = standard_of(kept.standard)
        if standard is None:
            return _GONE_STANDARD
        return notice_of(standard, self._handbook.library, day_in_shanghai(visit.now), at_head=True)
