"""Who is to be told of a clock, and when. Pure; how early is ours to choose and stands in `clocks.yaml`.

The rungs of one clock: at once (police matters), some days before for the holder, fewer for the head, and the day
it was missed. A clock that was moved has other rungs: what was told of the old date is told of the new one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from intake.clocks.calendar import SHANGHAI, WorkCalendar
from intake.clocks.clock import Clock
from intake.clocks.codes import Whose


class Receiver(StrEnum):
    """Who is told: those who hold the case, the heads of their bureau, the municipal coordinator."""

    HOLDER = "holder"
    HEAD = "head"
    COORDINATOR = "coordinator"


class Rung(StrEnum):
    """Why somebody is told.

    AT_ONCE  it has started, and is too short to wait
    NEAR     it will be due
    MISSED   its last day has passed
    """

    AT_ONCE = "at_once"
    NEAR = "near"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class DueWarning:
    """A warning that something is or was due.

    on    the day from which they are told, in Shanghai
    at    the instant, UTC, where it may not wait for a working day; else None
    """

    to: Receiver
    rung: Rung
    on: date
    at: datetime | None = None

    def as_json(self) -> dict[str, str | None]:
        """Return what the case's clock row keeps."""
        at = self.at.isoformat() if self.at else None
        return {"to": self.to.value, "rung": self.rung.value, "on": self.on.isoformat(), "at": at}


def warnings_of(clock: Clock, calendar: WorkCalendar) -> tuple[DueWarning, ...]:
    """Return the warnings of an open clock, earliest first; an ended or a paused one warns nobody."""
    if not clock.is_open or clock.is_paused:
        return ()
    told = [*_at_once(clock), *_near(clock, calendar), *_missed(clock)]
    return tuple(sorted(told, key=lambda one: (one.on, list(Receiver).index(one.to))))


def _at_once(clock: Clock) -> Iterator[DueWarning]:
    if clock.limit.warns.at_once:
        # A letter entered late is told of when it is entered.
        at = max(clock.started.recorded_at, clock.started.effective_at)
        for to in (Receiver.HOLDER, Receiver.HEAD):
            yield DueWarning(to, Rung.AT_ONCE, at.astimezone(SHANGHAI).date(), at)


def _near(clock: Clock, calendar: WorkCalendar) -> Iterator[DueWarning]:
    warns = clock.limit.warns
    if clock.limit.whose is Whose.THEIRS:
        return
    for to, before in ((Receiver.HOLDER, warns.holder), (Receiver.HEAD, warns.head)):
        if before is None:
            continue
        if clock.deadline.due_at is not None:
            yield _at(to, Rung.NEAR, clock.deadline.due_at - timedelta(hours=before))
            continue
        day = clock.deadline.due_on
        for _ in range(before):
            day = calendar.workday_before(day)
        yield DueWarning(to, Rung.NEAR, day)


def _missed(clock: Clock) -> Iterator[DueWarning]:
    to = Receiver.HOLDER if clock.limit.whose is Whose.THEIRS else Receiver.COORDINATOR
    day_after = clock.deadline.due_on + timedelta(days=1)
    if clock.deadline.due_at is not None:
        yield _at(to, Rung.MISSED, clock.deadline.due_at)
    elif clock.limit.warns.at_once:
        yield DueWarning(to, Rung.MISSED, day_after, _midnight(day_after))
    else:
        yield DueWarning(to, Rung.MISSED, day_after)


def _at(to: Receiver, rung: Rung, at: datetime) -> DueWarning:
    return DueWarning(to, rung, at.astimezone(SHANGHAI).date(), at)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time(), SHANGHAI).astimezone(UTC)
