"""Counting once more, slowly: walking from day to day over holidays typed from the notices, apart from the code.

It knows nothing of `intake.clocks`. The holidays are those of the State Council's notices for 2024
(国办发明电〔2023〕7号), 2025 (国办发明电〔2024〕12号) and 2026 (国办发明电〔2025〕7号); of 2027 only New Year
and the weekends, as the conventions say (`clocks_README.md`). The lengths are those of the articles.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

# First and last day of each break, joined weekends included.
BREAKS = (
    ("2024-01-01", "2024-01-01"),
    ("2024-02-10", "2024-02-17"),
    ("2024-04-04", "2024-04-06"),
    ("2024-05-01", "2024-05-05"),
    ("2024-06-10", "2024-06-10"),
    ("2024-09-15", "2024-09-17"),
    ("2024-10-01", "2024-10-07"),
    ("2025-01-01", "2025-01-01"),
    ("2025-01-28", "2025-02-04"),
    ("2025-04-04", "2025-04-06"),
    ("2025-05-01", "2025-05-05"),
    ("2025-05-31", "2025-06-02"),
    ("2025-10-01", "2025-10-08"),
    ("2026-01-01", "2026-01-03"),
    ("2026-02-15", "2026-02-23"),
    ("2026-04-04", "2026-04-06"),
    ("2026-05-01", "2026-05-05"),
    ("2026-06-19", "2026-06-21"),
    ("2026-09-25", "2026-09-27"),
    ("2026-10-01", "2026-10-07"),
    ("2027-01-01", "2027-01-01"),
)
MADE_UP = frozenset(
    {
        "2024-02-04",
        "2024-02-18",
        "2024-04-07",
        "2024-04-28",
        "2024-05-11",
        "2024-09-14",
        "2024-09-29",
        "2024-10-12",
        "2025-01-26",
        "2025-02-08",
        "2025-04-27",
        "2025-09-28",
        "2025-10-11",
        "2026-01-04",
        "2026-02-14",
        "2026-02-28",
        "2026-05-09",
        "2026-09-20",
        "2026-10-10",
    }
)
# By clock: how many of what, and whether a last day on a holiday moves.
LENGTHS: Mapping[str, tuple[int, str, bool]] = {
    "tip_check": (15, "working", False),
    "decision": (90, "days", True),
    "complaint_acceptance": (7, "working", False),
    "complaint_mediation": (60, "days", True),
    "mediation_end_notice": (7, "working", False),
    "jurisdiction_dispute": (7, "working", False),
    "superior_designation": (7, "working", False),
    "assistance": (15, "working", False),
    "statement_hearing": (5, "working", False),
    "registered_evidence": (7, "working", False),
    "seizure": (30, "days", False),
    "publicity_same_province": (20, "working", False),
    "publicity_push_other_province": (10, "working", False),
    "publicity_by_receiver": (10, "working", False),
    "admin_review": (60, "days", True),
    "admin_litigation": (6, "months", True),
    "police_transfer_decision": (3, "days", False),
    "police_decision": (3, "days", False),
    "reconsideration_request": (3, "days", False),
    "reconsideration_decision": (3, "days", False),
    "supervision_request": (3, "days", False),
    "material_handover": (3, "days", False),
    "police_handover": (24, "hours", False),
    "police_forward": (24, "hours", False),
}


@dataclass(frozen=True)
class Wait:
    """A pause with its two ends, as YYYY-MM-DD."""

    paused: str
    resumed: str


def is_break(day: date) -> bool:
    """Say whether a notice gives the day off for a holiday."""
    return any(first <= day.isoformat() <= last for first, last in BREAKS)


def is_worked(day: date) -> bool:
    """Say whether offices work."""
    if day.isoformat() in MADE_UP:
        return True
    return day.weekday() < 5 and not is_break(day)


def last_day(clock: str, start: str, longer_by: int = 0, waits: Sequence[Wait] = ()) -> str:
    """Return the last day, or the last minute of a clock in hours, as it is written on the sheet."""
    length, unit, rolls = LENGTHS[clock]
    if unit == "hours":
        return (datetime.fromisoformat(start) + timedelta(hours=length)).strftime("%Y-%m-%dT%H:%M")
    day = date.fromisoformat(start)
    left = _days_to(_same_day_months_later(day, length), day) if unit == "months" else length
    left += longer_by
    while left:
        day += timedelta(days=1)
        is_waiting = any(wait.paused < day.isoformat() <= wait.resumed for wait in waits)
        left -= not is_waiting and (unit != "working" or is_worked(day))
    for wait in waits:
        # The last day itself is not a day of a wait that begins on it; the day of resuming takes its place.
        if wait.paused == day.isoformat():
            day = date.fromisoformat(wait.resumed)
    if rolls and is_break(day):
        while not is_worked(day):
            day += timedelta(days=1)
    return day.isoformat()


def _same_day_months_later(day: date, months: int) -> date:
    month = day.month - 1 + months
    return day.replace(year=day.year + month // 12, month=month % 12 + 1)


def _days_to(later: date, day: date) -> int:
    count = 0
    while day < later:
        day += timedelta(days=1)
        count += 1
    return count
