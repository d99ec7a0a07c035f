"""An appointment in the words of a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from intake.cases.appointment import AppointmentState
from intake.filers.appointments import SetAppointment
from intake.forms.saying import time_in_words

_STANDS: Final = {
    AppointmentState.WISHED: "还没有定时间，办理单位安排好会告诉您。",
    AppointmentState.OFFERED: "办理单位安排的时间，等您确认。",
    AppointmentState.AGREED: "已经约好。前一个工作日会再提醒您。",
    AppointmentState.CALLED_OFF: "约定的时间已取消，可以再约。",
    AppointmentState.HELD: "已经办过。",
}


@dataclass(frozen=True, slots=True)
class ShownAppointment:
    """An appointment as the page shows it.

    when      the set time in words; "" where none stands
    wished    what suits the filer, in words
    offered   times to choose from: value and words; none where nothing can be arranged
    may_agree it waits for the filer's word
    is_set    a time stands, so that there is a file for a calendar and something to call off
    """

    stands: str
    when: str
    place: str
    wished: str
    offered: tuple[tuple[str, str], ...]
    may_agree: bool
    is_set: bool


def appointment_shown(known: SetAppointment | None, offered: tuple[str, ...]) -> ShownAppointment | None:
    """Return the appointment in words; None where there is none."""
    if known is None:
        return None
    is_set = known.state in (AppointmentState.OFFERED, AppointmentState.AGREED)
    return ShownAppointment(
        stands=_STANDS[known.state],
        when=time_in_words(known.slot) if is_set else "",
        place=known.place if is_set else "",
        wished="；".join(map(time_in_words, known.wished)),
        offered=tuple((slot, time_in_words(slot)) for slot in offered),
        may_agree=known.state is AppointmentState.OFFERED,
        is_set=is_set,
    )
