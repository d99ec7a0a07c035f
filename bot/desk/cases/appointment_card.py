"""The appointment of a consultation on the page of its case: how it stands, said plainly. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from bot.desk import times
from intake.cases.appointment import CALLED_OFF, Appointment, AppointmentState, appointment_of, begins_at
from intake.cases.appointment_moves import place_in_words
from intake.cases.case import Case
from intake.cases.changes import Rulebook
from intake.cases.codes import JournalCode
from intake.clocks.calendar import day_in_shanghai
from intake.forms.saying import time_in_words

_Tone = Literal["calm", "soon", "waiting", "done"]
_SET: Final = frozenset({AppointmentState.OFFERED, AppointmentState.AGREED})


@dataclass(frozen=True, slots=True)
class AppointmentCard:
    """How an appointment stands.

    state   what it is called: 待来访人确认, 已约好, 已取消, 已过, ...
    tone    how its card looks
    when    12月11日 周五 09:30, or what the filer wished for; "" where neither is known
    place   where or how, in words; "" where no time stands
    hint    what to do, or who called it off; "" for nothing
    """

    state: str
    tone: _Tone
    when: str
    place: str
    hint: str


def appointment_card(case: Case, rules: Rulebook, now: datetime) -> AppointmentCard | None:
    """Return how the appointment of a case stands now; None where nobody has spoken of one."""
    appointment = appointment_of(case)
    if appointment is None:
        return None
    if appointment.state is AppointmentState.WISHED:
        return _wished(appointment)
    when = slot_in_words(appointment.slot, now)
    if appointment.state is AppointmentState.CALLED_OFF:
        return AppointmentCard("已取消", "done", when, "", _called_off_by(case))
    place = place_in_words(appointment.place, rules)
    if appointment.state is AppointmentState.HELD:
        return AppointmentCard("已办，已登记", "calm", when, place, "")
    if appointment.state in _SET and begins_at(appointment.slot) <= now:
        return AppointmentCard("已过", "soon", when, place, _PASSED[appointment.state])
    return AppointmentCard(*_STANDING[appointment.state], when, place, _HINTS[appointment.state])


def slot_in_words(slot: str, now: datetime) -> str:
    """Return 12月11日 周五 09:30, as the desk says times; "" for none."""
    if not slot:
        return ""
    at = begins_at(slot)
    return f"{times.day(day_in_shanghai(at), day_in_shanghai(now))} {slot[11:]}"


_STANDING: Final[Mapping[AppointmentState, tuple[str, _Tone]]] = {
    AppointmentState.OFFERED: ("待来访人确认", "waiting"),
    AppointmentState.AGREED: ("已约好", "calm"),
}
_HINTS: Final[Mapping[AppointmentState, str]] = {
    AppointmentState.OFFERED: "时间已经告诉来访人，等他确认；他改约、取消会显示在这里。",
    AppointmentState.AGREED: "前一个工作日提醒双方。",
}
_PASSED: Final[Mapping[AppointmentState, str]] = {
    AppointmentState.OFFERED: "来访人没有确认过。办过的请登记指导，没有办成的可以另约。",
    AppointmentState.AGREED: "办过的请登记指导，没有办成的可以另约。",
}


_BY_WHOM: Final[Mapping[str, str]] = {
    JournalCode.VISIT_TAKEN_BACK: "来访人取消的。咨询本身还在，可以再约。",
    CALLED_OFF: "本局取消的，说明已经告诉来访人。可以再约。",
}


def _wished(appointment: Appointment) -> AppointmentCard:
    wished = "；".join(map(time_in_words, appointment.wished))
    if appointment.slot:
        hint = "原来约的时间不算了，请按来访人方便的时间另约。"
        return AppointmentCard("来访人要改时间", "soon", wished, "", hint)
    hint = "以上是来访人方便的时间。" if wished else "来访人没有说方便的时间。"
    return AppointmentCard("待约定时间", "soon", wished, "", hint)


def _called_off_by(case: Case) -> str:
    last = [event.code for event in case.events if event.code in _BY_WHOM][-1]
    return _BY_WHOM[last]
