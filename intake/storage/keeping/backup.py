"""A consistent copy of database and keys, made while the service runs. `restoring` is the way back.

A backup is a directory, readable by its owner alone:

    manifest.json       when it was made, of which kind of database, at which revision, tables with their columns
    shangmi.db          SQLite: the whole database in one file
    tables/NAME.copy    PostgreSQL: each table in the text format of COPY, all of the same moment
    README.txt          how to restore it
    evidence/           the files that filers handed in, in sealed pieces as they lie on the shelf
    keys/keyring.json   the keyring, and keys/data.key unless the data key comes from the setting
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import asyncpg

from intake.storage.database import Database
from intake.storage.keeping.files import FILES, copy_pieces
from intake.storage.keeping.upgrade import revision_of_this_program
from intake.storage.refusals import Refused
from intake.storage.sealing import DATA_KEY_FILE, KEYRING_FILE
from intake.storage.steps import METADATA

MANIFEST = "manifest.json"
SQLITE_FILE = "shangmi.db"
TABLES = "tables"
KEYS = "keys"
KEY_FILES = (DATA_KEY_FILE, KEYRING_FILE)


_README = """\
渝商秘的备份，做于 {made_at}。其中有密钥，请像密钥一样保管。

恢复办法（不会覆盖任何已有内容）：
1. 停止服务。
2. 把原来的数据目录（SHANGMI_DATA_DIR）移到别处；用 PostgreSQL 的，另建一个空库。
3. 在装有同一版本程序的环境里运行：
   python -m intake.storage.keeping.restoring 本目录 数据库地址 数据目录
   数据库地址例如 sqlite:///var/shangmi.db，或 postgresql+asyncpg://用户@主机/空库（口令放在 PGPASSWORD 里）。
4. 把 SHANGMI_DATABASE_URL、SHANGMI_DATA_DIR 指向恢复出来的库和目录。
   如果数据密钥原来在 SHANGMI_DATA_KEY 里，备份中没有它，请照旧设置。
5. 运行 shangmi verify 核对案件日志，再启动服务。
来访人上传的文件在 evidence 目录里，仍是加密的分块，恢复时会一并放回数据目录。
"""


class BackupRefused(Refused):
    """A backup cannot be made or put back there. The text says why and what helps."""


async def backup(
    database: Database,
    data_dir: Path,
    target: Path,
    now: datetime,
    carry: Callable[[Path], Awaitable[object]] | None = None,
) -> Path:
    """Write a backup to `target`, which must not exist yet; it appears whole or not at all.

    carry     puts the files into a folder, where they do not lie in the data directory
    data_dir  where the keys are; without a keyring there it is refused: nobody could open such a backup
    """
    if not (data_dir / KEYRING_FILE).exists():
        raise BackupRefused(
            f"{data_dir} 里没有密钥（{KEYRING_FILE}）。请核对 SHANGMI_DATA_DIR 是不是服务的数据目录。"
        )
    draft = _new_draft(target, now)
    try:
        if database.is_sqlite:
            await asyncio.to_thread(_copy_sqlite, database.sqlite_path, draft / SQLITE_FILE)
        else:
            await _copy_out(database, draft / TABLES)
        # After the database: whatever it knows of is still there, or was taken away for good.
        await (carry(draft / FILES) if carry else copy_pieces(data_dir / FILES, draft / FILES))
        copy_keys(data_dir, draft / KEYS)
        _write_manifest(database, draft, now)
        _close_to_others(draft)
        return _put_in_place(draft, target)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _new_draft(target: Path, now: datetime) -> Path:
    if target.exists():
        raise BackupRefused(f"{target} 已经存在。请换一个新目录，例如 {target}-{now:%Y%m%d-%H%M}。")
    draft = target.with_name(f".{target.name}.partial-{os.getpid()}")
    draft.mkdir(mode=0o700, parents=True)
    (draft / TABLES).mkdir()
    return draft


def _put_in_place(draft: Path, target: Path) -> Path:
    """Give the finished backup its name, once all of it is on the disk."""
    os.sync()
    return draft.rename(target)


def _copy_sqlite(path: Path, target: Path) -> None:
    """Copy with SQLite's backup interface: one moment, while others read and write."""
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
        # Without a write-ahead log the copy is this one file.
        copy.execute("PRAGMA journal_mode = DELETE")
        if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise BackupRefused("数据库文件已损坏，备份没有完成。请保留现场，并从上一份备份恢复。")


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


def _write_manifest(database: Database, directory: Path, now: datetime) -> None:
    manifest = {
        "made_at": now.isoformat(),
        "database": database.url.get_backend_name(),
        "revision": revision_of_this_program(),
        "tables": {table.name: [column.name for column in table.columns] for table in METADATA.sorted_tables},
    }
    (directory / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n")
    (directory / "README.txt").write_text(_README.format(made_at=now.isoformat(timespec="seconds")))


def copy_keys(source: Path, target: Path) -> None:
    """Copy the key files that there are, readable by their owner alone."""
    target.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name in KEY_FILES:
        if (source / name).exists():
            shutil.copyfile(source / name, target / name)
            (target / name).chmod(0o600)


def _close_to_others(directory: Path) -> None:
    for path in directory.rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)
