"""What an officer is told of: clocks that are nearly due or were missed, and those that stand still too long."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from aiohttp import web

from bot.desk import words
from bot.desk.guard import Guard
from bot.desk.pages import PageContext, Pages, Visit
from intake.clocks.calendar import WorkCalendar, day_in_shanghai
from intake.clocks.codes import CLASS_OF, PAUSE_CLASSES, REASONS
from intake.notices.due import DueLine, StandstillLine, due_for, estimates_for, standstills_for
from intake.storage.database import Database

CLOCKS = "/desk/clocks"


@dataclass(frozen=True, slots=True)
class ClocksContext(PageContext):
    """The page of what is due.

    lines        the clocks this officer is told of, earliest first
    standstills  those that stand still beyond the day they were meant to, the longest first
    rungs        why somebody is told, by code
    reasons      why a clock stands still, by code
    classes      what kind of wait that is, by code of the reason
    unknown_year the first year whose holidays are not published
    estimated    how many open clocks that this officer may see end in such a year; 0: nothing to say
    """

    template: ClassVar[str] = "clocks.html"
    lines: tuple[DueLine, ...]
    standstills: tuple[StandstillLine, ...]
    rungs: Mapping[str, str]
    reasons: Mapping[str, str]
    classes: Mapping[str, str]
    unknown_year: int
    estimated: int


class ClocksPage:
    """The handler of `/desk/clocks`."""

    def __init__(self, database: Database, calendar: WorkCalendar, pages: Pages, guard: Guard) -> None:
        self._database = database
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
        context = ClocksContext(
            lines=tuple(lines),
            standstills=tuple(standstills),
            rungs=words.RUNGS,
            reasons=REASONS,
            classes={reason: PAUSE_CLASSES[kind] for reason, kind in CLASS_OF.items()},
            unknown_year=self._calendar.first_unpublished_year(),
            estimated=estimated,
        )
        return self._pages.page(context, visit)
