"""Entry: one curated answer, and what every entry promises.

The files in `entries/` hold the entries of one subject each:

    subject: 示范基地（单位）申报
    entries:
    - id: plan.apply.deadline
      title: ...
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal, TypeVar, cast, get_args

from annotated_types import Len
from pydantic import BeforeValidator, StringConstraints, TypeAdapter

from intents import expressions as re
from intents.sheet import Block, SheetFaults, Words, understood

Stakes = Literal["harmless", "important", "binding"]
# How a first sentence answers: yes, no, it depends; none: what was asked is no matter of yes and no. (YAML reads a
# bare yes or no as something else.)
Polarity = Literal["affirms", "denies", "depends", "none"]

MAX_ANSWER_CHARACTERS = 300
FEWEST_WORDINGS = 8
MOST_NEXT_QUESTIONS = 3

_ID = re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+)+")


FieldValue = TypeVar("FieldValue")

# Left out, null and "" are the same: nothing is said.
Optional = Annotated[str, BeforeValidator(lambda given: given or ""), StringConstraints(strip_whitespace=True)]
OptionalDay = Annotated[date | None, BeforeValidator(lambda given: given or None)]
Texts = Annotated[tuple[Words, ...], BeforeValidator(lambda given: given or ())]


class ContentFaults(SheetFaults):
    """The content cannot be used. `faults` has one line each: file, entry, field, what is wrong."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing a person can ask, and what we answer.

    id           dotted and stable; it stands in traces and links
    title        the question as a menu shows it; also one of its wordings
    wordings     how people ask it
    answer       what is said first: at most 300 characters, the first sentence answers
    more         the second step after 「更多」, or empty
    sources      instrument and section, e.g. "PLAN 附件1 五.1"
    facts        every figure and key term that the answer states, spelled as there
    evidence     "V": read in the text of the source itself; nothing else is published
    valid_until  the last day on which the answer may be given without a notice; None is open
    changed      what changed lately, such as old article numbers; may be empty
    owner        the code of the bureau that vouches for it
    stakes       what a wrong answer costs; binding ones (dates, thresholds, penalties) need more certainty
    next         ids of entries a person is likely to ask next, at most three
    polarity     how the first sentence answers; empty: as its first words say (polarity.py)
    read         digest of title, first sentence and wordings when somebody last read them (read_once.py), or empty
    """

    id: str
    subject: str
    title: str
    wordings: tuple[str, ...]
    answer: str
    more: str
    sources: tuple[str, ...]
    facts: tuple[str, ...]
    evidence: str
    valid_from: date
    valid_until: date | None
    changed: str
    owner: str
    reviewed_on: date
    stakes: Stakes
    next: tuple[str, ...]
    polarity: Polarity | Literal[""] = ""
    read: str = ""


class EntryBlock(Block):
    """An entry as a file has it; the subject stands once at the head of the file."""

    id: Words
    title: Words
    wordings: Annotated[tuple[Words, ...], Len(min_length=FEWEST_WORDINGS)]
    answer: Words
    more: Optional = ""
    sources: Annotated[tuple[Words, ...], Len(min_length=1)]
    facts: Texts = ()
    evidence: Words
    valid_from: date
    valid_until: OptionalDay = None
    changed: Optional = ""
    owner: Words
    reviewed_on: date
    stakes: Words
    next: Texts = ()
    polarity: Optional = ""
    read: Optional = ""

    def entry(self, subject: str) -> Entry:
        """Return the value."""
        typed = {"stakes": cast(Stakes, self.stakes), "polarity": cast(Polarity, self.polarity)}
        fields = {**dict(self), **typed}
        return Entry(subject=subject, **fields)


_ENTRY = TypeAdapter(EntryBlock)


def entry_from(raw: object, subject: str) -> Entry:
    """Return the entry that a file describes, or raise ContentFaults with every "field: fault" of it."""
    entry = read_block(raw, _ENTRY).entry(subject)
    if broken := _broken_promises(entry):
        raise ContentFaults(broken)
    return entry


def read_block(raw: object, shape: TypeAdapter[FieldValue]) -> FieldValue:
    """Return what a part of a file says; raise ContentFaults with every fault of it."""
    try:
        return understood(raw, shape)
    except SheetFaults as found:
        raise ContentFaults(found.faults) from None


def _broken_promises(entry: Entry) -> list[str]:
    broken = {
        f"id: {entry.id!r} is not dotted lower case": not _ID.fullmatch(entry.id),
        f"answer: {len(entry.answer)} characters, at most {MAX_ANSWER_CHARACTERS} are allowed": (
            len(entry.answer) > MAX_ANSWER_CHARACTERS
        ),
        'evidence: only facts tagged "V" may be published': entry.evidence != "V",
        f"stakes: one of {', '.join(get_args(Stakes))}": entry.stakes not in get_args(Stakes),
        f"polarity: one of {', '.join(get_args(Polarity))}": entry.polarity not in ("", *get_args(Polarity)),
        f"next: at most {MOST_NEXT_QUESTIONS}": len(entry.next) > MOST_NEXT_QUESTIONS,
        "valid_until: lies before valid_from": (
            entry.valid_until is not None and entry.valid_until < entry.valid_from
        ),
    }
    return [fault for fault, is_broken in broken.items() if is_broken]
