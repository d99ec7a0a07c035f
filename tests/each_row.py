"""Sheets of hundreds of rows, tried in one test: for pytest each test costs more than most rows do."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from typing import Any


def each_row(
    *names: str, rows: Iterable[Any], called: Callable[[Any], str] = str
) -> Callable[[Callable[..., None]], Callable[[], None]]:
    """Let a test try every row, and fail with all rows that do not hold, each under its name.

    names   the parameters that a row fills: one takes it whole, several take its parts
    called  what a row is called where it fails
    """

    def of(test: Callable[..., None]) -> Callable[[], None]:
        assert tuple(inspect.signature(test).parameters) == names, "a row is all that such a test is given"
        kept = list(rows)

        def tried() -> None:
            assert kept, "a sheet without rows proves nothing"
            wrong = []
            for row in kept:
                try:
                    test(*([row] if len(names) == 1 else row))
                except Exception as fault:
                    fault.add_note(f"row: {called(row)}")
                    wrong.append(fault)
            if wrong:
                raise ExceptionGroup(f"{len(wrong)} of {len(kept)} rows", wrong)

        tried.__name__, tried.__qualname__, tried.__module__ = test.__name__, test.__qualname__, test.__module__
        tried.__doc__ = test.__doc__
        return tried

    return of
