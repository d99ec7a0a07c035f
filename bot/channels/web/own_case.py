"""A filer's own case in the words of a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Final, Literal
from zoneinfo import ZoneInfo

from bot.channels.web.own_appointment import ShownAppointment, appointment_shown
from bot.shown.filed import FiledLine, filed_lines
from bot.shown.on_a_page import letter_on_a_page
from intake.cases.appointment import AppointmentState
from intake.cases.codes import MARKS, OUTCOMES_TOLD, STATES, CaseKind, CaseState
from intake.filers.mailbox import CaseMessage, DueDate, OwnCase
from intake.filers.own_parts import OwnPart
from intake.forms.draft import KIND_NAMES
from intake.forms.forms import form_of
from intake.forms.saying import day_in_words
from intake.forms.supplement import Purpose

_SHANGHAI: Final = ZoneInfo("Asia/Shanghai")
StepTone = Literal["waiting", "calm", "done"]

# What a state means to whoever waits; nothing here foretells anything.
MEANINGS: Final[Mapping[str, str]] = {
    CaseState.SUBMITTED: "材料已经收到，由{office}接收。",
    CaseState.ROUTED: "材料已分送{office}，等待签收。",
    CaseState.TAKEN: "{office}已经签收。",
    CaseState.CHECKING: "{office}正在核查。核查不等于立案，也不表示认定对方侵权。",
    CaseState.DISPUTED: "由哪个局办理正在确定，确定后这里会显示。",
    CaseState.DOCKETED: "{office}已经立案。",
    CaseState.NOT_DOCKETED: "{office}决定不予立案。",
    CaseState.ANSWERED: "{office}已经答复，见下面的消息。",
    CaseState.SPLIT: "您提交的内容涉及几件事，分成几部分分别办理，各部分的情况见下面。",
    CaseState.CLOSED: "{office}已经办结。",
    CaseState.WITHDRAWN: "已按您的意思撤回。",
}
_TONES: Final[Mapping[str, StepTone]] = {
    CaseState.ANSWERED: "done",
    CaseState.CLOSED: "done",
    CaseState.WITHDRAWN: "done",
    CaseState.SPLIT: "calm",
    CaseState.DOCKETED: "calm",
    CaseState.CHECKING: "calm",
    CaseState.TAKEN: "calm",
}
_MESSAGES: Final[Mapping[str, str]] = {
    "written": "办理单位",
    "supplement": "您补充的",
    "withdrawal_wish": "您申请撤回",
    "withdrawal_taken_back": "您不再申请撤回",
    "objection": "您提出异议",
    "deletion_wish": "您要求删除",
    "mark": "您的评价",
}
_ABOUT_WITHDRAWING: Final = (Purpose.WITHDRAWAL_WISH, Purpose.WITHDRAWAL_TAKEN_BACK)
_INSTRUMENTS: Final[Mapping[str, str]] = {
    "APP ": "《市场监督管理行政处罚程序规定》",
    "CRM ": "《市场监督管理投诉举报处理办法》",
    "TSR ": "《商业秘密保护规定》",
    "AUCL25 ": "《反不正当竞争法》",
}


@dataclass(frozen=True, slots=True)
class ShownMessage:
    """One message: whose it is, when, and whether it is new."""

    heading: str
    at: str
    text: str
    by_filer: bool
    is_new: bool


@dataclass(frozen=True, slots=True)
class OwnCasePart:
    """One part of a filing that was split: what it is called, how far it is, and until when something is due."""

    heading: str
    state: str
    tone: StepTone
    meaning: str
    due: str
    appointment: ShownAppointment | None


@dataclass(frozen=True, slots=True)
class Shown:
    """The case as the page shows it.

    office    who holds it, as a stranger would look it up
    tone      colour of the state, never without its word
    dates     what is due, until when and by which article
    is_report a 举报, not a consultation: wishes and objections are offered
    parts     of a filing that was split
    wished_deletion     when its filer asked last that it be deleted; "" where they did not
    answers             what was filled in, line by line
    wished_to_withdraw  when that was wished last, as long as the case is open; "" where it was not
    """

    reference: str
    kind: str
    state: str
    meaning: str
    tone: StepTone
    office: str
    received: str
    dates: tuple[tuple[str, str, str], ...]
    messages: tuple[ShownMessage, ...]
    unread: int
    contact: Mapping[str, str]
    anonymous: bool
    is_report: bool
    is_closed: bool
    may_rate: bool
    appointment: ShownAppointment | None
    marks: Mapping[str, str]
    wished_to_withdraw: str
    parts: tuple[OwnCasePart, ...]
    wished_deletion: str
    answers: tuple[FiledLine, ...]


def _meaning(case: OwnCase) -> str:
    meaning = MEANINGS[case.state].format(office=case.office)
    return f"{meaning}办理结果：{OUTCOMES_TOLD[case.outcome]}。" if case.outcome else meaning


def progress_shown(case: OwnCase) -> Shown:
    """Return the case in words."""
    return Shown(
        reference=case.reference,
        kind=KIND_NAMES[case.kind],
        state=STATES[case.state],
        meaning=_meaning(case),
        tone=_TONES.get(case.state, "waiting"),
        office=case.office,
        received=moment_in_words(case.received_at),
        dates=tuple(map(_date, case.dates)),
        messages=tuple(_message(one) for one in case.messages),
        unread=sum(one.is_new for one in case.messages),
        contact=case.contact,
        anonymous=case.anonymous,
        is_report=case.kind != CaseKind.CONSULTATION,
        is_closed=case.is_closed,
        may_rate=case.may_rate,
        appointment=appointment_shown(case.appointment, case.offered_times),
        marks=MARKS,
        wished_to_withdraw="" if case.is_closed else _last_wish(case.messages),
        parts=tuple(_part(one, case.part_times) for one in case.parts),
        wished_deletion=moment_in_words(case.kept.wished_at) if case.kept.wished_at else "",
        answers=_answers(case),
    )


def _answers(case: OwnCase) -> tuple[FiledLine, ...]:
    given = case.answers
    return filed_lines(form_of(case.kind, given.form_version), given.fields, given.typed) if given.fields else ()


def _part(part: OwnPart, times: tuple[str, ...]) -> OwnCasePart:
    meaning = MEANINGS[part.state].format(office=part.office)
    day = day_in_words(part.due_on.isoformat()) if part.due_on else ""
    return OwnCasePart(
        heading=f"{part.label}：{KIND_NAMES[part.kind]}",
        state=STATES[part.state],
        tone=_TONES.get(part.state, "waiting"),
        meaning=f"{meaning}办理结果：{OUTCOMES_TOLD[part.outcome]}。" if part.outcome else meaning,
        due=f"预计{day}" if day and part.provisional else day,
        appointment=appointment_shown(part.appointment, times if _may_arrange(part) else ()),
    )


def _may_arrange(part: OwnPart) -> bool:
    return part.appointment is not None and part.appointment.state is not AppointmentState.HELD


def _last_wish(messages: Sequence[CaseMessage]) -> str:
    said = [one for one in messages if one.purpose in _ABOUT_WITHDRAWING]
    last = max(said, key=lambda one: one.at, default=None)
    return moment_in_words(last.at) if last and last.purpose == Purpose.WITHDRAWAL_WISH else ""


def moment_in_words(at: datetime) -> str:
    """Return 2026年11月25日 10:30, as clocks in Shanghai show it."""
    there = at.astimezone(_SHANGHAI)
    if there.time() == time():
        # Of a letter only the day is known on which it came.
        return day_in_words(there.date().isoformat())
    return f"{day_in_words(there.date().isoformat())} {there:%H:%M}"


def article_in_full(basis: str) -> str:
    """Return an article with the name of its instrument."""
    for short, full in _INSTRUMENTS.items():
        basis = basis.replace(short, full)
    return basis


def _date(due: DueDate) -> tuple[str, str, str]:
    day = day_in_words(due.due_on.isoformat())
    return due.label, f"预计{day}" if due.provisional else day, article_in_full(due.basis)


def _message(message: CaseMessage) -> ShownMessage:
    return ShownMessage(
        heading=_MESSAGES.get(message.purpose, "您补充的"),
        at=moment_in_words(message.at),
        text=message.text if message.by_filer else letter_on_a_page(message.text),
        by_filer=message.by_filer,
        is_new=message.is_new,
    )
