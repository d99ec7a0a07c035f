"""What other libraries met in the field: blanks, placeholders, half characters, bodies that never end."""

from __future__ import annotations

import asyncio

import pytest

from bot.shown import requests as refusals
from tests.bot.channels.fakes import FakeReception
from tests.bot.channels.wechat.conftest import NOW, Opener
from tests.bot.channels.wechat_server import WeChatServer, message_xml, text_xml


async def test_blanks_that_wechat_writes_mean_nothing(
    wechat_server: WeChatServer, reception: FakeReception
) -> None:
    await wechat_server.deliver(message_xml(" event ", NOW, "<Event> CLICK </Event><EventKey> ask </EventKey>"))

    (message,) = reception.received
    assert (message.kind, message.event, message.event_key) == ("event", "click", "ask")


async def test_blanks_that_a_person_typed_stay(wechat_server: WeChatServer, reception: FakeReception) -> None:
    await wechat_server.deliver(text_xml("  第一行\n  第二行 ", NOW))

    assert reception.received[0].text == "  第一行\n  第二行 "


@pytest.mark.parametrize(
    "text",
    ["[收到不支持的消息类型，暂无法显示]", "【收到不支持的消息类型，暂无法显示】", " [收到不支持的消息类型] "],
)
async def test_the_placeholder_for_what_wechat_keeps_back_is_no_text(
    wechat_server: WeChatServer, reception: FakeReception, text: str
) -> None:
    await wechat_server.deliver(text_xml(text, NOW))

    (message,) = reception.received
    assert (message.kind, message.text) == ("unknown", "")


async def test_words_about_the_placeholder_are_words(
    wechat_server: WeChatServer, reception: FakeReception
) -> None:
    await wechat_server.deliver(text_xml("显示[收到不支持的消息类型]是什么意思", NOW))

    assert reception.received[0].kind == "text"


@pytest.mark.parametrize(
    ("content", "read"),
    [
        ("&#55357;&#56835; 商业秘密是什么", "😃 商业秘密是什么"),
        ("&#xD83D;&#xDE03;商业秘密是什么", "😃商业秘密是什么"),
        ("&#55357; 商业秘密是什么", " 商业秘密是什么"),
        ("&#57400;商业秘密是什么", "\ue038商业秘密是什么"),
    ],
)
async def test_an_emoji_in_two_escaped_halves_does_not_lose_the_message(
    wechat_server: WeChatServer, reception: FakeReception, content: str, read: str
) -> None:
    await wechat_server.deliver(message_xml("text", NOW, f"<Content>{content}</Content><MsgId>7</MsgId>"))

    assert reception.received[0].text == read


async def test_a_body_that_never_ends_is_given_up(opened: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refusals, "BODY_WITHIN_SECONDS", 0.05)
    server = await opened()
    reader, writer = await asyncio.open_connection(server.client.host, server.client.port)

    writer.write(b"POST /wechat HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n<xml>")
    answer = await reader.readuntil(b"\r\n")

    assert b"408" in answer
    writer.close()
