"""Reminders of appointments: the working day before, both sides, once; written together or not at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlmodel import col

from intake.cases.appointment import Appointment, AppointmentState, appointment_of, reminded
from intake.cases.appointment_moves import place_in_words
from intake.cases.case import Case
from intake.cases.changes import Rulebook
from intake.cases.codes import FINAL_STATES
from intake.cases.parting import known_as
from intake.clocks.calendar import SHANGHAI
from intake.forms.saying import time_in_words
from intake.jobs import Job
from intake.storage.cases import found_case
from intake.storage.changes import rows_of, writing
from intake.storage.database import Database
from intake.storage.refusals import Clash
from intake.storage.sealing import Vault
from intake.storage.steps import carried_out_in
from intake.storage.tables import AppointmentRow, CaseRow

_LOOKS_EVERY_SECONDS: Final = 300.0
_AT_ONCE: Final = 50
# Nobody is reminded in the night.
_FROM_HOUR: Final = 8
# The longest breaks are of eight days, and a weekend may stand on each side.
_LONGEST_BREAK: Final = timedelta(days=15)


class Reminding:
    """Looks which appointments are due to be told of."""

    def __init__(
        self, database: Database, vault: Vault, rulebook: Rulebook, clock: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._vault = vault
        self._rulebook = rulebook
        self._clock = clock

    def job(self) -> Job:
        """Return the loop that reminds."""

        async def remind_a_handful() -> bool:
            return await self.round() >= _AT_ONCE

        return Job("reminders", _LOOKS_EVERY_SECONDS, 120.0, remind_a_handful)

    async def round(self) -> int:
        """Remind of what is due, at most one handful; return of how many."""
        now = self._clock()
        if now.astimezone(SHANGHAI).hour < _FROM_HOUR:
            return 0
        due = await self._due(now)
        for case_id in due:
            await self._remind(case_id, now)
        return len(due)

    async def _due(self, now: datetime) -> list[str]:
        today, calendar = now.astimezone(SHANGHAI).date(), self._rulebook.clocks.calendar
        query = (
            select(col(AppointmentRow.case_id), col(AppointmentRow.day))
            .where(
                col(AppointmentRow.state) == AppointmentState.AGREED.value,
                col(AppointmentRow.day) > today,
                col(AppointmentRow.day) <= today + _LONGEST_BREAK,
                col(AppointmentRow.is_reminded).is_(False),
            )
            .order_by(col(AppointmentRow.day), col(AppointmentRow.case_id))
        )
        async with self._database.reading() as session:
            rows = (await session.execute(query)).all()
        return [case_id for case_id, day in rows if calendar.workday_before(day) <= today][:_AT_ONCE]

    async def _remind(self, case_id: str, now: datetime) -> None:
        try:
            async with self._database.writing() as session:
                found = await found_case(session, self._vault, col(CaseRow.id) == case_id)
                if found is None:
                    return
                case, key = found
                appointment = appointment_of(case)
                if appointment is None or not _is_still_due(case, appointment):
                    return
                text = _reminder(case, appointment, self._rulebook)
                changes = reminded(case, appointment, text, now, self._rulebook)
                rows = rows_of(changes, key, self._vault, now)
                await carried_out_in(session, writing(rows, self._vault.journal_key))
        except Clash:
            # Somebody moved it in this very moment: the next round sees how it stands then.
            return


def _is_still_due(case: Case, appointment: Appointment) -> bool:
    agreed = appointment.state is AppointmentState.AGREED and not appointment.reminded
    return agreed and case.state not in FINAL_STATES


def _reminder(case: Case, appointment: Appointment, rules: Rulebook) -> str:
    when = time_in_words(appointment.slot)
    where = place_in_words(appointment.place, rules)
    return (
        f"提醒：您的咨询 {known_as(case)} 约在{when}，方式：{where}。\n"
        "来不了的请尽早回复“改约”加上方便的时间，或者回复“取消预约”。"
    )
