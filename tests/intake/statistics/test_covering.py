"""No count from one to four is told, nor can it be worked out from what is."""

from __future__ import annotations

from itertools import product

import pytest

from intake.statistics.covering import OMITTED, SMALL, covered, covered_table


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ({"a": 0, "b": 5}, {"a": 0, "b": 5}),
        # One alone would be the sum less the others.
        ({"a": 2, "b": 9, "c": 6}, {"a": SMALL, "b": 9, "c": OMITTED}),
        ({"a": 2, "b": 3, "c": 6}, {"a": SMALL, "b": SMALL, "c": 6}),
        # Two that are two together can only be one each, and two that are eight only four each.
        ({"a": 1, "b": 1, "c": 6}, {"a": SMALL, "b": SMALL, "c": OMITTED}),
        ({"a": 4, "b": 4, "c": 6}, {"a": SMALL, "b": SMALL, "c": OMITTED}),
        ({"a": 3}, {"a": SMALL}),
        ({}, {}),
    ],
)
def test_a_small_count_is_covered_and_what_would_tell_it_too(
    counts: dict[str, int], told: dict[str, int | str]
) -> None:
    assert covered(counts) == told


def test_no_cell_of_a_table_follows_from_its_sums() -> None:
    rows, columns = ("x", "y", "z"), ("a", "b")
    for numbers in product((0, 1, 4, 5, 9), repeat=6):
        table = dict(zip(product(rows, columns), numbers, strict=True))

        shown = covered_table(table, rows, columns)

        for place, number in table.items():
            assert shown[place] in ((SMALL,) if 0 < number < 5 else (number, OMITTED))
        for line in ([(row, one) for one in columns] for row in rows):
            hidden = [place for place in line if isinstance(shown[place], str)]
            # Where one cell is covered, another is, unless there is none with anything in it.
            assert len(hidden) != 1 or not any(table[place] for place in line if place not in hidden)
