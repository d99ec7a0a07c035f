"""`/desk/cases/{reference}/group`: filings of nearly the same text, grouped; one decision, each filer answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Final

from aiohttp import web

from bot.desk.cases.case_page import reference_of
from bot.desk.cases.moves import MoveForm, forms_for
from bot.desk.guard import Guard
from bot.desk.pages import PageContext, Pages, Visit
from bot.desk.parts.decided import done_or_shown, just_done, page_and_form, seen_of
from intake.cases.case import Case, NotAllowed
from intake.cases.changes import Rulebook
from intake.ids import read_reference
from intake.officers.duplicates import Duplicates, PossibleDuplicate
from intake.officers.grouping import CaseGroup, Grouping
from intake.officers.staff import staff_of
from intake.officers.units import all_units
from intake.storage.database import Database

_CHANGED: Final = "没有办理：打开这一页以后，组里的件有了变化。请核对现在的件再办。"


@dataclass(frozen=True, slots=True)
class GroupContext(PageContext):
    """The page of a group, or of what could be one.

    case        the one the page was opened for
    members     the cases of its group; none where it is in no group
    candidates  what could be put into it: nearly the same text, in the same bureau
    forms       what can be decided for all of them
    why         why nothing can; "" where something can
    looking     what is about to be decided, to be confirmed by the number of cases; None: nothing yet
    kept        what was entered
    ticked      references that were ticked
    faults      what was wrong, by input
    refusal     why nothing was done; "" for other reasons
    done        for how many it was just done; "" for none
    """

    template: ClassVar[str] = "group.html"
    case: Case
    members: Sequence[Case]
    candidates: Sequence[PossibleDuplicate]
    forms: Sequence[MoveForm]
    why: str
    looking: MoveForm | None
    kept: Mapping[str, str]
    ticked: Sequence[str]
    faults: Mapping[str, str]
    refusal: str
    done: str


class GroupPages:
    """The handlers."""

    def __init__(
        self,
        database: Database,
        duplicates: Duplicates,
        grouping: Grouping,
        rulebook: Rulebook,
        pages: Pages,
        guard: Guard,
    ) -> None:
        self._database = database
        self._duplicates = duplicates
        self._grouping = grouping
        self._rulebook = rulebook
        self._pages = pages
        self._guard = guard

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        return [*page_and_form("/desk/cases/{reference}/group", self._guard, self._show, self._act)]

    async def _show(self, visit: Visit) -> web.StreamResponse:
        return await self._page(visit, done=just_done(visit))

    async def _act(self, visit: Visit) -> web.StreamResponse:
        form = visit.form
        go, move = form.get("go", ""), form.get("move", "")
        if go == "look":
            return await self._page(visit, look=move)

        async def act() -> str:
            return await self._acted(visit, go)

        return await done_or_shown(visit, act, self._page, _CHANGED, move if go == "decide" else "")

    async def _acted(self, visit: Visit, go: str) -> str:
        """Do what was asked, and return where it leads."""
        officer, reference, form = visit.officer, reference_of(visit), visit.form
        address, reason = f"/desk/cases/{reference}/group", form.get("reason", "")
        match go:
            case "decide":
                move = form.get("move", "")
                count = await self._grouping.decide(officer, reference, move, form, seen_of(visit), visit.now)
                return f"{address}?done={count}"
            case "out":
                member = read_reference(form.get("member", "")) or ""
                await self._grouping.take_out(officer, reference, member, reason, visit.now)
            case _:
                others = [one for said in visit.posted.get("others", ()) if (one := read_reference(said))]
                await self._grouping.put_together(officer, reference, others, reason, visit.now)
        return address

    async def _page(
        self,
        visit: Visit,
        *,
        faults: Mapping[str, str] | None = None,
        refusal: str = "",
        look: str = "",
        done: str = "",
        status: int = 200,
    ) -> web.Response:
        reference = reference_of(visit)
        group = await self._grouping.group(visit.officer, reference, visit.now)
        try:
            case, candidates = await self._duplicates.nearly_the_same(visit.officer, reference)
        except NotAllowed as not_theirs:
            case, candidates = await self._grouping.case(visit.officer, reference), ()
            refusal, status = refusal or str(not_theirs), 403 if status == 200 else status
        members = group.cases if group else ()
        inside = {one.reference for one in members}
        forms = await self._forms(visit, group)
        context = GroupContext(
            case=case,
            members=members,
            candidates=[one for one in candidates if one.reference not in inside],
            forms=forms,
            why=group.why if group else "",
            looking=next((form for form in forms if form.name == look), None),
            kept=visit.form,
            ticked=visit.posted.get("others", ()),
            faults=faults or {},
            refusal=refusal,
            done=done,
        )
        return self._pages.page(context, visit, status)

    async def _forms(self, visit: Visit, group: CaseGroup | None) -> Sequence[MoveForm]:
        if group is None or not group.moves:
            return ()
        case, names = group.cases[0], {move.name for move in group.moves}
        async with self._database.reading() as session:
            staff = await staff_of(session, case.lead_bureau)
            rules = replace(self._rulebook, units=await all_units(session), staff=staff)
        return [form for form in forms_for(visit.officer, case, rules, visit.now) if form.name in names]
