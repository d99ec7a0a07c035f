"""An officer's moves with the appointment of a consultation: setting it, calling it off, the ledger of guidance.

The ledger asks for what 附件2一（五） of the plan counts: guidance at least twice a year, training at least once.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from intake.cases.appointment import (
    CALLED_OFF,
    HELD,
    SET,
    Appointment,
    AppointmentState,
    appointment_of,
    begins_at,
    suits,
)
from intake.cases.case import Case, NotAllowed
from intake.cases.changes import Act, BureauNotice, CaseWords, Changes, GuidanceRecord, Rulebook
from intake.cases.codes import HANDLERS, CaseKind, CaseState
from intake.cases.move import Input, Move, Options
from intake.cases.parting import known_as
from intake.clocks.calendar import day_in_shanghai
from intake.forms.saying import time_in_words
from intake.stations.directory import Station

_CONSULTATIONS: Final = frozenset({CaseKind.CONSULTATION})
_IN_HAND: Final = frozenset({CaseState.TAKEN, CaseState.ANSWERED})
_STATION: Final = "station:"

PLACES: Mapping[str, str] = {
    "company": "上门，到咨询人的单位",
    "bureau": "到承办局，地点写在下面",
    "phone": "电话",
    "online": "线上",
}
SERVICES: Mapping[str, str] = {"guidance": "业务指导", "training": "培训、调研或者宣传"}
# How the words of an entry of the ledger are called, in the order of its columns.
LEDGER_WORDS: Mapping[str, str] = {"unit": "单位", "topic": "内容", "who": "参加人员", "result": "结果"}


def visit_set(case: Case, act: Act, rules: Rulebook) -> Changes:
    """Set the time; one that the filer wished for stands at once, another one waits for their word."""
    slot, place = f"{act.said('on')} {act.said('at')}", act.said("place")
    appointment = appointment_of(case)
    is_wished = suits(slot, appointment.wished if appointment else ())
    lines = [_told_time(case, rules, slot), f"方式：{place_in_words(place, rules)}。"]
    lines += [act.said("text")] if act.said("text") else []
    lines.append(
        "这是您说过方便的时间，到时见。有变化请回复“改约”加上方便的时间，或者回复“取消预约”。"
        if is_wished
        else "可以的请回复“确认时间”；不方便的回复“改约”加上方便的时间，比如“改约下周二上午”；"
        "不约了请回复“取消预约”。"
    )
    return SET_VISIT.made(
        case,
        act,
        {"slot": slot, "place": place, "suits": is_wished},
        words=CaseWords("written", "\n".join(lines[:-1])),
        mail="\n".join(lines),
        notices=(BureauNotice("case_written", case.lead_bureau),),
    )


def visit_called_off(case: Case, act: Act, rules: Rulebook) -> Changes:
    """Call it off, and tell the filer why."""
    office = rules.bureaus.public_name_of(case.lead_bureau)
    text = f"{office}取消了您的咨询 {known_as(case)} 约定的时间：\n{act.said('text')}"
    return CALL_OFF_VISIT.made(
        case,
        act,
        words=CaseWords("written", act.said("text")),
        mail=f"{text}\n要另约时间的，请回复“改约”加上方便的时间。",
        notices=(BureauNotice("case_written", case.lead_bureau),),
    )


def visit_held(case: Case, act: Act, _: Rulebook) -> Changes:
    """Enter what was done into the ledger; the words are sealed, day, kind and number are counted."""
    refuse_while_awaited(case, date.fromisoformat(act.said("on")))
    words = {name: act.said(name) for name in LEDGER_WORDS}
    appointment = appointment_of(case)
    people = int(act.said("people"))
    changes = HOLD_VISIT.made(
        case,
        act,
        {"on": act.said("on"), "service": act.said("service"), "people": people},
        words=CaseWords("guidance", "\n".join(f"{LEDGER_WORDS[name]}：{text}" for name, text in words.items())),
    )
    record = GuidanceRecord(
        bureau=case.lead_bureau,
        held_on=date.fromisoformat(act.said("on")),
        service=act.said("service"),
        people=people,
        at_station=appointment is not None and appointment.at_station,
        words=words,
    )
    return changes.with_guidance(record)


def refuse_while_awaited(case: Case, done_on: date) -> None:
    """Refuse what would end a consultation while its filer still counts on a later day: nobody waits in vain."""
    appointment = appointment_of(case)
    if (
        appointment is None
        or not appointment.is_to_come
        or day_in_shanghai(begins_at(appointment.slot)) <= done_on
    ):
        return
    raise NotAllowed(
        f"来访人还等着{time_in_words(appointment.slot)}的约定。提前办了、不用再来的，请先取消约定，告诉来访人；改了日子的，请先改时间。"
    )


def place_in_words(place: str, rules: Rulebook) -> str:
    """Return where or how it is held; of a station what its bureau has announced, and nothing else."""
    if not place.startswith(_STATION):
        return PLACES.get(place, place)
    station = rules.stations.by_code(place.removeprefix(_STATION))
    return station_in_words(station) if station is not None else "指导站"


def station_in_words(station: Station) -> str:
    """Return a station as its bureau announced it, and who to ask whether that still holds."""
    known = "，".join(part for part in (station.address, station.phone, station.hours) if part)
    return f"{station.name}（{known}；以所在区县局最新通知为准）" if known else station.name


def places(case: Case, rules: Rulebook, _: datetime) -> Options:
    """Return where it can be held: stations only where one is announced in the district."""
    stations = rules.stations.near(case.place_district)
    return (*PLACES.items(), *((f"{_STATION}{station.code}", station.name) for station in stations))


def _told_time(case: Case, rules: Rulebook, slot: str) -> str:
    office = rules.bureaus.public_name_of(case.lead_bureau)
    return f"{office}为您的咨询 {known_as(case)} 安排的时间：{time_in_words(slot)}。"


def _wished_before(case: Case) -> str:
    appointment = appointment_of(case)
    if appointment is None or not appointment.wished:
        return ""
    return f"来访人方便的时间：{'；'.join(map(time_in_words, appointment.wished))}。"


def _is_held(case: Case) -> str:
    return "这次指导已经登记，不能再约。" if _state_of(case) is AppointmentState.HELD else ""


def _nothing_set(case: Case) -> str:
    appointment = appointment_of(case)
    return "" if appointment is not None and appointment.is_to_come else "没有约定的时间。"


def is_being_arranged(case: Case, _: datetime) -> bool:
    """An appointment is asked for or stands: answering in writing is not what comes next."""
    appointment = appointment_of(case)
    return appointment is not None and (bool(appointment.wished) or appointment.is_to_come) and not _is_over(case)


def _is_over(case: Case) -> bool:
    return _state_of(case) in (AppointmentState.CALLED_OFF, AppointmentState.HELD)


def _is_set(case: Case, _: datetime) -> bool:
    appointment = appointment_of(case)
    return appointment is not None and appointment.is_to_come


def _is_still_to_come(case: Case, now: datetime) -> bool:
    """There is nothing to enter before it was held: only a time that has passed asks for it."""
    appointment = appointment_of(case)
    return appointment is None or not appointment.is_to_come or begins_at(appointment.slot) > now


def _always(_: Case, __: datetime) -> bool:
    return True


def _state_of(case: Case) -> AppointmentState | None:
    appointment: Appointment | None = appointment_of(case)
    return appointment.state if appointment else None


def _services(_: Case, __: Rulebook, ___: datetime) -> Options:
    return tuple(SERVICES.items())


SET_VISIT: Final = Move(
    "set_visit",
    "约定时间",
    kinds=_CONSULTATIONS,
    before=_IN_HAND,
    after=None,
    by=HANDLERS,
    asks=(
        Input("on", "日期", "coming", "请选一个工作日，明天以后、四个月以内。"),
        Input("at", "几点", "time", "请填写时间，比如 10:00。"),
        Input("place", "方式", "select", "请选择方式。", options=places),
        Input("text", "另外告诉来访人", "text", hint="选填，比如地点、要带什么。", required=False, most=300),
    ),
    effect="来访人会看到这个时间。在他说过方便的时间里的，就算约好；不在的，等他确认。约好的，前一个工作日提醒双方。",
    warns=_wished_before,
    bars=_is_held,
    rests=_is_set,
    again="改时间",
    button="告诉来访人",
    journal=SET,
    tells=True,
    does=visit_set,
)
CALL_OFF_VISIT: Final = Move(
    "call_off_visit",
    "取消约定",
    kinds=_CONSULTATIONS,
    before=_IN_HAND,
    after=None,
    by=HANDLERS,
    asks=(Input("text", "给来访人的说明", "text", "请写明为什么取消。", most=300),),
    effect="来访人会看到说明；咨询本身不受影响，可以再约。",
    bars=_nothing_set,
    rests=_always,
    journal=CALLED_OFF,
    tells=True,
    does=visit_called_off,
)
HOLD_VISIT: Final = Move(
    "hold_visit",
    "登记指导",
    kinds=_CONSULTATIONS,
    before=_IN_HAND,
    after=CaseState.ANSWERED,
    by=HANDLERS,
    asks=(
        Input("on", "指导日期", "day", "请填写指导的日期：不早于收到咨询之日，不晚于今天。"),
        Input("service", "性质", "choice", "请选择性质。", options=_services),
        Input("unit", "单位", "text", "请写单位名称。", most=60),
        Input("topic", "内容", "text", "请写指导了什么。", "不要写商业秘密的具体内容。", most=500),
        Input("people", "参加人数", "number", "请填写人数。"),
        Input("who", "参加人员", "text", "请写哪些人参加，局里或者指导站的人也写上。", most=300),
        Input("result", "结果", "text", "请写结果，比如改了什么、约了什么。", most=500),
    ),
    effect="记入指导台账，咨询转为“已答复”。台账按年统计业务指导和培训的次数。",
    rests=_is_still_to_come,
    button="记入台账",
    journal=HELD,
    recorded_as="登记指导台账",
    does=visit_held,
)

APPOINTMENT_MOVES: Final = (SET_VISIT, CALL_OFF_VISIT, HOLD_VISIT)
