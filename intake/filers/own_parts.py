"""The parts of a filing as its filer sees them: how far each is and where, nothing of what is in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from intake.cases.appointment import appointment_of
from intake.cases.changes import Rulebook
from intake.cases.codes import FINAL_STATES, CaseKind
from intake.cases.parting import label_of
from intake.filers.appointments import SetAppointment, set_appointment
from intake.storage.cases import whole_case
from intake.storage.part_rows import parts_of_filings
from intake.storage.tables import CaseRow


@dataclass(frozen=True, slots=True)
class OwnPart:
    """A part of their own filing.

    provisional  the calendar of that year is not published yet
    outcome      what it came to; None while it is open
    appointment  of a consultation that has one
    """

    id: str
    label: str
    kind: str
    state: str
    office: str
    due_on: date | None
    provisional: bool
    outcome: str | None
    appointment: SetAppointment | None = None


async def own_parts(
    session: AsyncSession, filings: Iterable[str], rules: Rulebook
) -> Mapping[str, tuple[OwnPart, ...]]:
    """Return the parts of these filings, in their order, by the id of the filing."""
    wanted = list(filings)
    found: dict[str, tuple[OwnPart, ...]] = {}
    for part, row in await parts_of_filings(session, wanted) if wanted else ():
        own = _own(label_of(part.number, follows=part.follows), row, await _visit(session, row, rules), rules)
        found[part.filing_id] = (*found.get(part.filing_id, ()), own)
    return found


async def _visit(session: AsyncSession, row: CaseRow, rules: Rulebook) -> SetAppointment | None:
    """Return the appointment of a part that is a consultation and open; None without one."""
    if row.kind != CaseKind.CONSULTATION or row.state in FINAL_STATES:
        return None
    case = await whole_case(session, row)
    known = appointment_of(case)
    return set_appointment(case, known, rules) if known is not None else None


def is_provisional(due_on: date | None, rules: Rulebook) -> bool:
    """Say whether the calendar of that year is not published: only then is a day not firm."""
    return due_on is not None and not rules.clocks.calendar.is_published(due_on.year)


def _own(label: str, row: CaseRow, appointment: SetAppointment | None, rules: Rulebook) -> OwnPart:
    return OwnPart(
        id=row.id,
        label=label,
        kind=row.kind,
        state=row.state,
        office=rules.bureaus.public_name_of(row.lead_bureau),
        due_on=row.next_due_on,
        provisional=is_provisional(row.next_due_on, rules),
        outcome=row.outcome if row.state in FINAL_STATES else None,
        appointment=appointment,
    )
