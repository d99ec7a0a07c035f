"""The appointment of a consultation: wished for, set, agreed to, called off, held. Pure.

It follows from the journal. What a filer may do with it stands here, what an officer may in
`appointment_moves`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any, Final

from intake.cases.case import Case, Incomplete, NotAllowed
from intake.cases.changes import BureauNotice, Changes, JournalEntry, Rulebook
from intake.cases.codes import FILER, FINAL_STATES, SERVICE, CaseKind, JournalCode
from intake.cases.move import FURTHEST
from intake.cases.running import with_clocks
from intake.clocks.calendar import SHANGHAI, WorkCalendar, day_in_shanghai
from intake.forms.saying import time_in_words

# The codes of an officer's moves with it; the others stand among the codes of journals.
SET, CALLED_OFF, HELD = "visit_set", "visit_called_off", "visit_held"
OFFERED_TIMES: Final = 3
MOST_WISHED: Final = 3
# Nobody is offered tomorrow: somebody has to read of it first.
_FIRST_OFFERED_AFTER: Final = 1

_HALVES: Final = ("上午", "下午")
_NOON: Final = time(12, 30)


class AppointmentState(StrEnum):
    """How far it is."""

    WISHED = "wished"
    OFFERED = "offered"
    AGREED = "agreed"
    CALLED_OFF = "called_off"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Appointment:
    """An appointment as the journal has it.

    slot        "2026-12-03 10:00", the one set last; "" as long as none was set
    place       a key of PLACES, or station:code; "" as long as none was set
    wished      times that suit the filer, as they said them last: "2026-12-03 上午|下午|全天|HH:MM"
    at_station  the filer said that the station, too, may know of it
    reminded    they were reminded of this very slot
    moved       how often another time or place was set since the first
    """

    state: AppointmentState
    slot: str = ""
    place: str = ""
    wished: tuple[str, ...] = ()
    at_station: bool = False
    reminded: bool = False
    moved: int = 0

    @property
    def day(self) -> date | None:
        """The day of it, in Shanghai."""
        return date.fromisoformat(self.slot[:10]) if self.slot else None

    @property
    def is_to_come(self) -> bool:
        """Whether something was set that stands."""
        return self.state in (AppointmentState.OFFERED, AppointmentState.AGREED)


def appointment_of(case: Case) -> Appointment | None:
    """Return the appointment of a consultation; None where nobody has spoken of one."""
    found: Appointment | None = None
    for event in case.events:
        found = _after(found, event.code, event.payload)
    return found


def _after(now: Appointment | None, code: str, said: Any) -> Appointment | None:
    known = now or Appointment(AppointmentState.WISHED)
    match code:
        case JournalCode.VISIT_WISHED:
            at_station = said.get("visibility", "station" if known.at_station else "") == "station"
            wished = tuple(map(str, said.get("wished", ())))
            return replace(known, state=AppointmentState.WISHED, wished=wished, at_station=at_station)
        case "visit_set":
            state = AppointmentState.AGREED if said.get("suits") else AppointmentState.OFFERED
            slot, place, moved = str(said["slot"]), str(said["place"]), known.moved + bool(known.slot)
            return replace(known, state=state, slot=slot, place=place, reminded=False, moved=moved)
        case JournalCode.VISIT_AGREED:
            return replace(known, state=AppointmentState.AGREED)
        case JournalCode.VISIT_REMINDED:
            return replace(known, reminded=True)
        case JournalCode.VISIT_TAKEN_BACK | "visit_called_off":
            return replace(known, state=AppointmentState.CALLED_OFF)
        case "visit_held":
            return replace(known, state=AppointmentState.HELD)
    return now


def wished_entry(case: Case, wished: Iterable[str], at: datetime, visibility: str = "") -> JournalEntry:
    """Return the entry of wished times: days and hours, no words."""
    payload: dict[str, object] = {"wished": list(wished)}
    if visibility:
        payload["visibility"] = visibility
    return JournalEntry(case.id, at, FILER, JournalCode.VISIT_WISHED, payload)


class VisitAct(StrEnum):
    """What a filer may do with their appointment."""

    AGREE = "agree"
    OTHER_TIMES = "other_times"
    TAKE_BACK = "take_back"


def act_meant(case: Case, act: VisitAct, wished: Sequence[str]) -> VisitAct:
    """Return what a yes to a day comes to: where no time was offered it is a wish for that day."""
    known = appointment_of(case)
    is_wish = act is VisitAct.AGREE and bool(wished) and known is not None and not known.is_to_come
    return VisitAct.OTHER_TIMES if is_wish else act


def arranged(case: Case, act: VisitAct, wished: Sequence[str], at: datetime, rules: Rulebook) -> Changes:
    """Return what an act of the filer comes to; NotAllowed and Incomplete say to them why not."""
    match act:
        case VisitAct.AGREE:
            return agreed(case, at, rules, wished)
        case VisitAct.OTHER_TIMES:
            return other_times(case, wished, at, rules)
        case VisitAct.TAKE_BACK:
            return taken_back(case, at, rules)


def agreed(case: Case, at: datetime, rules: Rulebook, meant: Sequence[str] = ()) -> Changes:
    """The filer agrees to the time that was offered.

    meant  the day that they named, where they did: not another one than was offered
    """
    appointment = _standing(case)
    if appointment.state is AppointmentState.AGREED:
        raise NotAllowed(f"已经约好了：{time_in_words(appointment.slot)}。要改请说“改约”加上方便的时间。")
    if appointment.state is not AppointmentState.OFFERED:
        raise NotAllowed("现在没有要您确认的时间，办理单位安排好会告诉您。")
    if meant and not suits(appointment.slot, meant):
        offered = time_in_words(appointment.slot)
        raise NotAllowed(
            f"办理单位安排的是{offered}。这个时间可以的，请说“确认时间”；不可以的，请说“改约”加上方便的时间。"
        )
    return _by_the_filer(case, JournalEntry(case.id, at, FILER, JournalCode.VISIT_AGREED), rules)


def other_times(case: Case, wished: Sequence[str], at: datetime, rules: Rulebook) -> Changes:
    """The filer wants other times, up to three, on working days to come."""
    _standing(case)
    if not wished:
        raise Incomplete("wished", "请至少选一个时间。")
    if len(wished) > MOST_WISHED:
        raise Incomplete("wished", f"最多选{MOST_WISHED}个时间。")
    for slot in wished:
        _refuse_unfit(slot, at, rules.clocks.calendar)
    return _by_the_filer(case, wished_entry(case, wished, at), rules)


def taken_back(case: Case, at: datetime, rules: Rulebook) -> Changes:
    """The filer calls the appointment off; the consultation itself stays."""
    if _standing(case).state is AppointmentState.CALLED_OFF:
        raise NotAllowed("预约已经取消了。")
    return _by_the_filer(case, JournalEntry(case.id, at, FILER, JournalCode.VISIT_TAKEN_BACK), rules)


def reminded(case: Case, appointment: Appointment, text: str, at: datetime, rules: Rulebook) -> Changes:
    """Both sides are reminded of an appointment; the bureau by a notice, the filer by a letter."""
    entry = JournalEntry(case.id, at, SERVICE, JournalCode.VISIT_REMINDED, {"slot": appointment.slot}, mail=text)
    return _changed(case, entry, (BureauNotice("visit_tomorrow", case.lead_bureau),), rules)


def suits(slot: str, wished: Iterable[str]) -> bool:
    """Say whether a set time lies in one that the filer wished for."""
    day, _, clock = slot.partition(" ")
    half = _HALVES[time.fromisoformat(clock) >= _NOON]
    return any(one in (slot, f"{day} 全天", f"{day} {half}") for one in wished)


def offered_times(calendar: WorkCalendar, today: date, most: int = OFFERED_TIMES) -> tuple[str, ...]:
    """Return times that can be wished for: halves of the working days after the next one."""
    day, slots = today, list[str]()
    for _ in range(_FIRST_OFFERED_AFTER):
        day = calendar.next_workday(day)
    while len(slots) < most:
        day = calendar.next_workday(day)
        slots += [f"{day.isoformat()} {half}" for half in _HALVES]
    return tuple(slots[:most])


def begins_at(slot: str) -> datetime:
    """Return the instant at which a set appointment begins."""
    day, _, clock = slot.partition(" ")
    return datetime.combine(date.fromisoformat(day), time.fromisoformat(clock), SHANGHAI)


def _standing(case: Case) -> Appointment:
    """Return the appointment that a filer may still change; refuse where there is none."""
    appointment = appointment_of(case)
    if case.kind is not CaseKind.CONSULTATION or appointment is None:
        raise NotAllowed("这件没有预约。")
    if case.state in FINAL_STATES or appointment.state is AppointmentState.HELD:
        raise NotAllowed("这次咨询已经办完，不能再改预约。还需要的，请重新预约。")
    return appointment


def _refuse_unfit(slot: str, at: datetime, calendar: WorkCalendar) -> None:
    today = day_in_shanghai(at)
    try:
        day = date.fromisoformat(slot[:10])
    except ValueError:
        raise Incomplete("wished", "没看明白是哪一天，请重新选。") from None
    if not today < day <= today + FURTHEST:
        raise Incomplete("wished", "请选明天以后、四个月以内的时间。")
    if not calendar.is_workday(day):
        raise Incomplete("wished", "那天是休息日，请选一个工作日。")


def _by_the_filer(case: Case, entry: JournalEntry, rules: Rulebook) -> Changes:
    return _changed(case, entry, (BureauNotice("visit_changed", case.lead_bureau),), rules)


def _changed(case: Case, entry: JournalEntry, notices: tuple[BureauNotice, ...], rules: Rulebook) -> Changes:
    # The version rises: an officer who has the page open is shown what happened meanwhile.
    changes = Changes(case, replace(case, version=case.version + 1), (entry,), notices)
    return with_clocks(changes, rules.clocks)
