"""The term of a pilot and the days on which it reports: dates of this service, never legal ones. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

# So many days before the day of a report its bureau is reminded.
NEAR_DAYS: Final = 20


class ReportRung(StrEnum):
    """Why somebody is reminded of a report."""

    NEAR = "near"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Term:
    """How long a district is a pilot.

    named_on     its first day
    until        its last day
    report_days  the days of each year on which it reports, MM-DD, as they stood when it was named
    """

    named_on: date
    until: date
    report_days: tuple[str, ...]

    @property
    def due_days(self) -> tuple[date, ...]:
        """Every day by which a report is due: after it was named, and not after its end."""
        years = range(self.named_on.year, self.until.year + 1)
        days = sorted(date.fromisoformat(f"{year}-{day}") for year in years for day in self.report_days)
        return tuple(day for day in days if self.named_on < day <= self.until)

    def holds(self, on: date) -> bool:
        """Say whether it is a pilot on that day."""
        return self.named_on <= on <= self.until

    def open_days(self, today: date) -> tuple[date, ...]:
        """Return the days for which a report can be made now: those gone by, and the next."""
        days = self.due_days
        following = [day for day in days if day >= today][:1]
        return (*(day for day in days if day < today), *following)


def last_day(named_on: date, years: int) -> date:
    """Return the last day of a term of whole years."""
    try:
        over = named_on.replace(year=named_on.year + years)
    except ValueError:
        # Named on the 29th of February.
        over = date(named_on.year + years, 3, 1)
    return over - timedelta(days=1)


def rung_of(due_on: date, today: date) -> ReportRung | None:
    """Return why a report that was not made is told of today; None: it is too early."""
    if today > due_on:
        return ReportRung.MISSED
    return ReportRung.NEAR if (due_on - today).days <= NEAR_DAYS else None
