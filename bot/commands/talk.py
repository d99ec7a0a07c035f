"""The same bot in the terminal: a conversation, or one question."""

from __future__ import annotations

import argparse
import asyncio
import sys

from bot.channels import console
from bot.commands.standing import or_for_once
from bot.service import opened
from bot.settings import read_settings


def chat(_: argparse.Namespace) -> int:
    """Talk until the person leaves."""

    async def talk() -> None:
        with or_for_once(read_settings()) as settings:
            async with opened(settings) as service:
                await console.chat(service.reception, service.vault, service.clock, out=sys.stdout)

    asyncio.run(talk())
    return 0


def ask(options: argparse.Namespace) -> int:
    """Answer one question. Nothing is remembered of who asked: each question is a new person."""

    async def answer() -> None:
        with or_for_once(read_settings()) as settings:
            async with opened(settings) as service:
                await console.ask_once(
                    service.reception,
                    service.vault,
                    service.clock,
                    options.question,
                    as_json=options.json,
                    out=sys.stdout,
                )

    asyncio.run(answer())
    return 0
