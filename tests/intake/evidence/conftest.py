"""A store over a real database of either kind and a real folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from intake.evidence.shelf import FolderShelf
from intake.evidence.store import EvidenceStore
from intake.storage.database import Database
from intake.storage.sealing import Vault
from tests.builders import NOW


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "evidence"


@pytest.fixture
def store(database: Database, vault: Vault, folder: Path) -> EvidenceStore:
    return EvidenceStore(database, vault, FolderShelf(folder), lambda: NOW)
