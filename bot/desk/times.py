"""Times as people say them: 今天 14:20, 昨天 09:05, 11月23日 周一; due dates with the days left. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final, Literal

from intake.clocks.calendar import SHANGHAI, day_in_shanghai

SOON_DAYS: Final = 3

Tone = Literal["calm", "soon", "overdue", "waiting"]
_WEEKDAYS: Final = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class Spoken:
    """A time twice: as it is said, and exactly, for who points at it."""

    said: str
    exact: str


@dataclass(frozen=True, slots=True)
class Due:
    """A due date as it is shown: the day, what is left, and how urgent that is."""

    day: str
    left: str
    tone: Tone
    exact: str


def instant(at: datetime, now: datetime) -> Spoken:
    """Say when something happened; both are UTC, what is said is Shanghai's time."""
    local, today = at.astimezone(SHANGHAI), day_in_shanghai(now)
    # Of a letter only the day is known on which it came.
    clock = "" if local.time() == time() else f" {local:%H:%M}"
    said = {today: f"今天{clock}", today - timedelta(days=1): f"昨天{clock}"}.get(
        local.date(), f"{day(local.date(), today)}{clock}"
    )
    return Spoken(said, local.strftime("%Y-%m-%d %H:%M:%S"))


def day(on: date, today: date) -> str:
    """Say a day: the year only when it is another one."""
    year = "" if on.year == today.year else f"{on.year}年"
    return f"{year}{on.month}月{on.day}日 周{_WEEKDAYS[on.weekday()]}"


def day_of(iso: str) -> str:
    """Say a day that a clock was counted over, given as YYYY-MM-DD: short, since there are many."""
    on = date.fromisoformat(iso)
    return f"{on.month}月{on.day}日"


def full_day_of(iso: str) -> str:
    """Say a day given as YYYY-MM-DD with its year: where two dates are compared that may lie in two years."""
    on = date.fromisoformat(iso)
    return f"{on.year}年{on.month}月{on.day}日"


def due(on: date, today: date) -> Due:
    """Say by when something is due, in calendar days from today."""
    left = (on - today).days
    return Due(day(on, today), _days_left(left), _tone(left), on.isoformat())


def _days_left(left: int) -> str:
    if left < 0:
        return f"已逾期 {-left} 天"
    return {0: "今天到期", 1: "明天到期"}.get(left, f"还有 {left} 天")


def _tone(left: int) -> Tone:
    if left < 0:
        return "overdue"
    return "soon" if left <= SOON_DAYS else "calm"
