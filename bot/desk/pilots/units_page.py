"""`/desk/units`: the units that were recognised, by district, entered by 市局 from what it published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Final

from aiohttp import web

from bot.conversation.handbook import Handbook
from bot.desk.guard import Guard, NotFound
from bot.desk.pages import PageContext, Pages, Visit
from bot.desk.pilots.shown import districts_on, head_notice
from intake.cases.case import Incomplete, NotAllowed
from intake.cases.codes import Role
from intake.clocks.calendar import day_in_shanghai
from intake.ids import new_id
from intake.officers import wall
from intake.officers.recognised import KINDS, RecognisedUnit, RecognisedUnits
from intake.routing.bureaus import Bureaus
from knowledge.standards.rounds import round_on

UNITS: Final = "/desk/units"


@dataclass(frozen=True, slots=True)
class PilotUnitsContext(PageContext):
    """The list.

    notice     at the head of the page
    units      those that are shown
    counts     how many stand, by district, the most first
    asked      how many a pilot district should have
    district   code of the district they were narrowed to; "" for all
    kinds      what they are called
    keeps_list  this officer enters and revokes them
    districts  names by code
    page       what makes a form enter once
    kept, faults, refusal   what was typed, and what was wrong
    entered    something was just entered
    """

    template: ClassVar[str] = "pilots/units.html"
    notice: str
    units: tuple[RecognisedUnit, ...]
    counts: tuple[tuple[str, int], ...]
    asked: int
    district: str
    kinds: Mapping[str, str]
    keeps_list: bool
    districts: Mapping[str, str]
    page: str
    kept: Mapping[str, str]
    faults: Mapping[str, str]
    refusal: str
    entered: bool


class UnitsPage:
    """The handlers."""

    def __init__(
        self, units: RecognisedUnits, bureaus: Bureaus, handbook: Handbook, pages: Pages, guard: Guard
    ) -> None:
        """Take the parts."""
        self._units = units
        self._bureaus = bureaus
        self._handbook = handbook
        self._pages = pages
        self._guard = guard

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        return [
            web.get(UNITS, self._guard.page(self._show)),
            web.post(UNITS, self._guard.form(self._enter)),
            web.post(f"{UNITS}/revoke", self._guard.form(self._revoke)),
        ]

    async def _show(self, visit: Visit) -> web.StreamResponse:
        return await self._page(visit, entered="entered" in visit.request.query)

    async def _enter(self, visit: Visit) -> web.StreamResponse:
        said = visit.form
        try:
            districts = districts_on(self._bureaus, day_in_shanghai(visit.now))
            await self._units.enter(visit.officer, said.get("page", ""), districts, said, visit.now)
        except Incomplete as fault:
            return await self._page(visit, 422, faults={fault.field: str(fault)})
        except NotAllowed as refusal:
            return await self._page(visit, 403, refusal=str(refusal))
        raise web.HTTPSeeOther(f"{UNITS}?entered=1")

    async def _revoke(self, visit: Visit) -> web.StreamResponse:
        try:
            await self._units.revoke(visit.officer, visit.form.get("unit", ""), visit.form, visit.now)
        except Incomplete as fault:
            return await self._page(visit, 422, refusal=str(fault))
        except NotAllowed as refusal:
            return await self._page(visit, 403, refusal=str(refusal))
        raise web.HTTPSeeOther(UNITS)

    async def _page(
        self,
        visit: Visit,
        status: int = 200,
        *,
        faults: Mapping[str, str] | None = None,
        refusal: str = "",
        entered: bool = False,
    ) -> web.Response:
        if not wall.sees_cases(visit.officer):
            raise NotFound
        today = day_in_shanghai(visit.now)
        units, counts = await self._units.seen_by(visit.officer), await self._units.by_bureau(visit.officer)
        district = visit.chosen("district", counts)
        context = PilotUnitsContext(
            notice=head_notice(round_on(today), self._handbook, today),
            units=tuple(unit for unit in units if district in ("", unit.bureau)),
            counts=tuple(sorted(counts.items(), key=lambda one: (-one[1], one[0]))),
            asked=round_on(today).units,
            district=district,
            kinds=KINDS,
            keeps_list=visit.officer.role == Role.COORDINATOR,
            districts=districts_on(self._bureaus, today),
            page=(visit.form.get("page", "") if faults else "") or new_id(visit.now),
            kept=visit.form if faults else {},
            faults=faults or {},
            refusal=refusal,
            entered=entered,
        )
        return self._pages.page(context, visit, status)
