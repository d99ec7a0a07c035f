"""The span of days that figures are about: the last weeks, a month, a year. Never longer than a year. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from intake.clocks.calendar import SHANGHAI

RECENT: Final = "recent"
_WEEKS: Final = 12
_MONTH: Final = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")
_YEAR: Final = re.compile(r"20\d\d")
# How far back it can be looked: this year and two before it, as with the ledgers.
YEARS: Final = 3


@dataclass(frozen=True, slots=True)
class Period:
    """A span of whole days in Shanghai.

    code       as an address has it: "recent", "2026-11", "2026"
    label      as it is said
    from_on    the first day
    until_on   the first day no more
    """

    code: str
    label: str
    from_on: date
    until_on: date

    @property
    def from_at(self) -> datetime:
        """The instant it begins."""
        return datetime.combine(self.from_on, time(), SHANGHAI)

    @property
    def until_at(self) -> datetime:
        """The instant it is over."""
        return datetime.combine(self.until_on, time(), SHANGHAI)

    @property
    def is_year(self) -> bool:
        """Whether it is a year, which is counted by months."""
        return self.code != RECENT and "-" not in self.code

    @property
    def steps(self) -> tuple[str, ...]:
        """What its days are counted by, the first first: Mondays, or months of a year."""
        if self.is_year:
            return tuple(f"{self.from_on.year}-{month:02}" for month in range(1, 13))
        first = _monday(self.from_on)
        weeks = -(-(self.until_on - first).days // 7)
        return tuple((first + timedelta(weeks=week)).isoformat() for week in range(weeks))

    def step_of(self, day: date) -> str:
        """Return which of `steps` a day belongs to."""
        return f"{day:%Y-%m}" if self.is_year else _monday(day).isoformat()


def period_of(code: str, today: date) -> Period:
    """Return the period an address asks for; the last weeks for anything that is none, or lies ahead."""
    month, year = _MONTH.fullmatch(code), _YEAR.fullmatch(code)
    earliest = date(today.year - YEARS + 1, 1, 1)
    if month:
        first = date(int(month[1]), int(month[2]), 1)
        if earliest <= first <= today:
            return Period(code, f"{first.year}年{first.month}月", first, _next_month(first))
    elif year:
        first = date(int(code), 1, 1)
        if earliest <= first <= today:
            return Period(code, f"{first.year}年", first, date(first.year + 1, 1, 1))
    first = _monday(today) - timedelta(weeks=_WEEKS - 1)
    return Period(RECENT, f"最近 {_WEEKS} 周", first, today + timedelta(days=1))


def periods_on(today: date) -> Sequence[Period]:
    """Return what can be chosen: the last weeks, the months of a year back, the years."""
    months, first = [], today.replace(day=1)
    for _ in range(13):
        months.append(f"{first:%Y-%m}")
        first = (first - timedelta(days=1)).replace(day=1)
    years = [str(today.year - back) for back in range(YEARS)]
    return [period_of(code, today) for code in (RECENT, *months, *years)]


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _next_month(first: date) -> date:
    return (first + timedelta(days=32)).replace(day=1)
