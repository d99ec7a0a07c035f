"""Deadlines: the sheet a bureau could sign, and the rules behind it."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from intake.clocks import calendar, deadlines
from intake.clocks.calendar import Notice, WorkCalendar
from intake.clocks.deadlines import SHANGHAI, Clocks, load_clocks

SHEET = Path(__file__).parents[2] / "expectations" / "deadlines_dev.csv"


@pytest.fixture(scope="module")
def clocks() -> Clocks:
    return load_clocks()


def rows() -> list[dict[str, str]]:
    with SHEET.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def start_of(text: str) -> date | datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI) if "T" in text else date.fromisoformat(text)


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['clock']}-{row['start']}")
def test_the_deadline_is_the_one_on_the_sheet(row: dict[str, str], clocks: Clocks) -> None:
    deadline = clocks.due(row["clock"], start_of(row["start"]))

    said = deadline.due_on.isoformat()
    if deadline.due_at:
        said = deadline.due_at.astimezone(SHANGHAI).strftime("%Y-%m-%dT%H:%M")
    assert said + (" provisional" if deadline.provisional else "") == row["expected_due"]


def test_the_day_of_receipt_is_not_counted(clocks: Clocks) -> None:
    deadline = clocks.due("tip_check", date(2026, 7, 20))

    assert deadline.counted[0] == date(2026, 7, 21)
    assert len(deadline.counted) == 15
    assert deadline.counted[-1] == deadline.due_on


def test_every_day_left_out_says_why(clocks: Clocks) -> None:
    deadline = clocks.due("complaint_acceptance", date(2026, 9, 25))

    assert (date(2026, 9, 26), "中秋节") in deadline.skipped
    assert (date(2026, 10, 1), "国庆节") in deadline.skipped
    assert (date(2026, 10, 11), "周日") in deadline.skipped


def test_a_last_day_off_rolls_forward_and_says_over_what(clocks: Clocks) -> None:
    deadline = clocks.due("complaint_mediation", date(2026, 7, 15))

    assert deadline.counted[-1] == date(2026, 9, 13)
    assert deadline.skipped == ((date(2026, 9, 13), "周日"),)
    assert deadline.due_on == date(2026, 9, 14)


def test_received_late_at_night_in_utc_is_received_the_next_day_in_shanghai(clocks: Clocks) -> None:
    by_instant = clocks.due("tip_check", datetime(2026, 7, 19, 16, 30, tzinfo=UTC))

    assert by_instant.due_on == clocks.due("tip_check", date(2026, 7, 20)).due_on


def test_a_clock_in_hours_needs_an_instant(clocks: Clocks) -> None:
    with pytest.raises(ValueError, match="instant"):
        clocks.due("police_handover", date(2026, 7, 20))


def test_an_instant_without_zone_is_refused(clocks: Clocks) -> None:
    with pytest.raises(ValueError, match="zone"):
        clocks.due("tip_check", datetime.fromisoformat("2026-07-20T09:00"))


def test_no_year_makes_the_calendar_fail(clocks: Clocks) -> None:
    for year in (1999, 2027, 2035, 2060):
        assert clocks.due("tip_check", date(year, 12, 20)).provisional


def test_a_notice_with_faults_is_refused_with_file_and_field(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "holidays.yaml"
    broken.write_text("years: {2027: {holidays: {2026-10-01: 国庆节}, workdays: [2027-01-04]}}", encoding="utf-8")
    monkeypatch.setattr(calendar, "_FILE", broken)

    assert deadlines.faults() == [
        "holidays.yaml: 2027: source: is missing",
        "holidays.yaml: 2027: 2026-10-01 is no day of that year",
        "holidays.yaml: 2027: workdays: 2027-01-04 is no Saturday or Sunday",
    ]


def test_a_notice_entered_by_hand_ends_the_estimate() -> None:
    estimate = WorkCalendar.load()
    notice = Notice(days_off={date(2027, 1, 1): "元旦"}, workdays=frozenset({date(2027, 1, 3)}))
    told = load_clocks(WorkCalendar({2027: notice}, estimate.statutory))

    deadline = told.due("complaint_acceptance", date(2026, 12, 24))

    assert not deadline.provisional
    assert deadline.due_on == date(2027, 1, 4)


def test_the_next_working_day_passes_over_a_moved_weekend(clocks: Clocks) -> None:
    assert clocks.calendar.next_workday(date(2026, 9, 30)) == date(2026, 10, 8)
    assert clocks.calendar.next_workday(date(2026, 10, 9)) == date(2026, 10, 10)


def test_the_days_left_turn_negative_once_it_is_late(clocks: Clocks) -> None:
    deadline = clocks.due("tip_check", date(2026, 7, 20))

    assert deadline.days_left(date(2026, 8, 7)) == 3
    assert deadline.days_left(date(2026, 8, 11)) == -1


def test_the_clocks_as_shipped_have_no_fault() -> None:
    assert deadlines.faults() == []
