"""`/desk/transfers/inbound`: entering what another organ handed over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Final

from aiohttp import web

from bot.desk.guard import Guard, NotFound
from bot.desk.pages import PageContext, Pages, Visit
from bot.desk.transfers.style import known_here
from intake.cases.case import Incomplete, NotAllowed
from intake.clocks.calendar import day_in_shanghai
from intake.officers import wall
from intake.officers.taking_in import TakingIn
from intake.routing.bureaus import BureauLevel
from intake.transfers.body import BodyKind
from intake.transfers.codes import INBOUND_AS
from intake.transfers.inbound import SECRET_KINDS

INBOUND: Final = "/desk/transfers/inbound"


@dataclass(frozen=True, slots=True)
class InboundContext(PageContext):
    """The page.

    place      makes it enter one case however often it is sent
    bodies, came_as, secret_kinds, districts  to choose from: value and label
    entered    what stands in the fields
    faults     what is wrong with what was entered
    refusal    why nothing was entered; "" for other reasons
    today_iso  the last day that fits, YYYY-MM-DD
    """

    template: ClassVar[str] = "transfers/inbound.html"
    place: str
    bodies: Mapping[str, str]
    came_as: Mapping[str, str]
    secret_kinds: Mapping[str, str]
    districts: Mapping[str, str]
    entered: Mapping[str, str]
    faults: Mapping[str, str]
    refusal: str
    today_iso: str


class InboundPage:
    """The handlers."""

    def __init__(self, taking: TakingIn, pages: Pages, guard: Guard) -> None:
        self._taking = taking
        self._pages = pages
        self._guard = guard

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        return [
            web.get(INBOUND, self._guard.page(self._show)),
            web.post(INBOUND, self._guard.form(self._enter)),
        ]

    async def _show(self, visit: Visit) -> web.StreamResponse:
        return await self._page(visit, {"place": self._taking.page(visit.now)}, {})

    async def _enter(self, visit: Visit) -> web.StreamResponse:
        said = visit.form
        try:
            reference = await self._taking.enter(visit.officer, said.get("place", ""), said, visit.now)
        except Incomplete as fault:
            return await self._page(visit, said, {fault.field: str(fault)}, status=422)
        except NotAllowed as refusal:
            return await self._page(visit, said, {}, str(refusal), 403)
        raise web.HTTPSeeOther(f"/desk/cases/{reference}/transfers/1?done=1")

    async def _page(
        self,
        visit: Visit,
        entered: Mapping[str, str],
        faults: Mapping[str, str],
        refusal: str = "",
        status: int = 200,
    ) -> web.Response:
        if not wall.may_enter(visit.officer):
            raise NotFound
        office, today = await self._taking.office(), day_in_shanghai(visit.now)
        bureaus = office.rules.bureaus.on(today)
        context = InboundContext(
            place=entered.get("place", ""),
            bodies={body.code: body.name for body in office.bodies.on(today) if body.kind != BodyKind.PLATFORM},
            came_as=INBOUND_AS,
            secret_kinds=SECRET_KINDS,
            districts={
                name: name for one in bureaus if one.level is BureauLevel.DISTRICT for name in one.serves[:1]
            },
            entered=entered,
            faults=faults,
            refusal=refusal,
            today_iso=today.isoformat(),
        )
        return self._pages.page(context, visit, status, known_here())
