"""`/desk/people`: who has how much in hand, who stands in for whom, everything of one handed over at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final

from aiohttp import web

from bot.desk.cases.lists import Chip
from bot.desk.guard import Guard, NotFound
from bot.desk.pages import PageContext, Pages, Visit
from intake.cases.case import Incomplete, NotAllowed
from intake.cases.changes import Rulebook
from intake.cases.codes import DECIDERS, HANDLERS, Role
from intake.clocks.calendar import day_in_shanghai
from intake.officers.handing_over import HandingOver, PersonLine
from intake.officers.stand_ins import (
    STAND_INS,
    StandInKind,
    StandInLine,
    StandInRefused,
    StandIns,
    may_arrange,
    stand_ins_of,
)
from intake.storage.database import Database
from intake.storage.sealing import Vault

PEOPLE: Final = "/desk/people"
_DONE: Final[Mapping[str, str]] = {"deputy": "代理已登记", "ended": "代理已结束"}


@dataclass(frozen=True, slots=True)
class DeputyLine:
    """One who stands in for another, as it is listed; `how` is 代理 or 主持工作."""

    id: str
    name: str
    how: str
    for_name: str
    from_on: date
    until_on: date
    is_over: bool
    has_begun: bool
    may_end: bool


@dataclass(frozen=True, slots=True)
class PeopleContext(PageContext):
    """The people of a bureau.

    people        who works there, and who has gone but still has cases; only oneself for an officer
    deputies      who stands in for whom
    choices       who can be named as a deputy, or take over: those who are there
    leaders       whose absence this officer may enter
    bureau        code of the bureau shown
    bureau_chips  the bureaus to choose from; none where only one is seen
    hands_over    this officer may hand over everything of another
    today_iso     today, YYYY-MM-DD
    kept          what was entered when something was missing
    form          which form that was: hand-over or deputy
    faults        what was missing, by field
    refusal       why nothing was done; "" for other reasons
    done          what was just done; "" for nothing
    """

    template: ClassVar[str] = "people.html"
    people: tuple[PersonLine, ...]
    deputies: tuple[DeputyLine, ...]
    choices: tuple[PersonLine, ...]
    leaders: tuple[PersonLine, ...]
    bureau: str
    bureau_chips: list[Chip]
    hands_over: bool
    today_iso: str
    kept: Mapping[str, str]
    form: str
    faults: Mapping[str, str]
    refusal: str
    done: str


class PeoplePage:
    """The handlers."""

    def __init__(self, database: Database, vault: Vault, rulebook: Rulebook, pages: Pages, guard: Guard) -> None:
        self._handing_over = HandingOver(database, vault, rulebook)
        self._stand_ins = StandIns(database, vault)
        self._database = database
        self._rulebook = rulebook
        self._pages = pages
        self._guard = guard

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        return [
            web.get(PEOPLE, self._guard.page(self._show)),
            web.post(f"{PEOPLE}/hand-over", self._guard.form(self._hand_over)),
            web.post(f"{PEOPLE}/deputies", self._guard.form(self._name_deputy)),
            web.post(f"{PEOPLE}/deputies/{{id}}/end", self._guard.form(self._end_deputy)),
        ]

    async def _show(self, visit: Visit) -> web.StreamResponse:
        query = visit.request.query
        done = _DONE.get(query.get("done", ""), "")
        if (moved := query.get("moved", "")).isascii() and moved.isdigit():
            done = f"已移交 {int(moved[:6])} 件案件"
        return await self._page(visit, done=done)

    async def _hand_over(self, visit: Visit) -> web.StreamResponse:
        form, bureau = visit.form, self._bureau(visit)
        try:
            count = await self._handing_over.hand_over(
                visit.officer,
                bureau,
                form.get("officer", ""),
                form.get("to", ""),
                form.get("reason", ""),
                visit.now,
            )
        except Incomplete as fault:
            return await self._page(visit, form="hand-over", faults={fault.field: str(fault)}, status=422)
        except NotAllowed as refusal:
            return await self._page(visit, form="hand-over", refusal=str(refusal), status=403)
        raise web.HTTPSeeOther(f"{PEOPLE}?bureau={bureau}&moved={count}")

    async def _name_deputy(self, visit: Visit) -> web.StreamResponse:
        form, bureau = visit.form, self._bureau(visit)
        away = form.get("officer", "")
        try:
            from_on, until_on = _day(form, "from"), _day(form, "until")
            if not may_arrange(visit.officer, away, bureau):
                raise StandInRefused("只能为本人登记；机构负责人可以为本局人员登记。")
            await self._stand_ins.enter(
                visit.officer.id,
                kind=StandInKind.DEPUTY,
                officer_id=form.get("deputy", ""),
                for_id=away,
                from_on=from_on,
                until_on=until_on,
                now=visit.now,
            )
        except Incomplete as fault:
            return await self._page(visit, form="deputy", faults={fault.field: str(fault)}, status=422)
        except StandInRefused as refusal:
            return await self._page(visit, form="deputy", refusal=str(refusal), status=403)
        raise web.HTTPSeeOther(f"{PEOPLE}?bureau={bureau}&done=deputy")

    async def _end_deputy(self, visit: Visit) -> web.StreamResponse:
        bureau, wanted = self._bureau(visit), visit.request.match_info["id"]
        lines = await self._deputies(visit, bureau)
        if not any(one.id == wanted and one.may_end for one in lines):
            return await self._page(visit, form="deputy", refusal="没有这一条代理，或者不由您办理。", status=403)
        try:
            await self._stand_ins.end(visit.officer.id, wanted, visit.now)
        except StandInRefused as refusal:
            return await self._page(visit, form="deputy", refusal=str(refusal), status=403)
        raise web.HTTPSeeOther(f"{PEOPLE}?bureau={bureau}&done=ended")

    async def _deputies(self, visit: Visit, bureau: str) -> tuple[DeputyLine, ...]:
        today = day_in_shanghai(visit.now)
        async with self._database.reading() as session:
            lines = await stand_ins_of(session, bureau, today)
        return tuple(_deputy(one, visit, today) for one in lines)

    def _bureau(self, visit: Visit) -> str:
        """Return the bureau that is shown: one's own; an administrator chooses. Raises NotFound for others."""
        officer = visit.officer
        if officer.role in HANDLERS and officer.bureau:
            return officer.bureau
        if officer.role != Role.ADMIN:
            raise NotFound
        codes = [one.code for one in self._rulebook.bureaus.all]
        wanted = visit.form.get("bureau") or visit.chosen("bureau", codes)
        return wanted if wanted in codes else codes[0]

    async def _page(
        self,
        visit: Visit,
        *,
        form: str = "",
        faults: Mapping[str, str] | None = None,
        refusal: str = "",
        done: str = "",
        status: int = 200,
    ) -> web.Response:
        bureau, officer = self._bureau(visit), visit.officer
        people = await self._handing_over.people(bureau, officer)
        own = tuple(one for one in people if one.id == officer.id)
        leads = officer.role in DECIDERS or officer.role == Role.ADMIN
        context = PeopleContext(
            people=people if leads else own,
            deputies=await self._deputies(visit, bureau),
            choices=tuple(one for one in people if one.is_here),
            leaders=tuple(one for one in people if one.is_here) if leads else own,
            bureau=bureau,
            bureau_chips=self._chips(bureau, visit) if officer.role == Role.ADMIN else [],
            hands_over=leads,
            today_iso=day_in_shanghai(visit.now).isoformat(),
            kept=visit.form if form else {},
            form=form,
            faults=faults or {},
            refusal=refusal,
            done=done,
        )
        return self._pages.page(context, visit, status)

    def _chips(self, bureau: str, visit: Visit) -> list[Chip]:
        bureaus = self._rulebook.bureaus.on(day_in_shanghai(visit.now))
        return [Chip(one.name, f"{PEOPLE}?bureau={one.code}", one.code == bureau) for one in bureaus]


def _day(form: Mapping[str, str], name: str) -> date:
    try:
        return date.fromisoformat(form.get(name, ""))
    except ValueError:
        raise Incomplete(name, "请填写日期。") from None


def _deputy(line: StandInLine, visit: Visit, today: date) -> DeputyLine:
    is_over = line.is_over or line.until_on < today
    # Only an administrator says who 主持工作.
    own = line.kind is StandInKind.DEPUTY and may_arrange(visit.officer, line.for_id, line.bureau)
    may_end = not is_over and (own or visit.officer.role == Role.ADMIN)
    days = (line.from_on, line.until_on, is_over, line.from_on <= today)
    return DeputyLine(line.id, line.name, STAND_INS[line.kind], line.for_name, *days, may_end)
