"""`/desk/cases/{reference}/alike`: what may be about the same, side by side; linked, never merged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from aiohttp import web

from bot.desk.cases.case_page import reference_of
from bot.desk.guard import Guard, NotFound
from bot.desk.pages import PageContext, Pages, Visit
from intake.cases.case import Case, Incomplete, NotAllowed
from intake.ids import read_reference
from intake.officers import wall
from intake.officers.duplicates import Candidate, Duplicates


@dataclass(frozen=True, slots=True)
class AlikeContext(PageContext):
    """Cases that may be about the same.

    case        the one they are like
    candidates  the likest first; those that are linked before all
    may_link    this officer may link
    kept        what was entered when something was missing
    fault       what was missing; "" for nothing
    refusal     why nothing was done; "" for other reasons
    done        they were just linked
    """

    template: ClassVar[str] = "alike.html"
    case: Case
    candidates: tuple[Candidate, ...]
    may_link: bool
    kept: Mapping[str, str]
    fault: str
    refusal: str
    done: bool


class AlikePage:
    """The handlers."""

    def __init__(self, duplicates: Duplicates, pages: Pages, guard: Guard) -> None:
        self._duplicates = duplicates
        self._pages = pages
        self._guard = guard

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        address = "/desk/cases/{reference}/alike"
        return [web.get(address, self._guard.page(self._show)), web.post(address, self._guard.form(self._link))]

    async def _show(self, visit: Visit) -> web.StreamResponse:
        return await self._page(visit)

    async def _link(self, visit: Visit) -> web.StreamResponse:
        reference, form = reference_of(visit), visit.form
        other = read_reference(form.get("other", ""))
        try:
            if other is None:
                raise Incomplete("other", "请选择要关联的案件。")
            await self._duplicates.link(visit.officer, reference, other, form.get("reason", ""), visit.now)
        except Incomplete as fault:
            return await self._page(visit, fault=str(fault), status=422)
        except NotAllowed as refusal:
            return await self._page(visit, refusal=str(refusal), status=403)
        raise web.HTTPSeeOther(f"/desk/cases/{reference}/alike?done=1")

    async def _page(self, visit: Visit, *, fault: str = "", refusal: str = "", status: int = 200) -> web.Response:
        try:
            case, candidates = await self._duplicates.candidates(visit.officer, reference_of(visit))
        except NotAllowed:
            raise NotFound from None
        context = AlikeContext(
            case=case,
            candidates=candidates,
            may_link=case.lead_bureau == visit.officer.bureau and wall.has_part(visit.officer, case),
            kept=visit.form if fault else {},
            fault=fault,
            refusal=refusal,
            done=visit.request.query.get("done") == "1",
        )
        return self._pages.page(context, visit, status)
