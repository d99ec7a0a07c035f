"""Document: what the finder knows of an entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from knowledge.finding.contrast import Members
from knowledge.finding.places import places_of
from knowledge.finding.told import Kinds


@dataclass(frozen=True, slots=True)
class Document:
    """An entry as it is written, and what was read in it.

    places   where its answer stands
    members  the terms excluding one another that its title names; none before it is indexed
    tells    the kinds of thing that its answer tells; none before it is indexed
    """

    id: str
    title: str
    wordings: tuple[str, ...]
    answer: str
    places: frozenset[str] = frozenset()
    members: Members = field(default_factory=dict)
    tells: Kinds = frozenset()

    @classmethod
    def of(cls, entry: object) -> Document:
        """Read an Entry, or any object or mapping with id, wordings and answer."""
        return cls(
            id=str(_field(entry, "id")),
            title=str(_field(entry, "title") or ""),
            wordings=_texts(_field(entry, "wordings")),
            answer=str(_field(entry, "answer") or ""),
            places=places_of(_texts(_field(entry, "sources"))),
        )

    @property
    def texts(self) -> tuple[str, ...]:
        """All texts that the entry is found by, each once."""
        return tuple(dict.fromkeys((*self.wordings, *((self.title,) if self.title else ()))))


def _field(entry: object, name: str) -> object:
    return entry.get(name) if isinstance(entry, Mapping) else getattr(entry, name, None)


def _texts(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list | tuple) else ()
