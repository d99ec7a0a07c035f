"""What an officer is told of: clocks that are nearly due or were missed, and those that stand still too long."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Final
from urllib.parse import urlencode

from aiohttp import web

from bot.desk import words
from bot.desk.cases.case_lines import lines_of
from bot.desk.cases.orders import Cursor
from bot.desk.guard import Guard
from bot.desk.pages import PageContext, Pages, Visit
from intake.clocks.calendar import WorkCalendar, day_in_shanghai
from intake.clocks.codes import CLASS_OF, PAUSE_CLASSES, REASONS
from intake.notices.due import DueLine
from intake.notices.shown import (
    MOST_EXAMINED,
    AfterCase,
    Few,
    PageOfClocks,
    StandstillLine,
    due_for,
    estimates_for,
    standstills_for,
)
from intake.storage.database import Database
from intake.storage.sealing import Vault

CLOCKS = "/desk/clocks"
# Where in which of the two lists a page begins; each is the id of its heading too.
_DUE: Final = "due"
_STILL: Final = "still"


@dataclass(frozen=True, slots=True)
class DueCase:
    """A case and those of its clocks that somebody is told of, earliest first."""

    reference: str
    bureau: str
    clocks: tuple[DueLine, ...]


@dataclass(frozen=True, slots=True)
class ClocksPaging:
    """What leads on from a page of one of the two lists, and back to its first; the other one stays where it is.

    following  "" on the last page
    first      "" on the first page
    is_cut     the page ended because enough cases were looked through
    """

    following: str
    first: str
    is_cut: bool


@dataclass(frozen=True, slots=True)
class ClocksContext(PageContext):
    """The page of what is due.

    cases        the cases with clocks this officer is told of, earliest first: a page of them
    due_paging   what leads on from there and back
    standstills  those that stand still beyond the day they were meant to, the longest beyond it first: a page
    still_paging what leads on from there and back
    examined     so many cases are looked through for a page
    about        by reference, whom a case is about, as lists say it
    rungs        why somebody is told, by code
    reasons      why a clock stands still, by code
    classes      what kind of wait that is, by code of the reason
    unknown_year the first year whose holidays are not published
    estimated    how many open clocks that this officer answers for end in such a year; 0: nothing to say
    """

    template: ClassVar[str] = "clocks.html"
    cases: tuple[DueCase, ...]
    due_paging: ClocksPaging
    standstills: tuple[StandstillLine, ...]
    still_paging: ClocksPaging
    examined: int
    about: Mapping[str, str]
    rungs: Mapping[str, str]
    reasons: Mapping[str, str]
    classes: Mapping[str, str]
    unknown_year: int
    estimated: Few


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
        places = {name: visit.place(_place, name) for name in (_DUE, _STILL)}
        async with self._database.reading() as session:
            due = await due_for(session, visit.officer, visit.now, places[_DUE])
            today = day_in_shanghai(visit.now)
            standstills = await standstills_for(session, visit.officer, today, places[_STILL])
            estimated = await estimates_for(session, visit.officer)
            told = [*(one.case_id for one in due.lines), *(one.case_id for one in standstills.lines)]
            of_cases = await lines_of(session, self._vault, list(dict.fromkeys(told)))
        about = {one.reference: one.about for one in of_cases}
        context = ClocksContext(
            cases=_by_case(due.lines),
            due_paging=_paging(_DUE, due, places),
            standstills=standstills.lines,
            still_paging=_paging(_STILL, standstills, places),
            examined=MOST_EXAMINED,
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


def _place(written: str) -> AfterCase | None:
    """Return where a page begins, as a link has it; None for what is none."""
    cursor = Cursor.read(written)
    day = cursor.key if cursor else None
    # An instant is a day too, but none of these lists is sorted by one.
    return AfterCase(day, cursor.id) if cursor and day and not isinstance(day, datetime) else None


def _paging(name: str, shown: PageOfClocks[Any], places: Mapping[str, AfterCase | None]) -> ClocksPaging:
    """Return what leads on in one list while the other stays at its place."""
    return ClocksPaging(
        following="" if shown.after is None else _address(name, {**places, name: shown.after}),
        first="" if places[name] is None else _address(name, {**places, name: None}),
        is_cut=shown.is_cut,
    )


def _address(name: str, places: Mapping[str, AfterCase | None]) -> str:
    query = urlencode({one: str(Cursor(place.day, place.id)) for one, place in places.items() if place})
    return f"{CLOCKS}{'?' if query else ''}{query}#{name}-title"
