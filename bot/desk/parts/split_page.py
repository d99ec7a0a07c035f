"""`/desk/cases/{reference}/split` and `…/parts`: splitting a filing, and handing its parts what comes later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from aiohttp import web

from bot.desk.cases.case_page import reference_of
from bot.desk.guard import Guard, NotFound
from bot.desk.pages import PageContext, Pages, Visit
from bot.shown.posted import Posted, first
from intake.cases.case import Case, Incomplete, NotAllowed
from intake.cases.splitting import FEWEST, MOST, PART_KINDS, SECRET_KINDS, WantedPart
from intake.officers.casework import Casework, ChangedMeanwhile, Seen
from intake.officers.filings import FilingPartLine, family_of
from intake.officers.splitting import FileChoice, Splitting
from intake.storage.database import Database

_MORE: Final = "more"
_CHANGED: Final = "没有保存：打开这一页以后，这一件有了变化。请核对以后再提交。"


@dataclass(frozen=True, slots=True)
class SplitContext(PageContext):
    """The page on which a filing is split.

    case      the filing
    parts     what was entered so far, one a part
    files     what can be ticked for a part: id, name
    kinds_of_parts, secret_kinds  what to choose from
    may_add   there is room for one part more
    faults    what was wrong, by input
    refusal   why nothing was saved; "" for other reasons
    """

    template: ClassVar[str] = "split.html"
    case: Case
    parts: Sequence[WantedPart]
    files: Sequence[FileChoice]
    kinds_of_parts: Mapping[str, str]
    secret_kinds: Mapping[str, str]
    may_add: bool
    faults: Mapping[str, str]
    refusal: str


@dataclass(frozen=True, slots=True)
class PartsContext(PageContext):
    """The page of a filing's parts, with what hands them something.

    case     the filing
    parts    how far each is
    files    what can be ticked: id, name
    kept     what was entered when something was wrong
    ticked   ids of the files that were ticked then
    faults   what was wrong, by input
    refusal  why nothing was saved; "" for other reasons
    done     it was just handed over
    """

    template: ClassVar[str] = "parts_of_a_filing.html"
    case: Case
    parts: Sequence[FilingPartLine]
    files: Sequence[FileChoice]
    kept: Mapping[str, str]
    ticked: Sequence[str]
    faults: Mapping[str, str]
    refusal: str
    done: bool


class SplitPages:
    """The handlers."""

    def __init__(
        self, database: Database, casework: Casework, splitting: Splitting, pages: Pages, guard: Guard
    ) -> None:
        self._database = database
        self._casework = casework
        self._splitting = splitting
        self._pages = pages
        self._guard = guard

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        address = "/desk/cases/{reference}"
        return [
            web.get(f"{address}/split", self._guard.page(self._show)),
            web.post(f"{address}/split", self._guard.form(self._split)),
            web.get(f"{address}/parts", self._guard.page(self._parts)),
            web.post(f"{address}/parts", self._guard.form(self._give)),
        ]

    async def _show(self, visit: Visit) -> web.StreamResponse:
        case = await self._case(visit)
        if refusal := self._splitting.why_not(visit.officer, case):
            return await self._page(visit, case, (), refusal=refusal, status=403)
        return await self._page(visit, case, [_EMPTY] * FEWEST)

    async def _split(self, visit: Visit) -> web.StreamResponse:
        wanted, case = wanted_parts(visit.posted), await self._case(visit)
        if first(visit.posted, "go") == _MORE:
            return await self._page(visit, case, [*wanted, *[_EMPTY] * max(1, FEWEST - len(wanted))])
        try:
            said = [part for part in wanted if part.kind or part.text or part.about or part.files]
            is_sure = visit.form.get("confirmed") == "yes"
            await self._splitting.split(visit.officer, _seen(visit), said, visit.now, confirmed=is_sure)
        except Incomplete as fault:
            faults = {fault.field: str(fault)}
            return await self._page(visit, case, said or [_EMPTY] * FEWEST, faults=faults, status=422)
        except NotAllowed as refusal:
            return await self._page(visit, case, wanted, refusal=str(refusal), status=403)
        except ChangedMeanwhile:
            return await self._page(visit, await self._case(visit), wanted, refusal=_CHANGED, status=409)
        raise web.HTTPSeeOther(f"/desk/cases/{case.reference}/parts")

    async def _parts(self, visit: Visit) -> web.StreamResponse:
        return await self._page_of_parts(visit, done=visit.request.query.get("done") == "1")

    async def _give(self, visit: Visit) -> web.StreamResponse:
        form, files = visit.form, visit.posted.get("files", ())
        try:
            await self._splitting.give(
                visit.officer, _seen(visit), form.get("part", ""), form.get("text", ""), files, visit.now
            )
        except Incomplete as fault:
            return await self._page_of_parts(visit, faults={fault.field: str(fault)}, status=422)
        except NotAllowed as refusal:
            return await self._page_of_parts(visit, refusal=str(refusal), status=403)
        except ChangedMeanwhile:
            return await self._page_of_parts(visit, refusal=_CHANGED, status=409)
        raise web.HTTPSeeOther(f"/desk/cases/{reference_of(visit)}/parts?done=1")

    async def _case(self, visit: Visit) -> Case:
        return await self._casework.seen_by(visit.officer, reference_of(visit))

    async def _page(
        self,
        visit: Visit,
        case: Case,
        parts: Sequence[WantedPart],
        *,
        faults: Mapping[str, str] | None = None,
        refusal: str = "",
        status: int = 200,
    ) -> web.Response:
        context = SplitContext(
            case=case,
            parts=parts[:MOST],
            files=await self._splitting.files(visit.officer, case) if parts else (),
            kinds_of_parts=PART_KINDS,
            secret_kinds=SECRET_KINDS,
            may_add=len(parts) < MOST,
            faults=faults or {},
            refusal=refusal,
        )
        return self._pages.page(context, visit, status)

    async def _page_of_parts(
        self,
        visit: Visit,
        *,
        faults: Mapping[str, str] | None = None,
        refusal: str = "",
        status: int = 200,
        done: bool = False,
    ) -> web.Response:
        case = await self._case(visit)
        async with self._database.reading() as session:
            family = await family_of(session, visit.officer, case)
        if not family.parts:
            raise NotFound
        is_refused = bool(faults or refusal)
        context = PartsContext(
            case=case,
            parts=family.parts,
            files=await self._splitting.files(visit.officer, case),
            kept=visit.form if is_refused else {},
            ticked=visit.posted.get("files", ()) if is_refused else (),
            faults=faults or {},
            refusal=refusal,
            done=done,
        )
        return self._pages.page(context, visit, status)


_EMPTY: Final = WantedPart("", "", "", "", carries=True)


def wanted_parts(posted: Posted) -> list[WantedPart]:
    """Return the parts that a form tells of, in their order; what is wrong with them is said elsewhere."""
    parts: list[WantedPart] = []
    while f"kind-{len(parts) + 1}" in posted or f"text-{len(parts) + 1}" in posted:
        number = len(parts) + 1
        kind, secret, about, text = (
            first(posted, f"{name}-{number}").replace("\r\n", "\n").strip()
            for name in ("kind", "secret_kind", "about", "text")
        )
        files = tuple(dict.fromkeys(posted.get(f"files-{number}", ())))
        parts.append(WantedPart(kind, secret, about, text, files, bool(first(posted, f"carries-{number}"))))
    return parts


def _seen(visit: Visit) -> Seen:
    version = visit.form.get("version", "")
    return Seen(reference_of(visit), int(version) if version.isascii() and version.isdigit() else -1)
