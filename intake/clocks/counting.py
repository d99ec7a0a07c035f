"""By when a step must be done, and how that was counted. Pure.

The day of the event is not counted, be it a working day or not (CRM 第45条, APP 第80条). Extensions and the days
of pauses are added first; then a last day that is a 法定节假日 moves to the first working day after it. Hours run
on, whatever the day. The articles say 法定节假日 only: an ordinary weekend moves nothing unless `weekends_roll`.
"""

from __future__ import annotations

import hashlib
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import cached_property

from intake.clocks.calendar import WorkCalendar, day_in_shanghai
from intake.clocks.codes import LimitUnit, Reason
from intake.clocks.limits import Limit, read_limits
from intake.stored import Stored

_DAY = timedelta(days=1)
# A pause of which nobody said how long it would last.
UNLIMITED_IS_LOOKED_AT_AFTER = timedelta(days=30)


class LastDay(StrEnum):
    """How a last day that is off was read; "" where the question does not arise.

    HOLIDAYS   only a 法定节假日 moves it: the words of the articles, and the earlier day
    REST_DAYS  an ordinary Saturday or Sunday moves it too
    """

    FIXED = ""
    HOLIDAYS = "holidays"
    REST_DAYS = "rest_days"


@dataclass(frozen=True, slots=True)
class Pause:
    """A time that is not counted: the days after `began_on`, up to and with `ended_on` (None: it goes on).

    expected_on  the day until which it was meant to last; ours, and moves no date
    state        the state in which the case was when it began; "" where nobody noted it
    """

    reason: Reason
    began_on: date
    ended_on: date | None = None
    expected_on: date | None = None
    state: str = ""

    def covers(self, day: date) -> bool:
        """Say whether `day` is one of its days; of a pause that goes on, none is yet."""
        return self.ended_on is not None and self.began_on < day <= self.ended_on

    def is_too_long_on(self, today: date) -> bool:
        """Say whether somebody has to look after it: it goes on beyond the day it was meant to last to."""
        return self.ended_on is None and today > self.stands_until

    @property
    def stands_until(self) -> date:
        """The last day on which nobody has to look after it."""
        return self.expected_on or self.began_on + UNLIMITED_IS_LOOKED_AT_AFTER

    @classmethod
    def read(cls, kept: Stored) -> Pause:
        """Return a pause as the row of its clock keeps it (`cases.running.counted`)."""
        until, expected = kept["until"], kept.get("expected")
        return cls(
            Reason(str(kept["reason"])),
            date.fromisoformat(str(kept["from"])),
            date.fromisoformat(str(until)) if until else None,
            date.fromisoformat(str(expected)) if expected else None,
        )


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when a step must be done.

    due_on        the last day, in Shanghai
    due_at        the last instant, UTC, for limits in hours; else None
    counted       the days that were counted, first to last, without pauses and without the ones it rolled over
    skipped       the days that were not counted or rolled over, each with why, e.g. (2026-10-01, "国庆节")
    provisional   the calendar of a year it touches is not published yet: say 预计
    basis         the article that sets the length, e.g. "APP 第18条"
    last_day      how a last day that is off was read
    otherwise_on  the last day by the other reading, where that is another day
    """

    due_on: date
    due_at: datetime | None
    counted: tuple[date, ...]
    skipped: tuple[tuple[date, str], ...]
    provisional: bool
    basis: str
    last_day: LastDay = LastDay.FIXED
    otherwise_on: date | None = None

    def as_json(self, start: date | datetime) -> dict[str, object]:
        """Return what the case's clock row keeps: from, days, skipped, and how a last day off was read."""
        return {
            "from": day_in_shanghai(start).isoformat(),
            "days": [day.isoformat() for day in self.counted],
            "skipped": [[day.isoformat(), why] for day, why in self.skipped],
            "last_day": self.last_day,
            "otherwise_on": self.otherwise_on and self.otherwise_on.isoformat(),
        }


@dataclass(frozen=True)
class Clocks:
    """All limits, the calendar they are counted on, and how a last day on an ordinary weekend is read."""

    limits: Sequence[Limit]
    calendar: WorkCalendar
    weekends_roll: bool = False

    @cached_property
    def by_name(self) -> Mapping[str, tuple[Limit, ...]]:
        """The limits by name: one, or several that were valid at different times."""
        names = dict.fromkeys(limit.name for limit in self.limits)
        return {name: tuple(limit for limit in self.limits if limit.name == name) for name in names}

    @cached_property
    def extensions(self) -> frozenset[str]:
        """The codes of all extensions."""
        return frozenset(extension.code for limit in self.limits for extension in limit.extends)

    @property
    def fingerprint(self) -> str:
        """SHA-256 over all that dates depend on besides the journal: limits, reading, calendar."""
        parts = (*(limit.model_dump_json() for limit in self.limits), self.weekends_roll, self.calendar.edition)
        return hashlib.sha256(repr(parts).encode()).hexdigest()

    def label_of(self, name: str) -> str:
        """Return what the desk calls the clock; the name itself if we no longer have it."""
        return self.by_name[name][-1].label if name in self.by_name else name

    def due(self, name: str, start: date | datetime) -> Deadline:
        """Return the deadline of the limit `name` that was valid on the day of the start.

        start  the day of the event in Shanghai, or its instant (with a zone); hours need the instant
        Raises KeyError for a limit that `clocks.yaml` does not have, ValueError for an unfit start.
        """
        day = day_in_shanghai(start)
        for limit in self.by_name[name]:
            if limit.is_valid_on(day):
                return self.deadline(limit, start)
        raise ValueError(f"no limit {name} was valid on {day}")

    def deadline(
        self, limit: Limit, start: date | datetime, *, longer_by: int = 0, pauses: Sequence[Pause] = ()
    ) -> Deadline:
        """Return the deadline under one limit.

        longer_by  what extensions add, in the limit's unit
        pauses     may overlap; one that goes on moves nothing yet
        """
        if limit.unit is LimitUnit.HOURS:
            return _due_in_hours(limit, start)
        day = day_in_shanghai(start)
        if limit.unit is LimitUnit.WORKING_DAYS:
            return self._due_in_working_days(limit, day, limit.length + longer_by, pauses)
        return self._due_in_days(limit, day, _end_of_count(limit, day) + timedelta(longer_by), pauses)

    def _due_in_working_days(self, limit: Limit, start: date, length: int, pauses: Sequence[Pause]) -> Deadline:
        left = length + sum(self.calendar.is_workday(day) for day in _paused_days(start, pauses))
        counted: list[date] = []
        skipped: list[tuple[date, str]] = []
        due_on, days = start, _days_after(start)
        while left:
            due_on = next(days)
            is_paused, is_worked = any(pause.covers(due_on) for pause in pauses), self.calendar.is_workday(due_on)
            left -= is_worked
            if is_worked and not is_paused:
                counted.append(due_on)
            elif not is_paused:
                skipped.append((due_on, self.calendar.why_off(due_on)))
        provisional = not all(self.calendar.is_published(day.year) for day in (*counted, due_on))
        return Deadline(due_on, None, tuple(counted), tuple(skipped), provisional, limit.basis)

    def _due_in_days(self, limit: Limit, start: date, last: date, pauses: Sequence[Pause]) -> Deadline:
        unrolled = last + len(_paused_days(start, pauses)) * _DAY
        counted = tuple(
            day for day in _days_after(start, unrolled) if not any(pause.covers(day) for pause in pauses)
        )
        due_on, otherwise_on, last_day = unrolled, unrolled, LastDay.FIXED
        if limit.rolls:
            readings = self._after_holidays(unrolled), self._after_rest_days(unrolled)
            due_on, otherwise_on = reversed(readings) if self.weekends_roll else readings
            last_day = LastDay.REST_DAYS if self.weekends_roll else LastDay.HOLIDAYS
        rolled = tuple((day, self.calendar.why_off(day)) for day in _days_after(unrolled - _DAY, due_on - _DAY))
        # Of calendar days only the last ones ask the calendar anything.
        provisional = not all(self.calendar.is_published(day.year) for day in (unrolled, due_on))
        other = None if otherwise_on == due_on else otherwise_on
        return Deadline(due_on, None, counted, rolled, provisional, limit.basis, last_day, other)

    def _after_holidays(self, day: date) -> date:
        return self.calendar.next_workday(day) if self.calendar.is_holiday(day) else day

    def _after_rest_days(self, day: date) -> date:
        return day if self.calendar.is_workday(day) else self.calendar.next_workday(day)


def load_clocks(calendar: WorkCalendar | None = None, *, weekends_roll: bool = False) -> Clocks:
    """Read `clocks.yaml` and the calendar; raise `SheetFaults` with every fault at once."""
    return Clocks(read_limits(), calendar or WorkCalendar.load(), weekends_roll)


def _due_in_hours(limit: Limit, start: date | datetime) -> Deadline:
    if not isinstance(start, datetime) or start.tzinfo is None:
        raise ValueError(f"the clock {limit.name} runs in hours: it needs an instant with its zone")
    due_at = start.astimezone(UTC) + timedelta(hours=limit.length)
    return Deadline(day_in_shanghai(due_at), due_at, (), (), False, limit.basis)


def _end_of_count(limit: Limit, start: date) -> date:
    if limit.unit is LimitUnit.DAYS:
        return start + timedelta(limit.length)
    # A month ends on the day of the same number, or on its last day where it has none.
    year, month = divmod(start.year * 12 + start.month - 1 + limit.length, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def _paused_days(start: date, pauses: Sequence[Pause]) -> set[date]:
    """Return the days after the start that are not counted; a day in two pauses is one day."""
    return {
        day
        for pause in pauses
        if pause.ended_on is not None
        for day in _days_after(max(start, pause.began_on), pause.ended_on)
    }


def _days_after(start: date, last: date | None = None) -> Iterator[date]:
    day = start + _DAY
    while last is None or day <= last:
        yield day
        day += _DAY
