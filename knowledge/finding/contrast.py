"""Contrasts: terms that exclude one another, as data in `contrast.yaml`.

A question about a park is not answered with what holds for an enterprise, however alike the words are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from annotated_types import Len
from pydantic import TypeAdapter
from rapidfuzz import fuzz

from intents import expressions as re
from intents.literals import LiteralGuard
from intents.once import once_a_message
from intents.sheet import Block, Expression, Words, read_sheet

FILE = Path(__file__).with_name("contrast.yaml")

# Of 100: 「…申报的截止日期」 of an honour and of a trial are this alike when their members are taken out.
ELSE_ALIKE = 70

Members = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Contrast:
    """One set of terms that exclude one another.

    ask      the question that tells them apart
    members  how each is offered, and how it is said
    """

    name: str
    ask: str
    members: Mapping[str, re.Pattern[str]]


class ContrastBlock(Block):
    """A contrast as the file has it."""

    name: Words
    ask: Words
    members: Annotated[Mapping[str, Expression], Len(min_length=2)]

    def contrast(self) -> Contrast:
        """Return the value."""
        return Contrast(self.name, self.ask, {name: re.compile(said) for name, said in self.members.items()})


_BLOCKS = TypeAdapter(tuple[ContrastBlock, ...])


@lru_cache(maxsize=1)
def contrasts() -> tuple[Contrast, ...]:
    """Return the contrasts of `contrast.yaml`."""
    return tuple(block.contrast() for block in read_sheet(FILE, _BLOCKS))


@lru_cache(maxsize=1)
def _said() -> LiteralGuard[tuple[str, str]]:
    """Return how every member is said, under its contrast and its name."""
    return LiteralGuard(
        ((each.name, member), said) for each in contrasts() for member, said in each.members.items()
    )


@once_a_message
def members_in(text: str) -> Members:
    """Return which members of which contrasts a normalised text names; contrasts not named are left out."""
    found: dict[str, set[str]] = {}
    for name, member in _said().found_in(text):
        found.setdefault(name, set()).add(member)
    return {name: frozenset(members) for name, members in found.items()}


def clashes(question: Members, entry: Members) -> int:
    """Count the contrasts in which question and entry name different members and share none."""
    return sum(1 for name, members in question.items() if name in entry and not members & entry[name])


def to_ask(question: Members, first: Members, second: Members) -> tuple[Contrast, tuple[str, ...]] | None:
    """Return the one contrast that tells two entries apart but not yet the question, with its members to offer."""
    differing = [name for name in first if name in second and not first[name] & second[name]]
    open_ones = [name for name in differing if name not in question]
    if len(differing) != 1 or not open_ones:
        return None
    contrast = next(contrast for contrast in contrasts() if contrast.name == open_ones[0])
    named = first[contrast.name] | second[contrast.name]
    return contrast, tuple(name for name in contrast.members if name in named)


def exchanged(question: str, short: str) -> str:
    """Return the question with the members that a short follow-up names put in place of its own.

    「企业什么时候申报」 and 「那园区呢」 make 「园区什么时候申报」; what is no member is put before the question.
    """
    new = members_in(short)
    text = question
    for name, members in new.items():
        found = next(contrast for contrast in contrasts() if contrast.name == name)
        for member, said in found.members.items():
            if member not in members:
                text = said.sub(next(iter(members)), text)
    return text if text != question else f"{short} {question}"


def are_else_alike(first: str, second: str) -> bool:
    """Say whether two titles differ in little but the members they name."""
    return fuzz.ratio(without_members(first), without_members(second)) >= ELSE_ALIKE


def without_members(text: str) -> str:
    """Return a normalised text without the members it names."""
    for contrast in contrasts():
        for said in contrast.members.values():
            text = said.sub("", text)
    return text
