"""Small counts are not told where they could name somebody, nor let themselves be worked out from a sum. Pure.

A cell from one to four is joined to 「1–4」. Where what is covered in a line of a table could be worked out from
its sum, being one cell alone or few in all, the smallest of the others is covered too.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Final, TypeVar

FEW: Final = 5
SMALL: Final = "1–4"
OMITTED: Final = "略"

Row = TypeVar("Row", bound=Hashable)
Column = TypeVar("Column", bound=Hashable)
Key = TypeVar("Key", bound=Hashable)


def covered(counts: Mapping[Key, int]) -> dict[Key, int | str]:
    """Return one line of counts, whose sum is told, with what must not be told covered."""
    hidden = _hidden(counts)
    return {key: _shown(number, is_hidden=key in hidden) for key, number in counts.items()}


def covered_table(
    table: Mapping[tuple[Row, Column], int], rows: Sequence[Row], columns: Sequence[Column]
) -> dict[tuple[Row, Column], int | str]:
    """Return a table, whose sums of rows and columns are told, with what must not be told covered."""
    hidden = {
        place for place in ((row, column) for row in rows for column in columns) if _is_few(table.get(place, 0))
    }
    lines = [[(row, column) for column in columns] for row in rows]
    lines += [[(row, column) for row in rows] for column in columns]
    while more := {place for line in lines for place in _further(line, table, hidden)} - hidden:
        hidden |= more
    return {
        (row, column): _shown(table.get((row, column), 0), is_hidden=(row, column) in hidden)
        for row in rows
        for column in columns
    }


def _hidden(counts: Mapping[Key, int]) -> set[Key]:
    hidden = {key for key, number in counts.items() if _is_few(number)}
    while more := set(_further(list(counts), counts, hidden)) - hidden:
        hidden |= more
    return hidden


def _further(line: Iterable[Key], counts: Mapping[Key, int], hidden: set[Key]) -> Iterable[Key]:
    """Return what of a line must be covered beside what is, since that could be worked out from the sum."""
    of_line = list(line)
    inside = [key for key in of_line if key in hidden]
    if not inside or not _can_be_worked_out([counts.get(key, 0) for key in inside]):
        return ()
    others = [key for key in of_line if key not in hidden and counts.get(key, 0)]
    return sorted(others, key=lambda key: counts.get(key, 0))[:1]


def _can_be_worked_out(numbers: Sequence[int]) -> bool:
    """Say whether covered cells follow from their sum: one alone, few in all, each as small or large as can be."""
    total = sum(numbers)
    if len(numbers) == 1 or total < FEW:
        return True
    return all(map(_is_few, numbers)) and total in (len(numbers), (FEW - 1) * len(numbers))


def _is_few(number: int) -> bool:
    return 0 < number < FEW


def _shown(number: int, *, is_hidden: bool) -> int | str:
    if not is_hidden:
        return number
    return SMALL if _is_few(number) else OMITTED
