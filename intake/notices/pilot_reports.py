"""Reminding the heads of pilot districts of their reports: once before the day, once when it was missed.

Dates of the service, by the document the district was named under; no clock of a case, and never a legal one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.codes import DECIDERS, Role
from intake.clocks.calendar import day_in_shanghai
from intake.ids import new_id
from intake.notices.mornings import EachMorning, MorningTelling
from intake.notices.outbox import WAITING
from intake.officers.pilots import Pilot, pilot_of
from intake.pilots.term import ReportRung, rung_of
from intake.storage.clock_tables import OfficerMailRow
from intake.storage.pilot_tables import PilotPaperRow, PilotRow, PilotToldRow
from intake.storage.tables import OfficerRow, OutboxRow

PILOT_REPORTS: Final = "pilot_reports"
_LOOKS_EVERY_SECONDS: Final = 300.0
_MARK: Final = "pilots:reports"


@dataclass(frozen=True, slots=True)
class _Due:
    """One report that its bureau is reminded of."""

    pilot: Pilot
    due_on: date
    rung: ReportRung


async def _told(session: AsyncSession, now: datetime) -> int:
    due = await _untold(session, day_in_shanghai(now))
    notices: list[dict[str, object]] = []
    for one in due:
        notices += [_notice(one, officer, now) for officer in await _heads(session, one.pilot.bureau, one.rung)]
    if due:
        await session.execute(insert(PilotToldRow), [_mark(one, now) for one in due])
    if notices:
        await session.execute(insert(OutboxRow), notices)
    return len(notices)


async def _untold(session: AsyncSession, today: date) -> list[_Due]:
    """Return what is to be told of today: only of districts that are pilots still, and of the last day gone by."""
    columns = (PilotToldRow.pilot_id, PilotToldRow.due_on, PilotToldRow.rung)
    told = {tuple(row) for row in await session.execute(select(*map(col, columns)))}
    papers = (PilotPaperRow.bureau, PilotPaperRow.round, PilotPaperRow.due_on)
    made = {tuple(row) for row in await session.execute(select(*map(col, papers)))}
    due = []
    for pilot in map(pilot_of, await session.scalars(select(PilotRow))):
        # Of what was missed before only the last: a district that was entered late is not told of years.
        gone = [day for day in pilot.due_days if day < today][-1:]
        for day in (*gone, *(day for day in pilot.due_days if day >= today)):
            rung = rung_of(day, today) if pilot.stands(today) else None
            if rung is None or (pilot.bureau, pilot.round, day) in made or (pilot.id, day, rung.value) in told:
                continue
            due.append(_Due(pilot, day, rung))
    return due


async def _heads(session: AsyncSession, bureau: str, rung: ReportRung) -> Sequence[str]:
    """Return who is told: the heads who get mail; of what was missed the coordinators too."""
    theirs = col(OfficerRow.role).in_(sorted(DECIDERS)) & (col(OfficerRow.bureau) == bureau)
    whose = theirs | (col(OfficerRow.role) == Role.COORDINATOR) if rung is ReportRung.MISSED else theirs
    found = await session.scalars(
        select(col(OfficerRow.id))
        .join(OfficerMailRow, col(OfficerMailRow.officer_id) == col(OfficerRow.id))
        .where(col(OfficerRow.active).is_(True), whose)
        .order_by(col(OfficerRow.id))
    )
    return list(found)


def _notice(one: _Due, officer_id: str, now: datetime) -> dict[str, object]:
    said = {"bureau": one.pilot.bureau, "due_on": one.due_on.isoformat(), "rung": one.rung.value}
    return {
        "id": new_id(now),
        "kind": PILOT_REPORTS,
        "officer_id": officer_id,
        "told": [said],
        "state": WAITING,
        "tries": 0,
        "created_at": now,
        "next_try_at": now,
    }


def _mark(one: _Due, now: datetime) -> dict[str, object]:
    return {"pilot_id": one.pilot.id, "due_on": one.due_on, "rung": one.rung.value, "at": now}


class PilotReminders(EachMorning):
    """Reminds, once a working day."""

    telling = MorningTelling("pilot reports", _LOOKS_EVERY_SECONDS, 60.0, _MARK, _told)
