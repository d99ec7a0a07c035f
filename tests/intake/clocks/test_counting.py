"""Counting: the sheet a bureau could sign, and the rules behind it."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from intake.clocks.calendar import WorkCalendar, day_in_shanghai
from intake.clocks.codes import Reason
from intake.clocks.counting import Clocks, Deadline, LastDay, Pause, load_clocks
from intake.clocks.notices import HolidayNotice
from tests.intake.clocks.events import a_start, an_event, clocks, on_day, the_clock

EXPECTATIONS = Path(__file__).parents[2] / "expectations"
# The second is ours: a new clock gets its row there.
SHEETS = (EXPECTATIONS / "deadlines_dev.csv", EXPECTATIONS / "own" / "deadlines_own.csv")
WITH_WEEKENDS = load_clocks(weekends_roll=True)


def rows() -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for sheet in SHEETS:
        with sheet.open(encoding="utf-8", newline="") as lines:
            found += csv.DictReader(lines)
    return found


def deadline_of(name: str, start: str) -> Deadline:
    """Return the deadline of a row; `…_extended` is the limit with its first extension, approved the day after."""
    limit = name.removesuffix("_extended")
    if limit == name:
        return clocks().due(name, on_day(start))
    extension = clocks().by_name[limit][-1].extends[0]
    approved = an_event(
        extension.code, day_in_shanghai(on_day(start)) + timedelta(1), by=extension.by, days=extension.at_most
    )
    return the_clock(limit, a_start(limit, start), approved).deadline


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['clock']}-{row['start']}")
def test_the_deadline_is_the_one_on_the_sheet(row: dict[str, str]) -> None:
    deadline = deadline_of(row["clock"], row["start"])

    said = deadline.due_on.isoformat()
    if deadline.due_at:
        said = deadline.due_at.astimezone(on_day("2026-01-01").tzinfo).strftime("%Y-%m-%dT%H:%M")
    assert said + (" provisional" if deadline.provisional else "") == row["expected_due"]


def test_every_clock_has_a_row() -> None:
    assert {row["clock"].removesuffix("_extended") for row in rows()} == set(clocks().by_name)


def test_the_day_of_receipt_is_not_counted() -> None:
    deadline = clocks().due("tip_check", date(2026, 7, 20))

    assert deadline.counted[0] == date(2026, 7, 21)
    assert len(deadline.counted) == 15
    assert deadline.counted[-1] == deadline.due_on


def test_every_day_left_out_says_why() -> None:
    deadline = clocks().due("complaint_acceptance", date(2026, 9, 25))

    assert (date(2026, 9, 26), "中秋节") in deadline.skipped
    assert (date(2026, 10, 1), "国庆节") in deadline.skipped
    assert (date(2026, 10, 11), "周日") in deadline.skipped


@pytest.mark.parametrize(
    ("name", "start", "due_on"),
    [
        ("complaint_mediation", date(2026, 7, 15), date(2026, 9, 13)),
        ("decision", date(2026, 3, 2), date(2026, 5, 31)),
        ("decision", date(2025, 12, 8), date(2026, 3, 8)),
        ("admin_review", date(2026, 7, 15), date(2026, 9, 13)),
        ("admin_litigation", date(2026, 1, 18), date(2026, 7, 18)),
    ],
)
def test_a_last_day_on_an_ordinary_weekend_stays_unless_the_setting_says_otherwise(
    name: str, start: date, due_on: date
) -> None:
    by_the_words, by_the_other_reading = clocks().due(name, start), WITH_WEEKENDS.due(name, start)

    monday = clocks().calendar.next_workday(due_on)
    assert (by_the_words.due_on, by_the_words.skipped) == (due_on, ())
    assert (by_the_words.last_day, by_the_words.otherwise_on) == (LastDay.HOLIDAYS, monday)
    assert by_the_other_reading.due_on == monday
    assert by_the_other_reading.skipped[0][0] == due_on
    assert (by_the_other_reading.last_day, by_the_other_reading.otherwise_on) == (LastDay.REST_DAYS, due_on)


def test_both_readings_agree_on_a_holiday_a_moved_weekend_and_a_working_day() -> None:
    for start in (date(2026, 7, 3), date(2026, 7, 12), date(2026, 5, 12)):
        by_the_words, by_the_other_reading = (
            clocks().due("decision", start),
            WITH_WEEKENDS.due("decision", start),
        )
        assert by_the_words.due_on == by_the_other_reading.due_on
        assert by_the_words.otherwise_on is None


def test_a_last_day_in_a_break_rolls_to_the_first_working_day_after_it_and_says_over_what() -> None:
    deadline = clocks().due("decision", date(2026, 7, 6))

    assert deadline.counted[-1] == date(2026, 10, 4)
    assert deadline.skipped == tuple((date(2026, 10, day), "国庆节") for day in range(4, 8))
    assert deadline.due_on == date(2026, 10, 8)


@pytest.mark.parametrize("clock_set", [clocks(), WITH_WEEKENDS], ids=["holidays", "rest days"])
def test_a_seizure_never_lasts_longer_than_its_days(clock_set: Clocks) -> None:
    for start, due_on in ((date(2026, 10, 29), date(2026, 11, 28)), (date(2026, 9, 2), date(2026, 10, 2))):
        deadline = clock_set.due("seizure", start)
        assert (deadline.due_on, deadline.last_day, deadline.otherwise_on) == (due_on, LastDay.FIXED, None)


def test_a_period_in_months_ends_on_the_same_day_or_on_the_last_one_of_a_shorter_month() -> None:
    assert clocks().due("admin_litigation", date(2026, 3, 16)).due_on == date(2026, 9, 16)
    assert clocks().due("admin_litigation", date(2025, 8, 31)).due_on == date(2026, 2, 28)
    assert clocks().due("admin_litigation", date(2025, 9, 10)).due_on == date(2026, 3, 10)


def test_days_in_two_pauses_are_one_day_each() -> None:
    limit = clocks().by_name["decision"][0]
    pauses = [
        Pause(Reason.APPRAISAL, date(2026, 3, 10), date(2026, 3, 20)),
        Pause(Reason.SUSPENSION, date(2026, 3, 15), date(2026, 3, 25)),
        Pause(Reason.HEARING, date(2026, 3, 18), date(2026, 3, 18)),
    ]

    deadline = clocks().deadline(limit, date(2026, 3, 3), pauses=pauses)

    assert deadline.due_on == date(2026, 6, 1) + timedelta(15)
    assert len(deadline.counted) == 90
    assert date(2026, 3, 10) in deadline.counted
    assert date(2026, 3, 25) not in deadline.counted


def test_received_late_at_night_in_utc_is_received_the_next_day_in_shanghai() -> None:
    by_instant = clocks().due("tip_check", datetime(2026, 7, 19, 16, 30, tzinfo=UTC))

    assert by_instant.due_on == clocks().due("tip_check", date(2026, 7, 20)).due_on


def test_a_clock_in_hours_needs_an_instant() -> None:
    with pytest.raises(ValueError, match="instant"):
        clocks().due("police_handover", date(2026, 7, 20))


def test_an_instant_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        clocks().due("tip_check", datetime.fromisoformat("2026-07-20T09:00"))


def test_the_limit_that_was_valid_at_the_start_counts() -> None:
    assert clocks().due("complaint_acceptance", date(2026, 4, 14)).basis == "令第20号"
    assert clocks().due("complaint_acceptance", date(2026, 4, 15)).basis == "CRM 第15条"
    with pytest.raises(ValueError, match="complaint_mediation"):
        clocks().due("complaint_mediation", date(2026, 4, 14))


def test_no_year_makes_the_calendar_fail() -> None:
    for year in (1999, 2027, 2035, 2060):
        assert clocks().due("tip_check", date(year, 12, 20)).provisional


def test_a_notice_entered_by_hand_ends_the_estimate() -> None:
    estimate = WorkCalendar.load()
    notice = HolidayNotice(
        source="通知",
        holidays={date(2027, 1, day): "元旦" for day in (1, 2)},
        workdays=(date(2027, 1, 3),),
    )
    told = load_clocks(WorkCalendar({2027: notice}, estimate.statutory))

    acceptance, mediation = (
        told.due("complaint_acceptance", date(2026, 12, 24)),
        told.due("complaint_mediation", date(2026, 11, 3)),
    )

    assert not acceptance.provisional
    assert acceptance.due_on == date(2027, 1, 4)
    assert mediation.due_on == date(2027, 1, 3), "the Saturday belongs to the break, the Sunday is worked"
