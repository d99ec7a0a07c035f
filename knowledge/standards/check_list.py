"""What somebody prepares that wants to be recognised, as a list to be ticked; one file a version."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Final

from annotated_types import Len
from pydantic import TypeAdapter

from intents.sheet import Block, SheetFaults, Words, read_sheet

LISTS: Final = Path(__file__).parent / "lists"
# What is kept of a list stands beside the estimates, under this subject.
SUBJECT: Final = "apply"


class Point(Block):
    """One thing to do or to know.

    ticks  somebody ticks it; what only happens to them is not ticked
    """

    key: Words
    text: Words
    source: Words
    ticks: bool = False


class PointGroup(Block):
    """Points under one heading."""

    title: Words
    points: Annotated[tuple[Point, ...], Len(min_length=1)]


class CheckList(Block):
    """One list in one version; its days as of a standard, its subject too."""

    subject: Words = SUBJECT
    version: Words
    title: Words
    instrument: Words
    source: Words
    valid_from: date
    valid_until: date | None = None
    groups: Annotated[tuple[PointGroup, ...], Len(min_length=1)]

    @property
    def stamp(self) -> str:
        """What somebody's ticks keep of it."""
        return f"{self.subject} {self.version}"

    @property
    def points(self) -> tuple[Point, ...]:
        """All of them, in their order."""
        return tuple(point for group in self.groups for point in group.points)

    def ticked(self, keys: Iterator[str] | list[str]) -> dict[str, list[str]]:
        """Return what is kept of the keys that somebody ticked: those that there are, each once."""
        asked = set(keys)
        return {"ticked": [point.key for point in self.points if point.ticks and point.key in asked]}

    def is_over(self, today: date) -> bool:
        """Say whether its days ended before `today`."""
        return self.valid_until is not None and self.valid_until < today


_LIST = TypeAdapter(CheckList)


@cache
def check_lists(folder: Path = LISTS) -> Mapping[str, CheckList]:
    """Return the lists of a folder by the name of their file; raise SheetFaults with every fault at once."""
    read: dict[str, CheckList] = {}
    found: list[str] = []
    for path in sorted(folder.glob("*.yaml")):
        name = f"lists/{path.name}"
        try:
            read[path.stem] = read_sheet(path, _LIST, name)
        except SheetFaults as refusal:
            found += refusal.faults
            continue
        keys = [point.key for point in read[path.stem].points]
        found += (f"{name}: groups: {key}: stands twice" for key in dict.fromkeys(keys) if keys.count(key) > 1)
    if found:
        raise SheetFaults(found)
    return read


def list_on(today: date, subject: str = SUBJECT) -> CheckList:
    """Return the list for a subject that holds on a day: the last that had begun, even where it is over."""
    every = [one for one in check_lists().values() if one.subject == subject]
    return max([one for one in every if one.valid_from <= today] or every, key=lambda one: one.valid_from)


def stated_in_lists(read: Mapping[str, CheckList]) -> Iterator[tuple[str, str, str]]:
    """Yield everything that a list states, with its source and the way to it, to be checked there."""
    for name, one in read.items():
        yield from ((f"lists/{name}.yaml: {point.key}", point.text, point.source) for point in one.points)
