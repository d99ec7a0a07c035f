"""What an officer's page shows of clocks: those that are due, and those that stand still too long, page by page.

Cases are found by what their own rows say of their clocks (`next_due_on`, `stands_until`, `estimated`), each page
from the front of an index; of the clocks only those of a page are read. Counts go to MOST_COUNTED.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final, Generic, TypeVar

from sqlalchemy import (
    ColumnElement,
    Date,
    Select,
    SQLColumnExpression,
    String,
    func,
    literal,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.codes import FINAL_STATES, STATES
from intake.clocks.calendar import day_in_shanghai
from intake.clocks.clock import ClockState
from intake.clocks.codes import Reason
from intake.clocks.counting import Pause
from intake.clocks.warnings import Receiver, Rung
from intake.notices.due import LOOKS_AHEAD, RECEIVER_OF, DueLine, due_lines
from intake.officers import wall
from intake.officers.officer import Officer
from intake.storage.tables import CaseClockRow, CaseRow
from intake.stored import objects_in

# Cases on a page.
PAGE: Final = 50
# Beyond that it is said that there are at least so many.
MOST_COUNTED: Final = 100
# Of cases that are due soon and of which this officer is told nothing yet, a page looks through so many.
MOST_EXAMINED: Final = 500

Line = TypeVar("Line")


@dataclass(frozen=True, slots=True)
class AfterCase:
    """Where in a row of cases a page begins: after this day and this case."""

    day: date
    id: str


@dataclass(frozen=True, slots=True)
class PageOfClocks(Generic[Line]):
    """A page of clocks, case by case.

    after   leads to the next one, None on the last
    is_cut  the page ends here because enough cases were looked at; more may have to be shown
    """

    lines: tuple[Line, ...]
    after: AfterCase | None = None
    is_cut: bool = False

    @property
    def counted(self) -> Few:
        """How many there are, as far as they were read."""
        return Few(len(self.lines), is_all=self.after is None)


@dataclass(frozen=True, slots=True)
class Few:
    """How many there are; unless `is_all`, at least so many."""

    number: int
    is_all: bool


@dataclass(frozen=True, slots=True)
class StandstillLine:
    """A clock that stands still beyond the day it was meant to.

    case_id   which case, to find out what it is about
    reason    a code of `Reason`
    began_on  the day from which time is not counted
    """

    case_id: str
    reference: str
    bureau: str
    name: str
    reason: Reason
    began_on: date
    expected_on: date | None


async def due_for(
    session: AsyncSession, officer: Officer, now: datetime, after: AfterCase | None = None, limit: int = PAGE
) -> PageOfClocks[DueLine]:
    """Return what this officer is to be told of: each clock once, with the last reason for it; earliest due first.

    Whoever was warned before the end goes on seeing the clock after it, as missed; whoever was not sees it then.
    """
    receiver = RECEIVER_OF.get(officer.role)
    if receiver is None:
        return PageOfClocks(())
    found: list[tuple[AfterCase, list[DueLine]]] = []
    left, place, size = MOST_EXAMINED, after, limit + 1
    while left and len(found) <= limit:
        size = min(size, left)
        cases = await _due(session, officer, _horizon(receiver, now), place, size)
        told = await _told(session, receiver, [one.id for one in cases], now)
        found += [(one, told[one.id]) for one in cases if one.id in told]
        if len(cases) < size and len(found) <= limit:
            return PageOfClocks(_lines_in(found))
        left, place, size = left - size, cases[-1] if cases else place, 2 * size
    shown = found[:limit]
    is_cut = len(found) <= limit
    return PageOfClocks(_lines_in(shown), place if is_cut else shown[-1][0], is_cut=is_cut)


async def standstills_for(
    session: AsyncSession, officer: Officer, today: date, after: AfterCase | None = None, limit: int = PAGE
) -> PageOfClocks[StandstillLine]:
    """Return the clocks this officer may see that stand still too long, those longest beyond their day first."""
    found = await _places(session, [_standing(officer, today)], col(CaseRow.stands_until), after, limit + 1)
    shown = found[:limit]
    lines = await _standstills(session, [one.id for one in shown], today)
    return PageOfClocks(
        tuple(line for one in shown for line in lines.get(one.id, ())), shown[-1] if len(found) > limit else None
    )


async def estimates_for(session: AsyncSession, officer: Officer) -> Few:
    """Return how many open clocks end in a year whose holidays are not published, in the cases they answer for."""
    # What the index holds itself: no row is read but to ask whether a case is closed to a circle.
    some = (
        select(col(CaseRow.estimated))
        .where(col(CaseRow.estimated).is_not(None), wall.led(officer))
        .limit(MOST_COUNTED + 1)
        .subquery()
    )
    counting = select(func.count(), func.sum(some.c.estimated)).select_from(some)
    cases, clocks = (await session.execute(counting)).one()
    return Few(int(clocks or 0), is_all=cases <= MOST_COUNTED)


def _horizon(receiver: Receiver, now: datetime) -> date:
    """Return the last day of the clocks of which somebody may be told: the coordinator of none before its own."""
    today = day_in_shanghai(now)
    return today if receiver is Receiver.COORDINATOR else today + LOOKS_AHEAD


async def _due(
    session: AsyncSession, officer: Officer, until: date, after: AfterCase | None, limit: int
) -> Sequence[AfterCase]:
    """Return the next cases that are due by a day, from the front of the index of each state."""
    due_on = col(CaseRow.next_due_on)
    states = [state for state in STATES if state not in FINAL_STATES]
    some: Select[date | None, str] = select(due_on.label("day"), col(CaseRow.id)).where(
        due_on <= until, wall.led(officer)
    )
    return await _places(session, [some.where(col(CaseRow.state) == one) for one in states], due_on, after, limit)


def _standing(officer: Officer, today: date) -> Select[date | None, str]:
    until = col(CaseRow.stands_until)
    return select(until.label("day"), col(CaseRow.id)).where(
        until < today, col(CaseRow.state).not_in(FINAL_STATES), wall.led(officer)
    )


async def _places(
    session: AsyncSession,
    queries: Sequence[Select[date | None, str]],
    day: SQLColumnExpression[Any],
    after: AfterCase | None,
    limit: int,
) -> Sequence[AfterCase]:
    """Return the first cases of several rows put together, by day and id."""
    beyond = [] if after is None else [_beyond(day, after)]
    parts = [one.where(*beyond).order_by(day, col(CaseRow.id)).limit(limit).subquery() for one in queries]
    every = union_all(*map(select, parts)).subquery()
    found = select(every.c.day, every.c.id).order_by(every.c.day, every.c.id).limit(limit)
    return [AfterCase(*row) for row in await session.execute(found)]


def _beyond(day: SQLColumnExpression[Any], after: AfterCase) -> ColumnElement[bool]:
    return tuple_(day, col(CaseRow.id)) > tuple_(literal(after.day, Date()), literal(after.id, String()))


async def _told(
    session: AsyncSession, receiver: Receiver, cases: Sequence[str], now: datetime
) -> dict[str, list[DueLine]]:
    """Return by case of which clocks somebody is told."""
    order = list(Rung)
    mine: dict[str, DueLine] = {}
    for line in await due_lines(session, now, col(CaseClockRow.case_id).in_(cases)):
        known = mine.get(line.clock_id)
        # What was missed is everybody's to see who answers for the case: it is counted for them too.
        if (line.receiver is receiver or line.is_past_at(now)) and (
            known is None or order.index(line.rung) > order.index(known.rung)
        ):
            mine[line.clock_id] = line
    by_case: dict[str, list[DueLine]] = {}
    for line in mine.values():
        told = replace(line, rung=Rung.MISSED) if line.is_past_at(now) else line
        by_case.setdefault(line.case_id, []).append(told)
    return by_case


def _lines_in(found: Sequence[tuple[AfterCase, list[DueLine]]]) -> tuple[DueLine, ...]:
    return tuple(line for _, lines in found for line in lines)


async def _standstills(
    session: AsyncSession, cases: Sequence[str], today: date
) -> dict[str, list[StandstillLine]]:
    query = (
        select(
            col(CaseClockRow.case_id),
            col(CaseRow.reference),
            col(CaseRow.lead_bureau),
            col(CaseClockRow.name),
            col(CaseClockRow.counted),
        )
        .join(CaseRow, col(CaseRow.id) == col(CaseClockRow.case_id))
        .where(col(CaseClockRow.case_id).in_(cases), col(CaseClockRow.state) == ClockState.PAUSED)
        .order_by(col(CaseClockRow.started_at), col(CaseClockRow.id))
    )
    lines: dict[str, list[StandstillLine]] = {}
    for case_id, reference, bureau, name, counted in await session.execute(query):
        for pause in map(Pause.read, objects_in(counted, "paused")):
            if pause.is_too_long_on(today):
                until = (pause.reason, pause.began_on, pause.expected_on)
                line = StandstillLine(case_id, reference, bureau, name, *until)
                lines.setdefault(case_id, []).append(line)
    return lines
