"""The same bot in a terminal: `shangmi chat` and `shangmi ask`."""

from __future__ import annotations

import asyncio
import json
import secrets
import sys
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TextIO

from bot.channels.keyed_ids import KeyedIds
from bot.channels.plain import as_one_text
from bot.channels.receiving import Receives
from bot.conversation.channels import ChannelName
from bot.conversation.messages import Inbound, Reply
from bot.memory import Answered
from bot.reception import TooBusy
from intents.signs import without_control_characters

GOODBYES = frozenset({"退出", "exit", "quit", ":q"})
HINT = "（直接输入；选项可以只输编号；输入“退出”结束。）"
BUSY = "系统繁忙，这条没有收下，请再发一次。"


class Conversation:
    """One conversation in a terminal; a new one is a new person."""

    def __init__(self, reception: Receives, ids: KeyedIds, clock: Callable[[], datetime]) -> None:
        self._reception = reception
        self._ids = ids
        self._clock = clock
        nobody = secrets.token_hex(16)
        self._person, self._own_key = ids.keyed_id("console", nobody), ids.keyed_id("console-own", nobody)
        self._said = 0

    async def begin(self) -> Answered:
        """Return what is said before anybody asks. Raises TooBusy."""
        return await self._reception.receive(self._message(event="subscribe"))

    async def say(self, text: str) -> Answered:
        """Return the answer to one line. Raises TooBusy."""
        return await self._reception.receive(self._message(text=without_control_characters(text)))

    def _message(self, text: str = "", event: str = "") -> Inbound:
        self._said += 1
        return Inbound(
            channel=ChannelName.CONSOLE,
            person=self._person,
            own_key=self._own_key,
            key=self._ids.keyed_id("console-message", f"{self._person}:{self._said}"),
            kind="event" if event else "text",
            received_at=self._clock(),
            text=text,
            event=event,
        )


async def chat(
    reception: Receives,
    vault: KeyedIds,
    clock: Callable[[], datetime],
    read_line: Callable[[], Awaitable[str | None]] | None = None,
    out: TextIO = sys.stdout,
    downloads: Path = Path("."),
) -> None:
    """Talk until 退出, the end of the input or Ctrl-C.

    read_line  returns the next line, None at the end; the terminal's own when not given
    downloads  where a text to take away is written
    """
    read = read_line or _line_typed
    conversation = Conversation(reception, vault, clock)
    _show((await conversation.begin()).replies, out, downloads)
    print(HINT, file=out)
    while (line := await read()) is not None and line.strip() not in GOODBYES:
        if not line.strip():
            continue
        try:
            answered = await conversation.say(line)
        except TooBusy:
            print(BUSY, file=out)
            continue
        _show(answered.replies, out, downloads)


async def ask_once(
    reception: Receives,
    vault: KeyedIds,
    clock: Callable[[], datetime],
    question: str,
    as_json: bool = False,
    out: TextIO = sys.stdout,
) -> None:
    """Put one question and print its answer: as people read it, or as `/api/chat/messages` gives it."""
    conversation = Conversation(reception, vault, clock)
    # The greeting is said before, so that what is printed is the answer alone.
    await conversation.begin()
    answered = await conversation.say(question)
    if as_json:
        shape = {"replies": [reply.as_json() for reply in answered.replies], "trace": answered.trace.as_json()}
        print(json.dumps(shape, ensure_ascii=False, indent=2), file=out)
    else:
        print(as_one_text(answered.replies), file=out)


def _show(replies: Sequence[Reply], out: TextIO, downloads: Path) -> None:
    if replies:
        print(f"\n{as_one_text(replies)}\n", file=out)
    for reply in replies:
        if reply.download is not None:
            # The name alone: what we say never decides about folders.
            path = downloads / Path(reply.download.name).name
            path.write_text(reply.download.text, encoding="utf-8")
            print(f"已保存：{path}", file=out)


async def _line_typed() -> str | None:
    try:
        return await asyncio.to_thread(input, "您：")
    except (EOFError, KeyboardInterrupt):
        return None
