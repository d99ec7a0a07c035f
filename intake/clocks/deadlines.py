"""Working days and due dates: when a step must be done, and how that was counted. Pure.

The day of the event is not counted; a last day that is no working day moves to the next one
(CRM 第45条, APP 第80条). Hours run on, whatever the day. `clocks.yaml` holds the lengths.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from intake.clocks.calendar import WorkCalendar
from intake.clocks.calendar import faults as calendar_faults

SHANGHAI = ZoneInfo("Asia/Shanghai")

_FILE = Path(__file__).with_name("clocks.yaml")
_UNITS = ("working_day", "day", "hour")
_FIELDS = {"name": str, "label": str, "length": int, "unit": str, "starts": str, "rolls": bool, "basis": str}
_DAY = timedelta(days=1)


class ClockFaults(Exception):
    """The clocks cannot be used. `faults` has every fault, with file and field."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Clock:
    """One limit of the law.

    label   what the desk calls it
    unit    working_day, day or hour
    starts  the event that starts it; its own day is not counted
    rolls   a last day off moves to the next working day
    basis   the article that sets the length, e.g. "APP 第18条"
    """

    name: str
    label: str
    length: int
    unit: str
    starts: str
    rolls: bool
    basis: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when a step must be done.

    due_on       the last day, in Shanghai
    due_at       the last instant, UTC, for limits in hours; else None
    counted      the days that were counted, first to last, without the ones it rolled over
    skipped      the days that were not counted, each with why, e.g. (2026-10-01, "国庆节")
    provisional  the calendar of a year it touches is not published yet: say 预计
    basis        the article that sets the length, e.g. "APP 第18条"
    """

    due_on: date
    due_at: datetime | None
    counted: tuple[date, ...]
    skipped: tuple[tuple[date, str], ...]
    provisional: bool
    basis: str

    def days_left(self, today: date) -> int:
        """Return the calendar days from `today` to the last day; negative when it has passed."""
        return (self.due_on - today).days

    def as_json(self, start: date | datetime) -> dict[str, Any]:
        """Return what the case's clock row keeps of the count: from, days, skipped."""
        return {
            "from": day_in_shanghai(start).isoformat(),
            "days": [day.isoformat() for day in self.counted],
            "skipped": [[day.isoformat(), why] for day, why in self.skipped],
        }


@dataclass(frozen=True, slots=True)
class Clocks:
    """All clocks by name, and the calendar they are counted on."""

    by_name: Mapping[str, Clock]
    calendar: WorkCalendar

    def due(self, name: str, start: date | datetime) -> Deadline:
        """Return the deadline of the clock `name`.

        start  the day of the event in Shanghai, or its instant (with a zone); hours need the instant
        Raises KeyError for a clock that `clocks.yaml` does not have, ValueError for an unfit start.
        """
        clock = self.by_name[name]
        if clock.unit == "hour":
            return _due_in_hours(clock, start)
        if clock.unit == "working_day":
            return _due_in_working_days(clock, day_in_shanghai(start), self.calendar)
        return _due_in_days(clock, day_in_shanghai(start), self.calendar)


def load_clocks(calendar: WorkCalendar | None = None) -> Clocks:
    """Read `clocks.yaml` and the calendar; raise `ClockFaults` with every fault at once."""
    entries = _read()
    found = _faults_in(entries)
    if found:
        raise ClockFaults(found)
    clocks = {entry["name"]: Clock(**entry) for entry in entries}
    return Clocks(by_name=clocks, calendar=calendar or WorkCalendar.load())


def faults() -> list[str]:
    """Return every fault of `clocks.yaml` and `holidays.yaml`, each with file and field. Empty: none."""
    return [*_faults_in(_read()), *calendar_faults()]


def day_in_shanghai(moment: date | datetime) -> date:
    """Return the calendar day in Shanghai; an instant must carry its zone."""
    if not isinstance(moment, datetime):
        return moment
    if moment.tzinfo is None:
        raise ValueError("an instant needs its zone, e.g. datetime(…, tzinfo=UTC)")
    return moment.astimezone(SHANGHAI).date()


def _due_in_hours(clock: Clock, start: date | datetime) -> Deadline:
    if not isinstance(start, datetime) or start.tzinfo is None:
        raise ValueError(f"the clock {clock.name} runs in hours: it needs an instant with its zone")
    due_at = start.astimezone(UTC) + timedelta(hours=clock.length)
    return Deadline(day_in_shanghai(due_at), due_at, (), (), False, clock.basis)


def _due_in_working_days(clock: Clock, start: date, calendar: WorkCalendar) -> Deadline:
    counted: list[date] = []
    skipped: list[tuple[date, str]] = []
    days = _days_after(start)
    while len(counted) < clock.length:
        day = next(days)
        if calendar.is_workday(day):
            counted.append(day)
        else:
            skipped.append((day, calendar.why_off(day)))
    return _deadline(clock, counted[-1], counted, skipped, calendar)


def _due_in_days(clock: Clock, start: date, calendar: WorkCalendar) -> Deadline:
    days = _days_after(start)
    counted = [next(days) for _ in range(clock.length)]
    skipped: list[tuple[date, str]] = []
    due_on = counted[-1]
    while clock.rolls and not calendar.is_workday(due_on):
        skipped.append((due_on, calendar.why_off(due_on)))
        due_on += _DAY
    return _deadline(clock, due_on, counted, skipped, calendar)


def _deadline(
    clock: Clock,
    due_on: date,
    counted: list[date],
    skipped: list[tuple[date, str]],
    calendar: WorkCalendar,
) -> Deadline:
    # Of calendar days only the last ones ask the calendar anything; of working days each one did.
    asked = [due_on, *(day for day, _ in skipped)]
    provisional = not all(calendar.is_published(day.year) for day in asked)
    return Deadline(due_on, None, tuple(counted), tuple(skipped), provisional, clock.basis)


def _days_after(start: date) -> Iterator[date]:
    day = start
    while True:
        day += _DAY
        yield day


def _read() -> list[dict[str, Any]]:
    content: list[dict[str, Any]] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return content


def _faults_in(entries: list[dict[str, Any]]) -> list[str]:
    found: list[str] = []
    seen: set[str] = set()
    for number, entry in enumerate(entries, start=1):
        where = f"clocks.yaml: clock {entry.get('name', number)}"
        found += [f"{where}: {fault}" for fault in _entry_faults(entry)]
        if entry.get("name") in seen:
            found.append(f"{where}: name: used twice")
        seen.add(str(entry.get("name")))
    return found


def _entry_faults(entry: Mapping[str, Any]) -> Iterator[str]:
    for field, kind in _FIELDS.items():
        if field not in entry:
            yield f"{field}: is missing"
        elif not isinstance(entry[field], kind):
            yield f"{field}: must be {kind.__name__}"
    for field in entry.keys() - _FIELDS.keys():
        yield f"{field}: is unknown"
    if entry.get("unit") not in _UNITS:
        yield f"unit: must be one of {', '.join(_UNITS)}"
    if isinstance(entry.get("length"), int) and entry["length"] < 1:
        yield "length: must be at least 1"
