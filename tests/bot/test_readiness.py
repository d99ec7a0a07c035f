"""What `/readyz` stands on: a write that is tried, room on the disk; red while it fails, green again by itself."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from collections import namedtuple
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import asyncpg
import pytest

from bot import alone, readiness
from bot.alone import alone_on
from bot.readiness import Probe, Readiness
from intake.storage.database import Database
from intake.storage.marks import mark_of
from intake.storage.refusals import DatabaseRefused

TAKES_NOTHING = Readiness(database="takes nothing that is written")


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "WITHIN_SECONDS", 0.3)


@pytest.fixture
def always_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "KNOWN_FOR_SECONDS", 0)


@pytest.fixture
async def probe(database: Database, tmp_path: Path) -> AsyncIterator[Probe]:
    probe = Probe(database, tmp_path)
    yield probe
    await probe.close()


async def test_however_many_ask_at_once_one_look_is_taken(probe: Probe, database: Database) -> None:
    found = await asyncio.gather(*(probe.look() for _ in range(200)))

    written = await mark_of(database, "readiness")
    assert len({id(one) for one in found}) == 1 and found[0].is_ready
    await probe.look()
    assert await mark_of(database, "readiness") == written is not None


@pytest.mark.usefixtures("always_anew")
async def test_a_file_that_somebody_holds_is_told_of_and_ready_again_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = await Database.open(f"sqlite:///{tmp_path}/x.db")
    await database.migrate()
    probe = Probe(database, tmp_path)
    with closing(sqlite3.connect(tmp_path / "x.db", isolation_level=None)) as somebody:
        somebody.execute("BEGIN IMMEDIATE")
        held, still = await probe.look(), await probe.look()
        somebody.execute("ROLLBACK")
    # The look that hung meanwhile is over as soon as it had its turn.
    monkeypatch.setattr(readiness, "WITHIN_SECONDS", 30)
    await probe.look()
    free = await probe.look()

    assert (held, still, free) == (TAKES_NOTHING, TAKES_NOTHING, Readiness())
    await probe.close()
    await database.close()


@pytest.mark.postgres
@pytest.mark.usefixtures("always_anew")
async def test_a_server_that_only_reads_is_told_of_and_ready_again_by_itself(
    postgres_url: str, tmp_path: Path
) -> None:
    database = await Database.open(postgres_url)
    await database.migrate()
    operator = await asyncpg.connect(database.postgres_dsn)
    name = await operator.fetchval("SELECT quote_ident(current_database())")
    probe, found = Probe(database, tmp_path), []
    for only_reads in ("on", "off"):
        await operator.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = {only_reads}")
        await database.engine.dispose()
        found.append(await probe.look())

    assert found == [TAKES_NOTHING, Readiness()]
    await operator.close()
    await probe.close()
    await database.close()


@pytest.mark.usefixtures("always_anew")
async def test_a_disk_that_is_full_is_told_of(probe: Probe, monkeypatch: pytest.MonkeyPatch) -> None:
    room = namedtuple("room", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: room(10**9, 10**9, 4096))
    assert await probe.look() == Readiness(disk="full")
    monkeypatch.undo()
    assert (await probe.look()).is_ready


async def test_of_two_services_on_one_file_the_second_is_refused_and_may_begin_when_the_first_has_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alone, "_WAITS_SECONDS", 0.2)
    async with alone_on(tmp_path / "x.db"):
        with pytest.raises(DatabaseRefused, match="已经有一个服务进程在用"):
            async with alone_on(tmp_path / "x.db"):
                pass

    async with alone_on(tmp_path / "x.db"), alone_on(None):
        assert (tmp_path / "x.db.serving").stat().st_mode & 0o077 == 0
