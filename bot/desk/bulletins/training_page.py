"""`/desk/bulletins/{id}`: who signed up for a training, and who came: into the ledger of guidance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Final

from aiohttp import web

from bot.desk.bulletins.page import BULLETINS
from bot.desk.guard import Guard, NotFound
from bot.desk.pages import PageContext, Pages, Visit
from intake.bulletins.bulletin import STATE_NAMES, Bulletin, BulletinState
from intake.cases.case import Incomplete, NotAllowed
from intake.clocks.calendar import day_in_shanghai
from intake.filers.sign_ups import SignUp
from intake.officers.attendance import Attendance
from intake.officers.guidance import NoSuchEntry

_DONE: Final = "已登记签到，记入指导台账。"


@dataclass(frozen=True, slots=True)
class TrainingContext(PageContext):
    """One training.

    one       the training
    states    what its states are called
    sign_ups  who signed up, those with a place first
    is_held   it stands in the ledger
    may_note  who came can be noted now
    came      ids of those who were ticked, of a form that was refused
    kept, faults, refusal   what was typed, and what was wrong
    done      what was just done
    """

    template: ClassVar[str] = "bulletins/training.html"
    one: Bulletin
    states: Mapping[BulletinState, str]
    sign_ups: tuple[SignUp, ...]
    is_held: bool
    may_note: bool
    came: frozenset[str]
    kept: Mapping[str, str]
    faults: Mapping[str, str]
    refusal: str
    done: str


class TrainingPage:
    """The handlers."""

    def __init__(self, attendance: Attendance, pages: Pages, guard: Guard) -> None:
        """Take the parts."""
        self._attendance = attendance
        self._pages = pages
        self._guard = guard

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        one = f"{BULLETINS}/{{id}}"
        return [
            web.get(one, self._guard.page(self._show)),
            web.post(f"{one}/attendance", self._guard.form(self._note)),
        ]

    async def _show(self, visit: Visit) -> web.StreamResponse:
        return await self._page(visit, done=_DONE if "done" in visit.request.query else "")

    async def _note(self, visit: Visit) -> web.StreamResponse:
        bulletin, came = visit.request.match_info["id"], frozenset(visit.posted.get("came", ()))
        try:
            await self._attendance.note(visit.officer, bulletin, came, visit.form, visit.now)
        except Incomplete as fault:
            return await self._page(visit, 422, came=came, faults={fault.field: str(fault)})
        except NotAllowed as refusal:
            return await self._page(visit, 403, came=came, refusal=str(refusal))
        except NoSuchEntry:
            raise NotFound from None
        raise web.HTTPSeeOther(f"{BULLETINS}/{bulletin}?done=1")

    async def _page(
        self,
        visit: Visit,
        status: int = 200,
        *,
        came: frozenset[str] = frozenset(),
        faults: Mapping[str, str] | None = None,
        refusal: str = "",
        done: str = "",
    ) -> web.Response:
        try:
            bulletin = visit.request.match_info["id"]
            one, is_held, sign_ups = await self._attendance.listed(visit.officer, bulletin, visit.now)
        except NoSuchEntry:
            raise NotFound from None
        context = TrainingContext(
            one=one,
            states=STATE_NAMES,
            sign_ups=tuple(sign_ups),
            is_held=is_held,
            may_note=one.is_published and not is_held and one.from_on <= day_in_shanghai(visit.now),
            came=came,
            kept=visit.form if faults else {},
            faults=faults or {},
            refusal=refusal,
            done=done,
        )
        return self._pages.page(context, visit, status)
