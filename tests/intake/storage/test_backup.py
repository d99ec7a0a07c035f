"""A backup is one moment of a running service, and the way back is walked."""

from __future__ import annotations

import asyncio
import stat
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from intake.journal.verifying import verify
from intake.storage.database import Database
from intake.storage.keeping.backup import BackupRefused, backup
from intake.storage.keeping.restoring import restore
from intake.storage.keeping.upgrade import prepare
from intake.storage.ledger import Ledger
from intake.storage.recall import Recall
from intake.storage.rows import Committed
from intake.storage.sealing import Vault
from tests import postgres
from tests.intake.storage.rows import NOW, a_filing, a_turn


@pytest.fixture
def another_empty_url(database_url: str, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """The address of a second, empty database of the same kind."""
    if database_url.startswith("sqlite"):
        return f"sqlite:///{tmp_path}/another.db"
    server: postgres.Server = request.getfixturevalue("postgres_server")
    url = server.empty_database()
    request.addfinalizer(lambda: server.drop(url))
    return url


async def test_a_backup_made_while_people_file_is_one_moment_and_can_be_restored(
    database: Database, vault: Vault, tmp_path: Path, another_empty_url: str
) -> None:
    await prepare(database, vault)
    ledger = Ledger(database, vault)
    await ledger.start()
    await ledger.commit(a_turn("p1", state=vault.seal("一二三\t\\N\n".encode(), "state", "p1")))

    async def file_on(person: int) -> None:
        for number in range(1, 31):
            case = a_filing(f"q{person}", f"q{person}-{number}", number)
            assert await ledger.commit(case) == Committed()

    filing = asyncio.gather(*(file_on(person) for person in range(4)))
    await asyncio.sleep(0.05)
    made = await backup(database, tmp_path, tmp_path / "copy", NOW)
    await filing
    await ledger.close()

    assert await _as_the_readme_says(made, another_empty_url, tmp_path / "restored") == 0
    restored = await Database.open(another_empty_url)
    again = Vault.open(tmp_path / "restored")
    await prepare(restored, again)

    state = (await Recall(restored).recall("p1", "wechat", "k")).state
    assert state and again.unseal(state, "state", "p1").decode() == "一二三\t\\N\n"
    async with restored.reading() as session:
        cases = await session.scalar(text("SELECT count(*) FROM case_file"))
        texts = await session.scalar(text("SELECT count(*) FROM case_text"))
    verified = await verify(restored, again.journal_key, NOW)
    assert verified.is_intact
    assert cases == texts == verified.cases == verified.entries / 2
    next_ledger = Ledger(restored, again)
    await next_ledger.start()
    assert await next_ledger.commit(a_filing("new", "new")) == Committed()
    await next_ledger.close()
    await restored.close()


async def test_a_backup_can_be_read_by_its_owner_alone(database: Database, vault: Vault, tmp_path: Path) -> None:
    made = await backup(database, tmp_path, tmp_path / "copy", NOW)

    modes = {(path.is_dir(), stat.S_IMODE(path.stat().st_mode)) for path in [made, *_all_in(made)]}
    assert modes == {(True, 0o700), (False, 0o600)}
    assert {"data.key", "keyring.json"} <= {path.name for path in _all_in(made)}
    assert vault.journal_key


async def test_nothing_that_stands_is_overwritten(database: Database, vault: Vault, tmp_path: Path) -> None:
    made = await backup(database, tmp_path, tmp_path / "copy", NOW)

    with pytest.raises(BackupRefused, match="已经存在"):
        await backup(database, tmp_path, made, NOW)
    with pytest.raises(BackupRefused, match=r"data\.key"):
        await restore(made, database, tmp_path)
    await prepare(database, vault)
    ledger = Ledger(database, vault)
    await ledger.start()
    await ledger.commit(a_turn())
    await ledger.close()
    with pytest.raises(BackupRefused, match="空库"):
        await restore(made, database, tmp_path / "elsewhere")
    assert _all_in(tmp_path / "elsewhere") == []


async def test_a_directory_without_a_backup_is_refused(database: Database, tmp_path: Path) -> None:
    with pytest.raises(BackupRefused, match="manifest"):
        await restore(tmp_path, database, tmp_path / "elsewhere")


@pytest.mark.postgres
async def test_a_backup_of_one_kind_is_refused_by_the_other(
    postgres_url: str, vault: Vault, tmp_path: Path
) -> None:
    sqlite = await Database.open(f"sqlite:///{tmp_path}/x.db")
    await sqlite.migrate()
    made = await backup(sqlite, tmp_path, tmp_path / "copy", NOW)
    other = await Database.open(postgres_url)

    with pytest.raises(BackupRefused, match="同类"):
        await restore(made, other, tmp_path / "elsewhere")

    assert vault.fingerprint
    await sqlite.close()
    await other.close()


async def _as_the_readme_says(made: Path, url: str, data_dir: Path) -> int | None:
    command = "python -m intake.storage.keeping.restoring 本目录 数据库地址 数据目录"
    assert command in (made / "README.txt").read_text()
    values = {"python": sys.executable, "本目录": str(made), "数据库地址": url, "数据目录": str(data_dir)}
    process = await asyncio.create_subprocess_exec(*(values.get(word, word) for word in command.split()))
    return await process.wait()


def _all_in(directory: Path) -> list[Path]:
    return sorted(directory.rglob("*"))
