"""A command that is alone with its SQLite file works in the loop itself, by the same rules as everybody else."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy import insert, select, text
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from intake.storage.database import Database
from intake.storage.tables import MarkRow


@pytest_asyncio.fixture
async def alone(tmp_path: Path) -> AsyncIterator[Database]:
    database = await Database.open(f"sqlite:///{tmp_path / 'alone.db'}", alone=True)
    await database.migrate()
    yield database
    await database.close()


async def _marks(database: Database) -> dict[str, str]:
    async with database.reading() as session:
        rows = await session.execute(select(col(MarkRow.name), col(MarkRow.value)))
        return {name: value for name, value in rows}


async def test_what_is_written_stands_and_what_fails_leaves_nothing(alone: Database) -> None:
    async with alone.writing() as session:
        session.add(MarkRow(name="one", value="1"))
    with pytest.raises(IntegrityError):
        async with alone.writing() as session:
            await session.execute(insert(MarkRow), [{"name": "two", "value": "2"}, {"name": "one", "value": "3"}])

    assert await _marks(alone) == {"one": "1"}


async def test_what_is_asked_in_one_session_is_whole_when_another_writes_meanwhile(alone: Database) -> None:
    async with alone.writing() as session:
        session.add_all(MarkRow(name=str(number), value="") for number in range(50))
    async with alone.reading() as reading:
        found = await reading.execute(select(col(MarkRow.name)))
        async with alone.writing() as session:
            session.add(MarkRow(name="later", value=""))
        names = [name for (name,) in found]

    assert sorted(names) == sorted(map(str, range(50)))


async def test_nobody_waits_for_a_thread_and_the_file_is_cared_for_as_ever(alone: Database) -> None:
    async def pragma(name: str) -> object:
        async with alone.reading() as session:
            return await session.scalar(text(f"PRAGMA {name}"))

    async with alone.writing() as session:
        writing = asyncio.ensure_future(_marks(alone))
        session.add(MarkRow(name="one", value="1"))

    assert await writing in ({}, {"one": "1"})
    assert [await pragma(name) for name in ("journal_mode", "foreign_keys", "synchronous")] == ["wal", 1, 1]
