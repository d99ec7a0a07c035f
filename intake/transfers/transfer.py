"""A transfer as a value: what its case's journal says of it. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import takewhile

from intake.clocks.calendar import day_in_shanghai
from intake.stored import Stored, texts_in
from intake.transfers.codes import (
    DIRECTION_OF,
    OVER,
    WAITS_FOR_THEM,
    Direction,
    TransferKind,
    TransferState,
)


@dataclass(frozen=True, slots=True)
class Done:
    """One step that was taken and stands.

    seq           its number in the journal of the case
    effective_at  when it happened: on paper, a slip by its date; recorded_at: when it was entered
    said          codes, days and numbers beside the code
    state         where the transfer stood afterwards
    """

    seq: int
    code: str
    effective_at: datetime
    recorded_at: datetime
    said: Stored
    state: TransferState

    @property
    def day(self) -> date:
        """The day in Shanghai on which it happened."""
        return day_in_shanghai(self.effective_at)

    @property
    def was_entered_late(self) -> bool:
        """Whether it was entered on a later day."""
        return day_in_shanghai(self.recorded_at) > self.day


@dataclass(frozen=True, slots=True)
class Transfer:
    """One transfer of a case, with its line of steps; a case may have several.

    id         what the journal names as the subject
    number     which of the case's transfers it is, from 1 on
    bureau     code of the bureau that made or received it
    bodies     codes of the other side; several only where bureaus act together
    parts      what is sent, part by part; withheld: what is not
    facts      all that was said when it was opened: gate, checks, team, route, …
    steps      what was done and stands, in the order it was entered; the first opened it
    withdrawn  numbers of entries that were mistakes
    """

    id: str
    number: int
    kind: TransferKind
    state: TransferState
    bureau: str
    bodies: tuple[str, ...]
    parts: tuple[str, ...] = ()
    withheld: tuple[str, ...] = ()
    facts: Stored = field(default_factory=dict)
    steps: tuple[Done, ...] = ()
    withdrawn: tuple[int, ...] = ()

    @property
    def direction(self) -> Direction:
        """Which way it goes."""
        return DIRECTION_OF[self.kind]

    @property
    def is_over(self) -> bool:
        """Whether nothing is due any more."""
        return self.state in OVER

    @property
    def waits_for_them(self) -> bool:
        """Whether the other side is to do something."""
        return self.state in WAITS_FOR_THEM

    @property
    def opened_at(self) -> datetime:
        """When it began: of what came in, when it was received."""
        return self.steps[0].effective_at

    @property
    def since(self) -> datetime:
        """Since when it has stood where it stands."""
        standing = takewhile(lambda step: step.state is self.state, reversed(self.steps))
        return min((step.effective_at for step in standing), default=self.opened_at)

    @property
    def team(self) -> tuple[str, ...]:
        """Ids of the officers who verify and report (TRF 第5条)."""
        return texts_in(self.facts, "team")

    def done(self, code: str) -> Done | None:
        """Return the newest step of this code that stands; None without one."""
        return next((step for step in reversed(self.steps) if step.code == code), None)

    def times(self, code: str) -> int:
        """Return how often this step was taken."""
        return sum(step.code == code for step in self.steps)
