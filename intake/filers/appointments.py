"""An appointment as the filer of a consultation sees it."""

from __future__ import annotations

from dataclasses import dataclass

from intake.cases.appointment import Appointment, AppointmentState
from intake.cases.appointment_moves import place_in_words
from intake.cases.case import Case
from intake.cases.changes import Rulebook
from intake.cases.parting import known_as


@dataclass(frozen=True, slots=True)
class SetAppointment:
    """An appointment as its filer sees it.

    slot    "2026-12-03 10:00", in Shanghai; "" as long as none was set
    place   where or how, in words
    wished  times that suit them, as they said last
    moved   how often another time or place was set since the first
    reference  what they know it by: a part by its filing
    """

    id: str
    reference: str
    state: AppointmentState
    slot: str
    place: str
    wished: tuple[str, ...]
    office: str
    moved: int = 0


def set_appointment(case: Case, known: Appointment, rulebook: Rulebook) -> SetAppointment:
    """Return the appointment in words."""
    return SetAppointment(
        id=case.id,
        reference=known_as(case),
        state=known.state,
        slot=known.slot,
        place=place_in_words(known.place, rulebook) if known.place else "",
        wished=known.wished,
        office=rulebook.bureaus.public_name_of(case.lead_bureau),
        moved=known.moved,
    )
