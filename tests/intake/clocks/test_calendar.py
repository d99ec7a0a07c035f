"""The working calendar: which days are worked, which are holidays, and notices entered by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from intake.clocks import calendar
from intake.clocks.calendar import WorkCalendar
from intents.sheet import faults_in
from tests.intake.clocks.events import clocks


def test_a_notice_with_faults_is_refused_with_file_and_field(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "holidays.yaml"
    monkeypatch.setattr(calendar, "_FILE", broken)
    broken.write_text(
        """
years:
  2027: {holidays: {2027-01-01: 元旦}, workdays: [2027-01-04]}
  2028: 国庆节
years_ago: {}
""",
        encoding="utf-8",
    )

    assert faults_in(WorkCalendar.load) == [
        "holidays.yaml: years: 2027: source: is missing",
        "holidays.yaml: years: 2027: workdays: 2027-01-04: is no Saturday or Sunday",
        "holidays.yaml: years: 2028: must be a mapping of fields",
        "holidays.yaml: years_ago: unknown field",
    ]


def test_a_day_of_another_year_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "holidays.yaml"
    broken.write_text("years: {2028: {source: 通知, holidays: {2026-10-01: 国庆节}}}", encoding="utf-8")
    monkeypatch.setattr(calendar, "_FILE", broken)

    assert faults_in(WorkCalendar.load) == ["holidays.yaml: years: 2028: 2026-10-01 is no day of that year"]


def test_the_working_day_after_and_before_pass_over_a_moved_weekend() -> None:
    assert clocks().calendar.next_workday(date(2026, 9, 30)) == date(2026, 10, 8)
    assert clocks().calendar.next_workday(date(2026, 10, 9)) == date(2026, 10, 10)
    assert clocks().calendar.workday_before(date(2026, 10, 8)) == date(2026, 9, 30)
    assert clocks().calendar.workday_before(date(2026, 10, 12)) == date(2026, 10, 10)


@pytest.mark.parametrize("year", [1950, 2003, 2050, 2099, 2150, 2300])
def test_a_year_nobody_published_is_counted_all_the_same_and_said_to_be_an_estimate(year: int) -> None:
    deadline = clocks().due("tip_check", date(year, 3, 1))

    assert deadline.provisional and len(deadline.counted) == 15
    assert not clocks().calendar.is_published(year)


@pytest.mark.parametrize(
    ("day", "is_holiday"),
    [
        (date(2026, 10, 1), True),
        (date(2026, 10, 3), True),  # a Saturday in the break
        (date(2026, 9, 27), True),  # a Sunday joined to 中秋
        (date(2026, 10, 10), False),  # a Saturday that is worked
        (date(2026, 10, 11), False),  # an ordinary Sunday
        (date(2026, 10, 12), False),
        (date(2027, 1, 1), True),  # not published, but statutory
        (date(2027, 1, 2), False),
    ],
)
def test_a_holiday_is_what_the_notice_gives_off_and_no_ordinary_weekend(day: date, is_holiday: bool) -> None:
    assert clocks().calendar.is_holiday(day) is is_holiday
