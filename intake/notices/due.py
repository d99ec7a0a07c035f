"""What somebody is to be told of the clocks that run, and of those that stand still too long. It only reads.

The rows of `case_clock` say who is told from which day on (`cases.running.counted`); here is what of that is due.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.codes import FINAL_STATES, Role
from intake.clocks.calendar import day_in_shanghai
from intake.clocks.clock import COUNTING_STATES, OPEN_STATES, ClockState
from intake.clocks.codes import Reason
from intake.clocks.counting import Pause
from intake.clocks.warnings import Receiver, Rung
from intake.officers import wall
from intake.officers.officer import Officer
from intake.storage.tables import CaseClockRow, CaseRow
from intake.stored import Stored, objects_in

# The longest breaks are of eight days; three working days and two weekends may stand around one.
_LOOKS_AHEAD: Final = timedelta(days=16)
# Whoever is told of more has other worries than the rest of them.
MOST_SHOWN: Final = 500
_READ_AT_ONCE: Final = 500
# Beyond that it is said that there are at least so many.
ESTIMATES_COUNTED: Final = 1_000

# In whose place an officer is told; posts that are not here are told nothing.
RECEIVER_OF: Final[Mapping[Role, Receiver]] = {
    Role.OFFICER: Receiver.HOLDER,
    Role.HEAD: Receiver.HEAD,
    Role.PRINCIPAL: Receiver.HEAD,
    Role.COORDINATOR: Receiver.COORDINATOR,
}


@dataclass(frozen=True, slots=True)
class DueLine:
    """One clock that somebody is to be told of; of its case only the number.

    case_id which case, to find out who may be told of it; it is said nowhere
    bureau  code of the bureau that answers for the case
    due_at  the last instant of a clock in hours; else None
    at      from which instant on, where it does not wait for a working day; else None
    """

    clock_id: str
    case_id: str
    reference: str
    bureau: str
    name: str
    due_on: date
    due_at: datetime | None
    provisional: bool
    receiver: Receiver
    rung: Rung
    on: date
    at: datetime | None

    def is_past_at(self, now: datetime) -> bool:
        """Say whether its end has passed."""
        return now > self.due_at if self.due_at is not None else day_in_shanghai(now) > self.due_on


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


async def due_lines(
    session: AsyncSession, now: datetime, *conditions: ColumnElement[bool], most: int | None = None
) -> list[DueLine]:
    """Return what is to be told by `now` of all cases that fit, earliest due first; told before or not.

    most  of how many clocks at the most
    """
    today = day_in_shanghai(now)
    query = (
        select(col(CaseClockRow.due_on), col(CaseClockRow.id))
        .join(CaseRow, col(CaseRow.id) == col(CaseClockRow.case_id))
        .where(
            col(CaseClockRow.due_on) <= today + _LOOKS_AHEAD,
            col(CaseRow.state).not_in(FINAL_STATES),
            *conditions,
        )
        .order_by(col(CaseClockRow.due_on), col(CaseClockRow.id))
        .limit(most)
    )
    # State by state, as the index has them by day: nothing is sorted, and nothing read whole, but what is shown.
    found = [
        (due_on, clock_id)
        for state in sorted(COUNTING_STATES)
        for due_on, clock_id in await session.execute(query.where(col(CaseClockRow.state) == state))
    ]
    clocks = [clock_id for _, clock_id in sorted(found)[:most]]
    lines = [
        line
        for begin in range(0, len(clocks), _READ_AT_ONCE)
        for line in await _lines_of(session, clocks[begin : begin + _READ_AT_ONCE])
    ]
    return [line for line in lines if (line.at <= now if line.at is not None else line.on <= today)]


async def _lines_of(session: AsyncSession, clocks: Sequence[str]) -> list[DueLine]:
    query = (
        select(
            col(CaseClockRow.id),
            col(CaseClockRow.case_id),
            col(CaseRow.reference),
            col(CaseRow.lead_bureau),
            col(CaseClockRow.name),
            col(CaseClockRow.due_on),
            col(CaseClockRow.due_at),
            col(CaseClockRow.provisional),
            col(CaseClockRow.counted),
        )
        .join(CaseRow, col(CaseRow.id) == col(CaseClockRow.case_id))
        .where(col(CaseClockRow.id).in_(clocks))
        .order_by(col(CaseClockRow.due_on), col(CaseClockRow.id))
    )
    return [line for row in await session.execute(query) for line in _lines(row)]


async def due_for(session: AsyncSession, officer: Officer, now: datetime) -> list[DueLine]:
    """Return what this officer is to be told of: each clock once, with the last reason for it.

    Whoever was warned before the end goes on seeing the clock after it, as missed.
    """
    receiver = RECEIVER_OF.get(officer.role)
    if receiver is None:
        return []
    lines = await due_lines(session, now, wall.visible(officer), *_led_by(officer), most=MOST_SHOWN)
    order = list(Rung)
    mine: dict[str, DueLine] = {}
    for line in lines:
        known = mine.get(line.clock_id)
        if line.receiver is receiver and (known is None or order.index(line.rung) > order.index(known.rung)):
            mine[line.clock_id] = line
    return [replace(line, rung=Rung.MISSED) if line.is_past_at(now) else line for line in mine.values()]


async def standstills_for(session: AsyncSession, officer: Officer, today: date) -> list[StandstillLine]:
    """Return the clocks this officer may see that stand still too long, the longest first."""
    query = (
        select(
            col(CaseClockRow.case_id),
            col(CaseRow.reference),
            col(CaseRow.lead_bureau),
            col(CaseClockRow.name),
            col(CaseClockRow.counted),
        )
        .join(CaseRow, col(CaseRow.id) == col(CaseClockRow.case_id))
        .where(
            col(CaseClockRow.state) == ClockState.PAUSED,
            col(CaseRow.state).not_in(FINAL_STATES),
            wall.visible(officer),
            *_led_by(officer),
        )
        .order_by(col(CaseClockRow.started_at), col(CaseClockRow.id))
        .limit(MOST_SHOWN)
    )
    lines = []
    for case_id, reference, bureau, name, counted in await session.execute(query):
        for pause in map(_pause, objects_in(counted, "paused")):
            if pause.is_too_long_on(today):
                lines.append(
                    StandstillLine(
                        case_id, reference, bureau, name, pause.reason, pause.began_on, pause.expected_on
                    )
                )
    return sorted(lines, key=lambda line: (line.began_on, line.reference))


async def estimates_for(session: AsyncSession, officer: Officer) -> int:
    """Return how many open clocks this officer may see end in a year whose holidays are not published.

    One more than ESTIMATES_COUNTED where there are more.
    """
    # What the index holds itself: no row is read.
    some = (
        select(col(CaseClockRow.case_id))
        .join(CaseRow, col(CaseRow.id) == col(CaseClockRow.case_id))
        .where(
            col(CaseClockRow.provisional).is_(True),
            col(CaseClockRow.state).in_(sorted(OPEN_STATES)),
            wall.visible(officer),
        )
        .limit(ESTIMATES_COUNTED + 1)
        .subquery()
    )
    return int(await session.scalar(select(func.count()).select_from(some)) or 0)


def _led_by(officer: Officer) -> tuple[ColumnElement[bool], ...]:
    return () if officer.bureau is None else (col(CaseRow.lead_bureau) == officer.bureau,)


def _lines(row: Sequence[Any]) -> Iterator[DueLine]:
    clock_id, case_id, reference, bureau, name, due_on, due_at, provisional, counted = row
    # Rows of before have no warnings until they are counted anew.
    for warning in counted.get("warnings", ()):
        yield DueLine(
            clock_id,
            case_id,
            reference,
            bureau,
            name,
            due_on,
            due_at,
            provisional,
            Receiver(warning["to"]),
            Rung(warning["rung"]),
            date.fromisoformat(warning["on"]),
            datetime.fromisoformat(warning["at"]) if warning["at"] else None,
        )


def _pause(kept: Stored) -> Pause:
    until, expected = kept["until"], kept.get("expected")
    return Pause(
        Reason(str(kept["reason"])),
        date.fromisoformat(str(kept["from"])),
        date.fromisoformat(str(until)) if until else None,
        date.fromisoformat(str(expected)) if expected else None,
    )
