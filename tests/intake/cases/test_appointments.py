"""The appointment of a consultation, folded from its journal; what a filer may do with it and what not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime

import pytest

from intake.cases.appointment import (
    AppointmentState,
    VisitAct,
    appointment_of,
    arranged,
    begins_at,
    offered_times,
    suits,
)
from intake.cases.case import Case, Incomplete, NotAllowed
from intake.cases.changes import Act, Rulebook
from intake.cases.codes import CaseKind, CaseState, Role
from intake.cases.moves import move_called
from intake.clocks.clock import ClockEvent
from tests.builders import bureaus, clocks
from tests.intake.cases.values import a_case

NOW = datetime(2026, 11, 25, 2, 30, tzinfo=UTC)
RULES = Rulebook(bureaus(), clocks())
Entry = tuple[str, Mapping[str, object]]
WISHED: Entry = ("visit_wished", {"wished": ["2026-12-01 上午"], "visibility": "station"})
OFFERED: Entry = ("visit_set", {"slot": "2026-12-02 15:00", "place": "phone", "suits": False})
AGREED: Entry = ("visit_agreed", {})


def a_consultation(*entries: Entry, state: CaseState = CaseState.TAKEN) -> Case:
    events = tuple(
        ClockEvent(number, code, NOW, NOW, "", None, payload)
        for number, (code, payload) in enumerate(entries, start=1)
    )
    return a_case(state, kind=CaseKind.CONSULTATION, events=events)


def state_of(case: Case) -> AppointmentState:
    appointment = appointment_of(case)
    assert appointment is not None
    return appointment.state


def test_it_stands_as_its_journal_says() -> None:
    assert appointment_of(a_consultation()) is None
    for entries, state in (
        ((WISHED,), "wished"),
        ((WISHED, OFFERED), "offered"),
        ((WISHED, OFFERED, AGREED), "agreed"),
        ((WISHED, OFFERED, AGREED, ("visit_wished", {"wished": []})), "wished"),
        ((WISHED, OFFERED, ("visit_called_off", {})), "called_off"),
        ((WISHED, OFFERED, AGREED, ("visit_held", {})), "held"),
    ):
        assert state_of(a_consultation(*entries)) == state, entries


def test_who_may_see_it_stays_as_it_was_said_when_other_times_are_wished_for() -> None:
    moved = appointment_of(a_consultation(WISHED, ("visit_wished", {"wished": []})))

    assert moved is not None and moved.at_station


@pytest.mark.parametrize(
    ("slot", "wished", "fits"),
    [
        ("2026-12-01 10:00", ["2026-12-01 上午"], True),
        ("2026-12-01 13:00", ["2026-12-01 上午"], False),
        ("2026-12-01 13:00", ["2026-12-01 下午"], True),
        ("2026-12-01 13:00", ["2026-12-01 全天"], True),
        ("2026-12-01 13:00", ["2026-12-01 13:00"], True),
        ("2026-12-02 10:00", ["2026-12-01 上午"], False),
        ("2026-12-02 10:00", [], False),
    ],
)
def test_a_time_suits_when_it_lies_in_a_wished_one(slot: str, wished: list[str], fits: bool) -> None:
    assert suits(slot, wished) is fits


def test_times_are_offered_on_working_days_after_the_next_one() -> None:
    calendar = clocks().calendar

    assert offered_times(calendar, date(2026, 11, 25)) == ("2026-11-27 上午", "2026-11-27 下午", "2026-11-30 上午")
    # Before the National Day's break the offer begins after it.
    assert offered_times(calendar, date(2026, 9, 30))[0] >= "2026-10-09"


def test_nine_in_shanghai_is_one_in_the_world() -> None:
    assert begins_at("2026-12-01 09:00") == datetime(2026, 12, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("wished", "says"),
    [
        ((), "至少选一个"),
        (("2026-12-01 上午",) * 4, "最多选3个"),
        (("2026-11-25 上午",), "明天以后"),
        (("2027-11-25 上午",), "四个月以内"),
        (("2026-11-29 上午",), "休息日"),
        (("morgen",), "没看明白"),
    ],
)
def test_a_time_that_cannot_be_is_refused_in_words(wished: tuple[str, ...], says: str) -> None:
    with pytest.raises(Incomplete, match=says):
        arranged(a_consultation(WISHED), VisitAct.OTHER_TIMES, wished, NOW, RULES)


@pytest.mark.parametrize(
    ("case", "act", "says"),
    [
        (a_consultation(WISHED), VisitAct.AGREE, "没有要您确认的时间"),
        (a_consultation(WISHED, OFFERED, AGREED), VisitAct.AGREE, "已经约好了"),
        (a_consultation(WISHED, ("visit_held", {})), VisitAct.TAKE_BACK, "已经办完"),
        (a_consultation(WISHED, state=CaseState.CLOSED), VisitAct.OTHER_TIMES, "已经办完"),
        (a_consultation(), VisitAct.AGREE, "没有预约"),
        (a_case(CaseState.TAKEN), VisitAct.AGREE, "没有预约"),
    ],
)
def test_what_cannot_be_arranged_is_refused_in_words(case: Case, act: VisitAct, says: str) -> None:
    with pytest.raises(NotAllowed, match=says):
        arranged(case, act, ("2026-12-03 上午",), NOW, RULES)


def test_a_filers_act_is_seen_by_an_officer_who_has_the_page_open() -> None:
    case = a_consultation(WISHED, OFFERED)

    changes = arranged(case, VisitAct.AGREE, (), NOW, RULES)

    assert changes.after.version == case.version + 1 and state_of(changes.after) == "agreed"
    assert [notice.kind for notice in changes.notices] == ["visit_changed"]


_RECORD = {
    "service": "guidance", "unit": "重庆某厂", "topic": "保密制度",
    "people": "3", "who": "厂长和站里的人", "result": "改了制度",
}  # fmt: skip


@pytest.mark.parametrize(
    ("entries", "held_on", "is_refused"),
    [
        ((WISHED, OFFERED), date(2026, 12, 1), True),
        ((WISHED, OFFERED, AGREED), date(2026, 12, 1), True),
        ((WISHED, OFFERED, AGREED), date(2026, 12, 2), False),
        ((WISHED, OFFERED, AGREED), date(2026, 12, 3), False),
        ((WISHED, OFFERED, AGREED, ("visit_called_off", {})), date(2026, 12, 1), False),
        ((WISHED,), date(2026, 12, 1), False),
        ((), date(2026, 12, 1), False),
    ],
)
@pytest.mark.parametrize("move", ["hold_visit", "close_consultation"])
def test_a_consultation_does_not_end_while_its_filer_counts_on_a_later_day(
    move: str, entries: tuple[Entry, ...], held_on: date, is_refused: bool
) -> None:
    case = a_consultation(*entries)
    at = datetime(held_on.year, held_on.month, held_on.day, 4, tzinfo=UTC)
    entered = {**_RECORD, "on": held_on.isoformat(), "outcome": "answered"}
    act = Act("officer", Role.OFFICER, "jiangjin", at, case.version, entered)

    if is_refused:
        with pytest.raises(NotAllowed, match="请先取消约定"):
            move_called(move).does(case, act, RULES)
    else:
        assert move_called(move).does(case, act, RULES).after.version == case.version + 1
