"""A sheet in one test tries every row, and tells each that does not hold."""

from __future__ import annotations

import pytest

from tests.each_row import each_row


def test_every_row_is_tried_and_each_that_does_not_hold_is_told_by_its_name() -> None:
    tried = []

    @each_row("number", "word", rows=[(1, "a"), (2, "b"), (3, "c")], called=lambda row: row[1])
    def odd(number: int, word: str) -> None:
        tried.append(word)
        assert number == 2, number

    with pytest.raises(ExceptionGroup, match="2 of 3 rows") as told:
        odd()

    assert tried == ["a", "b", "c"]
    assert [fault.__notes__ for fault in told.value.exceptions] == [["row: a"], ["row: c"]]


def test_what_breaks_in_a_row_is_told_like_what_does_not_hold() -> None:
    @each_row("number", rows=[0, 1])
    def divided(number: int) -> None:
        assert 1 // number

    with pytest.raises(ExceptionGroup, match="1 of 2 rows") as told:
        divided()

    assert isinstance(told.value.exceptions[0], ZeroDivisionError)


def test_a_sheet_without_rows_proves_nothing() -> None:
    @each_row("row", rows=[])
    def nothing(row: object) -> None:
        raise AssertionError(row)

    with pytest.raises(AssertionError, match="without rows"):
        nothing()
