"""What an answer is read under, and what came of it: one value, one of several places, or a place not ours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as part
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from intake.forms.form import Field


class Heard(StrEnum):
    """How words of one's own were taken for options: both are read back.

    OPTION     they hold words for them
    OWN_WORDS  they fit none of them, and are kept as they are under the last one, 其他
    NAME       a name was taken out of the words around it, or only a part of it is known
    LUNAR      a day or a month of the lunar calendar was turned into ours
    COUNTED    a day was counted out from one that was named
    """

    OPTION = "option"
    OWN_WORDS = "own_words"
    NAME = "name"
    LUNAR = "lunar"
    COUNTED = "counted"


@dataclass(frozen=True, slots=True)
class Understood:
    """One value for the open field.

    typed      the words it was read from, kept beside it
    beside     values for neighbouring fields that the same words gave
    guessed    the name of a place that was guessed, from a misspelling for instance, to be read back
    shortened  the limit that the text was cut to, None when it was kept whole
    as_said    an answer even without a value: 「大约15,000欧元」 is kept as it was said
    heard      how words of one's own were taken, to be read back; None where nothing is left to say
    """

    value: object
    typed: str
    beside: Mapping[str, object] = part(default_factory=dict)
    guessed: str | None = None
    shortened: int | None = None
    as_said: bool = False
    heard: Heard | None = None


@dataclass(frozen=True, slots=True)
class Several:
    """A place of which there are several: it is asked which, never guessed.

    hint        what is missing, a key of the section `hints`
    settled     it may be taken as it is, when the person says no more
    beside      what the same words say of neighbouring fields, kept until the place is settled
    outside     a place outside Chongqing that was named too
    apart       each of them is real, not one name of several
    asks_taken  it is asked what was done in Chongqing: a place outside afterwards means that nothing was
    """

    text: str
    places: tuple[Mapping[str, object], ...]
    hint: str | None
    settled: bool = False
    beside: Mapping[str, object] = part(default_factory=dict)
    outside: str | None = None
    apart: bool = False
    asks_taken: bool = False


@dataclass(frozen=True, slots=True)
class OutsidePlace:
    """A place that is not in Chongqing, by province and prefecture."""

    name: str
    value: object
    typed: str


Read = Understood | Several | OutsidePlace


class Circumstances(Protocol):
    """What an answer is read under: when it is, and who knows places and working days."""

    @property
    def now(self) -> datetime:
        """The instant, in Shanghai."""

    def is_workday(self, day: date) -> bool:
        """Say whether offices work on that day."""

    def place(self, field: Field, text: str) -> Read:
        """Return where that is; NotUnderstood when it is nowhere."""

    def district(self, field: Field, text: str) -> Read:
        """Return which district or zone it belongs to; NotUnderstood when to none."""
