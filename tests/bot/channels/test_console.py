"""The bot in a terminal."""

from __future__ import annotations

import io
import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

from bot.channels import console
from bot.conversation.messages import Choice, Download, Inbound, Reply
from bot.memory import Answered
from bot.reception import TooBusy
from tests.bot.channels.fakes import FakeReception, FakeVault

NOW = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)


def typing(*lines: str) -> Callable[[], Awaitable[str | None]]:
    left = iter(lines)

    async def read_line() -> str | None:
        return next(left, None)

    return read_line


async def talk(reception: FakeReception, *lines: str, downloads: Path = Path(".")) -> str:
    out = io.StringIO()
    await console.chat(reception, FakeVault(), lambda: NOW, typing(*lines), out, downloads)
    return out.getvalue()


async def test_a_conversation_begins_with_the_greeting_and_ends_with_the_word() -> None:
    reception = FakeReception()

    await talk(reception, "什么是商业秘密", "", "退出", "没人听见")

    assert [(message.kind, message.event, message.text) for message in reception.received] == [
        ("event", "subscribe", ""),
        ("text", "", "什么是商业秘密"),
    ]
    assert len({message.person for message in reception.received}) == 1
    assert len({message.key for message in reception.received}) == 2


async def test_choices_are_numbered() -> None:
    reception = FakeReception((Reply("是哪一类？", (Choice("技术信息", "技术"), Choice("经营信息", "经营"))),))

    assert "是哪一类？\n1 技术信息\n2 经营信息\n" in await talk(reception)


async def test_a_text_to_take_away_is_written_into_the_folder_and_nowhere_else(tmp_path: Path) -> None:
    reception = FakeReception((Reply("整理好了。", download=Download("../../草稿.txt", "举报材料")),))

    shown = await talk(reception, downloads=tmp_path)

    assert (tmp_path / "草稿.txt").read_text("utf-8") == "举报材料"
    assert str(tmp_path / "草稿.txt") in shown


async def test_a_busy_service_says_so_and_goes_on() -> None:
    class BusyOnce(FakeReception):
        async def receive(self, message: Inbound) -> Answered:
            if message.text == "一":
                raise TooBusy
            return await super().receive(message)

    reception = BusyOnce()

    shown = await talk(reception, "一", "二")

    assert console.BUSY in shown
    assert reception.received[-1].text == "二"


async def test_one_question_prints_its_answer_alone() -> None:
    out = io.StringIO()

    await console.ask_once(FakeReception(), FakeVault(), lambda: NOW, "你好", out=out)

    assert out.getvalue() == "您好\n"


async def test_one_question_as_json_is_what_the_web_chat_gives() -> None:
    out = io.StringIO()

    await console.ask_once(FakeReception(), FakeVault(), lambda: NOW, "你好", as_json=True, out=out)

    shape = json.loads(out.getvalue())
    assert shape["replies"] == [{"kind": "text", "text": "您好"}]
    assert shape["trace"]["intent"] == "greeting"
