"""The way back from a backup, into an empty database and a data directory without keys.

python -m intake.storage.keeping.restoring BACKUP DATABASE_URL DATA_DIR
"""

from __future__ import annotations

import asyncio
import json
import sqlite3
import sys
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import asyncpg
from sqlalchemy import delete, func, select

from intake.storage.database import Database
from intake.storage.keeping.backup import KEY_FILES, KEYS, MANIFEST, SQLITE_FILE, TABLES, BackupRefused, copy_keys
from intake.storage.keeping.files import FILES, CopiedFiles, copy_pieces, counted, pieces_in
from intake.storage.keeping.upgrade import make_tables, revision_of_this_program
from intake.storage.refusals import Refused
from intake.storage.steps import METADATA


async def restore(source: Path, database: Database, data_dir: Path) -> None:
    """Put a backup into an empty database and a data directory without keys.

    Nothing that exists is overwritten: BackupRefused says what to move away first.
    """
    manifest = _manifest_of(source, database)
    _refuse_to_replace_keys(data_dir)
    _refuse_to_mix_files(data_dir)
    if database.is_sqlite:
        await _put_back_sqlite(source / SQLITE_FILE, database)
    else:
        await _copy_in(source / TABLES, database, manifest)
    await copy_pieces(source / FILES, data_dir / FILES)
    copy_keys(source / KEYS, data_dir)


# The migrations put rows into these themselves; a backup brings its own.
_SEEDED = frozenset({"publication"})


def main(arguments: Sequence[str]) -> int:
    """Restore from the command line; 1 when it is refused, 2 when it is not understood."""
    if len(arguments) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    source, url, data_dir = arguments
    try:
        files = asyncio.run(_restore(Path(source), url, Path(data_dir)))
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 1
    print(f"已恢复，其中证据材料 {files.files} 份。请运行 shangmi verify 核对案件日志，再启动服务。")
    if files.missing:
        print(f"备份里缺 {files.missing} 份材料的内容，请从原来的数据目录 {FILES} 里找回。", file=sys.stderr)
    return 0


async def _restore(source: Path, url: str, data_dir: Path) -> CopiedFiles:
    database = await Database.open(url)
    try:
        await restore(source, database, data_dir)
        return await counted(database, await pieces_in(data_dir / FILES))
    finally:
        await database.close()


def _manifest_of(source: Path, database: Database) -> Mapping[str, Any]:
    try:
        manifest: Mapping[str, Any] = json.loads((source / MANIFEST).read_text())
    except (OSError, ValueError):
        raise BackupRefused(f"{source} 里没有完整的备份（缺少 {MANIFEST}）。") from None
    if manifest["database"] != database.url.get_backend_name():
        raise BackupRefused(
            f"这份备份来自 {manifest['database']}，不能恢复到 {database.url.get_backend_name()}。"
            "请把 SHANGMI_DATABASE_URL 改成同类的空库。"
        )
    return manifest


def _refuse_to_replace_keys(data_dir: Path) -> None:
    for name in KEY_FILES:
        if (data_dir / name).exists():
            raise BackupRefused(f"{data_dir / name} 已经存在。请先把它移到别处，再恢复备份。")


def _refuse_to_mix_files(data_dir: Path) -> None:
    if (data_dir / FILES).exists():
        raise BackupRefused(f"{data_dir / FILES} 已经存在。请先把它移到别处，再恢复备份。")


async def _put_back_sqlite(file: Path, database: Database) -> None:
    def put_back() -> None:
        with closing(sqlite3.connect(database.sqlite_path)) as target, closing(sqlite3.connect(file)) as copy:
            if target.execute("SELECT count(*) FROM sqlite_master").fetchone() != (0,):
                raise BackupRefused(f"{database.sqlite_path} 不是空库。请先把它移到别处，再恢复备份。")
            copy.backup(target)

    async with database.pen:
        await asyncio.to_thread(put_back)


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
                if table in _SEEDED:
                    await connection.execute(str(delete(METADATA.tables[table])))
                rows = await connection.fetchval(str(select(func.count()).select_from(METADATA.tables[table])))
                if rows:
                    raise BackupRefused("数据库不是空库。请让 SHANGMI_DATABASE_URL 指向空库，再恢复备份。")
                await connection.copy_to_table(table, source=directory / f"{table}.copy", columns=columns)
    finally:
        await connection.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
