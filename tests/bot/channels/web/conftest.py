"""The pages of people."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.long_runs import leave_postgres


# Journeys walk these pages on both databases at every run, and so do the tests of what is kept and found again.
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what belongs to the long run."""
    leave_postgres(items, Path(__file__).parent, but_for=("test_mycase", "test_chat"))
