"""Who is told of a clock, why, and from which day."""

from __future__ import annotations

from datetime import date

import pytest

from intake.clocks.clock import Clock
from intake.clocks.codes import Whose
from intake.clocks.warnings import DueWarning, Receiver, Rung, warnings_of
from tests.intake.clocks.events import a_start, an_event, clocks, on_day, the_clock


def warned(clock: Clock) -> list[tuple[str, date]]:
    return [(warning.to.value, warning.on) for warning in warnings_of(clock, clocks().calendar)]


@pytest.mark.parametrize(
    "name", [limit.name for limit in clocks().limits if limit.unit != "hours" and not limit.warns.at_once]
)
def test_the_holder_three_working_days_before_the_head_one_and_the_coordinator_on_the_day_missed(
    name: str,
) -> None:
    clock = the_clock(name, a_start(name, "2026-06-15"))
    calendar, due_on = clocks().calendar, clock.deadline.due_on

    told = warnings_of(clock, calendar)

    the_day_after = date.fromordinal(due_on.toordinal() + 1)
    if clock.limit.whose is Whose.THEIRS:
        assert told == (DueWarning(Receiver.HOLDER, Rung.MISSED, the_day_after),)
        return
    one_before = calendar.workday_before(due_on)
    three_before = calendar.workday_before(calendar.workday_before(one_before))
    assert told == (
        DueWarning(Receiver.HOLDER, Rung.NEAR, three_before),
        DueWarning(Receiver.HEAD, Rung.NEAR, one_before),
        DueWarning(Receiver.COORDINATOR, Rung.MISSED, the_day_after),
    )


def test_working_days_before_are_those_of_the_calendar() -> None:
    clock = the_clock("tip_check", a_start("tip_check", "2026-09-14"))

    assert str(clock.deadline.due_on) == "2026-10-10"
    assert warned(clock) == [
        ("holder", date(2026, 9, 30)),
        ("head", date(2026, 10, 9)),
        ("coordinator", date(2026, 10, 11)),
    ]


@pytest.mark.parametrize(
    "name",
    ["police_transfer_decision", "reconsideration_request", "supervision_request", "material_handover"],
)
def test_three_days_of_a_police_matter_are_told_of_at_once_and_missed_at_midnight(name: str) -> None:
    starts = clocks().by_name[name][-1].starts.code
    clock = the_clock(name, an_event(starts, "2026-10-01T22:10"))

    told = warnings_of(clock, clocks().calendar)

    at_once = [one for one in told if one.rung is Rung.AT_ONCE]
    assert [(one.to, one.at) for one in at_once] == [
        (Receiver.HOLDER, on_day("2026-10-01T22:10")),
        (Receiver.HEAD, on_day("2026-10-01T22:10")),
    ]
    assert told[-1] == DueWarning(Receiver.COORDINATOR, Rung.MISSED, date(2026, 10, 5), on_day("2026-10-05T00:00"))


def test_a_police_matter_entered_late_is_told_of_when_it_is_entered() -> None:
    clock = the_clock("material_handover", an_event("police_docketed", "2026-11-02", recorded_on="2026-11-04"))

    assert {one.at for one in warnings_of(clock, clocks().calendar) if one.rung is Rung.AT_ONCE} == {
        on_day("2026-11-04")
    }


def test_a_clock_in_hours_warns_at_once_and_by_the_hour() -> None:
    clock = the_clock("police_handover", an_event("police_transfer_approved", "2026-09-30T15:20"))

    assert [(one.to, one.rung, one.at) for one in warnings_of(clock, clocks().calendar)] == [
        (Receiver.HOLDER, Rung.AT_ONCE, on_day("2026-09-30T15:20")),
        (Receiver.HEAD, Rung.AT_ONCE, on_day("2026-09-30T15:20")),
        (Receiver.HOLDER, Rung.NEAR, on_day("2026-10-01T07:20")),
        (Receiver.HEAD, Rung.NEAR, on_day("2026-10-01T11:20")),
        (Receiver.COORDINATOR, Rung.MISSED, on_day("2026-10-01T15:20")),
    ]


def test_a_paused_clock_and_one_that_has_ended_warn_nobody_and_an_extension_warns_later() -> None:
    opened = a_start("tip_check", "2026-07-20")

    assert warned(the_clock("tip_check", opened, an_event("paused", "2026-08-05", reason="appraisal"))) == []
    assert warned(the_clock("tip_check", opened, an_event("docketed", "2026-08-05"))) == []
    assert warned(the_clock("tip_check", opened, an_event("check_extended", "2026-08-05"))) == [
        ("holder", date(2026, 8, 26)),
        ("head", date(2026, 8, 28)),
        ("coordinator", date(2026, 9, 1)),
    ]
