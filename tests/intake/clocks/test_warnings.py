"""Who is warned of a clock, and from which day."""

from __future__ import annotations

from datetime import date

from intake.clocks.clock import Clock
from intake.clocks.warnings import DueWarning, warnings_of
from tests.intake.clocks.events import a_start, an_event, clocks, on_day, the_clock


def warned(clock: Clock) -> list[tuple[str, date]]:
    return [(warning.to, warning.on) for warning in warnings_of(clock, clocks().calendar)]


def test_the_holder_is_warned_some_working_days_before_the_head() -> None:
    clock = the_clock("tip_check", a_start("tip_check", "2026-09-14"))

    assert str(clock.deadline.due_on) == "2026-10-10"
    assert warned(clock) == [("holder", date(2026, 9, 30)), ("head", date(2026, 10, 9))]


def test_a_clock_in_hours_warns_by_the_hour() -> None:
    clock = the_clock("police_handover", an_event("police_transfer_approved", "2026-09-30T15:20"))

    assert warnings_of(clock, clocks().calendar) == (
        DueWarning("holder", date(2026, 10, 1), on_day("2026-10-01T07:20")),
        DueWarning("head", date(2026, 10, 1), on_day("2026-10-01T11:20")),
    )


def test_a_paused_clock_and_one_that_has_ended_warn_nobody_and_an_extension_warns_later() -> None:
    opened = a_start("tip_check", "2026-07-20")

    assert warned(the_clock("tip_check", opened, an_event("paused", "2026-08-05", reason="appraisal"))) == []
    assert warned(the_clock("tip_check", opened, an_event("docketed", "2026-08-05"))) == []
    assert warned(the_clock("tip_check", opened, an_event("check_extended", "2026-08-05"))) == [
        ("holder", date(2026, 8, 26)),
        ("head", date(2026, 8, 28)),
    ]


def test_a_limit_of_somebody_else_warns_nobody() -> None:
    assert warned(the_clock("police_decision", a_start("police_decision", "2026-11-20"))) == []
