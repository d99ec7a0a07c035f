"""What waits for this bureau, what waits for others, what was done with, and what failed or waits too long."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar, Final
from urllib.parse import urlencode

from aiohttp import web

from bot.desk.cases.crossing_cards import ENDED
from bot.desk.guard import Guard, NotFound
from bot.desk.pages import PageContext, Pages, Visit
from intake.cases.crossing import CROSSINGS, STEPS
from intake.cases.moves import MOVES
from intake.clocks.calendar import day_in_shanghai
from intake.notices.between import (
    PAGE,
    AfterCrossing,
    CrossingLine,
    PageOfCrossings,
    PlatformLine,
    done_since,
    not_on_platform,
    result_not_on_platform,
    waiting_for_others,
    waiting_for_us,
)
from intake.notices.fault import FAULTS, Fault
from intake.notices.faults import faults_for
from intake.officers import wall
from intake.storage.database import Database

BETWEEN: Final = "/desk/between"
# So long the page shows what is done with.
_SHOWN_FOR: Final = timedelta(days=90)
# Where in which of the three lists a page begins; each is the id of its heading too.
_OURS: Final = "ours"
_THEIRS: Final = "theirs"
_OVER: Final = "over"
_CROSSING: Final = re.compile(r"[0-9A-Za-z:_-]{1,100}")


@dataclass(frozen=True, slots=True)
class CrossingsPaging:
    """What leads on from a page of one of the lists, and back to its first; the others stay where they are.

    following  "" on the last page
    first      "" on the first page
    """

    following: str
    first: str


@dataclass(frozen=True, slots=True)
class BetweenContext(PageContext):
    """The page.

    ours    what this bureau must act on; for who sees all bureaus, all that waits: a page
    theirs  what this bureau sent and another must act on: a page
    over    what crossed between bureaus and is done with, the latest first: a page
    paging  what leads on from each of the three and back, by its name
    faults  what failed or waits too long; of what crosses, as much as a page of it has
    unregistered  reports that nobody has entered on the 全国12315平台
    unbrought     those that stand there, though not what became of them
    done    what was just done with a case that went elsewhere by it; empty for nothing
    kinds_of, steps, ended, fault_names   words by code
    """

    template: ClassVar[str] = "between.html"
    ours: tuple[CrossingLine, ...]
    theirs: tuple[CrossingLine, ...]
    over: tuple[CrossingLine, ...]
    paging: Mapping[str, CrossingsPaging]
    faults: list[Fault]
    unregistered: list[PlatformLine]
    unbrought: list[PlatformLine]
    done: str
    kinds_of: Mapping[str, str]
    steps: Mapping[str, str]
    ended: Mapping[str, str]
    fault_names: Mapping[str, str]


class BetweenPage:
    """The handler of `/desk/between`."""

    def __init__(self, database: Database, pages: Pages, guard: Guard) -> None:
        self._database = database
        self._pages = pages
        self._guard = guard

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        return [web.get(BETWEEN, self._guard.page(self._show))]

    async def _show(self, visit: Visit) -> web.StreamResponse:
        if not wall.sees_cases(visit.officer):
            raise NotFound
        since = day_in_shanghai(visit.now) - _SHOWN_FOR
        places = {name: visit.place(_place, name) for name in (_OURS, _THEIRS, _OVER)}
        async with self._database.reading() as session:
            pages = {
                _OURS: await waiting_for_us(session, visit.officer, places[_OURS]),
                _THEIRS: await waiting_for_others(session, visit.officer, places[_THEIRS]),
                _OVER: await done_since(session, visit.officer, since, places[_OVER]),
            }
            context = BetweenContext(
                ours=pages[_OURS].lines,
                theirs=pages[_THEIRS].lines,
                over=pages[_OVER].lines,
                paging={name: _paging(name, page, places) for name, page in pages.items()},
                faults=await faults_for(session, visit.officer, visit.now, most_late=PAGE),
                unregistered=await not_on_platform(session, visit.officer, visit.now),
                unbrought=await result_not_on_platform(session, visit.officer, visit.now),
                done=_done(visit),
                kinds_of=CROSSINGS,
                steps=STEPS,
                ended=ENDED,
                fault_names=FAULTS,
            )
        return self._pages.page(context, visit)


def _place(written: str) -> AfterCrossing | None:
    """Return where a page begins, as a link has it; None for what is none."""
    day, _, crossing = written.partition("_")
    if not _CROSSING.fullmatch(crossing):
        return None
    try:
        return AfterCrossing(date.fromisoformat(day), crossing)
    except ValueError:
        return None


def _paging(name: str, page: PageOfCrossings, places: Mapping[str, AfterCrossing | None]) -> CrossingsPaging:
    """Return what leads on in one list while the others stay at their places."""
    return CrossingsPaging(
        following="" if page.after is None else _address(name, {**places, name: page.after}),
        first="" if places[name] is None else _address(name, {**places, name: None}),
    )


def _address(name: str, places: Mapping[str, AfterCrossing | None]) -> str:
    query = urlencode({one: f"{place.day.isoformat()}_{place.id}" for one, place in places.items() if place})
    return f"{BETWEEN}{'?' if query else ''}{query}#{name}-title"


def _done(visit: Visit) -> str:
    """Return what the move is called after which the case is not this bureau's to see any more."""
    name = visit.request.query.get("done", "")
    return next((move.label for move in MOVES if move.name == name), "")
