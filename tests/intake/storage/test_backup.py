"""A backup is one moment of a running service, and the way back is walked."""

from __future__ import annotations

import asyncio
import os
import shutil
import stat
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from intake.journal.verifying import verify
from intake.storage.database import Database
from intake.storage.keeping.backup import BackupRefused, backup
from intake.storage.keeping.encrypted import new_identity, recipients_in
from intake.storage.keeping.resealing import reseal
from intake.storage.keeping.restoring import restore
from intake.storage.keeping.upgrade import prepare
from intake.storage.ledger import Ledger
from intake.storage.recall import Recall
from intake.storage.refusals import StartRefused
from intake.storage.rows import Committed
from intake.storage.sealing import Vault
from tests import postgres
from tests.intake.storage.rows import NOW, a_filing, a_turn
from tests.samples.tables_0002 import sample


@pytest.fixture
def another_empty_url(database_url: str, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """The address of a second, empty database of the same kind."""
    return _empty_like(database_url, tmp_path, request)


@pytest.fixture
def new_empty_url(empty_database_url: str, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """The address of a second, empty database of the same kind as one without tables."""
    return _empty_like(empty_database_url, tmp_path, request)


def _empty_like(url: str, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    if url.startswith("sqlite"):
        return f"sqlite:///{tmp_path}/another.db"
    server: postgres.Server = request.getfixturevalue("postgres_server")
    made = server.empty_database()
    request.addfinalizer(lambda: server.drop(made))
    return made


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

    # These people's texts were never sealed by our keys: the verification that follows says so.
    assert await _as_the_readme_says(made, another_empty_url, tmp_path / "restored") == 1
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


async def test_an_encrypted_backup_opens_for_its_recipient_alone_and_keys_may_lie_apart(
    database: Database, vault: Vault, tmp_path: Path, another_empty_url: str
) -> None:
    await prepare(database, vault)
    await _one_case(database, vault)
    mine, somebodys = tmp_path / "mine", tmp_path / "somebodys"
    recipients = recipients_in(new_identity(mine))
    new_identity(somebodys)
    made = await backup(database, tmp_path, tmp_path / "copy", NOW, recipients=recipients)
    keys = (made / "keys.age").rename(tmp_path / "keys-elsewhere.age")
    half = shutil.copytree(made, tmp_path / "half") / "data.age"
    half.write_bytes(half.read_bytes()[:-3000])
    empty = await Database.open(another_empty_url)
    there = tmp_path / "restored"

    for source, identity, kept, why in (
        (made, None, keys, "--identity"),
        (made, somebodys, keys, "打不开"),
        (made, keys, keys, "私钥"),
        (made, mine, None, "--keys"),
        (half.parent, mine, keys, "打不开"),
    ):
        with pytest.raises(StartRefused, match=why):
            await restore(source, empty, there, identity, kept)
    restored = await restore(made, empty, there, mine, keys)

    assert {path.name for path in _all_in(made)} == {"manifest.json", "README.txt", "data.age"}
    assert stat.S_IMODE(mine.stat().st_mode) == 0o600
    assert (restored.has_data_key, restored.was_older) == (True, False)
    found = await verify(empty, Vault.open(there, make=False).journal_key, NOW)
    assert (found.is_intact, found.cases) == (True, 1)
    assert [path.name for path in _all_in(tmp_path) if path.name.startswith(".restoring")] == []
    await empty.close()


async def test_a_backup_of_an_older_version_is_brought_to_this_one(
    empty_database_url: str, new_empty_url: str, tmp_path: Path
) -> None:
    """It is made before the upgrade, as the refusal says, and put back into an empty database."""
    await sample.put_into(empty_database_url, tmp_path)
    old = await Database.open(empty_database_url)
    made = await backup(old, tmp_path, tmp_path / "copy", NOW)
    await old.close()
    new = await Database.open(new_empty_url)

    restored = await restore(made, new, tmp_path / "there")

    vault = Vault.open(tmp_path / "there", make=False)
    await prepare(new, vault)
    found = await verify(new, vault.journal_key, NOW + timedelta(days=365), None, vault)
    assert (restored.from_revision, restored.was_older) == ("0002", True)
    assert (found.faults, found.cases, found.unnamed) == ((), 11, 11)
    await reseal(new, vault, NOW)
    named = await verify(new, vault.journal_key, NOW + timedelta(days=365), None, vault)
    assert (named.faults, named.unnamed) == ((), 0)
    await new.close()


async def _one_case(database: Database, vault: Vault) -> None:
    ledger = Ledger(database, vault)
    await ledger.start()
    await ledger.commit(a_filing("p1", "c1"))
    await ledger.close()


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
    command = "shangmi restore 本目录"
    assert command in (made / "README.txt").read_text()
    address = url.replace("postgresql://", "postgresql+asyncpg://")
    set_up = {**os.environ, "SHANGMI_DATA_DIR": str(data_dir), "SHANGMI_DATABASE_URL": address}
    arguments = (sys.executable, "-m", "bot", "restore", str(made))
    process = await asyncio.create_subprocess_exec(*arguments, env=set_up)
    return await process.wait()


def _all_in(directory: Path) -> list[Path]:
    return sorted(directory.rglob("*"))
