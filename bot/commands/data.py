"""The database: verify its journal, back it up, upgrade it, fill it for a demonstration."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from bot.commands import demonstration
from bot.service import opened, utc_now
from bot.settings import read_settings
from intake.clocks.calendar import SHANGHAI
from intake.journal.verifying import Verified
from intake.journal.verifying import verify as verify_journal
from intake.officers.officer import ROLES
from intake.storage.database import Database
from intake.storage.keeping import backup as copies
from intake.storage.keeping.upgrade import prepare
from intake.storage.keeping.upgrade import upgrade as upgrade_tables
from intake.storage.sealing import Vault

# Turns being committed while we look have not settled; what is older has.
SETTLED = timedelta(minutes=1)


def verify(options: argparse.Namespace) -> int:
    """Say whether the journal is intact and since when, or which entry is not; 1 when it is not."""
    verified = asyncio.run(_verified(options.head))
    if verified.since is None:
        print("案件日志里还没有记录。")
        return 0
    since = verified.since.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M:%S")
    print(f"核对了 {verified.cases} 件、{verified.entries} 条记录，最早一条写于 {since}。")
    for fault in verified.faults:
        print(f"案件 {fault.case_id} 第 {fault.seq} 条不符：{fault.why}")
    if verified.head_fits is False:
        print("与您给出的日志头不符：那以后有记录被改动或删去。")
    print("日志完整。" if verified.is_intact else "日志不完整，请保留现场并联系管理人员。")
    print(f"日志头（请抄存到本系统之外）：{verified.head}")
    return 0 if verified.is_intact else 1


def backup(options: argparse.Namespace) -> int:
    """Copy database and keys to a new folder while the service runs."""

    async def copy() -> str:
        settings = read_settings()
        database = await Database.open(settings.database)
        try:
            return str(await copies.backup(database, settings.data_dir, options.directory, utc_now()))
        finally:
            await database.close()

    print(f"已备份到 {asyncio.run(copy())}。其中有密钥，请像密钥一样保管。")
    return 0


def upgrade(_: argparse.Namespace) -> int:
    """Bring an older database to the tables of this version."""

    async def bring_up() -> None:
        database = await Database.open(read_settings().database)
        try:
            await upgrade_tables(database)
        finally:
            await database.close()

    asyncio.run(bring_up())
    print("数据库表结构已是最新。")
    return 0


def demo(_: argparse.Namespace) -> int:
    """Fill an empty database with plausible cases of every state, marked as demonstration."""

    async def fill() -> tuple[int, list[tuple[str, str]], str]:
        async with opened(read_settings()) as service:
            return await demonstration.fill(service)

    cases, accounts, password = asyncio.run(fill())
    print(f"已放入 {cases} 件演示案件。可以用下面的账号登录 /desk/，密码都是 {password}")
    for name, role in accounts:
        print(f"  {name}（{ROLES[role]}）")
    return 0


async def _verified(known_head: str | None) -> Verified:
    async with _database_and_vault() as (database, vault):
        return await verify_journal(database, vault.journal_key, utc_now() - SETTLED, known_head)


@asynccontextmanager
async def _database_and_vault() -> AsyncIterator[tuple[Database, Vault]]:
    settings = read_settings()
    vault = Vault.open(settings.data_dir, settings.data_key.get_secret_value() if settings.data_key else None)
    database = await Database.open(settings.database)
    try:
        await prepare(database, vault)
        yield database, vault
    finally:
        await database.close()
