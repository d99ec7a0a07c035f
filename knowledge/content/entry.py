"""Entry: one curated answer, and what every entry promises.

The files in `entries/` hold the entries of one subject each:

    subject: 示范基地（单位）申报
    entries:
    - id: plan.apply.deadline
      title: ...
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Literal, cast, get_args

Stakes = Literal["harmless", "important", "binding"]

MAX_ANSWER_CHARACTERS = 300
FEWEST_WORDINGS = 8
MOST_NEXT_QUESTIONS = 3

_ID = re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+)+")


class ContentFaults(Exception):
    """The content cannot be used. `faults` has one line each: file, entry, field, what is wrong."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


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


def entry_from(raw: object, subject: str) -> Entry:
    """Return the entry that a file describes, or raise ContentFaults with every "field: fault" of it."""
    if not isinstance(raw, Mapping):
        raise ContentFaults(["an entry must be a mapping of fields"])
    reader = FieldReader(raw)
    entry = Entry(
        id=reader.text("id"),
        subject=subject,
        title=reader.text("title"),
        wordings=reader.texts("wordings", at_least=FEWEST_WORDINGS),
        answer=reader.text("answer"),
        more=reader.text("more", optional=True),
        sources=reader.texts("sources", at_least=1),
        facts=reader.texts("facts"),
        evidence=reader.text("evidence"),
        valid_from=reader.day("valid_from"),
        valid_until=reader.day_or_none("valid_until"),
        changed=reader.text("changed", optional=True),
        owner=reader.text("owner"),
        reviewed_on=reader.day("reviewed_on"),
        stakes=cast(Stakes, reader.text("stakes")),
        next=reader.texts("next"),
    )
    faults = reader.faults + [f"{name}: unknown field" for name in raw if name not in _fields()]
    if not reader.faults:
        faults += _broken_promises(entry)
    if faults:
        raise ContentFaults(faults)
    return entry


def _fields() -> frozenset[str]:
    # The subject stands once at the head of the file.
    return frozenset(field.name for field in fields(Entry)) - {"subject"}


def _broken_promises(entry: Entry) -> list[str]:
    broken = {
        f"id: {entry.id!r} is not dotted lower case": not _ID.fullmatch(entry.id),
        f"answer: {len(entry.answer)} characters, at most {MAX_ANSWER_CHARACTERS} are allowed": (
            len(entry.answer) > MAX_ANSWER_CHARACTERS
        ),
        'evidence: only facts tagged "V" may be published': entry.evidence != "V",
        f"stakes: one of {', '.join(get_args(Stakes))}": entry.stakes not in get_args(Stakes),
        f"next: at most {MOST_NEXT_QUESTIONS}": len(entry.next) > MOST_NEXT_QUESTIONS,
        "valid_until: lies before valid_from": (
            entry.valid_until is not None and entry.valid_until < entry.valid_from
        ),
    }
    return [fault for fault, is_broken in broken.items() if is_broken]


class FieldReader:
    """Reads typed fields of one mapping and collects what is wrong instead of stopping at it."""

    def __init__(self, raw: Mapping[str, Any]) -> None:
        self.raw = raw
        self.faults: list[str] = []

    def text(self, name: str, optional: bool = False) -> str:
        value = self.raw.get(name)
        if value is None or value == "":
            if not optional:
                self.faults.append(f"{name}: is missing")
            return ""
        if not isinstance(value, str):
            self.faults.append(f"{name}: must be text, put it in quotes")
            return ""
        return value.strip()

    def texts(self, name: str, at_least: int = 0) -> tuple[str, ...]:
        value = self.raw.get(name) or []
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            self.faults.append(f"{name}: must be a list of texts")
            return ()
        if len(value) < at_least:
            self.faults.append(f"{name}: {len(value)} given, at least {at_least} are needed")
        return tuple(item.strip() for item in value)

    def day(self, name: str) -> date:
        day = self.day_or_none(name)
        if day is None and not any(fault.startswith(f"{name}:") for fault in self.faults):
            self.faults.append(f"{name}: is missing")
        return day or date.min

    def day_or_none(self, name: str) -> date | None:
        value = self.raw.get(name)
        if value is None or value == "":
            return None
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.faults.append(f"{name}: {value!r} is no date, write it like 2026-11-23")
            return None
