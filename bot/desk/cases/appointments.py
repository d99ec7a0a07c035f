"""Appointments on the workbench: what was set and is to come, and whose filer wants another time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.appointment import APPOINTMENT_STATES, AppointmentState
from intake.cases.codes import FINAL_STATES
from intake.forms.saying import time_in_words
from intake.officers import wall
from intake.storage.tables import AppointmentRow, CaseRow

_TONES: Final = {"agreed": "calm", "offered": "waiting", "wished": "soon"}


@dataclass(frozen=True, slots=True)
class AppointmentLine:
    """An appointment in the list: when, how it stands, and which consultation."""

    reference: str
    when: str
    state: str
    tone: str


async def appointments_ahead(
    session: AsyncSession, viewer: wall.Viewer, today: date, limit: int
) -> tuple[AppointmentLine, ...]:
    """Return what is to come from today on, and what waits to be set anew, by day."""
    to_come = and_(
        col(AppointmentRow.state).in_([AppointmentState.AGREED.value, AppointmentState.OFFERED.value]),
        col(AppointmentRow.day) >= today,
    )
    query = (
        select(col(CaseRow.reference), col(AppointmentRow.slot), col(AppointmentRow.state))
        .join(CaseRow, col(CaseRow.id) == col(AppointmentRow.case_id))
        .where(
            or_(to_come, col(AppointmentRow.state) == AppointmentState.WISHED.value),
            col(CaseRow.state).not_in(FINAL_STATES),
            wall.visible(viewer),
        )
        .order_by(col(AppointmentRow.day), col(AppointmentRow.slot))
        .limit(limit)
    )
    return tuple(_line(*row) for row in await session.execute(query))


def _line(reference: str, slot: str, state: str) -> AppointmentLine:
    is_moved = state == AppointmentState.WISHED
    label = "来访人要改时间" if is_moved else APPOINTMENT_STATES[AppointmentState(state)]
    return AppointmentLine(reference, time_in_words(slot), label, _TONES.get(state, "waiting"))
