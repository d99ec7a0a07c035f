"""The way back from a backup, into an empty database and a data directory without keys: `shangmi restore`."""

from __future__ import annotations

import asyncio
import json
import re
import sqlite3
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from intake.storage.database import Database
from intake.storage.keeping.backup import (
    DATA_FILE,
    KEY_FILES,
    KEYS,
    KEYS_FILE,
    MANIFEST,
    SQLITE_FILE,
    TABLES,
    BackupRefused,
    copy_keys,
)
from intake.storage.keeping.encrypted import identities_in, opened_into
from intake.storage.keeping.files import FILES, CopiedFiles, copy_pieces, counted, pieces_in
from intake.storage.keeping.revisions import revision_of_this_program
from intake.storage.keeping.upgrade import make_tables_of, revision_of, upgrade
from intake.storage.sealing import DATA_KEY_FILE
from intake.stored import Stored, object_in, texts_in

# The migrations put rows into these themselves; a backup brings its own.
_SEEDED = frozenset({"publication"})
_NAME = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back.

    from_revision  the version of the tables that the backup had; they are of this version now
    has_data_key   the data key was in it; otherwise it must be in the setting
    made_at        when the backup was made; None where it does not say
    """

    files: CopiedFiles
    from_revision: str
    has_data_key: bool
    made_at: datetime | None = None

    @property
    def was_older(self) -> bool:
        """Whether an upgrade was needed."""
        return self.from_revision != revision_of_this_program()


async def restore(
    source: Path, database: Database, data_dir: Path, identity: Path | None = None, keys: Path | None = None
) -> Restored:
    """Put a backup into an empty database and a data directory without keys, and bring it to this version.

    identity  file with the private key, for a backup that is encrypted
    keys      where its keys.age lies, if not in the backup itself

    Nothing that exists is overwritten: BackupRefused says what to move away first.
    """
    manifest = _manifest_of(source, database)
    _refuse_to_replace_keys(data_dir)
    _refuse_to_mix_files(data_dir)
    async with _in_the_clear(source, data_dir, identity, keys) as clear:
        if database.is_sqlite:
            await _put_back_sqlite(clear / SQLITE_FILE, database)
        else:
            await _copy_in(clear / TABLES, database, manifest)
        await copy_pieces(clear / FILES, data_dir / FILES)
        copy_keys(clear / KEYS, data_dir)
    revision = await revision_of(database)
    await upgrade(database)
    files = await counted(database, await pieces_in(data_dir / FILES))
    return Restored(files, revision, (data_dir / DATA_KEY_FILE).exists(), _made_at(manifest))


@asynccontextmanager
async def _in_the_clear(
    source: Path, data_dir: Path, identity: Path | None, keys: Path | None
) -> AsyncIterator[Path]:
    """Give the backup's folder; of an encrypted one a decrypted copy beside the data, gone afterwards."""
    if not (source / DATA_FILE).exists():
        yield source
        return
    if identity is None:
        raise BackupRefused("这份备份是加密的。请用 --identity 给出私钥文件。")
    keys_file = keys or source / KEYS_FILE
    if not keys_file.is_file():
        raise BackupRefused(f"找不到 {keys_file}。备份的密钥单独存放时，请用 --keys 给出 keys.age 的位置。")
    opened = await asyncio.to_thread(identities_in, identity)
    data_dir.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".restoring-", dir=data_dir.parent) as made:
        clear = Path(made)
        (clear / KEYS).mkdir()
        await asyncio.to_thread(opened_into, source / DATA_FILE, clear, opened)
        await asyncio.to_thread(opened_into, keys_file, clear / KEYS, opened)
        yield clear


def _manifest_of(source: Path, database: Database) -> Stored:
    try:
        manifest: Stored = json.loads((source / MANIFEST).read_text())
    except (OSError, ValueError):
        raise BackupRefused(f"{source} 里没有完整的备份（缺少 {MANIFEST}）。") from None
    if manifest["database"] != database.url.get_backend_name():
        raise BackupRefused(
            f"这份备份来自 {manifest['database']}，不能恢复到 {database.url.get_backend_name()}。"
            "请把 SHANGMI_DATABASE_URL 改成同类的空库。"
        )
    return manifest


def _made_at(manifest: Stored) -> datetime | None:
    with suppress(KeyError, TypeError, ValueError):
        said = datetime.fromisoformat(str(manifest["made_at"]))
        return said if said.tzinfo is not None else None
    return None


def _refuse_to_replace_keys(data_dir: Path) -> None:
    for name in KEY_FILES:
        if (data_dir / name).exists():
            raise BackupRefused(f"{data_dir / name} 已经存在。请先把它移到别处，再恢复备份。")


def _refuse_to_mix_files(data_dir: Path) -> None:
    if (data_dir / FILES).exists():
        raise BackupRefused(f"{data_dir / FILES} 已经存在。请先把它移到别处，再恢复备份。")


async def _put_back_sqlite(file: Path, database: Database) -> None:
    def put_back() -> None:
        if not file.is_file():
            raise BackupRefused(f"备份里没有数据库（{file.name}），备份不完整。")
        with closing(sqlite3.connect(database.sqlite_path)) as target, closing(sqlite3.connect(file)) as copy:
            if target.execute("SELECT count(*) FROM sqlite_master").fetchone() != (0,):
                raise BackupRefused(f"{database.sqlite_path} 不是空库。请先把它移到别处，再恢复备份。")
            copy.backup(target)

    async with database.pen:
        await asyncio.to_thread(put_back)


async def _copy_in(directory: Path, database: Database, manifest: Stored) -> None:
    await make_tables_of(database, str(manifest["revision"]))
    # No worker on SQLite loads it.
    import asyncpg

    connection: asyncpg.Connection = await asyncpg.connect(database.postgres_dsn)
    try:
        async with connection.transaction():
            tables = object_in(manifest, "tables")
            for table in tables:
                if not _NAME.fullmatch(table):
                    raise BackupRefused(f"备份的 {MANIFEST} 已损坏。")
                if table in _SEEDED:
                    await connection.execute(f"DELETE FROM {table}")  # noqa: S608 - one of our own names
                if await connection.fetchval(f"SELECT count(*) FROM {table}"):  # noqa: S608 - a plain name
                    raise BackupRefused("数据库不是空库。请让 SHANGMI_DATABASE_URL 指向空库，再恢复备份。")
                await connection.copy_to_table(
                    table, source=directory / f"{table}.copy", columns=texts_in(tables, table)
                )
    finally:
        await connection.close()
