"""Extending, pausing and resuming clocks, and taking back what was entered by mistake. No database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from intake.cases.case import Case, Incomplete, NotAllowed
from intake.cases.clock_moves import entries_to_withdraw, reasons_to_pause, reasons_to_resume
from intake.cases.codes import CaseState, Role
from intake.cases.moves import move_called
from intake.cases.working import moved
from intake.clocks.clock import ClockState
from intake.stored import objects_in
from tests.intake.cases.values import NOW, RULES, a_case, an_act

TODAY = "2026-11-25"
REASON = "案情复杂"
UNTIL = "2026-12-21"


def done(case: Case, name: str, role: Role = Role.HEAD, days_later: int = 0, **typed: str) -> Case:
    """Return the case after a move made today or some days later, effective on that day."""
    at = NOW + timedelta(days=days_later)
    typed = {"on": (date.fromisoformat(TODAY) + timedelta(days=days_later)).isoformat(), "until": UNTIL} | typed
    return moved(name, case, replace(an_act(role, typed=typed), at=at), RULES).after


def clock(case: Case, name: str) -> tuple[str, str]:
    (found,) = [one for one in case.clocks if one.name == name]
    return found.state.value, found.due_on.isoformat()


def test_the_head_extends_the_check_once() -> None:
    case = done(a_case(CaseState.CHECKING), "extend_check", reason=REASON)

    assert clock(case, "tip_check") == ("extended", "2027-01-07")
    assert move_called("extend_check").bars(case) == "这个期限已经延长过一次（APP 第18条）。"
    with pytest.raises(NotAllowed, match="已经延长过一次"):
        done(case, "extend_check", days_later=1, reason=REASON)


def test_the_decision_is_extended_by_the_head_first_and_then_by_all_of_them_for_as_long_as_they_say() -> None:
    case = a_case(CaseState.DOCKETED)
    assert clock(case, "decision") == ("running", "2027-02-23")
    with pytest.raises(NotAllowed, match="先由负责人批准"):
        done(case, "extend_decision_again", days="20", reason=REASON)

    once = done(case, "extend_decision", days_later=80, reason=REASON)
    twice = done(once, "extend_decision_again", days_later=115, days="20", reason=REASON)

    assert clock(once, "decision") == ("extended", "2027-03-25")
    assert clock(twice, "decision") == ("extended", "2027-04-14")
    for days in ("", "0", "zwanzig", "-3", "2.5", "１２", "1" * 9):
        with pytest.raises(Incomplete, match="集体讨论确定延长多少日"):
            done(once, "extend_decision_again", days_later=115, days=days, reason=REASON)


def test_an_extension_after_the_last_day_is_refused_and_one_decided_in_time_may_be_entered_late() -> None:
    case = a_case(CaseState.CHECKING)

    with pytest.raises(NotAllowed, match="期限已于2026年12月16日届满"):
        done(case, "extend_check", days_later=22, reason=REASON)
    late = done(case, "extend_check", days_later=22, on="2026-12-15", reason=REASON)

    assert clock(late, "tip_check") == ("extended", "2027-01-07")


@pytest.mark.parametrize("on", ["", "2026-11-24", "2026-11-26", "25.11.2026", "2026-13-01", "今天"])
def test_a_day_before_receipt_after_today_or_none_at_all_is_asked_again(on: str) -> None:
    with pytest.raises(Incomplete) as refused:
        done(a_case(CaseState.CHECKING), "extend_check", on=on, reason=REASON)

    assert refused.value.field == "on"


def test_an_appraisal_pauses_the_clock_and_resuming_moves_its_end() -> None:
    paused = done(a_case(CaseState.CHECKING), "pause_clock", Role.OFFICER, reason="appraisal")

    assert clock(paused, "tip_check") == ("paused", "2026-12-16")
    assert paused.next_due_on is None
    assert reasons_to_resume(paused, RULES, NOW) == (("appraisal", "鉴定"),)
    assert "appraisal" not in dict(reasons_to_pause(paused, RULES, NOW))
    resumed = done(paused, "resume_clock", Role.OFFICER, days_later=7, reason="appraisal")

    assert clock(resumed, "tip_check") == ("running", "2026-12-23")
    assert resumed.clocks[0].counted["paused"] == [
        {
            "reason": "appraisal",
            "class": "examination",
            "from": "2026-11-25",
            "until": "2026-12-02",
            "expected": UNTIL,
            "state": "checking",
        }
    ]
    assert move_called("resume_clock").bars(resumed)


@pytest.mark.parametrize("until", ["", "2026-11-24", "2026-11-25", "2026-11-28", "2027-11-25", "soon"])
def test_a_pause_says_until_which_working_day_to_come_it_is_meant_to_last(until: str) -> None:
    with pytest.raises(Incomplete) as refused:
        done(a_case(CaseState.CHECKING), "pause_clock", Role.OFFICER, reason="appraisal", until=until)

    assert refused.value.field == "until"


def test_a_pause_survives_that_the_case_is_handed_over_and_nothing_is_extended_meanwhile() -> None:
    paused = done(a_case(CaseState.CHECKING), "pause_clock", Role.OFFICER, reason="appraisal")

    handed_over = replace(paused, lead_bureau="banan", version=paused.version + 1)
    with pytest.raises(NotAllowed, match="正在暂停"):
        moved(
            "extend_check",
            handed_over,
            replace(
                an_act(Role.HEAD, bureau="banan", typed={"on": "2026-11-26", "reason": REASON}, seen=2),
                at=NOW + timedelta(days=1),
            ),
            RULES,
        )

    assert clock(handed_over, "tip_check") == ("paused", "2026-12-16")
    assert objects_in(handed_over.clocks[0].counted, "paused")[0]["expected"] == UNTIL


def test_what_can_pause_is_what_the_articles_of_the_running_clock_name() -> None:
    before, after = (
        dict(reasons_to_pause(a_case(state), RULES, NOW)) for state in (CaseState.CHECKING, CaseState.DOCKETED)
    )

    assert list(before.values()) == ["检测", "检验", "检疫", "鉴定", "权利人辨认", "权利人鉴别"]
    assert set(after) - set(before) == {"suspension", "hearing", "announcement", "refund"}
    with pytest.raises(Incomplete, match="法定的事由"):
        done(a_case(CaseState.CHECKING), "pause_clock", reason="hearing")


def test_a_suspension_is_for_the_head() -> None:
    case = a_case(CaseState.DOCKETED)

    with pytest.raises(Incomplete, match="中止调查须经负责人批准"):
        done(case, "pause_clock", Role.OFFICER, reason="suspension")
    assert clock(done(case, "pause_clock", reason="suspension"), "decision")[0] == "paused"


def test_a_mistaken_entry_is_withdrawn_and_the_date_is_the_one_before() -> None:
    case = done(a_case(CaseState.CHECKING), "extend_check", reason=REASON)
    assert entries_to_withdraw(case, RULES, NOW) == (("2", "延长核查期限（2026-11-25）"),)

    withdrawn = done(case, "withdraw_clock_entry", entry="2", reason="录错案件")

    assert clock(withdrawn, "tip_check") == ("running", "2026-12-16")
    assert entries_to_withdraw(withdrawn, RULES, NOW) == ()
    assert clock(done(withdrawn, "extend_check", days_later=1, reason=REASON), "tip_check")[0] == "extended"
    for entry in ("", "1", "99", "x"):
        with pytest.raises(Incomplete, match="误录的记录"):
            done(case, "withdraw_clock_entry", entry=entry, reason="录错案件")


def test_without_a_clock_there_is_nothing_to_extend_to_pause_or_to_withdraw() -> None:
    case = a_case(CaseState.NOT_DOCKETED)

    for name in ("extend_check", "extend_decision", "pause_clock", "resume_clock", "withdraw_clock_entry"):
        assert move_called(name).bars(case).endswith("。")


def test_paused_clocks_are_met_when_the_case_moves_on() -> None:
    paused = done(a_case(CaseState.CHECKING), "pause_clock", reason="appraisal")

    docketed = done(paused, "docket", days_later=2)

    assert [(one.name, one.state) for one in docketed.clocks] == [
        ("tip_check", ClockState.MET),
        ("decision", ClockState.RUNNING),
    ]
