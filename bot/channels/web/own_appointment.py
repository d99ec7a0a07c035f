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

_ORDER: Final = {"上午": 1, "下午": 2}


@dataclass(frozen=True, slots=True)
class ShownAppointment:
    """An appointment as the page shows it.

    when      the set time in words; "" where none stands
    wished    what suits the filer, in words
    offered   times to choose from: value and words; none where nothing can be arranged. What they wished for
              before is among them, so that a new choice need not wipe it
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
        offered=tuple((slot, _words_of(slot, known)) for slot in _with_wishes(offered, known.wished)),
        may_agree=known.state is AppointmentState.OFFERED,
        is_set=is_set,
    )


def _with_wishes(offered: tuple[str, ...], wished: tuple[str, ...]) -> list[str]:
    """Return the times to choose from with those wished for before that are still to come."""
    to_come = (slot for slot in wished if offered and slot[:10] >= offered[0][:10])
    return sorted({*offered, *to_come}, key=lambda slot: (slot[:10], _ORDER.get(slot[11:], 0), slot))


def _words_of(slot: str, known: SetAppointment) -> str:
    # Of days within weeks the year says nothing, and two stand beside each other on a telephone.
    return f"{time_in_words(slot).partition('年')[2]}{'（您先前说过）' if slot in known.wished else ''}"
