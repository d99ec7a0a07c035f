"""A talk as a value: who holds it, and what each act adds to it.

The bot or a person, never both: as long as a talk waits or is held the bot answers nothing ordinary. Every act
adds one line with the next number; two acts at the same time want the same number, and the second is made anew on
what the first has left.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

# What one talk may come to; what comes after is not taken.
MOST_LINES: Final = 1_000
LONGEST_WORDS: Final = 1_000


class TalkState(StrEnum):
    """Where a talk stands."""

    WAITING = "waiting"
    HELD = "held"
    ENDED = "ended"


class TalkEnd(StrEnum):
    """How a talk ended: who handed it back to the bot, or why."""

    BY_OFFICER = "by_officer"
    TO_FORM = "to_form"
    BY_PERSON = "by_person"
    QUIET = "quiet"
    NOBODY_CAME = "nobody_came"
    LEFT = "left"


class LineBy(StrEnum):
    """Whose words a line has: of before the talk, of the person, of an officer, of the service itself."""

    PERSON_BEFORE = "person_before"
    BOT_BEFORE = "bot_before"
    PERSON = "person"
    OFFICER = "officer"
    SERVICE = "service"


@dataclass(frozen=True, slots=True)
class Talk:
    """A talk.

    person      keyed id of the account or session; "" once its words were erased
    bureau      whose desk it stands at
    officer_id  who holds it
    last_at     when its last line was written
    lines       how many there are: the number of the last
    read_until  the last one that its officer has seen
    resumes     a form was put aside for it
    is_late     the person was told that nobody has come yet
    """

    id: str
    person: str
    channel: str
    bureau: str
    state: TalkState
    officer_id: str | None
    opened_at: datetime
    last_at: datetime
    lines: int
    read_until: int = 0
    taken_at: datetime | None = None
    ended_at: datetime | None = None
    ended_as: TalkEnd | None = None
    resumes: bool = False
    is_late: bool = False

    @property
    def number(self) -> str:
        """What officers call it: it leads to nobody."""
        return number_of(self.id)

    @property
    def is_full(self) -> bool:
        """Whether nothing more is taken."""
        return self.lines >= MOST_LINES


@dataclass(frozen=True, slots=True)
class SaidLine:
    """What an act adds.

    by    whose words; text: the words themselves, which stand sealed only
    """

    by: LineBy
    text: str
    officer_id: str | None = None


@dataclass(frozen=True, slots=True)
class TalkAct:
    """An act on a talk: how it stands afterwards, and the lines it gets."""

    before: Talk | None
    after: Talk
    lines: tuple[SaidLine, ...]


def number_of(talk_id: str) -> str:
    """Return the short number of a talk, from the chance in its id."""
    return talk_id[-6:].upper()


def begun(talk: Talk, before: tuple[SaidLine, ...]) -> TalkAct:
    """Begin a talk with what the person agreed to hand over."""
    return TalkAct(None, replace(talk, lines=len(before)), before)


def with_line(talk: Talk, line: SaidLine, now: datetime) -> TalkAct:
    """Add a line."""
    return TalkAct(talk, replace(talk, lines=talk.lines + 1, last_at=now), (line,))


def taken(talk: Talk, officer_id: str, said: str, now: datetime) -> TalkAct:
    """Let an officer hold the talk; whoever held it before holds it no more."""
    after = replace(talk, state=TalkState.HELD, officer_id=officer_id, taken_at=talk.taken_at or now)
    return _with(talk, after, said, now, officer_id)


def ended(talk: Talk, how: TalkEnd, said: str, now: datetime) -> TalkAct:
    """Give the talk back to the bot."""
    after = replace(talk, state=TalkState.ENDED, ended_at=now, ended_as=how)
    return _with(talk, after, said, now, talk.officer_id)


def told_late(talk: Talk, said: str, now: datetime) -> TalkAct:
    """Note that the person was told that nobody has come yet; that is no line of theirs, and no rest is broken."""
    act = _with(talk, replace(talk, is_late=True), said, now, None)
    return replace(act, after=replace(act.after, last_at=talk.last_at))


def is_quiet(talk: Talk, now: datetime, after: timedelta) -> bool:
    """Say whether nobody has written for so long that the talk goes back by itself."""
    return talk.state is TalkState.HELD and now - talk.last_at >= after


def _with(before: Talk, after: Talk, said: str, now: datetime, officer_id: str | None) -> TalkAct:
    line = SaidLine(LineBy.SERVICE, said, officer_id)
    return TalkAct(before, replace(after, lines=before.lines + 1, last_at=now), (line,))
