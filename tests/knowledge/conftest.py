"""Libraries that many tests of this folder share."""

from __future__ import annotations

import pytest

from knowledge.library import Library
from tests.knowledge.builders import WORDINGS, raw_entry, write_content
from tests.scratch import index_files


@pytest.fixture(scope="session")
def library() -> Library:
    """The library as it is shipped."""
    return Library.load(files=index_files())


@pytest.fixture(scope="session")
def small_library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Four made-up entries."""
    folder = tmp_path_factory.mktemp("small")
    return Library.load(write_content(folder, [raw_entry(name) for name in WORDINGS]))
