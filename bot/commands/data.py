"""The database: verify it, upgrade it, seal it anew, change its key, fill it for a demonstration."""

from __future__ import annotations

import argparse
import asyncio
import sys
from dataclasses import dataclass
from datetime import timedelta

from bot.alone import alone_on
from bot.commands.standing import as_it_stands
from bot.service import opened, utc_now
from bot.settings import Settings, read_settings
from intake.clocks.calendar import SHANGHAI
from intake.evidence.moving import moved
from intake.evidence.parts import shelf_of
from intake.evidence.scanning import scan_again
from intake.evidence.shelf import FolderShelf
from intake.journal.cells import misshapen_cells
from intake.journal.entries import instant_of
from intake.journal.verifying import Verified
from intake.journal.verifying import verify as verify_journal
from intake.notices.head_ways import last_line_in
from intake.notices.heads import standing_of
from intake.officers.officer import ROLES
from intake.storage.database import Database
from intake.storage.keeping.files import FILES
from intake.storage.keeping.resealing import Resealed
from intake.storage.keeping.resealing import reseal as seal_anew
from intake.storage.keeping.rotating import own_key, rotate_own_key
from intake.storage.keeping.rotating import rotate as rotate_data_key
from intake.storage.keeping.searching_anew import rebuild as search_anew
from intake.storage.keeping.upgrade import upgrade as upgrade_tables
from intake.storage.refusals import KeyRefused, StartRefused

# Turns being committed while we look have not settled; what is older has.
SETTLED = timedelta(minutes=1)


def verify(options: argparse.Namespace) -> int:
    """Say whether journals and cases are intact and since when, or what is not; 1 when something is not."""
    if options.head is not None:
        _refuse_unfit_head(options.head)
    verified, known = asyncio.run(_verified(options.head))
    return told(verified, known)


def told(verified: Verified, known: KnownHead | None) -> int:
    """Print what was found; return 1 when something was."""
    if verified.since is None:
        print("日志里没有任何记录，没有可以核对的内容：不是新装的，就是被清空过。")
    else:
        since = verified.since.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M:%S")
        print(f"核对了 {verified.cases} 件、{verified.entries} 条记录，最早一条写于 {since}。")
        print(f"其中账号和令牌 {verified.accounts} 个，与各自的日志作了比对。")
        print(f"{verified.states} 件的当前内容与日志里的状态摘要作了比对。")
        print(f"另比对了案件的期限、来访内容、身份、密钥、信件、待发通知、移送、材料等 {verified.rows} 行。")
    if verified.disposed:
        print(f"其中 {verified.disposed} 件已经期满销毁：日志和销毁记录都在，内容、密钥和材料已经删除。")
    if verified.unnamed:
        print(f"有 {verified.unnamed} 件是旧版本写入的，日志还没有逐行的摘要；运行 shangmi reseal 补上。")
    for fault in verified.faults:
        entry = f"第 {fault.seq} 条" if fault.seq else ""
        print(f"{fault.where} {entry}不符：{fault.why}")
    print(_up_to_where(known, verified.head_fits))
    if verified.is_intact:
        print("日志完整。")
    elif verified.since is not None or verified.head_fits is False:
        print("日志不完整，请保留现场并联系管理人员。")
    print(f"日志头（请抄存到本系统之外）：{verified.head}")
    return 0 if verified.is_intact else 1


@dataclass(frozen=True, slots=True)
class KnownHead:
    """A head of before, and from where we have it."""

    line: str
    source: str


def _up_to_where(known: KnownHead | None, fits: bool | None) -> str:
    if known is None:
        return "没有以前的日志头可以比：末尾被截去、整件连同日志被删、整个库被换成较早的副本，这次看不出来。"
    until = instant_of(known.line).astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M:%S")
    if fits:
        return f"与{known.source} {until} 的日志头相符：到那时为止的记录都在，没有被改动。"
    return f"与{known.source} {until} 的日志头不符：到那时为止的记录有被改动或者删去的，或者库被换成了较早的副本。"


def upgrade(_: argparse.Namespace) -> int:
    """Bring an older database to the tables of this version."""

    async def bring_up() -> None:
        database = await Database.open(read_settings().database, make=False)
        try:
            await upgrade_tables(database)
        finally:
            await database.close()

    asyncio.run(bring_up())
    print("数据库表结构已是最新。旧版本写入的内容照常可读；运行 shangmi reseal 按现在的办法重新加密。")
    print("以前的案件要在工作台上按字词查找，再运行一次 shangmi search rebuild。")
    return 0


def reseal(_: argparse.Namespace) -> int:
    """Seal anew what an older version sealed, and note the state of its cases in their journals."""

    async def seal() -> Resealed:
        async with as_it_stands() as (database, vault):
            return await seal_anew(database, vault, utc_now())

    done = asyncio.run(seal())
    print(f"重新加密了 {sum(done.blobs.values())} 项，为 {done.noted} 件案件的日志补上了状态摘要。")
    return 0


def rebuild_search(_: argparse.Namespace) -> int:
    """Make anew what cases are found by; those of before the search are found from then on."""

    async def again() -> int:
        async with as_it_stands() as (database, vault):
            return await search_anew(database, vault)

    print(f"{asyncio.run(again()):,} 件案件已编入查找。")
    return 0


def rotate_key(options: argparse.Namespace) -> int:
    """Put a new data key in the place of the one in use. The service must be stopped."""
    settings = read_settings()
    given = sys.stdin.readline().strip() if options.new_key_stdin else ""
    if settings.data_key is not None and not given:
        raise KeyRefused(
            "数据密钥来自 SHANGMI_DATA_KEY，新密钥请从标准输入给出：openssl rand -base64 32 > 新密钥文件，"
            "然后 shangmi key rotate --new-key-stdin < 新密钥文件。"
        )

    async def rotate() -> int:
        file = settings.sqlite_file
        async with alone_on(file if file is not None and file.exists() else None):
            return await put_in_place()

    async def put_in_place() -> int:
        database = await Database.open(settings.database, make=False)
        try:
            if not given:
                return await rotate_own_key(database, settings.data_dir)
            return await rotate_data_key(database, settings.data_dir, _key_in_use(settings), given)
        finally:
            await database.close()

    count = asyncio.run(rotate())
    print(f"已换用新的数据密钥，{count} 件案件的密钥已重新包裹。以前的备份仍要用以前的密钥打开。")
    if settings.data_key is not None:
        print("请把 SHANGMI_DATA_KEY 改成新密钥，再启动服务。")
    return 0


def rescan(_: argparse.Namespace) -> int:
    """Put the files that could not be scanned back into the queue."""

    async def again() -> int:
        async with as_it_stands() as (database, _):
            return await scan_again(database, utc_now())

    print(f"{asyncio.run(again())} 份材料已重新排队查毒。")
    return 0


def move(_: argparse.Namespace) -> int:
    """Copy the files that lie in the data directory into the bucket of the settings."""
    settings = read_settings()
    if settings.evidence_bucket is None:
        raise StartRefused("没有设置 SHANGMI_EVIDENCE_S3，不知道搬到哪里。请先设置，再运行一次。")
    count = asyncio.run(
        moved(FolderShelf(settings.data_dir / FILES), shelf_of(settings.data_dir, settings.evidence_bucket))
    )
    print(f"已把 {count} 块抄到存储桶，数据目录里的没有删除。运行 shangmi doctor 核对以后再删。")
    return 0


def demo(options: argparse.Namespace) -> int:
    """Fill an empty database with plausible cases of every state, marked as demonstration."""
    # It draws pictures, which nothing else here does.
    from bot.commands import demonstration

    async def fill() -> tuple[int, list[tuple[str, str]], str]:
        async with opened(read_settings(), alone=True) as service:
            await demonstration.refuse_unless_empty(service)
            print(f"正在放入 {options.cases} 件演示案件，五百件不到一分钟。", flush=True)
            return await demonstration.fill(service, options.cases, options.seed)

    cases, accounts, password = asyncio.run(fill())
    print(f"已放入 {cases} 件演示案件。可以用下面的账号登录 /desk/，密码都是 {password}")
    for name, role in accounts:
        print(f"  {name}（{ROLES[role]}）")
    return 0


def _refuse_unfit_head(head: str) -> None:
    try:
        instant_of(head)
    except ValueError:
        raise StartRefused(
            "要比的不是日志头。请把以前 shangmi verify 打印的那一行原样给出，例如："
            '--head "2026-11-25T00:00:00+00:00 12 1f…"。'
        ) from None


async def _verified(given: str | None) -> tuple[Verified, KnownHead | None]:
    async with as_it_stands() as (database, vault):
        if cells := await misshapen_cells(database):
            raise StartRefused(
                f"数据库里有读不出的内容，被人改过或者损坏：{'；'.join(cells)}。"
                "请保留现场；从备份恢复或者改回原样以后，再运行 shangmi verify 核对其余部分。"
            )
        known = await _known_head(given, database)
        line = known.line if known else None
        return await verify_journal(database, vault.journal_key, utc_now() - SETTLED, line, vault), known


async def _known_head(given: str | None, database: Database) -> KnownHead | None:
    """Return the head to compare with: the one given, else the last one where they go, else the last that left.

    The last is noted in the database itself, and proves less: whoever puts an older copy back puts it back too.
    """
    if given is not None:
        return KnownHead(given, "您给出的")
    settings = read_settings()
    target = settings.head_to.get_secret_value() if settings.head_to else ""
    if (line := last_line_in(target)) is not None:
        _refuse_unfit_head(line)
        return KnownHead(line, "文件里最后一行")
    standing = await standing_of(database)
    return KnownHead(standing.sent, "本库记下的、最近送出的") if standing and standing.sent else None


def _key_in_use(settings: Settings) -> str:
    if settings.data_key is not None:
        return settings.data_key.get_secret_value()
    return own_key(settings.data_dir)
