"""What waits for this bureau, what waits for others, what was done with, and what failed or waits too long."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar, Final

from aiohttp import web

from bot.desk.cases.crossing_cards import ENDED
from bot.desk.guard import Guard, NotFound
from bot.desk.pages import PageContext, Pages, Visit
from intake.cases.crossing import CROSSINGS, STEPS
from intake.cases.moves import MOVES
from intake.clocks.calendar import day_in_shanghai
from intake.notices.between import (
    CrossingLine,
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


@dataclass(frozen=True, slots=True)
class BetweenContext(PageContext):
    """The page.

    ours    what this bureau must act on; for who sees all bureaus, all that waits
    theirs  what this bureau sent and another must act on
    over    what crossed between bureaus and is done with
    faults  what failed or waits too long
    unregistered  reports that nobody has entered on the 全国12315平台
    unbrought     those that stand there, though not what became of them
    done    what was just done with a case that went elsewhere by it; empty for nothing
    kinds_of, steps, ended, fault_names   words by code
    """

    template: ClassVar[str] = "between.html"
    ours: list[CrossingLine]
    theirs: list[CrossingLine]
    over: list[CrossingLine]
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
        async with self._database.reading() as session:
            context = BetweenContext(
                ours=await waiting_for_us(session, visit.officer),
                theirs=await waiting_for_others(session, visit.officer),
                over=await done_since(session, visit.officer, since),
                faults=await faults_for(session, visit.officer, visit.now),
                unregistered=await not_on_platform(session, visit.officer, visit.now),
                unbrought=await result_not_on_platform(session, visit.officer, visit.now),
                done=_done(visit),
                kinds_of=CROSSINGS,
                steps=STEPS,
                ended=ENDED,
                fault_names=FAULTS,
            )
        return self._pages.page(context, visit)


def _done(visit: Visit) -> str:
    """Return what the move is called after which the case is not this bureau's to see any more."""
    name = visit.request.query.get("done", "")
    return next((move.label for move in MOVES if move.name == name), "")
