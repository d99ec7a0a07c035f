"""What was stored as JSON and is read again: whoever looks into it says what they take to stand there. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

# A JSON object that was read.
Stored: TypeAlias = Mapping[str, object]
# The same, as a row holds it.
StoredObject: TypeAlias = dict[str, object]
# A JSON list, as a row holds it.
StoredList: TypeAlias = list[object]


def listed(value: object) -> tuple[object, ...]:
    """Return what a list holds; nothing where it is no list."""
    return tuple(value) if isinstance(value, list | tuple | set | frozenset) else ()


def listed_in(stored: Stored, name: str) -> tuple[object, ...]:
    """Return what is listed under a name; nothing where no list stands there."""
    return listed(stored.get(name))


def texts_in(stored: Stored, name: str) -> tuple[str, ...]:
    """Return the texts that are listed under a name."""
    return tuple(map(str, listed_in(stored, name)))


def objects_in(stored: Stored, name: str) -> tuple[Stored, ...]:
    """Return the objects that are listed under a name."""
    return tuple(one for one in listed_in(stored, name) if isinstance(one, Mapping))


def object_in(stored: Stored, name: str) -> Stored:
    """Return the object under a name; an empty one where none stands there."""
    value = stored.get(name)
    return value if isinstance(value, Mapping) else {}


def number_in(stored: Stored, name: str) -> int:
    """Return the number under a name; 0 where nothing stands there."""
    return int(str(stored.get(name) or 0))


def pairs_of(stored: StoredList) -> tuple[tuple[str, int], ...]:
    """Return pairs of a text and a number."""
    return tuple((str(text), int(str(number))) for text, number in map(listed, stored))
