"""A write-ahead log that is damaged in the middle is refused, unopened; one that a crash cut off is not."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from intake.storage.database import Database
from intake.storage.refusals import DatabaseRefused

COMMITS = 12


@pytest.fixture(scope="module")
def crashed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What lies on the disk after some commits, when nobody closed the database."""
    living, left = tmp_path_factory.mktemp("living"), tmp_path_factory.mktemp("left")
    with closing(sqlite3.connect(living / "x.db", isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA wal_autocheckpoint = 0")
        database.execute("CREATE TABLE filed (n INTEGER)")
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        for number in range(COMMITS):
            database.execute("INSERT INTO filed VALUES (?)", (number,))
        for name in ("x.db", "x.db-wal"):
            shutil.copy(living / name, left / name)
    return left


@pytest.fixture
def left(crashed: Path, tmp_path: Path) -> Iterator[Path]:
    shutil.copytree(crashed, tmp_path / "left")
    yield tmp_path / "left"


def damage(left: Path, at: int, length: int = 8) -> dict[str, bytes]:
    log = left / "x.db-wal"
    whole = bytearray(log.read_bytes())
    whole[at : at + length] = bytes(255 - sign for sign in whole[at : at + length])
    log.write_bytes(whole)
    return {path.name: path.read_bytes() for path in left.iterdir()}


def opened(left: Path) -> int:
    """Return how many rows stand when it was opened."""

    async def count() -> int:
        database = await Database.open(f"sqlite:///{left}/x.db")
        await database.close()
        with closing(sqlite3.connect(left / "x.db")) as there:
            return int(there.execute("SELECT count(*) FROM filed").fetchone()[0])

    return asyncio.run(count())


def test_after_a_crash_all_that_was_confirmed_is_there(left: Path) -> None:
    assert opened(left) == COMMITS


@pytest.mark.parametrize("at", [0, 20, 40, 100, 5_000, 16_500])
def test_damage_before_what_was_confirmed_is_refused_and_nothing_is_touched(left: Path, at: int) -> None:
    before = damage(left, at)

    with pytest.raises(DatabaseRefused, match="什么也没有改动"):
        opened(left)

    assert {path.name: path.read_bytes() for path in left.iterdir()} == before


@pytest.mark.parametrize("cut", [1, 24, 3_000, 4_119])
def test_a_log_that_a_crash_cut_off_loses_no_more_than_its_unfinished_end(left: Path, cut: int) -> None:
    log = left / "x.db-wal"
    log.write_bytes(log.read_bytes()[:-cut])

    assert opened(left) == COMMITS - 1


def test_remains_of_an_older_log_are_no_damage(left: Path) -> None:
    with closing(sqlite3.connect(left / "x.db", isolation_level=None)) as database:
        database.execute("PRAGMA wal_checkpoint(RESTART)")
        database.execute("INSERT INTO filed VALUES (99)")
        again = left.parent / "again"
        shutil.copytree(left, again, ignore=shutil.ignore_patterns("*-shm"))

    assert opened(again) == COMMITS + 1
