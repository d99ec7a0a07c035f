"""The database locked or gone, the process killed, several processes at once."""

from __future__ import annotations

import asyncio
import signal
import sqlite3
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy import text

from intake.journal.verifying import verify
from intake.storage import database as database_module
from intake.storage.database import Database
from intake.storage.ledger import Ledger, LedgerUnavailable
from intake.storage.recall import Recall
from intake.storage.rows import AnsweredBefore, Committed
from intake.storage.sealing import Vault
from tests.intake.storage.rows import NOW, a_filing, a_turn

SETTLED = NOW + timedelta(days=1)


@asynccontextmanager
async def a_ledger(url: str, vault: Vault) -> AsyncIterator[tuple[Database, Ledger]]:
    database = await Database.open(url)
    await database.migrate()
    ledger = Ledger(database, vault)
    await ledger.start()
    try:
        yield database, ledger
    finally:
        await ledger.close()
        await database.close()


async def test_a_locked_sqlite_fails_the_turns_and_takes_them_afterwards(
    tmp_path: Path, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_module, "_PRAGMAS", (*database_module._PRAGMAS, "PRAGMA busy_timeout = 100"))
    async with a_ledger(f"sqlite:///{tmp_path}/x.db", vault) as (_, ledger):
        somebody = sqlite3.connect(tmp_path / "x.db", isolation_level=None)
        somebody.execute("BEGIN IMMEDIATE")
        outcomes = await asyncio.gather(
            *(ledger.commit(a_turn(f"p{n}")) for n in range(3)), return_exceptions=True
        )
        somebody.execute("ROLLBACK")
        somebody.close()

        assert [type(outcome) for outcome in outcomes] == [LedgerUnavailable] * 3
        assert await ledger.commit(a_turn("p0")) == Committed()


async def test_a_sqlite_file_that_vanished_takes_no_turn_until_it_is_back(tmp_path: Path, vault: Vault) -> None:
    path, elsewhere = tmp_path / "x.db", tmp_path / "elsewhere"
    async with a_ledger(f"sqlite:///{path}", vault) as (database, ledger):
        recall = Recall(database)
        assert await ledger.commit(a_turn("p1")) == Committed()
        _move("x.db*", tmp_path, elsewhere)
        with pytest.raises(LedgerUnavailable):
            await ledger.commit(a_turn("p2"))
        with pytest.raises(LedgerUnavailable):
            await recall.recall("p1", "wechat", "p1-1")
        _move("x.db*", elsewhere, tmp_path)

        assert await ledger.commit(a_turn("p2")) == Committed()
        assert await ledger.commit(a_turn("p1")) == AnsweredBefore(b"reply")


@pytest.mark.postgres
async def test_a_postgres_that_throws_everybody_out_takes_the_turn_afterwards(
    postgres_url: str, vault: Vault
) -> None:
    async with a_ledger(postgres_url, vault) as (database, ledger):
        recall = Recall(database)
        await recall.recall("p1", "wechat", "k")
        operator = await asyncpg.connect(database.postgres_dsn)
        async with operator.transaction():
            await operator.execute("LOCK TABLE turn")
            in_hand = asyncio.create_task(ledger.commit(a_turn("p1")))
            await asyncio.sleep(0.2)
            await operator.execute(THROW_OUT)
            with pytest.raises(LedgerUnavailable):
                await in_hand
        await operator.close()

        assert await ledger.commit(a_turn("p1")) == Committed()
        assert (await recall.recall("p1", "wechat", "k")).turn_no == 1


@pytest.mark.postgres
async def test_a_postgres_that_is_not_there_fails_the_turn_at_once(vault: Vault) -> None:
    database = await Database.open("postgresql://nobody@127.0.0.1:1/nothing")
    ledger = Ledger(database, vault)
    await ledger.start()

    began = time.monotonic()
    with pytest.raises(LedgerUnavailable):
        await ledger.commit(a_turn())

    assert time.monotonic() - began < 4
    await ledger.close()
    await database.close()


async def test_an_officer_who_writes_is_not_kept_waiting_by_a_busy_ledger(
    database: Database, vault: Vault
) -> None:
    ledger = Ledger(database, vault)
    await ledger.start()

    is_busy, is_over = asyncio.Event(), asyncio.Event()

    async def talk(person: int) -> int:
        number = 0
        while not is_over.is_set():
            number += 1
            assert await ledger.commit(a_turn(f"p{person}", number)) == Committed()
            is_busy.set()
        return number

    talking = asyncio.gather(*(talk(person) for person in range(20)))
    await is_busy.wait()
    began = time.monotonic()
    async with database.writing() as session:
        await session.execute(text("INSERT INTO mark VALUES ('officer', 'was here')"))
    waited = time.monotonic() - began
    is_over.set()

    assert waited < 1
    assert sum(await talking) > 20
    await ledger.close()


THROW_OUT = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
)
WRITER = """
import asyncio, sys
from pathlib import Path
from intake.storage.database import Database
from intake.storage.ledger import Ledger
from intake.storage.recall import Recall
from intake.storage.rows import Committed
from intake.storage.sealing import Vault
from tests.intake.storage.rows import a_filing

async def file_on(ledger, recall, run, person):
    who, number = f"{run}-{person}", 0
    while True:
        number += 1
        outcome = await ledger.commit(a_filing(who, f"{who}-{number}", number))
        assert outcome == Committed()
        # What is printed here has left: it must be found again, whatever happens to this process.
        sys.stdout.write(f"{who}-{number}\\n")
        sys.stdout.flush()

async def main(url, data_dir, run):
    database = await Database.open(url)
    ledger = Ledger(database, Vault.open(Path(data_dir)))
    await ledger.start()
    await asyncio.gather(*(file_on(ledger, Recall(database), run, person) for person in range(8)))

asyncio.run(main(*sys.argv[1:]))
"""


async def test_what_was_confirmed_survives_a_killed_process_whole(
    database: Database, database_url: str, vault: Vault, tmp_path: Path
) -> None:
    confirmed: list[str] = []
    for run in range(3):
        confirmed += await _killed_while_filing(database_url, tmp_path, run)

    assert len(confirmed) > 30
    async with database.reading() as session:
        cases = set(await session.scalars(text("SELECT id FROM case_file")))
        for part in ("case_text", "journal"):
            assert set(await session.scalars(text(f"SELECT case_id FROM {part}"))) == cases
    assert set(confirmed) <= cases
    verified = await verify(database, vault.journal_key, SETTLED)
    assert verified.is_intact
    assert verified.entries == 2 * len(cases)


@pytest.mark.postgres
async def test_two_processes_file_each_case_once_however_often_it_is_delivered(
    postgres_url: str, vault: Vault, tmp_path: Path
) -> None:
    """Two ledgers with connections of their own are to PostgreSQL what two processes are."""
    async with a_ledger(postgres_url, vault) as (database, one), a_ledger(postgres_url, vault) as (_, other):
        deliveries = [
            ledger.commit(a_filing(f"p{person}", f"c{person}-{copy}"))
            for person in range(200)
            for copy, ledger in enumerate((one, other, one))
        ]
        outcomes = await asyncio.gather(*deliveries)

        assert sum(outcome == Committed() for outcome in outcomes) == 200
        assert sum(outcome == AnsweredBefore(b"reply") for outcome in outcomes) == 400
        verified = await verify(database, vault.journal_key, SETTLED)
        assert (verified.cases, verified.entries, verified.is_intact) == (200, 400, True)


async def _killed_while_filing(url: str, data_dir: Path, run: int) -> list[str]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", WRITER, url, str(data_dir), str(run), stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout
    confirmed = [(await process.stdout.readline()).decode().strip() for _ in range(12)]
    process.send_signal(signal.SIGKILL)
    confirmed += (await process.stdout.read()).decode().splitlines()
    assert await process.wait() == -signal.SIGKILL
    return confirmed


def _move(pattern: str, source: Path, target: Path) -> None:
    target.mkdir(exist_ok=True)
    for file in source.glob(pattern):
        file.rename(target / file.name)
