"""Automatic answers, turned off and on from the command line: for when the desk cannot be reached."""

from __future__ import annotations

import argparse
import asyncio
import sys

from bot.commands.standing import as_it_stands
from bot.service import utc_now
from intake.clocks.calendar import SHANGHAI
from intake.journal.accounts import COMMAND
from intake.officers.switch import SwitchRefused, switch_off, switch_on, switch_standing


def show(_: argparse.Namespace) -> int:
    """Print how the switch stands."""
    print(asyncio.run(_shown()))
    return 0


def off(options: argparse.Namespace) -> int:
    """Turn answers off with a sentence."""
    return _turned(options.sentence)


def on(_: argparse.Namespace) -> int:
    """Turn answers on again."""
    return _turned(None)


async def _shown() -> str:
    async with as_it_stands() as (database, _):
        standing = await switch_standing(database)
    if standing.off_since is None:
        return "自动答复在用。"
    since = standing.off_since.astimezone(SHANGHAI)
    return f"自动答复已停用，自 {since:%Y-%m-%d %H:%M} 起。来访人看到：{standing.sentence}"


def _turned(sentence: str | None) -> int:
    async def turn() -> str:
        async with as_it_stands() as (database, vault):
            if sentence is None:
                await switch_on(database, vault, COMMAND, utc_now())
                return "已恢复自动答复，运行中的服务几秒钟内照办。草稿都在，从停下的地方接着填。"
            await switch_off(database, vault, COMMAND, sentence, utc_now())
            return "已停用自动答复，运行中的服务几秒钟内照办。恢复请运行 shangmi answers on。"

    try:
        told = asyncio.run(turn())
    except SwitchRefused as refusal:
        print(str(refusal), file=sys.stderr)
        return 1
    print(told)
    return 0
