"""What an officer is told of: clocks that are nearly due or were missed, and those that stand still too long."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from aiohttp import web

from bot.desk import words
from bot.desk.cases.case_lines import lines_of
from bot.desk.guard import Guard
from bot.desk.pages import PageContext, Pages, Visit
from intake.clocks.calendar import WorkCalendar, day_in_shanghai
from intake.clocks.codes import CLASS_OF, PAUSE_CLASSES, REASONS
from intake.notices.due import ESTIMATES_COUNTED, DueLine, StandstillLine, due_for, estimates_for, standstills_for
from intake.storage.database import Database
from intake.storage.sealing import Vault

CLOCKS = "/desk/clocks"


@dataclass(frozen=True, slots=True)
class DueCase:
    """A case and those of its clocks that somebody is told of, earliest first."""

    reference: str
    bureau: str
    clocks: tuple[DueLine, ...]


@dataclass(frozen=True, slots=True)
class ClocksContext(PageContext):
    """The page of what is due.

    cases        the cases with clocks this officer is told of, earliest first
    standstills  those that stand still beyond the day they were meant to, the longest first
    about        by reference, whom a case is about, as lists say it
    rungs        why somebody is told, by code
    reasons      why a clock stands still, by code
    classes      what kind of wait that is, by code of the reason
    unknown_year the first year whose holidays are not published
    estimated    how many open clocks that this officer may see end in such a year; 0: nothing to say
    most_counted beyond that many it is said that there are at least so many
    """

    template: ClassVar[str] = "clocks.html"
    cases: tuple[DueCase, ...]
    standstills: tuple[StandstillLine, ...]
    about: Mapping[str, str]
    rungs: Mapping[str, str]
    reasons: Mapping[str, str]
    classes: Mapping[str, str]
    unknown_year: int
    estimated: int
    most_counted: int = ESTIMATES_COUNTED


class ClocksPage:
    """The handler of `/desk/clocks`."""

    def __init__(
        self, database: Database, vault: Vault, calendar: WorkCalendar, pages: Pages, guard: Guard
    ) -> None:
        self._database = database
        self._vault = vault
        self._calendar = calendar
        self._pages = pages
        self._guard = guard

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        return [web.get(CLOCKS, self._guard.page(self._clocks))]

    async def _clocks(self, visit: Visit) -> web.StreamResponse:
        async with self._database.reading() as session:
            lines = await due_for(session, visit.officer, visit.now)
            standstills = await standstills_for(session, visit.officer, day_in_shanghai(visit.now))
            estimated = await estimates_for(session, visit.officer)
            told = [*(one.case_id for one in lines), *(one.case_id for one in standstills)]
            of_cases = await lines_of(session, self._vault, list(dict.fromkeys(told)))
        about = {one.reference: one.about for one in of_cases}
        context = ClocksContext(
            cases=_by_case(lines),
            standstills=tuple(standstills),
            about=about,
            rungs=words.RUNGS,
            reasons=REASONS,
            classes={reason: PAUSE_CLASSES[kind] for reason, kind in CLASS_OF.items()},
            unknown_year=self._calendar.first_unpublished_year(),
            estimated=estimated,
        )
        return self._pages.page(context, visit)


def _by_case(lines: Iterable[DueLine]) -> tuple[DueCase, ...]:
    """Name each case once, at the place of its earliest clock."""
    cases: dict[str, list[DueLine]] = {}
    for line in lines:
        cases.setdefault(line.reference, []).append(line)
    return tuple(DueCase(reference, some[0].bureau, tuple(some)) for reference, some in cases.items())
