"""What the long run tries and every run leaves out."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePosixPath

import pytest

_HERE = Path(__file__).parent
# Folders and modules that meet both databases at every run: the batch, the locks and the migrations; the walls
# between bureaus; the queries of lists, searches and counts; what a process that dies leaves behind. The others
# read and write by the same means, and meet PostgreSQL in the long run.
_ON_BOTH_AT_EVERY_RUN = frozenset({
    "journeys", "test_ledger", "test_hazards", "test_database", "test_upgrade", "test_recounting", "test_journal",
    "test_caseload", "test_paperwork", "test_wall", "test_lists", "test_orders", "test_searching",
    "test_assisting", "test_owed", "test_no_scan",
})  # fmt: skip


def leave_postgres(items: Iterable[pytest.Item]) -> None:
    """Leave to the long run what is tried on PostgreSQL elsewhere."""
    for item in items:
        if item.get_closest_marker("postgres") and _is_left(item.path):
            item.add_marker(pytest.mark.long)


def _is_left(module: Path) -> bool:
    parts = PurePosixPath(module.relative_to(_HERE)).with_suffix("").parts
    return _ON_BOTH_AT_EVERY_RUN.isdisjoint(parts)


def some(every: Iterable[object], one_in: int) -> list[object]:
    """Return parameters of which every run takes one in so many, and the long run the others."""
    return [
        one if number % one_in == 0 else pytest.param(one, marks=pytest.mark.long)
        for number, one in enumerate(every)
    ]
