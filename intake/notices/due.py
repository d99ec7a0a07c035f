"""What somebody is to be told of the clocks that run. It only reads.

The rows of `case_clock` say who is told from which day on (`cases.running.counted`); here is what of that is due.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.codes import FINAL_STATES, Role
from intake.clocks.calendar import day_in_shanghai
from intake.clocks.clock import COUNTING_STATES
from intake.clocks.warnings import Receiver, Rung
from intake.storage.tables import CaseClockRow, CaseRow

# The longest breaks are of eight days; three working days and two weekends may stand around one.
LOOKS_AHEAD: Final = timedelta(days=16)

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


async def due_lines(session: AsyncSession, now: datetime, *conditions: ColumnElement[bool]) -> list[DueLine]:
    """Return what is to be told by `now` of all cases that fit, earliest due first; told before or not."""
    today = day_in_shanghai(now)
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
        .where(
            col(CaseClockRow.state).in_(sorted(COUNTING_STATES)),
            col(CaseClockRow.due_on) <= today + LOOKS_AHEAD,
            col(CaseRow.state).not_in(FINAL_STATES),
            *conditions,
        )
        .order_by(col(CaseClockRow.due_on), col(CaseClockRow.id))
    )
    lines = [line for row in await session.execute(query) for line in _lines(row)]
    return [line for line in lines if (line.at <= now if line.at is not None else line.on <= today)]


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
