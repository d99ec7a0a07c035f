"""`/desk/pilots`: the pilot districts, what each must report next, and the form by which 市局 names one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Final

from aiohttp import web

from bot.conversation.handbook import Handbook
from bot.desk.guard import Guard, NotFound
from bot.desk.pages import PageContext, Pages, Visit
from bot.desk.pilots.shown import ReportLine, districts_on, head_notice, next_line, report_lines
from intake.cases.case import Incomplete, NotAllowed
from intake.cases.codes import ROLES_OF_A_BUREAU, Role
from intake.clocks.calendar import day_in_shanghai
from intake.officers import wall
from intake.officers.pilots import Naming, Pilot, Pilots
from intake.officers.recognised import RecognisedUnits
from intake.routing.bureaus import MUNICIPAL, Bureaus
from knowledge.standards.rounds import Round, round_on, rounds

PILOTS: Final = "/desk/pilots"


@dataclass(frozen=True, slots=True)
class PilotLine:
    """One pilot in the list; `title` of its round, `next` the report to come, `late` how many are missing."""

    pilot: Pilot
    title: str
    stands: bool
    units: int
    asked: int
    next: ReportLine | None
    late: int


@dataclass(frozen=True, slots=True)
class PilotsContext(PageContext):
    """The list.

    notice     at the head of the page
    lines      the pilots that this viewer may see
    own        code of their own district, which may prepare without being one; "" for others, and for one that is
               no more and never was a pilot
    may_name   they name districts
    districts  that can be named, by code
    rounds     under which, the newest first
    page       what makes a form enter once
    kept, faults, refusal   what was typed, and what was wrong
    """

    template: ClassVar[str] = "pilots/pilots.html"
    notice: str
    lines: tuple[PilotLine, ...]
    own: str
    may_name: bool
    districts: Mapping[str, str]
    rounds: tuple[Round, ...]
    page: str
    kept: Mapping[str, str]
    faults: Mapping[str, str]
    refusal: str


class PilotsPage:
    """The handlers."""

    def __init__(
        self,
        pilots: Pilots,
        units: RecognisedUnits,
        bureaus: Bureaus,
        handbook: Handbook,
        pages: Pages,
        guard: Guard,
    ) -> None:
        """Take the parts."""
        self._pilots = pilots
        self._units = units
        self._bureaus = bureaus
        self._handbook = handbook
        self._pages = pages
        self._guard = guard

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        return [web.get(PILOTS, self._guard.page(self._show)), web.post(PILOTS, self._guard.form(self._name))]

    async def _show(self, visit: Visit) -> web.StreamResponse:
        if not wall.sees_cases(visit.officer):
            raise NotFound
        return await self._page(visit)

    async def _name(self, visit: Visit) -> web.StreamResponse:
        if not wall.sees_cases(visit.officer):
            raise NotFound
        said = visit.form
        try:
            districts = districts_on(self._bureaus, day_in_shanghai(visit.now))
            one = rounds().get(said.get("round", ""))
            naming = naming_of(one) if one is not None else None
            await self._pilots.name(visit.officer, said.get("page", ""), naming, districts, said, visit.now)
        except Incomplete as fault:
            return await self._page(visit, 422, faults={fault.field: str(fault)})
        except NotAllowed as refusal:
            return await self._page(visit, 403, refusal=str(refusal))
        raise web.HTTPSeeOther(f"{PILOTS}/{said['bureau']}?entered=named")

    async def _page(
        self, visit: Visit, status: int = 200, *, faults: Mapping[str, str] | None = None, refusal: str = ""
    ) -> web.Response:
        today, officer = day_in_shanghai(visit.now), visit.officer
        made, units = await self._pilots.reported(officer), await self._units.by_bureau(officer)
        lines = []
        for pilot in await self._pilots.seen_by(officer):
            one = rounds().get(pilot.round)
            reports = report_lines(pilot, made, today)
            lines.append(
                PilotLine(
                    pilot,
                    one.title if one else pilot.round,
                    pilot.stands(today),
                    units.get(pilot.bureau, 0),
                    one.units if one else 0,
                    next_line(reports, today),
                    sum(line.is_late for line in reports),
                )
            )
        is_of_a_district = officer.role in ROLES_OF_A_BUREAU and officer.bureau not in (None, MUNICIPAL)
        own, districts = (officer.bureau or "") if is_of_a_district else "", districts_on(self._bureaus, today)
        context = PilotsContext(
            notice=head_notice(round_on(today), self._handbook, today),
            lines=tuple(lines),
            own=own if own in districts or own in {line.pilot.bureau for line in lines} else "",
            may_name=officer.role == Role.COORDINATOR,
            districts=districts,
            rounds=tuple(sorted(rounds().values(), key=lambda one: one.valid_from, reverse=True)),
            page=visit.form.get("page", "") or self._pilots.page(visit.now),
            kept=visit.form,
            faults=faults or {},
            refusal=refusal,
        )
        return self._pages.page(context, visit, status)


def naming_of(one: Round) -> Naming:
    """Return what a round says of those named under it."""
    return Naming(one.version, one.years, one.report_days, one.valid_from, one.valid_until)
