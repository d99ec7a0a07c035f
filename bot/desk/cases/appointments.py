"""Appointments on the workbench: what was set and not entered yet, and whose filer wants another time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from bot.desk.cases.appointment_card import slot_in_words
from bot.desk.cases.case_lines import lines_of
from intake.cases.appointment import AppointmentState, begins_at
from intake.cases.codes import FINAL_STATES
from intake.officers import wall
from intake.storage.sealing import Vault
from intake.storage.tables import AppointmentRow, CaseRow

_SHOWN: Final[Mapping[str, tuple[str, str]]] = {
    AppointmentState.WISHED: ("来访人要改时间", "soon"),
    AppointmentState.OFFERED: ("待来访人确认", "waiting"),
    AppointmentState.AGREED: ("已约好", "calm"),
}


@dataclass(frozen=True, slots=True)
class AppointmentLine:
    """An appointment in the list: when, how it stands, which consultation, and what it asks."""

    reference: str
    about: str
    when: str
    state: str
    tone: str


async def appointments_ahead(
    session: AsyncSession, vault: Vault, viewer: wall.Viewer, now: datetime, limit: int
) -> tuple[AppointmentLine, ...]:
    """Return what is to come, what has passed and was not entered, and what waits to be set anew, by day."""
    query = (
        select(AppointmentRow)
        .join(CaseRow, col(CaseRow.id) == col(AppointmentRow.case_id))
        .where(col(CaseRow.state).not_in(FINAL_STATES), wall.visible(viewer))
        .order_by(col(AppointmentRow.day), col(AppointmentRow.slot))
        .limit(limit)
    )
    # State by state, each from the front of the index: all at once, the table is read whole.
    found = [
        row for state in _SHOWN for row in await session.scalars(query.where(col(AppointmentRow.state) == state))
    ]
    rows = sorted(found, key=lambda row: (row.day, row.slot))[:limit]
    cases = {line.id: line for line in await lines_of(session, vault, [row.case_id for row in rows])}
    return tuple(
        AppointmentLine(case.reference, case.about, _when(row, now), *_state_of(row, now))
        for row in rows
        if (case := cases.get(row.case_id)) is not None
    )


def _when(row: AppointmentRow, now: datetime) -> str:
    when = slot_in_words(row.slot, now)
    return f"原定 {when}" if row.state == AppointmentState.WISHED else when


def _state_of(row: AppointmentRow, now: datetime) -> tuple[str, str]:
    is_set = row.state in (AppointmentState.OFFERED, AppointmentState.AGREED)
    return ("已过，待登记", "soon") if is_set and begins_at(row.slot) <= now else _SHOWN[row.state]
