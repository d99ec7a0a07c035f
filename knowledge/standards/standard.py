"""What a standard for recognition asks, item by item, as its file has it: one file a standard and version.

Answers composed of points take their rows from here (`content/tables.yaml`, rows_of), and so do the
self-assessment in the chat, its page and the desk: what an item is worth stands in one place.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from annotated_types import Len
from pydantic import PositiveInt

from intents.sheet import Block, Expression, Words


class ScoreRow(Block):
    """One item that is scored: how it is named, what it is worth, what it asks, and where that stands.

    entry   the entry that tells it in full, where there is one
    """

    name: Words
    entry: str = ""
    said: Expression
    points: PositiveInt
    source: Words
    asks: Words


class Yearly(Block):
    """How often at least something is to be done in a year, as the ledger of guidance counts it.

    training  talks, research and publicity count as well
    """

    guidance: PositiveInt
    training: PositiveInt


class Item(ScoreRow):
    """One item of a standard, as somebody is asked for it who estimates themselves.

    key        ours, never changes: estimates are kept by it
    question   what is asked, in plain words
    evidence   what counts as evidence, to be kept in a folder
    lacking    what to do where it is lacking
    helps      who does it, and who helps
    yearly     how often in a year a bureau has to guide and train, where it asks for that
    """

    key: Words
    question: Words
    evidence: Annotated[tuple[Words, ...], Len(min_length=1)]
    lacking: Words
    helps: Words
    yearly: Yearly | None = None


class StandardPart(Block):
    """Items under one heading.

    points       what the heading says
    stands_so    what its items come to in the text, where that is another number
    said, source, asks, entry   as of a row, where the heading is scored by itself
    """

    name: Words
    points: PositiveInt
    stands_so: PositiveInt | None = None
    entry: str = ""
    said: str = ""
    source: str = ""
    asks: str = ""
    items: Annotated[tuple[Item, ...], Len(min_length=1)]

    @property
    def worth(self) -> int:
        """What its items come to."""
        return sum(item.points for item in self.items)


class Circumstance(Block):
    """Something that may bring further points; `words` are what people say for it."""

    key: Words
    name: Words
    words: tuple[Words, ...] = ()


class Bonus(Block):
    """What may bring further points; how many is left open by the text, which `says` tells."""

    source: Words
    says: Words
    circumstances: Annotated[tuple[Circumstance, ...], Len(min_length=1)]


class Standard(Block):
    """One standard in one version.

    subject      who estimates themselves by it: company, park
    title        as people call it
    instrument   the key of the document it stands in
    valid_from, valid_until   between which days it holds; None is open
    total        what all headings come to, and the most that counts
    items_total  what all items come to in the text, where that is another number
    items        how many there are
    mark         from so many points on it is passed; None where the text has no mark, and `no_mark` says so
    division     what the text says of somebody who has an item in part
    differs      why headings and items come to different sums, as people are told
    """

    subject: Words
    version: Words
    title: Words
    instrument: Words
    valid_from: date
    valid_until: date | None = None
    source: Words
    total: PositiveInt
    items_total: PositiveInt | None = None
    items: PositiveInt
    mark: PositiveInt | None = None
    mark_source: str = ""
    no_mark: str = ""
    division: Words
    differs: str = ""
    parts: Annotated[tuple[StandardPart, ...], Len(min_length=1)]
    bonus: Bonus | None = None

    @property
    def stamp(self) -> str:
        """What an estimate keeps of it: "company plan-2022"."""
        return f"{self.subject} {self.version}"

    @property
    def all_items(self) -> tuple[Item, ...]:
        """The items of all parts, in their order."""
        return tuple(item for part in self.parts for item in part.items)

    @property
    def worth(self) -> int:
        """What all items come to."""
        return sum(part.worth for part in self.parts)

    @property
    def yearly(self) -> Yearly | None:
        """How often in a year a bureau has to guide and train; None where the text says nothing of it."""
        return next((item.yearly for item in self.all_items if item.yearly is not None), None)

    def is_over(self, today: date) -> bool:
        """Say whether its days ended before `today`."""
        return self.valid_until is not None and self.valid_until < today
