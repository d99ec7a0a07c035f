"""The clocks of a case from its journal: what starts, ends, pauses, extends, restarts and corrects them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from intake.clocks.clock import ClockState
from intake.clocks.codes import Reason
from intake.clocks.counting import Pause
from tests.intake.clocks.events import (
    a_start,
    an_event,
    derive,
    due_on,
    is_overdue_at,
    on_day,
    refusal_of,
    refused,
    the_clock,
)


def test_a_filing_starts_the_check_and_a_consultation_starts_nothing() -> None:
    assert due_on("tip_check", an_event("case_opened", "2026-07-20", kind="complaint")) == "2026-08-10"
    assert derive(an_event("case_opened", "2026-07-20", kind="consultation")).clocks == ()


def test_docketing_meets_the_check_and_starts_the_decision() -> None:
    opened, docketed = a_start("tip_check", "2026-07-20"), an_event("docketed", "2026-08-03")

    made = derive(opened, docketed)

    assert [(clock.name, clock.state) for clock in made.clocks] == [
        ("tip_check", ClockState.MET),
        ("decision", ClockState.RUNNING),
    ]
    assert made.next_due_on == date(2026, 11, 1)
    assert not made.clocks[0].was_late


def test_what_is_done_after_its_last_day_is_met_and_late() -> None:
    clock = the_clock("tip_check", a_start("tip_check", "2026-07-20"), an_event("not_docketed", "2026-08-11"))

    assert (clock.state, clock.was_late) == (ClockState.MET, True)


def test_closing_stops_what_still_runs_for_every_subject() -> None:
    made = derive(
        a_start("tip_check", "2026-07-20"),
        a_start("assistance", "2026-07-21", subject="letter-1"),
        an_event("closed", "2026-07-28"),
    )

    assert [clock.state for clock in made.clocks] == [ClockState.STOPPED, ClockState.STOPPED]
    assert made.next_due_on is None


def test_overdue_begins_the_day_after_the_last_one_and_not_for_what_is_done_or_paused() -> None:
    opened = a_start("tip_check", "2026-07-20")
    running = the_clock("tip_check", opened)
    met = the_clock("tip_check", opened, an_event("docketed", "2026-08-03"))
    paused = the_clock("tip_check", opened, an_event("paused", "2026-08-05", reason="appraisal"))

    assert not is_overdue_at(running, on_day("2026-08-10T23:59"))
    assert is_overdue_at(running, on_day("2026-08-11T00:00"))
    assert (met.state, is_overdue_at(met, on_day("2026-09-01"))) == (ClockState.MET, False)
    assert (paused.state, is_overdue_at(paused, on_day("2026-09-01"))) == (ClockState.PAUSED, False)


def test_hours_are_overdue_by_the_minute() -> None:
    clock = the_clock("police_handover", an_event("police_transfer_approved", "2026-09-30T15:20", subject="t1"))

    assert not is_overdue_at(clock, on_day("2026-10-01T15:20"))
    assert is_overdue_at(clock, on_day("2026-10-01T15:21"))


def test_two_requests_for_assistance_have_a_clock_each() -> None:
    made = derive(
        a_start("assistance", "2026-05-11", subject="letter-1"),
        a_start("assistance", "2026-05-18", subject="letter-2"),
        an_event("assist_extended", "2026-05-20", subject="letter-2", days=5),
        an_event("assist_given", "2026-05-25", subject="letter-1"),
    )

    assert [(clock.subject, clock.state, clock.deadline.due_on) for clock in made.clocks] == [
        ("letter-1", ClockState.MET, date(2026, 6, 1)),
        ("letter-2", ClockState.EXTENDED, date(2026, 6, 15)),
    ]


def test_an_extension_or_a_pause_without_the_subject_touches_no_clock_of_a_subject() -> None:
    letter = a_start("assistance", "2026-05-11", subject="letter-1")
    goods = a_start("seizure", "2026-05-11", subject="goods-1")
    case = an_event("docketed", "2026-05-11")

    made = derive(letter, goods, case, an_event("paused", "2026-05-20", reason="appraisal"))

    assert {clock.name: clock.state for clock in made.clocks} == {
        "assistance": ClockState.RUNNING,
        "seizure": ClockState.RUNNING,
        "decision": ClockState.PAUSED,
    }
    assert refused(letter, an_event("assist_extended", "2026-05-20", days=5)) == [
        "没有正在计算的期限，请先核对案件的进展。"
    ]


def test_a_letter_entered_late_counts_from_the_day_it_came() -> None:
    late = an_event("docketed", "2026-02-10", recorded_on="2026-03-16")

    clock = the_clock("decision", late)

    assert clock.deadline.due_on == date(2026, 5, 11)
    assert clock.started.recorded_at > clock.started.effective_at


def test_an_extension_approved_in_time_and_entered_after_the_end_is_valid() -> None:
    opened = a_start("tip_check", "2026-07-06", seq=1)
    approved = an_event("check_extended", "2026-07-24", seq=9, recorded_on="2026-08-03")

    assert due_on("tip_check", opened, approved) == "2026-08-17"


def test_a_mistaken_entry_is_superseded_and_counts_as_never_entered() -> None:
    wrong = an_event("docketed", "2026-03-10", seq=1)
    right = an_event("docketed", "2026-03-02", seq=2, supersedes=1)

    assert due_on("decision", wrong, right) == "2026-05-31"
    assert refused(wrong, right) == []


def test_an_end_entered_by_mistake_lets_the_clock_run_again() -> None:
    events = (
        a_start("tip_check", "2026-07-20", seq=1),
        an_event("not_docketed", "2026-07-27", seq=2),
        an_event("entry_withdrawn", "2026-07-28", seq=3, supersedes=2),
    )

    assert the_clock("tip_check", *events).state is ClockState.RUNNING


def test_what_was_superseded_once_stays_so() -> None:
    events = (
        an_event("docketed", "2026-03-10", seq=1),
        an_event("docketed", "2026-03-04", seq=2, supersedes=1),
        an_event("docketed", "2026-03-02", seq=3, supersedes=2),
    )

    assert due_on("decision", *events) == "2026-05-31"


@pytest.mark.parametrize("supersedes", [2, 3, 99, 0, -1])
def test_an_entry_can_supersede_only_what_was_entered_before_it(supersedes: int) -> None:
    docketed = an_event("docketed", "2026-03-02", seq=1)
    wrong = an_event("entry_withdrawn", "2026-03-02", seq=2, supersedes=supersedes)

    assert refused(docketed, wrong) == ["要更正的那条记录不存在，请核对它的序号。"]
    assert due_on("decision", docketed, wrong) == "2026-05-31"


def test_removing_the_first_extension_takes_the_ground_from_under_the_second() -> None:
    events = (
        an_event("docketed", "2026-03-10", seq=1),
        an_event("decision_extended", "2026-06-08", seq=2),
        an_event("decision_extended_again", "2026-07-08", seq=3, days=45, by="collective"),
    )
    assert due_on("decision", *events) == "2026-08-22"

    removed = an_event("extension_removed", "2026-07-09", seq=4, supersedes=2)

    assert due_on("decision", *events, removed) == "2026-06-08"
    assert refused(*events, removed) == ["期限已于2026年6月8日届满，不能再“继续延长办案期限”（APP 第64条）。"]


@pytest.mark.parametrize(
    ("code", "said", "sentence"),
    [
        ("decision_extended", {"by": "collective"}, "“延长办案期限”应当由负责人批准（APP 第64条）。"),
        ("decision_extended", {"days": 20}, "“延长办案期限”是30日（APP 第64条）。"),
        (
            "decision_extended_again",
            {"days": 20},
            "应当先“延长办案期限”，届时仍不能办结的，才能“继续延长办案期限”（APP 第64条）。",
        ),
        ("check_extended", {}, "没有正在计算的期限，请先核对案件的进展。"),
        ("paused", {"reason": "appraisal"}, ""),
        ("resumed", {"reason": "appraisal"}, "“作出处理决定”没有因此暂停，谈不上恢复。"),
        ("docketed", {}, "“作出处理决定”已经在计算；起算日期记错的，请用更正。"),
        ("anything_else", {}, ""),
    ],
)
def test_a_decision_says_what_it_refuses_and_by_which_article(
    code: str, said: dict[str, Any], sentence: str
) -> None:
    docketed = an_event("docketed", "2026-03-10")

    assert (refusal_of(an_event(code, "2026-04-01", **said), [docketed]) or "") == sentence


@pytest.mark.parametrize("days", [None, 0, -3, "30", 30.5, True, 10**9])
def test_a_decided_extension_must_say_a_length_that_can_be_meant(days: object) -> None:
    events = (
        a_start("assistance", "2026-05-11", subject="letter-1"),
        an_event("assist_extended", "2026-05-20", subject="letter-1", days=days),
    )

    assert refused(*events) == ["“告知延期完成协查”应当同时写明延长多少个工作日（APP 第45条）。"]


def test_assistance_is_extended_by_notice_as_often_as_needed_but_not_after_its_end() -> None:
    letter = a_start("assistance", "2026-05-11", subject="l")
    first = an_event("assist_extended", "2026-06-01", subject="l", days=5, by="notice")
    again = an_event("assist_extended", "2026-06-08", subject="l", days=5, by="notice")
    late = an_event("assist_extended", "2026-06-16", subject="l", days=5, by="notice")

    assert due_on("assistance", letter, first, again) == "2026-06-15"
    assert refused(letter, first, again, late) == [
        "期限已于2026年6月15日届满，不能再“告知延期完成协查”（APP 第45条）。"
    ]


def test_a_seizure_is_extended_once_and_by_thirty_days_at_most() -> None:
    seized = a_start("seizure", "2026-03-16")

    assert due_on("seizure", seized, an_event("seizure_extended", "2026-04-13", days=12)) == "2026-04-27"
    assert refused(seized, an_event("seizure_extended", "2026-04-13", days=31)) == [
        "“延长查封、扣押”最多30日（APP 第38条）。"
    ]
    twice = [an_event("seizure_extended", day, days=10) for day in ("2026-04-13", "2026-04-20")]
    assert refused(seized, *twice) == ["“延长查封、扣押”只能办理一次（APP 第38条）。"]


def test_no_extension_while_the_clock_stands_still_but_again_on_the_day_it_resumes() -> None:
    events = (
        an_event("docketed", "2026-03-10", seq=1),
        an_event("paused", "2026-04-01", seq=2, reason="suspension"),
        an_event("resumed", "2026-05-01", seq=9, reason="suspension"),
    )

    before = an_event("decision_extended", "2026-04-20", seq=4)
    same_day = an_event("decision_extended", "2026-05-01", seq=5)

    assert refused(*events, before) == ["“作出处理决定”正在暂停，恢复以后再办理“延长办案期限”。"]
    assert refused(*events, same_day) == []
    assert due_on("decision", *events, same_day) == "2026-08-07"


def test_a_pause_that_goes_on_moves_nothing_yet_and_gives_no_next_date() -> None:
    made = derive(an_event("docketed", "2026-03-10"), an_event("paused", "2026-04-01", reason="announcement"))

    (clock,) = made.clocks
    assert (clock.state, clock.deadline.due_on, made.next_due_on) == (ClockState.PAUSED, date(2026, 6, 8), None)
    assert clock.pauses[0].reason is Reason.ANNOUNCEMENT


def test_a_pause_that_begins_and_ends_on_one_day_moves_nothing() -> None:
    docketed = an_event("docketed", "2026-03-10")
    pause = [an_event(code, "2026-04-01", reason="hearing") for code in ("paused", "resumed")]

    assert the_clock("decision", docketed, *pause).state is ClockState.RUNNING
    assert due_on("decision", docketed, *pause) == "2026-06-08"


def test_a_pause_after_the_last_day_or_twice_for_one_reason_is_refused() -> None:
    docketed = an_event("docketed", "2026-03-10")
    paused = an_event("paused", "2026-04-01", reason="hearing")

    assert refused(docketed, an_event("paused", "2026-06-09", reason="hearing")) == [
        "期限已于2026年6月8日届满，不能再暂停（APP 第64条第2款）。"
    ]
    assert refused(docketed, paused, an_event("paused", "2026-04-02", reason="hearing")) == [
        "“作出处理决定”已经因听证暂停，请先恢复。"
    ]
    assert refused(docketed, paused, an_event("paused", "2026-04-02", reason="appraisal")) == []


def test_waiting_for_the_filer_pauses_nothing() -> None:
    opened, waiting = (
        a_start("tip_check", "2026-06-22"),
        an_event("paused", "2026-06-29", reason="supplement"),
    )

    (sentence,) = refused(opened, waiting)

    assert "不停止“举报核查（决定是否立案）”的期限" in sentence
    assert "APP 第18条第2款" in sentence


def test_new_facts_of_the_same_filer_begin_the_count_anew_only_when_merged() -> None:
    opened = a_start("tip_check", "2026-08-31")

    merged = the_clock("tip_check", opened, an_event("tip_repeated", "2026-09-16", merged=True))
    apart = the_clock("tip_check", opened, an_event("tip_repeated", "2026-09-16", merged=False))

    assert (str(merged.deadline.due_on), merged.basis) == ("2026-10-13", "CRM 第35条第2款; APP 第18条")
    assert merged.started.day == date(2026, 8, 31)
    assert (str(apart.deadline.due_on), apart.basis) == ("2026-09-20", "APP 第18条")


def test_a_restart_keeps_a_pause_that_goes_on() -> None:
    clock = the_clock(
        "tip_check",
        a_start("tip_check", "2026-07-06"),
        an_event("paused", "2026-07-08", reason="appraisal"),
        an_event("tip_repeated", "2026-07-10", merged=True),
        an_event("resumed", "2026-07-15", reason="appraisal"),
    )

    assert (clock.state, str(clock.deadline.due_on)) == (ClockState.RUNNING, "2026-08-05")


def test_events_of_one_day_count_in_the_same_order_however_they_were_entered() -> None:
    opened = a_start("tip_check", "2026-07-06T15:00")
    paused = an_event("paused", "2026-07-06", reason="appraisal")

    assert refused(paused, opened) == []
    assert the_clock("tip_check", paused, opened).state is ClockState.PAUSED


def test_an_old_law_stays_with_what_began_under_it() -> None:
    made = derive(
        a_start("complaint_acceptance", "2026-04-14", subject="old"),
        a_start("complaint_acceptance", "2026-04-15", subject="new"),
    )

    assert [clock.basis for clock in made.clocks] == ["令第20号", "CRM 第15条"]


def test_new_facts_begin_nothing_anew_before_the_law_that_says_so() -> None:
    received = a_start("tip_check", "2026-04-01")
    earlier, later = (an_event("tip_repeated", on, merged=True) for on in ("2026-04-14", "2026-04-15"))

    assert due_on("tip_check", received, earlier) == due_on("tip_check", received)
    assert due_on("tip_check", received, later) == due_on("tip_check", a_start("tip_check", "2026-04-15"))


@pytest.mark.parametrize(("paused", "resumed"), [("00:01", "23:59"), ("16:00", "09:00"), ("23:59", "00:01")])
def test_a_pause_is_counted_by_its_days_whatever_the_hours(paused: str, resumed: str) -> None:
    # Monday to Thursday: three working days are not counted.
    events = (
        a_start("tip_check", "2026-07-06"),
        an_event("paused", f"2026-07-13T{paused}", reason="appraisal"),
        an_event("resumed", f"2026-07-16T{resumed}", reason="appraisal"),
    )

    assert due_on("tip_check", *events) == "2026-07-30"


def test_an_extension_is_in_time_until_the_last_minute_of_the_last_day() -> None:
    start = a_start("tip_check", "2026-07-06")
    in_time, too_late = (
        an_event("check_extended", at, by="head") for at in ("2026-07-27T23:59", "2026-07-28T00:00")
    )

    assert refused(start, in_time) == []
    assert refused(start, too_late) == ["期限已于2026年7月27日届满，不能再“延长核查期限”（APP 第18条）。"]


def test_a_pause_remembers_until_when_it_was_meant_to_last_and_the_state_and_survives_a_hand_over() -> None:
    clock = the_clock(
        "tip_check",
        a_start("tip_check", "2026-07-06"),
        an_event("paused", "2026-07-13", reason="appraisal", until="2026-07-31", state="checking"),
        an_event("passed_down", "2026-07-14", to="banan"),
        an_event("signed_for", "2026-07-15"),
    )

    (pause,) = clock.pauses
    assert (clock.is_paused, pause.state, str(pause.expected_on)) == (True, "checking", "2026-07-31")
    assert not pause.is_too_long_on(date(2026, 7, 31))
    assert pause.is_too_long_on(date(2026, 8, 1))


def test_a_pause_of_which_nobody_said_how_long_is_too_long_after_a_month() -> None:
    pause = Pause(Reason.APPRAISAL, date(2026, 7, 13))

    assert [pause.is_too_long_on(date(2026, 8, day)) for day in (12, 13)] == [False, True]
    assert not Pause(Reason.APPRAISAL, date(2026, 7, 13), date(2026, 12, 1)).is_too_long_on(date(2026, 12, 31))


def test_a_clock_that_was_missed_stays_missed_when_the_next_one_starts() -> None:
    check, decision = derive(a_start("tip_check", "2026-07-06"), an_event("docketed", "2026-08-03")).clocks

    assert (check.state, check.was_late) == (ClockState.MET, True)
    assert (decision.state, str(decision.deadline.due_on)) == (ClockState.RUNNING, "2026-11-01")
