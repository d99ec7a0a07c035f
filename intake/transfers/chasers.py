"""Chasers (催办): when a body that has not answered is asked again. Ours, not the law's. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from intake.clocks.calendar import WorkCalendar, day_in_shanghai
from intake.transfers.codes import TransferKind

# After how many working days of waiting the bureau is told to ask again, rung by rung.
LADDER: Final = (3, 7, 15)
# The police decide within days (TRF 第8、9条): they are asked sooner.
POLICE_LADDER: Final = (2, 4, 8)


def ladder_of(kind: TransferKind) -> tuple[int, ...]:
    """Return the rungs for a transfer of this kind, in working days."""
    return POLICE_LADDER if kind is TransferKind.POLICE else LADDER


def rung_at(kind: TransferKind, since: datetime, now: datetime, calendar: WorkCalendar) -> int:
    """Return the highest rung that has been reached, from 1 on; 0 for none.

    since  since when the transfer has waited
    """
    waited = workdays_between(since, now, calendar, most=ladder_of(kind)[-1])
    return sum(waited >= days for days in ladder_of(kind))


def workdays_between(since: datetime, now: datetime, calendar: WorkCalendar, most: int) -> int:
    """Return how many working days have passed after the day of `since`, up to `most`."""
    day, last, waited = day_in_shanghai(since), day_in_shanghai(now), 0
    while day < last and waited < most:
        day += timedelta(days=1)
        waited += calendar.is_workday(day)
    return waited
