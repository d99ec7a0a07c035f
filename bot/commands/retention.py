"""Housekeeping of what is kept: periods, what is due, the list of what is gone, backups past their time."""

from __future__ import annotations

import argparse
import asyncio
import json
import shutil
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from bot.commands.standing import as_it_stands
from bot.kept_lists import keep_list
from bot.service import utc_now
from bot.settings import Settings, read_settings
from intake.cases.retention import load_schedule, period_in_words
from intake.officers.retained import how_many_due
from intake.storage.keeping.backup import MANIFEST
from intake.storage.refusals import StartRefused

NO_PERIODS: Final = "保存期限还没有确定（SHANGMI_RETENTION 没有设）：一律继续保存，不销毁任何案件。"


def keep(options: argparse.Namespace) -> int:
    """Say how things stand, write down what the list lacks, and take away old backups where asked to."""
    settings = read_settings()
    schedule = load_schedule(settings.retention)
    for period in schedule.periods:
        print(period_in_words(period))
    due = asyncio.run(_due(settings))
    print(f"期满的 {due} 件，在工作台“留存”页办理。" if schedule.periods else NO_PERIODS)
    print(f"销毁清单在 {settings.purged_at}，已与数据库核对。")
    if options.backups is not None:
        print(f"删除了 {_take_away_old(settings, options.backups, utc_now())} 份过期的备份。")
    elif settings.backup_days is None:
        print("备份保存多少天没有写明（SHANGMI_BACKUP_DAYS）：销毁的内容在较早的备份里还有。")
    return 0


async def _due(settings: Settings) -> int:
    async with as_it_stands() as (database, vault):
        await keep_list(database, vault, settings)
        async with database.reading() as session:
            return await how_many_due(session, load_schedule(settings.retention), utc_now())


def _take_away_old(settings: Settings, folder: Path, now: datetime) -> int:
    """Take away the backups below a folder that are older than they may be; return how many."""
    if settings.backup_days is None:
        raise StartRefused("没有设 SHANGMI_BACKUP_DAYS，不知道备份保存多少天。请先设置，例如 90。")
    oldest = now - timedelta(days=settings.backup_days)
    old = [path.parent for path in folder.glob(f"*/{MANIFEST}") if _made_at(path, now) < oldest]
    for backup in old:
        shutil.rmtree(backup)
    return len(old)


def _made_at(manifest: Path, now: datetime) -> datetime:
    """Return when a backup was made; of what is no backup of ours, now: it is left alone."""
    try:
        return datetime.fromisoformat(json.loads(manifest.read_text())["made_at"])
    except (OSError, ValueError, KeyError, TypeError):
        return now
