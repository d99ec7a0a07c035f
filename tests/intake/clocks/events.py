"""Journal entries as clocks hear them, with everything filled in that does not matter to a test."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cache
from itertools import count
from typing import Any

from intake.clocks.calendar import SHANGHAI, day_in_shanghai
from intake.clocks.clock import Clock, ClockEvent, Derived
from intake.clocks.counting import Clocks, load_clocks
from intake.clocks.deriving import derived

_numbers = count(1)


@cache
def clocks() -> Clocks:
    """Return the limits as shipped, read once."""
    return load_clocks()


def on_day(text: str) -> datetime:
    """Return the instant of "2026-03-02" (its midnight) or "2026-03-02T15:40" in Shanghai."""
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def an_event(
    code: str,
    on: str | date,
    *,
    seq: int | None = None,
    subject: str = "",
    supersedes: int | None = None,
    recorded_on: str = "",
    **payload: Any,
) -> ClockEvent:
    """Return an entry that took effect on a day; its number is larger than those before unless `seq` says so."""
    at = on_day(str(on))
    recorded_at = on_day(recorded_on) if recorded_on else at
    return ClockEvent(next(_numbers) if seq is None else seq, code, at, recorded_at, subject, supersedes, payload)


def a_start(name: str, on: str | date, *, seq: int | None = None, subject: str = "") -> ClockEvent:
    """Return an entry that starts the clock `name`, saying what its limit wants said."""
    starts = clocks().by_name[name][-1].starts
    return an_event(starts.code, on, seq=seq, subject=subject, **_first_values(starts.when))


def derive(*events: ClockEvent) -> Derived:
    """Return what these entries make of the clocks as shipped."""
    return derived(events, clocks())


def the_clock(name: str, *events: ClockEvent) -> Clock:
    """Return the one clock of this name."""
    (clock,) = [clock for clock in derive(*events).clocks if clock.name == name]
    return clock


def due_on(name: str, *events: ClockEvent) -> str:
    """Return the last day of the one clock of this name, as 2026-03-02."""
    return the_clock(name, *events).deadline.due_on.isoformat()


def refused(*events: ClockEvent) -> list[str]:
    """Return why entries count for nothing, in the order of the journal."""
    return [refusal.sentence for refusal in derive(*events).refusals]


def refusal_of(event: ClockEvent, earlier: Iterable[ClockEvent]) -> str | None:
    """Return why an entry after the earlier ones counts for nothing; None when it counts."""
    refusals = derive(*earlier, event).refusals
    return next((refusal.sentence for refusal in refusals if refusal.event == event), None)


def _first_values(when: Mapping[str, tuple[Any, ...]]) -> dict[str, Any]:
    return {key: values[0] for key, values in when.items()}


def is_overdue_at(clock: Clock, now: datetime) -> bool:
    """Say whether what a clock waits for should have been done before `now`, as lists and letters read its row."""
    if not clock.is_open or clock.is_paused:
        return False
    by = clock.deadline.due_at
    return now > by if by is not None else day_in_shanghai(now) > clock.deadline.due_on
