"""A clock of a case: what it heard from the journal, and how it stands. Pure values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from intake.clocks.calendar import day_in_shanghai
from intake.clocks.codes import Decider
from intake.clocks.counting import Deadline, Pause
from intake.clocks.limits import Limit


class ClockState(StrEnum):
    """How a clock stands by the journal alone; whether it is overdue depends on the day somebody looks."""

    RUNNING = "running"
    EXTENDED = "extended"
    PAUSED = "paused"
    MET = "met"
    STOPPED = "stopped"


# Time is counted: there is a next date.
COUNTING_STATES = frozenset({ClockState.RUNNING, ClockState.EXTENDED})
OPEN_STATES = COUNTING_STATES | {ClockState.PAUSED}


@dataclass(frozen=True, slots=True)
class ClockEvent:
    """What a journal entry says to the clocks.

    seq           its number in the journal of the case
    effective_at  when it took effect, UTC: a letter, when it came
    recorded_at   when it was entered, UTC; later, where somebody entered it afterwards
    subject       what it is about: one request for assistance, one transfer; "" the case itself
    supersedes    the number of an earlier entry that was a mistake; that one counts as never entered
    payload       codes and numbers beside the code, e.g. {"days": 30}
    """

    seq: int
    code: str
    effective_at: datetime
    recorded_at: datetime
    subject: str = ""
    supersedes: int | None = None
    payload: Mapping[str, object] = field(default_factory=dict)

    @property
    def day(self) -> date:
        """The day in Shanghai on which it took effect."""
        return day_in_shanghai(self.effective_at)

    @property
    def recorded_on(self) -> date:
        """The day in Shanghai on which it was entered."""
        return day_in_shanghai(self.recorded_at)


@dataclass(frozen=True, slots=True)
class Extended:
    """An extension that counts: by which code, how much in the limit's unit, from which day's decision."""

    code: str
    label: str
    length: int
    by: Decider
    on: date
    basis: str


@dataclass(frozen=True, slots=True)
class Clock:
    """A limit that started for a case.

    started      the entry that started it
    counted_from the entry from whose day it is counted: the start, or the last restart
    ended        the entry that met or stopped it; None while it is open
    is_met       whether what was due has been done
    """

    limit: Limit
    started: ClockEvent
    counted_from: ClockEvent
    deadline: Deadline
    extensions: tuple[Extended, ...] = ()
    pauses: tuple[Pause, ...] = ()
    ended: ClockEvent | None = None
    is_met: bool = False

    @property
    def name(self) -> str:
        """The limit's name."""
        return self.limit.name

    @property
    def subject(self) -> str:
        """What it is about; "" the case itself."""
        return self.started.subject

    @property
    def is_open(self) -> bool:
        """Whether something is still due."""
        return self.ended is None

    @property
    def is_paused(self) -> bool:
        """Whether a pause goes on."""
        return self.is_open and any(pause.ended_on is None for pause in self.pauses)

    @property
    def state(self) -> ClockState:
        """How it stands by the journal alone, whatever the day."""
        if self.ended is not None:
            return ClockState.MET if self.is_met else ClockState.STOPPED
        if self.is_paused:
            return ClockState.PAUSED
        return ClockState.EXTENDED if self.extensions else ClockState.RUNNING

    @property
    def was_late(self) -> bool:
        """Whether what was due was done after the last day."""
        return self.is_met and self.ended is not None and self._is_past(self.ended.effective_at)

    @property
    def basis(self) -> str:
        """The articles the date rests on: of a restart, of the length, of pauses where another one names them."""
        restarts = [
            restart.basis
            for restart in self.limit.restarts
            if self.counted_from != self.started and restart.code == self.counted_from.code
        ]
        pauses = [self.limit.pauses.basis] if self.pauses and self.limit.pauses else []
        further = [basis for basis in pauses if not basis.startswith(self.limit.basis)]
        return "; ".join(dict.fromkeys((*restarts, self.limit.basis, *further)))

    def _is_past(self, now: datetime) -> bool:
        if self.deadline.due_at is not None:
            return now > self.deadline.due_at
        return day_in_shanghai(now) > self.deadline.due_on


@dataclass(frozen=True, slots=True)
class Refusal:
    """An entry that counts as never entered, and why: a sentence for the officer, with the article."""

    event: ClockEvent
    sentence: str


@dataclass(frozen=True, slots=True)
class Derived:
    """What the journal of a case says of its clocks: in the order they started, and what was refused."""

    clocks: tuple[Clock, ...]
    refusals: tuple[Refusal, ...]

    @property
    def next_due_on(self) -> date | None:
        """The earliest day by which something is due; a paused clock has none."""
        return min(
            (clock.deadline.due_on for clock in self.clocks if clock.state in COUNTING_STATES), default=None
        )
