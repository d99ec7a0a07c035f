"""Rehearsal: known questions put to the finder before and after a change, to see what would change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter

from intents.sheet import SheetFaults, Words, read_sheet
from knowledge.content.entry import ContentFaults
from knowledge.content.files import HERE
from knowledge.finding.finder import Finder
from knowledge.finding.found import Found

HowAnswered = Literal["right", "offered", "wrong", "nothing"]
_WORTH: tuple[HowAnswered, ...] = ("wrong", "nothing", "offered", "right")


@dataclass(frozen=True, slots=True)
class Known:
    """A question whose answer is known; an empty `entry` means: nobody knows, but a change is worth a look."""

    text: str
    entry: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a finder makes of a question: the entries it answers with or offers, and how that is to be judged.

    verdict   None where no right answer is known
    """

    decision: str
    entries: tuple[str, ...]
    verdict: HowAnswered | None


@dataclass(frozen=True, slots=True)
class Difference:
    """A question that would be answered otherwise."""

    known: Known
    before: Judgement
    after: Judgement

    @property
    def is_worse(self) -> bool:
        """Say whether a right answer would be lost, or a wrong one given."""
        before, after = self.before.verdict, self.after.verdict
        return before is not None and after is not None and _WORTH.index(after) < _WORTH.index(before)


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What a change would change.

    asked   how many questions were put; right_before and right_after: how many of those with a known answer
            are answered right at once
    """

    asked: int
    known: int
    right_before: int
    right_after: int
    differences: tuple[Difference, ...]


def rehearse(before: Finder, after: Finder, questions: Iterable[Known]) -> Rehearsal:
    """Put every question to both finders; worse ones first in what differs."""
    pairs = [(known, _outcome(before, known), _outcome(after, known)) for known in questions]
    differences = [Difference(*pair) for pair in pairs if pair[1] != pair[2]]
    return Rehearsal(
        asked=len(pairs),
        known=sum(known.entry != "" for known, _, _ in pairs),
        right_before=sum(first.verdict == "right" for _, first, _ in pairs),
        right_after=sum(second.verdict == "right" for _, _, second in pairs),
        differences=tuple(sorted(differences, key=lambda one: not one.is_worse)),
    )


_KNOWN: TypeAdapter[dict[str, tuple[Words, ...]] | None] = TypeAdapter(dict[str, tuple[Words, ...]] | None)


def load_known(folder: Path = HERE) -> list[Known]:
    """Return the questions of `regression.yaml`, none without that file; raise ContentFaults."""
    if not (folder / "regression.yaml").exists():
        return []
    try:
        page = read_sheet(folder / "regression.yaml", _KNOWN)
    except SheetFaults as found:
        raise ContentFaults(found.faults) from None
    return [Known(text, entry) for entry, texts in (page or {}).items() for text in texts]


def unknown_entries(known: Sequence[Known], entries: Iterable[str]) -> list[str]:
    """Return a fault for every question whose entry does not exist."""
    ids = frozenset(entries)
    missing = dict.fromkeys(one.entry for one in known if one.entry not in ids)
    return [f"regression.yaml: {entry} does not exist" for entry in missing]


def _outcome(finder: Finder, known: Known) -> Judgement:
    found = finder.find(known.text)
    entries = tuple(entry for entry, _ in found.candidates) if found.decision == "menu" else _answered(found)
    return Judgement(found.decision, entries, _verdict(found, entries, known.entry) if known.entry else None)


def _answered(found: Found) -> tuple[str, ...]:
    return (found.candidates[0][0],) if found.decision == "answer" else ()


def _verdict(found: Found, entries: tuple[str, ...], right: str) -> HowAnswered:
    if found.decision == "nothing":
        return "nothing"
    if found.decision == "menu":
        return "offered" if right in entries else "wrong"
    return "right" if right in entries else "wrong"
