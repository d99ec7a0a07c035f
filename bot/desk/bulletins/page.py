"""`/desk/bulletins`: notices and trainings of a bureau, proposed by one officer and published by another."""

from __future__ import annotations

from collections.abc import Awaitable, Mapping
from dataclasses import dataclass
from typing import ClassVar, Final

from aiohttp import web

from bot.desk.guard import Guard, NotFound
from bot.desk.pages import PageContext, Pages, Visit
from bot.desk.pilots.shown import districts_on
from intake.bulletins.bulletin import KIND_NAMES, STATE_NAMES, SUBJECT_NAMES, BulletinKind, BulletinState, Subject
from intake.bulletins.personal import holds_mobile
from intake.bulletins.proposal import WHOLE_CITY
from intake.cases.case import Incomplete, NotAllowed
from intake.clocks.calendar import day_in_shanghai
from intake.officers import wall
from intake.officers.bulletins import Bulletins, DeskBulletin, addressed_by
from intake.officers.guidance import NoSuchEntry, bureau_of
from intake.routing.bureaus import Bureaus

BULLETINS: Final = "/desk/bulletins"
_WORDS: Final = ("title", "text", "place")
_DONE: Final[Mapping[str, str]] = {
    "proposed": "已起草，等本局另一名同事核对后发布。",
    "published": "已发布。订阅的人会在白天收到，网页和订阅源现在就能看到。",
    "returned": "已退回，没有发出去。",
    "withdrawn": "已撤回。已经收到的人会被告知撤回和理由。",
}


@dataclass(frozen=True, slots=True)
class BulletinsContext(PageContext):
    """The bulletins of a bureau.

    bulletins   those that this viewer may see, the newest first
    kinds, states, subjects   what they are called
    districts   whom a bulletin can be for, by code
    may_record  this officer proposes, publishes and withdraws
    own_code    the bureau whose bulletins they decide on
    today_iso   today, YYYY-MM-DD
    page        what makes a form propose once
    at          the form that was refused: its act, and the bulletin it was about
    kept, faults, refusal   what was typed, and what was wrong
    asks_mobile  a mobile number stands in what was typed: whether it is meant is asked
    done        what was just done
    """

    template: ClassVar[str] = "bulletins/bulletins.html"
    bulletins: tuple[DeskBulletin, ...]
    kinds: Mapping[BulletinKind, str]
    states: Mapping[BulletinState, str]
    subjects: Mapping[Subject, str]
    districts: Mapping[str, str]
    may_record: bool
    own_code: str
    today_iso: str
    page: str
    at: tuple[str, str]
    kept: Mapping[str, str]
    faults: Mapping[str, str]
    refusal: str
    asks_mobile: bool
    done: str


class BulletinsPage:
    """The handlers."""

    def __init__(self, bulletins: Bulletins, bureaus: Bureaus, pages: Pages, guard: Guard) -> None:
        """Take the parts."""
        self._bulletins = bulletins
        self._bureaus = bureaus
        self._pages = pages
        self._guard = guard

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        return [
            web.get(BULLETINS, self._guard.page(self._show)),
            web.post(BULLETINS, self._guard.form(self._propose)),
            web.post(f"{BULLETINS}/publish", self._guard.form(self._publish)),
            web.post(f"{BULLETINS}/return", self._guard.form(self._return)),
            web.post(f"{BULLETINS}/withdraw", self._guard.form(self._withdraw)),
        ]

    async def _show(self, visit: Visit) -> web.StreamResponse:
        return await self._page(visit, done=_DONE.get(visit.request.query.get("done", ""), ""))

    async def _propose(self, visit: Visit) -> web.StreamResponse:
        said, districts = visit.form, districts_on(self._bureaus, day_in_shanghai(visit.now))
        proposing = self._bulletins.propose(visit.officer, said.get("page", ""), districts, said, visit.now)
        return await self._carried_out(visit, proposing, "proposed")

    async def _publish(self, visit: Visit) -> web.StreamResponse:
        publishing = self._bulletins.publish(visit.officer, visit.form.get("bulletin", ""), visit.now)
        return await self._carried_out(visit, publishing, "published")

    async def _return(self, visit: Visit) -> web.StreamResponse:
        returning = self._bulletins.give_back(visit.officer, visit.form.get("bulletin", ""), visit.form, visit.now)
        return await self._carried_out(visit, returning, "returned")

    async def _withdraw(self, visit: Visit) -> web.StreamResponse:
        about = visit.form.get("bulletin", "")
        withdrawing = self._bulletins.withdraw(visit.officer, about, visit.form, visit.now)
        return await self._carried_out(visit, withdrawing, "withdrawn")

    async def _carried_out(self, visit: Visit, act: Awaitable[None], done: str) -> web.StreamResponse:
        try:
            await act
        except Incomplete as fault:
            faults = {fault.field: str(fault)}
            return await self._page(visit, 422, at=(done, visit.form.get("bulletin", "")), faults=faults)
        except NotAllowed as refusal:
            return await self._page(visit, 403, refusal=str(refusal))
        except NoSuchEntry:
            raise NotFound from None
        raise web.HTTPSeeOther(f"{BULLETINS}?done={done}")

    async def _page(
        self,
        visit: Visit,
        status: int = 200,
        *,
        at: tuple[str, str] = ("", ""),
        faults: Mapping[str, str] | None = None,
        refusal: str = "",
        done: str = "",
    ) -> web.Response:
        officer, today = visit.officer, day_in_shanghai(visit.now)
        if not wall.sees_cases(officer):
            raise NotFound
        names = {WHOLE_CITY: "全市", **districts_on(self._bureaus, today)}
        context = BulletinsContext(
            bulletins=tuple(await self._bulletins.seen_by(officer)),
            kinds=KIND_NAMES,
            states=STATE_NAMES,
            subjects=SUBJECT_NAMES,
            districts={code: names[code] for code in addressed_by(officer, tuple(names)[1:]) if code in names},
            may_record=wall.may_enter(officer),
            own_code=bureau_of(officer),
            today_iso=today.isoformat(),
            page=(visit.form.get("page", "") if faults else "") or self._bulletins.page(visit.now),
            at=at,
            kept=visit.form if faults else {},
            faults=faults or {},
            refusal=refusal,
            asks_mobile=bool(faults) and any(holds_mobile(visit.form.get(name, "")) for name in _WORDS),
            done=done,
        )
        return self._pages.page(context, visit, status)
