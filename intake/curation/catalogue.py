"""What curating needs to know of the knowledge base. It lives next door, so the program hands it in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Card:
    """An entry in service now, as a list shows it."""

    id: str
    subject: str
    title: str
    stakes: str
    owner: str
    valid_from: date
    valid_until: date | None
    reviewed_on: date


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that must be mended before a draft can be published; `field` is "" for the whole."""

    field: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer as the phone shows it."""

    text: str
    more: str
    next_questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Instrument:
    """A document that answers may rest on, with the names of its sections."""

    key: str
    cite: str
    sections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of the best entries for a question, and why: (reason, how much it adds), most first."""

    entry: str
    title: str
    chance: float
    reasons: tuple[tuple[str, float], ...]
    is_vetoed: bool


@dataclass(frozen=True, slots=True)
class Trial:
    """What the service would do with a question.

    decision  answer, menu, nothing, outside
    read_as   the question as it is compared
    """

    decision: str
    read_as: str
    is_exact: bool
    best: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A question that would be answered otherwise; titles of what is answered or offered, before and after."""

    text: str
    wanted: str
    before: str
    after: str
    is_worse: bool


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What a change would change, told before it is made."""

    asked: int
    known: int
    right_before: int
    right_after: int
    differences: tuple[Difference, ...]

    @property
    def worse(self) -> int:
        """How many questions would be answered worse."""
        return sum(one.is_worse for one in self.differences)


@dataclass(frozen=True, slots=True)
class Standing:
    """What this worker serves.

    number  the publication it answers from
    fault   why a later one could not be taken over; "" when all is well
    """

    number: int
    fault: str


class Catalogue(Protocol):
    """The knowledge base, as curators see it."""

    @property
    def standing(self) -> Standing:
        """What is in service in this worker."""

    @property
    def subjects(self) -> tuple[str, ...]:
        """The subjects of the files, in their order."""

    @property
    def instruments(self) -> tuple[Instrument, ...]:
        """What answers may rest on."""

    def cards(self) -> tuple[Card, ...]:
        """All entries in service, in the order of the files."""

    def body(self, entry_id: str) -> Mapping[str, Any] | None:
        """The fields of an entry in service, as a file has them."""

    def filed(self, entry_id: str) -> bool:
        """Say whether the repository's files have this entry."""

    def titles(self) -> Mapping[str, str]:
        """Titles of all entries in service, by id."""

    def shown(self, entry_id: str, subject: str, body: Mapping[str, Any], today: date) -> Shown | None:
        """The answer as the phone would show it; None while the draft is too unfinished for that."""

    async def faults(self, entry_id: str, subject: str, body: Mapping[str, Any]) -> tuple[Fault, ...]:
        """All that stands against publishing this."""

    async def tried(self, text: str) -> Trial:
        """What the service does with a question now."""

    async def rehearsed(
        self,
        entry_id: str,
        subject: str,
        body: Mapping[str, Any] | None,
        known: Sequence[tuple[str, str]],
        asked: Sequence[str],
    ) -> Rehearsal:
        """What publishing this (None: taking it down) would change.

        known  questions with their entry, beside those of the files; asked: others that were asked lately
        """

    def grouped(self, questions: Sequence[tuple[str, str]]) -> list[list[int]]:
        """Groups of places: questions (text, nearest entry) about the same matter."""

    def without_persons(self, text: str) -> str:
        """The text with names, numbers and companies replaced by what they were."""

    async def renew(self) -> None:
        """Take over now what was published, rather than with the next look at the database."""
