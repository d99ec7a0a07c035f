"""Material that was handed over in person, as the journal of a case has it, under its register numbers. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol

# What the journal calls it.
TAKEN: Final = "material_taken"
RETURNED: Final = "material_returned"

# What it is, as everybody may read it: whoever filed, whoever holds a receipt, whoever gets a transfer.
SORTS: Final[Mapping[str, str]] = {
    "paper": "纸质材料",
    "picture": "图纸、照片",
    "storage": "光盘、U盘等存储介质",
    "sample": "样品、实物",
    "other": "其他材料",
}
# From whom it came, or to whom it went: a part, never a name.
WHO: Final[Mapping[str, str]] = {"filer": "来访人", "agent": "代理人", "other": "其他人"}


class ReadEntry(Protocol):
    """An entry of the journal, by whomever it was read."""

    @property
    def code(self) -> str:
        """What happened."""

    @property
    def payload(self) -> Mapping[str, object]:
        """Codes and numbers beside it."""

    @property
    def day(self) -> date:
        """The day in Shanghai on which it took effect."""


@dataclass(frozen=True, slots=True)
class Material:
    """What was handed over at once.

    number    running number in its case
    sort      a key of SORTS
    pages     0: nobody counted them
    came_from a key of WHO
    returned_on  None: it is still here
    """

    number: int
    sort: str
    pieces: int
    pages: int
    came_from: str
    taken_on: date
    returned_on: date | None = None

    def registered(self, reference: str) -> str:
        """Return its register number: that of the case, and its own."""
        return f"{reference}-D{self.number}"

    @property
    def in_words(self) -> str:
        """What it is and how much of it."""
        pages = f"、{self.pages}页" if self.pages else ""
        return f"{SORTS.get(self.sort, SORTS['other'])}，{self.pieces}件{pages}"


def materials_of(entries: Iterable[ReadEntry]) -> tuple[Material, ...]:
    """Return what was handed over, in the order of its numbers."""
    entries = tuple(entries)
    back = {_count(one, "number"): one.day for one in entries if one.code == RETURNED}
    taken = (_material(one, back) for one in entries if one.code == TAKEN)
    return tuple(sorted(taken, key=lambda one: one.number))


def _material(entry: ReadEntry, back: Mapping[int, date]) -> Material:
    number, said = _count(entry, "number"), entry.payload
    return Material(
        number,
        str(said.get("material", "other")),
        _count(entry, "pieces"),
        _count(entry, "pages"),
        str(said.get("came_from", "other")),
        entry.day,
        back.get(number),
    )


def _count(entry: ReadEntry, name: str) -> int:
    return int(str(entry.payload.get(name) or 0))
