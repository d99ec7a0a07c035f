"""Rows of what a consultation comes to: its appointment, as the journal has it, and the ledger of guidance."""

from __future__ import annotations

from datetime import datetime

import orjson

from intake.cases.appointment import Appointment, appointment_of
from intake.cases.case import Case
from intake.cases.changes import GuidanceRecord
from intake.ids import new_id
from intake.storage.rows import Insert, Update
from intake.storage.sealing import CaseKey
from intake.storage.steps import Values


def appointment_rows(before: Case | None, after: Case) -> Insert | Update | None:
    """Return what the appointment's row becomes; None where nothing changes, or no time was set yet."""
    then = _columns(before, appointment_of(before)) if before is not None else None
    now = _columns(after, appointment_of(after))
    if now is None or now == then:
        return None
    if then is None:
        return Insert("appointment", {"case_id": after.id, **now})
    return Update("appointment", after.id, now)


def guidance_row(record: GuidanceRecord, case_id: str, key: CaseKey, at: datetime) -> Insert:
    """Return the row of a new entry of the ledger."""
    values = {
        "id": new_id(at),
        "case_id": case_id,
        "bureau": record.bureau,
        "held_on": record.held_on,
        "service": record.service,
        "people": record.people,
        "at_station": record.at_station,
        "sealed": key.seal(orjson.dumps(record.words), "guidance"),
    }
    return Insert("guidance", values)


def _columns(case: Case, appointment: Appointment | None) -> Values | None:
    if appointment is None or appointment.day is None:
        return None
    return {
        "bureau": case.lead_bureau,
        "day": appointment.day,
        "slot": appointment.slot,
        "state": appointment.state.value,
        "is_reminded": appointment.reminded,
    }
