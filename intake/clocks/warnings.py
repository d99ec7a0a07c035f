"""Who is to be warned of a clock, and when. Pure; how early is ours to choose and stands in `clocks.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from intake.clocks.calendar import SHANGHAI, WorkCalendar
from intake.clocks.clock import Clock

Receiver = Literal["holder", "head"]


@dataclass(frozen=True, slots=True)
class DueWarning:
    """A warning that something will be due.

    to  the officer who holds the case, or the head of the bureau
    on  the day from which they are warned, in Shanghai
    at  the instant, UTC, for limits in hours; else None
    """

    to: Receiver
    on: date
    at: datetime | None = None


def warnings_of(clock: Clock, calendar: WorkCalendar) -> tuple[DueWarning, ...]:
    """Return the warnings of an open clock, earliest first; an ended or a paused one warns nobody."""
    if not clock.is_open or clock.is_paused:
        return ()
    warns = clock.limit.warns
    early: tuple[tuple[Receiver, int | None], ...] = (("holder", warns.holder), ("head", warns.head))
    given = [(before, to) for to, before in early if before is not None]
    return tuple(_warning(clock, to, before, calendar) for before, to in sorted(given, reverse=True))


def _warning(clock: Clock, to: Receiver, before: int, calendar: WorkCalendar) -> DueWarning:
    if clock.deadline.due_at is not None:
        at = clock.deadline.due_at - timedelta(hours=before)
        return DueWarning(to, at.astimezone(SHANGHAI).date(), at)
    day = clock.deadline.due_on
    for _ in range(before):
        day = calendar.workday_before(day)
    return DueWarning(to, day)
