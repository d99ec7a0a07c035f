"""Sessions commit whole or not at all; writers take turns; addresses are refused without repeating them."""

from __future__ import annotations

import asyncio
import sqlite3
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import OperationalError, StatementError
from sqlmodel import col

from intake.storage.checkpoints import Checkpointer
from intake.storage.database import Database, sqlite_connection
from intake.storage.refusals import DatabaseRefused
from intake.storage.tables import MarkRow, WebSessionRow
from tests.intake.storage.rows import NOW


async def _marks(database: Database) -> dict[str, str]:
    async with database.reading() as session:
        rows = await session.execute(text("SELECT name, value FROM mark"))
        return {name: value for name, value in rows}


async def test_what_is_written_stands_and_what_is_only_read_with_is_dropped(database: Database) -> None:
    async with database.writing() as session:
        session.add(MarkRow(name="one", value="1"))
    async with database.reading() as session:
        session.add(MarkRow(name="two", value="2"))
        await session.flush()

    assert await _marks(database) == {"one": "1"}


async def test_a_session_that_fails_leaves_nothing(database: Database) -> None:
    with pytest.raises(RuntimeError):
        async with database.writing() as session:
            session.add(MarkRow(name="one", value="1"))
            await session.flush()
            raise RuntimeError

    assert await _marks(database) == {}


async def test_writers_take_turns_and_lose_no_update(database: Database) -> None:
    async with database.writing() as session:
        session.add(MarkRow(name="count", value="0"))

    async def count_up() -> None:
        async with database.writing() as session:
            locked = select(MarkRow).where(col(MarkRow.name) == "count").with_for_update()
            mark = (await session.execute(locked)).scalar_one()
            mark.value = str(int(mark.value) + 1)

    await asyncio.gather(*(count_up() for _ in range(20)))

    assert await _marks(database) == {"count": "20"}


async def test_an_instant_comes_back_in_utc_from_whatever_zone(database: Database) -> None:
    shanghai = timezone(timedelta(hours=8))
    moment = datetime(2026, 11, 24, 16, 30, 15, 7, tzinfo=shanghai)
    row = {"person": "p", "opened_at": moment}
    async with database.writing() as session:
        await session.execute(insert(WebSessionRow).values(**row))

    async with database.reading() as session:
        found = (
            await session.execute(select(WebSessionRow).where(col(WebSessionRow.opened_at) <= moment))
        ).scalar_one()
        earlier = select(WebSessionRow).where(col(WebSessionRow.opened_at) < moment)
        assert (await session.execute(earlier)).first() is None

    assert found.opened_at == moment
    assert found.opened_at.tzinfo is UTC


async def test_an_instant_without_a_zone_is_not_stored(database: Database) -> None:
    row = WebSessionRow(person="p", opened_at=NOW.replace(tzinfo=None))
    with pytest.raises(StatementError, match="time zone"):
        async with database.writing() as session:
            session.add(row)


@pytest.mark.parametrize("url", ["", "nonsense", "mysql://root:geheim@host/db", "sqlite://", "sqlite:///:memory:"])
async def test_an_address_we_cannot_use_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(DatabaseRefused, match="SHANGMI_DATABASE_URL") as refused:
        await Database.open(url)

    assert "geheim" not in str(refused.value)


async def test_a_file_we_cannot_use_is_refused_and_left_alone(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Sir or Madam, " * 100)

    for path in (letter, tmp_path / "no such directory" / "x.db"):
        with pytest.raises(DatabaseRefused, match="打不开"):
            await Database.open(f"sqlite:///{path}")

    assert letter.read_text().startswith("Dear Sir")


async def test_sqlite_writes_durably_ahead_and_keeps_its_references(tmp_path: Path) -> None:
    database = await Database.open(f"sqlite:///{tmp_path}/x.db")
    line = sqlite_connection(tmp_path / "x.db")

    async with database.reading() as session:
        for pragma, expected in (("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)):
            assert await session.scalar(text(f"PRAGMA {pragma}")) == expected
            assert line.execute(f"PRAGMA {pragma}").fetchone() == (expected,)

    line.close()
    await database.close()


async def test_the_write_ahead_log_is_emptied_beside_the_commits(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    line = sqlite_connection(path)
    line.execute("CREATE TABLE t (x BLOB)")
    for _ in range(80):
        line.execute("INSERT INTO t VALUES (randomblob(500000))")
    log = path.with_name("x.db-wal")
    assert log.stat().st_size > 32 << 20

    await Checkpointer(path, asyncio.Lock()).look()

    assert log.stat().st_size == 0
    assert sqlite3.connect(path).execute("SELECT count(*) FROM t").fetchone() == (80,)
    line.close()


async def test_what_is_written_after_the_file_was_moved_is_refused_and_not_lost_in_the_old_one(
    tmp_path: Path,
) -> None:
    here, there = tmp_path / "x.db", tmp_path / "away.db"
    database = await Database.open(f"sqlite:///{here}")
    await database.migrate()
    await _write(database, "before")
    _move(here, there)

    for _ in range(3):
        with pytest.raises(OperationalError):
            await _write(database, "meanwhile")
        with pytest.raises(OperationalError):
            await _marks(database)
    assert not here.exists()
    _move(there, here)
    await _write(database, "after")

    assert {"before", "after"} <= set(await _marks(database)) and "meanwhile" not in await _marks(database)
    await database.close()


async def test_sessions_go_on_in_the_file_that_was_put_in_the_place_of_another(tmp_path: Path) -> None:
    for name in ("x.db", "other.db"):
        made = await Database.open(f"sqlite:///{tmp_path}/{name}")
        await made.migrate()
        await _write(made, name)
        await made.close()
    database = await Database.open(f"sqlite:///{tmp_path}/x.db")
    assert "x.db" in await _marks(database)

    _move(tmp_path / "x.db", tmp_path / "away.db")
    _move(tmp_path / "other.db", tmp_path / "x.db")

    assert "other.db" in await _marks(database) and "x.db" not in await _marks(database)
    await database.close()


async def _write(database: Database, name: str) -> None:
    async with database.writing() as session:
        session.add(MarkRow(name=name, value=""))


def _move(here: Path, there: Path) -> None:
    for side in ("", "-wal", "-shm"):
        if (file := Path(f"{here}{side}")).exists():
            file.rename(f"{there}{side}")
