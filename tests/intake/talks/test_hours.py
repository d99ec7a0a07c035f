"""When somebody is at the talks desk: spans of working days, by the calendar of the clocks."""

from __future__ import annotations

from datetime import datetime

import pytest

from intake.clocks.calendar import SHANGHAI, WorkCalendar
from intake.talks.hours import ORDINARY_HOURS, BadHours, Hours

CALENDAR = WorkCalendar.load()


def at(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("now", "closes", "opens"),
    [
        ("2026-11-23 08:59", None, "2026-11-23 09:00"),
        ("2026-11-23 09:00", "2026-11-23 12:00", "2026-11-23 14:00"),
        ("2026-11-23 11:59", "2026-11-23 12:00", "2026-11-23 14:00"),
        ("2026-11-23 12:00", None, "2026-11-23 14:00"),
        ("2026-11-23 17:30", None, "2026-11-24 09:00"),
        # A Friday evening, a Saturday; the long holiday of October 2025, and a Sunday that was worked before it.
        ("2026-11-27 20:00", None, "2026-11-30 09:00"),
        ("2026-11-28 10:00", None, "2026-11-30 09:00"),
        ("2025-10-02 10:00", None, "2025-10-09 09:00"),
        ("2025-09-28 10:00", "2025-09-28 12:00", "2025-09-28 14:00"),
    ],
)
def test_somebody_is_there_in_the_hours_of_working_days_alone(now: str, closes: str | None, opens: str) -> None:
    hours = Hours.read(ORDINARY_HOURS)

    assert hours.closes_at(at(now), CALENDAR) == (at(closes) if closes else None)
    assert hours.is_open(at(now), CALENDAR) is (closes is not None)
    assert hours.opens_at(at(now), CALENDAR) == at(opens)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("9:00-17:30", "09:00-17:30"),
        (" 9：00—12：00，14：00—17：30 ", "09:00-12:00 14:00-17:30"),
        ("00:00-24:00", "00:00-24:00"),
        ("9:00至12:00、13:00~18:00", "09:00-12:00 13:00-18:00"),
    ],
)
def test_hours_are_read_as_people_write_them(written: str, kept: str) -> None:
    assert Hours.read(written).written == kept
    assert Hours.read(Hours.read(written).written) == Hours.read(written)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "上班时间",
        "9-17",
        "25:00-26:00",
        "09:61-12:00",
        "24:01-24:02",
        "12:00-09:00",
        "09:00-12:00 11:00-14:00",
        "09:00-09:30 10:00-10:30 11:00-11:30 12:00-12:30 13:00-13:30",
        "9:00-" * 2000,
    ],
)
def test_what_are_no_hours_is_refused_with_what_to_write(written: str) -> None:
    with pytest.raises(BadHours, match="值守时间"):
        Hours.read(written)
