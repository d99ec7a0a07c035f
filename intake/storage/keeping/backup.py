"""A consistent copy of database and keys, made while the service runs. `restoring` is the way back.

A backup is a directory, readable by its owner alone:

    manifest.json       when it was made, of which kind of database, at which revision, tables with their columns
    shangmi.db          SQLite: the whole database in one file
    tables/NAME.copy    PostgreSQL: each table in the text format of COPY, all of the same moment
    README.txt          how to restore it
    evidence/           the files that filers handed in, in sealed pieces as they lie on the shelf
    keys/keyring.json   the keyring, and keys/data.key unless the data key comes from the setting

With recipients it holds manifest.json, README.txt and, encrypted to them (`encrypted`), data.age with all the
rest but the keys, and keys.age, which is better kept elsewhere.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import sqlite3
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, inspect

from intake.storage.database import Database
from intake.storage.keeping.encrypted import sealed_away
from intake.storage.keeping.files import FILES, PieceName, copy_pieces, pieces_in
from intake.storage.keeping.upgrade import revision_of
from intake.storage.refusals import StartRefused
from intake.storage.sealing import DATA_KEY_FILE, KEYRING_FILE

MANIFEST = "manifest.json"
SQLITE_FILE = "shangmi.db"
TABLES = "tables"
KEYS = "keys"
DATA_FILE = "data.age"
KEYS_FILE = "keys.age"
KEY_FILES = (DATA_KEY_FILE, KEYRING_FILE)


_README = """\
渝商秘的备份，做于 {made_at}。{keep}

恢复办法（不会覆盖任何已有内容）：
1. 停止服务。
2. 把原来的数据目录（SHANGMI_DATA_DIR）移到别处；用 PostgreSQL 的，另建一个空库。
3. 让 SHANGMI_DATA_DIR 指向一个新的（或者空的）目录；用 PostgreSQL 的，让 SHANGMI_DATABASE_URL 指向空库。
   如果数据密钥原来在 SHANGMI_DATA_KEY 里，备份中没有它，请照旧设置。
4. 运行：{command}
   备份由较早的版本所做的，恢复时一并升级。恢复以后自动核对日志，写明缺什么。
5. 启动服务。
来访人上传的文件仍是加密的分块，恢复时一并放回数据目录。
"""
_PLAIN = ("其中有密钥，没有加密，请像密钥一样保管。", "shangmi restore 本目录")
_ENCRYPTED = (
    "已加密，只有收件公钥对应的私钥能打开；密钥单独在 keys.age 里，请与数据分开存放。",
    "shangmi restore 本目录 --identity 私钥文件（keys.age 放在别处的，再加 --keys 那个文件）",
)


class BackupRefused(StartRefused):
    """A backup cannot be made or put back there. The text says why and what helps."""


async def backup(
    database: Database,
    data_dir: Path,
    target: Path,
    now: datetime,
    carry: Callable[[Path], Awaitable[object]] | None = None,
    recipients: Sequence[object] = (),
) -> Path:
    """Write a backup to `target`, which must not exist yet; it appears whole or not at all.

    It may be of an older version's database: a backup is made before an upgrade.

    carry       puts the files into a folder, where they do not lie in the data directory
    data_dir    where the keys are; without a keyring there it is refused: nobody could open such a backup
    recipients  to whom it is encrypted; to nobody by default
    """
    return (await backup_with_files(database, data_dir, target, now, carry, recipients))[0]


async def backup_with_files(
    database: Database,
    data_dir: Path,
    target: Path,
    now: datetime,
    carry: Callable[[Path], Awaitable[object]] | None = None,
    recipients: Sequence[object] = (),
) -> tuple[Path, frozenset[PieceName]]:
    """Do the same, and return the pieces of files that are in it too: in an encrypted one nobody sees them."""
    if not (data_dir / KEYRING_FILE).exists():
        raise BackupRefused(
            f"{data_dir} 里没有密钥（{KEYRING_FILE}）。请核对 SHANGMI_DATA_DIR 是不是服务的数据目录。"
        )
    draft = _new_draft(target, now)
    tables: Mapping[str, Sequence[str]] = {}
    try:
        if database.is_sqlite:
            await asyncio.to_thread(_copy_sqlite, database.sqlite_path, draft / SQLITE_FILE)
        else:
            tables = await _columns_of(database)
            await _copy_out(database, draft / TABLES, tables)
        # After the database: whatever it knows of is still there, or was taken away for good.
        await (carry(draft / FILES) if carry else copy_pieces(data_dir / FILES, draft / FILES))
        pieces = await pieces_in(draft / FILES)
        copy_keys(data_dir, draft / KEYS)
        if recipients:
            await asyncio.to_thread(_encrypt, draft, recipients)
        _write_manifest(database, draft, now, await revision_of(database), tables)
        (draft / "README.txt").write_text(_readme(now, is_encrypted=bool(recipients)))
        _close_to_others(draft)
        return _put_in_place(draft, target), pieces
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


async def _columns_of(database: Database) -> Mapping[str, Sequence[str]]:
    """Return the tables of the database as it is, referred ones first, each with its columns."""

    def found(connection: Connection) -> Mapping[str, Sequence[str]]:
        looked = inspect(connection)
        names = [name for name, _ in looked.get_sorted_table_and_fkc_names() if name and name != "alembic_version"]
        return {name: [column["name"] for column in looked.get_columns(name)] for name in names}

    async with database.engine.connect() as connection:
        return await connection.run_sync(found)


async def _copy_out(database: Database, directory: Path, tables: Mapping[str, Sequence[str]]) -> None:
    # No worker on SQLite loads it.
    import asyncpg

    connection: asyncpg.Connection = await asyncpg.connect(database.postgres_dsn)
    try:
        async with connection.transaction(isolation="repeatable_read", readonly=True):
            for name, columns in tables.items():
                await connection.copy_from_table(name, output=directory / f"{name}.copy", columns=columns)
    finally:
        await connection.close()


def _write_manifest(
    database: Database, directory: Path, now: datetime, revision: str, tables: Mapping[str, Sequence[str]]
) -> None:
    manifest = {
        "made_at": now.isoformat(),
        "database": database.url.get_backend_name(),
        "revision": revision,
        "tables": tables,
    }
    (directory / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n")


def _readme(now: datetime, *, is_encrypted: bool) -> str:
    keep, command = _ENCRYPTED if is_encrypted else _PLAIN
    return _README.format(made_at=now.isoformat(timespec="seconds"), keep=keep, command=command)


def _encrypt(draft: Path, recipients: Sequence[object]) -> None:
    """Put the keys into one encrypted file and all the rest into another, in the place of what lies there."""
    keys = draft / KEYS
    sealed_away(keys, draft / KEYS_FILE, recipients)
    shutil.rmtree(keys)
    data = [path for path in draft.iterdir() if path.name != KEYS_FILE]
    whole = draft / ".data"
    whole.mkdir()
    for path in data:
        path.rename(whole / path.name)
    sealed_away(whole, draft / DATA_FILE, recipients)
    shutil.rmtree(whole)


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
