"""What the long run tries and every run leaves out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

import pytest


def leave_postgres(items: Sequence[pytest.Item], folder: Path, but_for: Collection[str]) -> None:
    """Leave what a folder tries on PostgreSQL to the long run, but for some of the folders and modules in it."""
    for item in items:
        if not item.path.is_relative_to(folder) or not item.get_closest_marker("postgres"):
            continue
        if set(item.path.relative_to(folder).with_suffix("").parts).isdisjoint(but_for):
            item.add_marker(pytest.mark.long)
