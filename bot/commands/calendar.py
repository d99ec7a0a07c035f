"""The working calendar: which years it knows, and a year that no library knows yet."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Mapping

from bot.commands.standing import as_it_stands
from bot.service import utc_now
from intake.clocks.calendar import WorkCalendar
from intake.clocks.notices import HolidayNotice, read_whole_notices
from intake.journal.accounts import COMMAND
from intake.storage.keeping.calendar_years import calendar_in_use, forget_year, import_years
from intents.sheet import SheetFaults

_FOLLOWS = "运行中的服务十分钟内照此计算；未办结案件的期限随后重新推算，有变化的记入案件日志。"


def import_file(options: argparse.Namespace) -> int:
    """Take over the holidays of a file; a year that was imported before is replaced."""
    try:
        notices = read_whole_notices(options.file)
    except SheetFaults as refusal:
        print("没有导入，请改正这些地方再试：\n" + "\n".join(refusal.faults), file=sys.stderr)
        return 1
    asyncio.run(_imported(notices))
    for year, notice in sorted(notices.items()):
        print(
            f"{year} 年已导入（{notice.source}）：放假 {len(notice.holidays)} 天，"
            f"调休上班 {len(notice.workdays)} 天。请与通知原文核对。"
        )
    print(_FOLLOWS)
    return 0


def list_years(_: argparse.Namespace) -> int:
    """Print until when holidays are known, and which years were imported."""
    calendar = asyncio.run(_calendar_in_use())
    for year, notice in sorted(calendar.imported.items()):
        print(f"{year} 年：导入的（{notice.source}）")
    first_unknown = calendar.first_unpublished_year()
    print(f"放假安排已知到 {first_unknown - 1} 年；{first_unknown} 年起的期限标“预计”。")
    return 0


def forget(options: argparse.Namespace) -> int:
    """Take an imported year back: it is counted by what ships again."""
    if options.year not in asyncio.run(_calendar_in_use()).imported:
        print(f"{options.year} 年没有导入过。导入过的用 shangmi calendar list 查看。", file=sys.stderr)
        return 1
    asyncio.run(_forgotten(options.year))
    print(f"{options.year} 年的导入已撤回。{_FOLLOWS}")
    return 0


async def _imported(notices: Mapping[int, HolidayNotice]) -> None:
    async with as_it_stands() as (database, _):
        await import_years(database, notices, COMMAND, utc_now())


async def _forgotten(year: int) -> None:
    async with as_it_stands() as (database, _):
        await forget_year(database, year, COMMAND, utc_now())


async def _calendar_in_use() -> WorkCalendar:
    async with as_it_stands() as (database, _):
        return await calendar_in_use(database)
