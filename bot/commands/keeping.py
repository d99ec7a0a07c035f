"""Backups and the way back: encrypted to a recipient where one is set, put back and verified in one command."""

from __future__ import annotations

import argparse
import asyncio
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from bot.commands import data
from bot.commands.standing import as_it_stands
from bot.kept_lists import dispose_of_listed, keep_list
from bot.service import utc_now
from bot.settings import Settings, read_settings
from intake.clocks.calendar import day_in_shanghai
from intake.clocks.counting import load_clocks
from intake.evidence.moving import moved
from intake.evidence.parts import shelf_of
from intake.evidence.shelf import FolderShelf
from intake.storage.database import Database
from intake.storage.keeping.backup import KEYS_FILE, backup_with_files
from intake.storage.keeping.encrypted import new_identity, recipients_in
from intake.storage.keeping.files import FILES, CopiedFiles, counted
from intake.storage.keeping.restoring import Restored
from intake.storage.keeping.restoring import restore as put_back
from intake.storage.keeping.revisions import revision_of_this_program
from intake.storage.keeping.upgrade import revision_of
from intake.storage.refusals import StartRefused


def backup(options: argparse.Namespace) -> int:
    """Copy database, files and keys to a new folder while the service runs."""
    settings = read_settings()
    recipients = recipients_in(settings.backup_recipient)
    if options.keys_to is not None and not recipients:
        raise StartRefused(
            "没有设 SHANGMI_BACKUP_RECIPIENT，备份不加密，密钥也就没有单独的文件。请先设置收件公钥。"
        )
    made, files = asyncio.run(_copied(settings, options.directory, utc_now()))
    whose = f"，含证据材料 {files.files} 份" if files else "；数据库是旧版本，材料没有清点"
    print(f"已备份到 {made}{whose}。")
    if recipients:
        keys = _keys_apart(made, options.keys_to)
        print(f"已加密给 {settings.backup_recipient}。密钥在 {keys}，请与数据分开存放。")
    else:
        print("注意：备份没有加密，其中有密钥，请像密钥一样保管。设 SHANGMI_BACKUP_RECIPIENT 以后的备份会加密。")
    if files and files.missing:
        print(f"其中 {files.missing} 份材料的内容找不到，备份不完整。请运行 shangmi doctor 查看。")
    return 1 if files and files.missing else 0


def restore(options: argparse.Namespace) -> int:
    """Put a backup into the empty database and the new directory of the settings, and verify it."""
    settings = read_settings()
    if options.purged is not None and not options.purged.is_file():
        raise StartRefused(f"找不到销毁清单 {options.purged}。还没有恢复，请核对路径。")
    restored = asyncio.run(_put_back(settings, options.directory, options.identity, options.keys))
    older = f"，由 {restored.from_revision} 版升级而来" if restored.was_older else ""
    again = asyncio.run(_disposed_again(settings, options.purged)) if _opens(restored, settings) else 0
    print(f"已恢复到 {settings.data_dir}{older}，其中证据材料 {restored.files.files} 份。")
    print(_told_of_list(settings, options.purged, again, opens=_opens(restored, settings)))
    if (warning := _past_its_days(restored.made_at, settings, utc_now())) is not None:
        print(warning)
    faults = _missing(restored, settings)
    for fault in faults:
        print(fault)
    if not _opens(restored, settings):
        return 1
    return max(data.verify(options), 1 if faults else 0)


def new_pair(options: argparse.Namespace) -> int:
    """Make a pair of keys for backups: the private one into a file, the public one printed."""
    recipient = new_identity(options.file)
    print(f"私钥写在 {options.file}：请移到本机以外妥善保管，丢了它，加密的备份谁也打不开。")
    print(f"SHANGMI_BACKUP_RECIPIENT={recipient}")
    return 0


async def _copied(settings: Settings, target: Path, now: datetime) -> tuple[Path, CopiedFiles | None]:
    database = await Database.open(settings.database, make=False)
    try:
        shelf = shelf_of(settings.data_dir, settings.evidence_bucket)

        async def carry(folder: Path) -> None:
            await moved(shelf, FolderShelf(folder))

        from_bucket = carry if settings.evidence_bucket else None
        recipients = recipients_in(settings.backup_recipient)
        made, pieces = await backup_with_files(database, settings.data_dir, target, now, from_bucket, recipients)
        if await revision_of(database) != revision_of_this_program():
            return made, None
        return made, await counted(database, pieces, now)
    finally:
        await database.close()


def _keys_apart(made: Path, folder: Path | None) -> Path:
    """Move the file with the keys into the folder where it is kept; return where it is."""
    keys = made / KEYS_FILE
    if folder is None:
        return keys
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    kept = folder / f"{made.name}-{KEYS_FILE}"
    if kept.exists():
        raise StartRefused(f"{kept} 已经存在，密钥还在 {keys}。请把它移过去。")
    # The folder may lie on another disk: copied whole before it is taken away here.
    kept.touch(mode=0o600)
    kept.write_bytes(keys.read_bytes())
    keys.unlink()
    return kept


async def _put_back(settings: Settings, source: Path, identity: Path | None, keys: Path | None) -> Restored:
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = settings.sqlite_file
    is_new = file is not None and not file.exists()
    database = await Database.open(settings.database)
    try:
        return await put_back(source, database, settings.data_dir, identity, keys)
    except StartRefused:
        if is_new and file is not None:
            await database.close()
            _take_away_empty(file)
        raise
    finally:
        await database.close()


def _take_away_empty(file: Path) -> None:
    """Leave nothing of a database that was opened for a backup which is then refused."""
    for path in (file, *(file.with_name(file.name + ending) for ending in ("-wal", "-shm"))):
        with suppress(FileNotFoundError):
            path.unlink()


def _opens(restored: Restored, settings: Settings) -> bool:
    return restored.has_data_key or settings.data_key is not None


async def _disposed_again(settings: Settings, given: Path | None) -> int:
    """Dispose again of what the lists name, before anybody can open what was put back."""
    lists = tuple(path for path in (given, settings.purged_at) if path is not None)
    async with as_it_stands() as (database, vault):
        clocks = load_clocks(weekends_roll=settings.weekends_roll)
        again = await dispose_of_listed(database, vault, clocks, lists, utc_now())
        await keep_list(database, vault, settings)
    return again


def _told_of_list(settings: Settings, given: Path | None, again: int, *, opens: bool) -> str:
    if not opens:
        return "销毁清单还没有用上：有了数据密钥，启动服务时先照清单销毁，再开门。"
    if again:
        return f"照销毁清单，又销毁了备份里的 {again} 件。"
    if given is None and not settings.purged_at.is_file():
        return f"没有销毁清单（{settings.purged_at}）：销毁过案件的，请用 --purged 给出清单，否则备份里的会回来。"
    return "照销毁清单核对过，没有要再次销毁的。"


def _past_its_days(made_at: datetime | None, settings: Settings, now: datetime) -> str | None:
    """Say so where a backup is older than backups may be; it is put back all the same."""
    if made_at is None or settings.backup_days is None or now - made_at <= timedelta(days=settings.backup_days):
        return None
    day, age = day_in_shanghai(made_at), (now - made_at).days
    return (
        f"注意：这份备份做于 {day}，已有 {age} 天，超过 SHANGMI_BACKUP_DAYS 的 "
        f"{settings.backup_days} 天，本该已经删除。"
        "请核对是不是拿错了；那以后收到的、更正的、销毁的都不在里面。"
    )


def _missing(restored: Restored, settings: Settings) -> list[str]:
    told = []
    if restored.files.missing:
        told.append(f"缺 {restored.files.missing} 份材料的内容，请从原来的数据目录 {FILES} 里找回。")
    if not restored.has_data_key and settings.data_key is None:
        told.append("备份里没有数据密钥，它原来在 SHANGMI_DATA_KEY 里。请照旧设置，再运行 shangmi verify 核对。")
    return told
