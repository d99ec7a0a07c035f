"""`/desk/cases/{reference}/wave`: filings of nearly the same text at all bureaus, for the coordinator alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from aiohttp import web

from bot.desk.cases.case_page import reference_of
from bot.desk.cases.moves import MoveForm, forms_for
from bot.desk.guard import Guard, NotFound
from bot.desk.pages import PageContext, Pages, Visit
from bot.desk.parts.decided import done_or_shown, just_done, page_and_form, seen_of
from intake.cases.case import Case, NotAllowed
from intake.cases.changes import Rulebook
from intake.cases.codes import Role
from intake.cases.grouping import ACROSS
from intake.officers.duplicates import Duplicates, PossibleDuplicate
from intake.officers.grouping import Grouping

_CHANGED: Final = "没有办理：打开这一页以后，勾选的件有了变化。请核对现在的件再办。"


@dataclass(frozen=True, slots=True)
class WaveContext(PageContext):
    """The page.

    case     the one it was opened for
    others   those of nearly the same text, at all bureaus
    counts   how many each bureau has, this one among them, by code
    forms    what can be done with this one, and so with those at its step
    looking  what is about to be done, to be confirmed by the number of cases; None: nothing yet
    seen     reference and version of those that are ticked
    kept     what was entered
    faults   what was wrong, by input
    refusal  why nothing was done; "" for other reasons
    done     with how many it was just done; "" for none
    """

    template: ClassVar[str] = "wave.html"
    case: Case
    others: Sequence[PossibleDuplicate]
    counts: Mapping[str, int]
    forms: Sequence[MoveForm]
    looking: MoveForm | None
    seen: Mapping[str, int]
    kept: Mapping[str, str]
    faults: Mapping[str, str]
    refusal: str
    done: str


class WavePages:
    """The handlers."""

    def __init__(
        self, duplicates: Duplicates, grouping: Grouping, rulebook: Rulebook, pages: Pages, guard: Guard
    ) -> None:
        self._duplicates = duplicates
        self._grouping = grouping
        self._rulebook = rulebook
        self._pages = pages
        self._guard = guard

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        return [*page_and_form("/desk/cases/{reference}/wave", self._guard, self._show, self._act)]

    async def _show(self, visit: Visit) -> web.StreamResponse:
        return await self._page(visit, done=just_done(visit))

    async def _act(self, visit: Visit) -> web.StreamResponse:
        form, move = visit.form, visit.form.get("move", "")
        if visit.officer.role is not Role.COORDINATOR:
            raise NotFound
        if form.get("go") != "decide":
            return await self._page(visit, look=move)

        async def decide() -> str:
            count = await self._grouping.decide_across(visit.officer, move, form, seen_of(visit), visit.now)
            return f"/desk/cases/{reference_of(visit)}/wave?done={count}"

        return await done_or_shown(visit, decide, self._page, _CHANGED, move)

    async def _page(
        self,
        visit: Visit,
        *,
        look: str = "",
        faults: Mapping[str, str] | None = None,
        refusal: str = "",
        done: str = "",
        status: int = 200,
    ) -> web.Response:
        try:
            case, others = await self._duplicates.nearly_the_same_anywhere(visit.officer, reference_of(visit))
        except NotAllowed as not_theirs:
            case, others = await self._grouping.case(visit.officer, reference_of(visit)), ()
            refusal, status = refusal or str(not_theirs), 403
        seen = seen_of(visit)
        forms = [one for one in forms_for(visit.officer, case, self._rulebook, visit.now) if one.name in ACROSS]
        looking = next((one for one in forms if one.name == look), None)
        if looking is not None and not seen:
            looking, faults, status = None, {"others": "请勾选要一起办的件。"}, 422
        context = WaveContext(
            case=case,
            others=others,
            counts=Counter((case.lead_bureau, *(one.bureau for one in others))),
            forms=forms,
            looking=looking,
            seen=seen,
            kept=visit.form,
            faults=faults or {},
            refusal=refusal,
            done=done,
        )
        return self._pages.page(context, visit, status)
