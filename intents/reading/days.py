"""Days as exactly as people say them: a year, a month or a day, and from one to another."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from intents.reading.refusal import NotUnderstood

_EARLIEST_YEAR = 1949


@dataclass(frozen=True, slots=True)
class Day:
    """A year, a month of it, or a day of that; written YYYY, YYYY-MM or YYYY-MM-DD."""

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        parts = (part for part in (self.month, self.day) if part)
        return "-".join((f"{self.year:04}", *(f"{part:02}" for part in parts)))

    @property
    def first(self) -> date:
        """Return the first day of it."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def month_only(self) -> Day:
        """Return the month it lies in."""
        return Day(self.year, self.month)

    def in_words(self) -> str:
        """Return 2026年8月12日, 2026年8月 or 2026年."""
        return f"{self.year}年" + (f"{self.month}月" if self.month else "") + (f"{self.day}日" if self.day else "")

    def years_later(self, years: int) -> Day:
        """Return the same day of another year."""
        return replace(self, year=self.year + years)


class SaidDays(NamedTuple):
    """When a text says something was.

    first     from when
    last      until when, where it says so in one word: 3-6月, 上周末
    has_year  the year was said or follows from what was said, so that it may not be moved
    is_lunar  the text gave a day of the lunar calendar
    """

    first: Day
    last: Day | None = None
    has_year: bool = True
    is_lunar: bool = False


class WayOfSaying(NamedTuple):
    """A way of saying when.

    pattern  how it is said, in figures
    read     what that means today; None is "it is not meant so"
    hint     without this the pattern is not worth trying
    """

    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], date], SaidDays | None]
    hint: re.Pattern[str] | None = None


def said_day(day: date) -> Day:
    """Return a day of the calendar as one that was said."""
    return Day(day.year, day.month, day.day)


def days_before(today: date, days: int) -> Day:
    """Return the day so many days ago; refuse what lies before all records."""
    if days >= today.toordinal():
        raise NotUnderstood("date.too_long_ago", year=1)
    return said_day(today - timedelta(days=days))


def months_before(today: date, months: int) -> Day:
    """Return the month so many months ago; negative ones are to come."""
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    return Day(year, month + 1)


def checked(day: Day) -> Day:
    """Return a day that exists; refuse any other with the reason."""
    if day.year < _EARLIEST_YEAR:
        raise NotUnderstood("date.too_long_ago", year=day.year)
    if day.month is not None and not 1 <= day.month <= 12:
        raise NotUnderstood("date.no_such_month", month=day.month)
    if day.month and day.day is not None:
        days = monthrange(day.year, day.month)[1]
        if not 1 <= day.day <= days:
            raise NotUnderstood("date.no_such_day", year=day.year, month=day.month, days=days)
    return day


def has_been(day: Day, today: date) -> Day:
    """Return a day that has begun; refuse one that is to come."""
    if day.first > today:
        raise NotUnderstood("date.future", day=day.in_words(), today=said_day(today).in_words())
    return day
