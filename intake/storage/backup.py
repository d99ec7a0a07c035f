"""A consistent copy of database and keys, made while the service runs, and the way back.

A backup is a directory, readable by its owner alone:

    manifest.json       when it was made, of which kind of database, at which revision, tables with their columns
    shangmi.db          SQLite: the whole database in one file
    tables/NAME.copy    PostgreSQL: each table in the text format of COPY, all of the same moment
    keys/keyring.json   the keyring, and keys/data.key unless the data key comes from the setting
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import asyncpg
from sqlalchemy import func, select

from intake.storage.database import Database
from intake.storage.refusals import Refused
from intake.storage.sealing import DATA_KEY_FILE, KEYRING_FILE
from intake.storage.steps import METADATA
from intake.storage.upgrade import make_tables, revision_of_this_program

_MANIFEST = "manifest.json"
_SQLITE_FILE = "shangmi.db"
_TABLES = "tables"
_KEYS = "keys"
_KEY_FILES = (DATA_KEY_FILE, KEYRING_FILE)


class BackupRefused(Refused):
    """A backup cannot be made or put back there. The text says why and what helps."""


async def backup(database: Database, data_dir: Path, target: Path, now: datetime) -> Path:
    """Write a backup to `target`, which must not exist yet; it appears whole or not at all.

    data_dir  where the keys are
    """
    draft = _new_draft(target, now)
    try:
        if database.is_sqlite:
            await asyncio.to_thread(_copy_sqlite, database.sqlite_path, draft / _SQLITE_FILE)
        else:
            await _copy_out(database, draft / _TABLES)
        _copy_keys(data_dir, draft / _KEYS)
        _write_manifest(database, draft, now)
        _close_to_others(draft)
        return _put_in_place(draft, target)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


async def restore(source: Path, database: Database, data_dir: Path) -> None:
    """Put a backup into an empty database and a data directory without keys.

    Nothing that exists is overwritten: BackupRefused says what to move away first.
    """
    manifest = _manifest_of(source, database)
    _refuse_to_replace_keys(data_dir)
    if database.is_sqlite:
        await _put_back_sqlite(source / _SQLITE_FILE, database)
    else:
        await _copy_in(source / _TABLES, database, manifest)
    _copy_keys(source / _KEYS, data_dir)


def _new_draft(target: Path, now: datetime) -> Path:
    if target.exists():
        raise BackupRefused(f"{target} 已经存在。请换一个新目录，例如 {target}-{now:%Y%m%d-%H%M}。")
    draft = target.with_name(f".{target.name}.partial-{os.getpid()}")
    draft.mkdir(mode=0o700, parents=True)
    (draft / _TABLES).mkdir()
    return draft


def _put_in_place(draft: Path, target: Path) -> Path:
    """Give the finished backup its name, once all of it is on the disk."""
    os.sync()
    return draft.rename(target)


def _refuse_to_replace_keys(data_dir: Path) -> None:
    for name in _KEY_FILES:
        if (data_dir / name).exists():
            raise BackupRefused(f"{data_dir / name} 已经存在。请先把它移到别处，再恢复备份。")


def _copy_sqlite(path: Path, target: Path) -> None:
    """Copy with SQLite's backup interface: one moment, while others read and write."""
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
        # Without a write-ahead log the copy is this one file.
        copy.execute("PRAGMA journal_mode = DELETE")
        if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise BackupRefused("数据库文件已损坏，备份没有完成。请保留现场，并从上一份备份恢复。")


async def _put_back_sqlite(file: Path, database: Database) -> None:
    def put_back() -> None:
        with closing(sqlite3.connect(database.sqlite_path)) as target, closing(sqlite3.connect(file)) as copy:
            if target.execute("SELECT count(*) FROM sqlite_master").fetchone() != (0,):
                raise BackupRefused(f"{database.sqlite_path} 不是空库。请先把它移到别处，再恢复备份。")
            copy.backup(target)

    async with database.pen:
        await asyncio.to_thread(put_back)


async def _copy_out(database: Database, directory: Path) -> None:
    connection: Any = await asyncpg.connect(database.postgres_dsn)
    try:
        async with connection.transaction(isolation="repeatable_read", readonly=True):
            for table in METADATA.sorted_tables:
                columns = [column.name for column in table.columns]
                await connection.copy_from_table(
                    table.name, output=directory / f"{table.name}.copy", columns=columns
                )
    finally:
        await connection.close()


async def _copy_in(directory: Path, database: Database, manifest: Mapping[str, Any]) -> None:
    if manifest["revision"] != revision_of_this_program():
        raise BackupRefused(
            f"备份是 {manifest['revision']} 版的，本程序是 {revision_of_this_program()} 版。"
            "请用做备份时的程序版本恢复，再运行 shangmi db upgrade。"
        )
    await make_tables(database)
    connection: Any = await asyncpg.connect(database.postgres_dsn)
    try:
        async with connection.transaction():
            for table, columns in manifest["tables"].items():
                rows = await connection.fetchval(str(select(func.count()).select_from(METADATA.tables[table])))
                if rows:
                    raise BackupRefused("数据库不是空库。请让 SHANGMI_DATABASE_URL 指向空库，再恢复备份。")
                await connection.copy_to_table(table, source=directory / f"{table}.copy", columns=columns)
    finally:
        await connection.close()


def _write_manifest(database: Database, directory: Path, now: datetime) -> None:
    manifest = {
        "made_at": now.isoformat(),
        "database": database.url.get_backend_name(),
        "revision": revision_of_this_program(),
        "tables": {table.name: [column.name for column in table.columns] for table in METADATA.sorted_tables},
    }
    (directory / _MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n")


def _manifest_of(source: Path, database: Database) -> Mapping[str, Any]:
    try:
        manifest: Mapping[str, Any] = json.loads((source / _MANIFEST).read_text())
    except (OSError, ValueError):
        raise BackupRefused(f"{source} 里没有完整的备份（缺少 {_MANIFEST}）。") from None
    if manifest["database"] != database.url.get_backend_name():
        raise BackupRefused(
            f"这份备份来自 {manifest['database']}，不能恢复到 {database.url.get_backend_name()}。"
            "请把 SHANGMI_DATABASE_URL 改成同类的空库。"
        )
    return manifest


def _copy_keys(source: Path, target: Path) -> None:
    target.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name in _KEY_FILES:
        if (source / name).exists():
            shutil.copyfile(source / name, target / name)
            (target / name).chmod(0o600)


def _close_to_others(directory: Path) -> None:
    for path in directory.rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)
