"""The library as it is shipped, built once for all tests of this folder."""

from __future__ import annotations

import pytest

from knowledge.library import Library


@pytest.fixture(scope="session")
def library() -> Library:
    return Library.load()
