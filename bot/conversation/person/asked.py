"""What a conversation asks for when a person is wanted, and what it hears of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from intake.talks.talk import SaidLine


@dataclass(frozen=True, slots=True)
class DeskGlance:
    """A bureau that has officers for talks.

    hours     when, in words
    is_open   it is one of these hours now
    opens_at  the next time that it will be
    patience  minutes after which the person hears that nobody has come
    """

    bureau: str
    hours: str
    is_open: bool
    opens_at: datetime
    patience: int


@dataclass(frozen=True, slots=True)
class DesksFound:
    """All bureaus that have officers for talks.

    own  the bureau of the person's newest case; "" where none is known to be theirs
    """

    desks: Sequence[DeskGlance]
    own: str = ""

    def of(self, bureau: str) -> DeskGlance | None:
        """Return the desk of a bureau, if it has one."""
        return next((desk for desk in self.desks if desk.bureau == bureau), None)


@dataclass(frozen=True, slots=True)
class PersonCalled:
    """The request stands at the bureau's desk as soon as this turn is committed.

    arrives  what officers write arrives by itself; else with the next answer
    """

    desk: DeskGlance
    arrives: bool


@dataclass(frozen=True, slots=True)
class FindDesks:
    """Look up which bureaus have officers for talks. Answered by `DesksFound`."""


@dataclass(frozen=True, slots=True)
class CallPerson:
    """Put the talk before the bureau's desk. Answered by `PersonCalled`, by `DesksFound` where that has closed.

    before   what the person agreed to hand over of what was said
    resumes  a form was put aside for it
    """

    bureau: str
    before: tuple[SaidLine, ...] = field(default=(), repr=False)
    resumes: bool = False


@dataclass(frozen=True, slots=True)
class TellOfficer:
    """Put words of the person before the officer who has the talk. Not answered."""

    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class EndTalk:
    """Give the talk back to the bot: the person wants it. Not answered.

    said  what the officer reads of it
    """

    said: str


TalkEvent = DesksFound | PersonCalled
TalkRequest = FindDesks | CallPerson | TellOfficer | EndTalk
