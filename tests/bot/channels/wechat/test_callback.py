"""The WeChat door, with real encryption on both sides."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.conversation.messages import Choice, Location, Reply
from bot.reception import TooBusy
from tests.bot.channels.fakes import FakeKeys, FakeReception, FakeVault
from tests.bot.channels.wechat.conftest import NOW, Opener
from tests.bot.channels.wechat_server import (
    OLD_AES_KEY,
    OPENID,
    WeChatServer,
    event_xml,
    message_xml,
    signature,
    text_xml,
)

# ---------------------------------------------------------------------------- who may come in


async def test_the_address_check_gets_its_echo_verbatim(wechat_server: WeChatServer) -> None:
    query = {"signature": signature(str(NOW), "1514711492"), "timestamp": str(NOW), "nonce": "1514711492"}

    response = await wechat_server.client.get("/wechat", params={**query, "echostr": "4375120948345356249"})

    assert (response.status, await response.text()) == (200, "4375120948345356249")


async def test_a_forged_address_check_is_refused(wechat_server: WeChatServer) -> None:
    query = {"signature": "0" * 40, "timestamp": str(NOW), "nonce": "1", "echostr": "1"}

    response = await wechat_server.client.get("/wechat", params=query)

    assert (response.status, await response.text()) == (403, "")


async def test_without_an_account_there_is_no_door(opened: Opener) -> None:
    server = await opened(wechat_app_id="")

    response = await server.deliver(text_xml("你好", NOW))

    assert response.status == 404


@pytest.mark.parametrize(
    "delivery",
    [
        {"msg_signature": "0" * 40},
        {"app_id": "wx0000000000000000"},
        {"timestamp": NOW - 601},
        {"timestamp": NOW + 601},
        {"nonce": "a b"},
        {"encrypt_type": "raw"},
    ],
    ids=str,
)
async def test_what_is_not_proven_is_refused(
    wechat_server: WeChatServer, reception: FakeReception, delivery: dict[str, Any]
) -> None:
    response = await wechat_server.deliver(text_xml("你好", NOW), **delivery)

    assert (response.status, await response.text()) == (403, "")
    assert reception.received == []


async def test_a_plain_message_is_refused_in_safe_mode(
    wechat_server: WeChatServer, reception: FakeReception
) -> None:
    response = await wechat_server.deliver_plain(text_xml("你好", NOW))

    assert response.status == 403
    assert reception.received == []


async def test_a_plain_message_is_answered_plainly_when_set_on_purpose(opened: Opener) -> None:
    server = await opened(wechat_mode="plain")

    response = await server.deliver_plain(text_xml("你好", NOW))

    assert "<Content><![CDATA[您好]]></Content>" in await response.text()


async def test_the_key_before_is_answered_with_the_key_before(opened: Opener) -> None:
    server = await opened(wechat_aes_key_previous=OLD_AES_KEY)

    response = await server.deliver(text_xml("你好", NOW), aes_key=OLD_AES_KEY)

    assert await server.said(response, aes_key=OLD_AES_KEY) == "您好"


async def test_more_than_64_kib_is_not_read(wechat_server: WeChatServer, reception: FakeReception) -> None:
    response = await wechat_server.deliver(text_xml("字" * 24_000, NOW))

    assert response.status == 413
    assert reception.received == []


# ------------------------------------------------------------------------------- what came in


async def test_a_text_reaches_reception_without_the_openid(
    wechat_server: WeChatServer, reception: FakeReception
) -> None:
    response = await wechat_server.deliver(text_xml("我要举报", NOW - 1))

    assert await wechat_server.said(response) == "您好"
    (message,) = reception.received
    assert (message.channel, message.kind, message.text) == ("wechat", "text", "我要举报")
    assert message.received_at == datetime.fromtimestamp(NOW, UTC)
    assert message.can.page_bytes == 2040
    assert message.person == FakeVault().keyed_id("wechat", OPENID)
    assert OPENID not in repr(message)
    assert message.own_key == FakeVault().keyed_id("wechat-own", OPENID)


@pytest.mark.parametrize(
    ("kind", "inner", "expected", "text"),
    [
        ("text", "<Content>1</Content><bizmsgmenuid>101</bizmsgmenuid>", "text", "1"),
        ("text", "<Content></Content>", "text", ""),
        ("text", "<Content><![CDATA[   ]]></Content>", "text", "   "),
        ("image", "<PicUrl>http://a/b</PicUrl><MediaId>m</MediaId>", "image", ""),
        ("voice", "<MediaId>m</MediaId><Format>amr</Format>", "voice", ""),
        ("voice", "<MediaId>m</MediaId><Recognition><![CDATA[查进度]]></Recognition>", "voice", "查进度"),
        ("video", "<MediaId>m</MediaId><ThumbMediaId>t</ThumbMediaId>", "video", ""),
        ("shortvideo", "<MediaId>m</MediaId><ThumbMediaId>t</ThumbMediaId>", "video", ""),
        ("link", "<Title>t</Title><Description>d</Description><Url>http://a</Url>", "link", ""),
        ("file", "<Title>合同.pdf</Title><FileKey>k</FileKey>", "file", ""),
        ("hologram", "", "unknown", ""),
    ],
)
async def test_every_kind_of_message_has_its_word(
    wechat_server: WeChatServer, reception: FakeReception, kind: str, inner: str, expected: str, text: str
) -> None:
    response = await wechat_server.deliver(message_xml(kind, NOW, f"{inner}<MsgId>1</MsgId>"))

    assert await wechat_server.said(response) == "您好"
    assert [(message.kind, message.text) for message in reception.received] == [(expected, text)]


async def test_a_point_arrives_with_its_label(wechat_server: WeChatServer, reception: FakeReception) -> None:
    inner = (
        "<Location_X>29.544606</Location_X><Location_Y>106.530635</Location_Y><Scale>15</Scale>"
        "<Label><![CDATA[重庆市渝中区]]></Label><MsgId>1</MsgId>"
    )

    await wechat_server.deliver(message_xml("location", NOW, inner))

    assert reception.received[0].location == Location(29.544606, 106.530635, "重庆市渝中区")


@pytest.mark.parametrize(
    ("event", "inner", "expected", "key"),
    [
        ("subscribe", "<EventKey></EventKey>", "subscribe", ""),
        ("subscribe", "<EventKey>qrscene_7</EventKey><Ticket>t</Ticket>", "subscribe", ""),
        ("unsubscribe", "", "unsubscribe", ""),
        ("SCAN", "<EventKey>7</EventKey><Ticket>t</Ticket>", "scan", ""),
        (
            "LOCATION",
            "<Latitude>29.5</Latitude><Longitude>106.5</Longitude><Precision>9</Precision>",
            "location",
            "",
        ),
        ("CLICK", "<EventKey>progress</EventKey>", "click", "progress"),
        ("VIEW", "<EventKey>https://a</EventKey><MenuId>1</MenuId>", "view", ""),
        (
            "scancode_push",
            "<EventKey>6</EventKey><ScanCodeInfo><ScanType>qrcode</ScanType></ScanCodeInfo>",
            "other",
            "",
        ),
        ("scancode_waitmsg", "<EventKey>6</EventKey>", "other", ""),
        ("pic_sysphoto", "<EventKey>6</EventKey><SendPicsInfo><Count>1</Count></SendPicsInfo>", "other", ""),
        ("pic_photo_or_album", "<EventKey>6</EventKey>", "other", ""),
        ("pic_weixin", "<EventKey>6</EventKey>", "other", ""),
        ("location_select", "<EventKey>6</EventKey>", "other", ""),
        ("view_miniprogram", "<EventKey>pages/a</EventKey>", "other", ""),
        ("TEMPLATESENDJOBFINISH", "<MsgID>200163836</MsgID><Status>success</Status>", "other", ""),
        (
            "subscribe_msg_popup_event",
            "<SubscribeMsgPopupEvent><List><TemplateId>a</TemplateId></List></SubscribeMsgPopupEvent>",
            "other",
            "",
        ),
        (
            "subscribe_msg_popup_event",
            "<SubscribeMsgPopupEvent><List><TemplateId>T-1</TemplateId><SubscribeStatusString>accept"
            "</SubscribeStatusString></List></SubscribeMsgPopupEvent>",
            "agreed",
            "T-1",
        ),
        (
            "subscribe_msg_popup_event",
            "<SubscribeMsgPopupEvent><List><TemplateId>T-1</TemplateId><SubscribeStatusString>reject"
            "</SubscribeStatusString></List><List><TemplateId>T-2</TemplateId><SubscribeStatusString>accept"
            "</SubscribeStatusString></List><List><TemplateId>a b</TemplateId><SubscribeStatusString>accept"
            "</SubscribeStatusString></List></SubscribeMsgPopupEvent>",
            "agreed",
            "T-2",
        ),
        ("subscribe_msg_change_event", "", "other", ""),
        ("subscribe_msg_sent_event", "", "other", ""),
        ("kf_create_session", "<KfAccount>a@b</KfAccount>", "other", ""),
    ],
)
async def test_every_event_has_its_word(
    wechat_server: WeChatServer, reception: FakeReception, event: str, inner: str, expected: str, key: str
) -> None:
    response = await wechat_server.deliver(event_xml(event, NOW, inner))

    assert response.status == 200
    (message,) = reception.received
    assert (message.kind, message.event, message.event_key, message.text) == ("event", expected, key, "")


async def test_control_characters_are_taken_out_before_reading(
    wechat_server: WeChatServer, reception: FakeReception
) -> None:
    await wechat_server.deliver(text_xml("我要\x1d举\x00报\ufffe\n好", NOW))

    assert reception.received[0].text == "我要举报\n好"


@pytest.mark.parametrize(
    "xml",
    [
        "",
        "<xml>",
        "<html></html>",
        '{"MsgType": "text"}',
        text_xml("你好", NOW).replace("</xml>", "<Content>再见</Content></xml>"),
        text_xml("你好", NOW).replace("</xml>", "<FromUserName>o2</FromUserName></xml>"),
        message_xml("text", NOW, "<Content><b>你好</b></Content>"),
        message_xml("text", NOW, "<Content>你好</Content>", openid=""),
        text_xml("你好", NOW).replace(str(NOW), "gestern"),
        text_xml("你好", NOW).replace(str(NOW), "9" * 5000),
        message_xml("location", NOW, "<Location_X>nan</Location_X><Location_Y>106</Location_Y>"),
        message_xml("location", NOW, "<Location_X>29</Location_X><Location_Y>181</Location_Y>"),
        message_xml("location", NOW, "<Location_X>29</Location_X>"),
        '<!DOCTYPE xml [<!ENTITY a "a">]>' + text_xml("&a;", NOW),
        "<xml>" * 3000,
    ],
)
async def test_signed_but_unreadable_is_a_quiet_success(
    wechat_server: WeChatServer, reception: FakeReception, xml: str
) -> None:
    response = await wechat_server.deliver(xml)

    assert (response.status, await response.text()) == (200, "success")
    assert reception.received == []


async def test_a_message_under_an_unknown_key_is_a_quiet_success_and_the_operator_hears_of_it(
    wechat_server: WeChatServer, keys: FakeKeys
) -> None:
    response = await wechat_server.deliver(text_xml("你好", NOW), aes_key="C" * 43)
    await wechat_server.deliver(text_xml("你好", NOW))

    assert (response.status, await response.text()) == (200, "success")
    assert keys.heard == ["did not open", "opened"]


async def test_a_create_time_in_cdata_is_read(wechat_server: WeChatServer, reception: FakeReception) -> None:
    await wechat_server.deliver(text_xml("你好", NOW).replace(str(NOW), f"<![CDATA[{NOW}]]>"))

    assert len(reception.received) == 1


# --------------------------------------------------------------------------- the same and not


async def keys_of(server: WeChatServer, reception: FakeReception, *messages: str) -> list[str]:
    for xml in messages:
        await server.deliver(xml)
    return [message.key for message in reception.received]


async def test_a_redelivery_has_the_key_of_the_first_copy(
    wechat_server: WeChatServer, reception: FakeReception
) -> None:
    first, second = await keys_of(wechat_server, reception, *[text_xml("你好", NOW)] * 2)

    assert first == second


async def test_one_message_id_of_two_people_is_two_messages(
    wechat_server: WeChatServer, reception: FakeReception
) -> None:
    one = text_xml("你好", NOW)

    first, second = await keys_of(wechat_server, reception, one, one.replace(OPENID, "oANOTHER"))

    assert first != second


async def test_two_events_of_one_second_are_two(wechat_server: WeChatServer, reception: FakeReception) -> None:
    places = [event_xml("LOCATION", NOW, f"<Latitude>29.{n}</Latitude>") for n in (1, 2)]
    clicks = [event_xml("CLICK", NOW, f"<EventKey>{key}</EventKey>") for key in ("ask", "progress")]
    reports = [event_xml("TEMPLATESENDJOBFINISH", NOW, f"<MsgID>{n}</MsgID>") for n in (1, 2)]

    keys = await keys_of(wechat_server, reception, *places, *clicks, *reports)

    assert len(set(keys)) == 6


async def test_an_event_delivered_again_is_the_same(wechat_server: WeChatServer, reception: FakeReception) -> None:
    first, second = await keys_of(wechat_server, reception, *[event_xml("subscribe", NOW)] * 2)

    assert first == second


# ------------------------------------------------------------------------------ what goes out


async def test_silence_is_the_word_success(wechat_server: WeChatServer, reception: FakeReception) -> None:
    reception.replies = ()

    response = await wechat_server.deliver(event_xml("unsubscribe", NOW))

    assert (response.status, await response.text()) == (200, "success")


async def test_choices_are_numbered_lines(wechat_server: WeChatServer, reception: FakeReception) -> None:
    reception.replies = (
        Reply("收到。"),
        Reply("是哪一类？", (Choice("技术信息", "技术"), Choice("经营信息", "经营"))),
    )

    response = await wechat_server.deliver(text_xml("你好", NOW))

    assert await wechat_server.said(response) == "收到。\n\n是哪一类？\n1 技术信息\n2 经营信息"


async def test_what_would_break_the_answer_is_made_harmless(
    wechat_server: WeChatServer, reception: FakeReception
) -> None:
    hostile = "x]]></Content><MsgType>news</MsgType>\x1d<a&b> ]]]]>>"
    reception.replies = (Reply(hostile),)

    response = await wechat_server.deliver(text_xml("你好", NOW))

    assert await wechat_server.said(response) == hostile.replace("\x1d", "")


async def test_no_text_is_longer_than_wechat_shows(wechat_server: WeChatServer, reception: FakeReception) -> None:
    reception.replies = (Reply("商业秘密保护😀。" * 200, (Choice("更多", "更多"),)),)

    said = await wechat_server.said(await wechat_server.deliver(text_xml("你好", NOW)))

    assert 1_900 < len(said.encode()) <= 2040


# --------------------------------------------------------------------------- when things fail


async def test_not_committed_in_time_is_left_to_the_next_delivery(
    wechat_server: WeChatServer, reception: FakeReception
) -> None:
    reception.failure = TooBusy()

    response = await wechat_server.deliver(text_xml("你好", NOW - 6))

    assert (response.status, await response.text()) == (503, "")


async def test_the_last_delivery_is_told_to_send_again(
    wechat_server: WeChatServer, reception: FakeReception
) -> None:
    reception.failure = TooBusy()

    response = await wechat_server.deliver(text_xml("你好", NOW - 9))

    assert await wechat_server.said(response) == "系统繁忙，请稍后再发一次。"


async def test_our_own_failure_is_an_apology_with_a_number(
    wechat_server: WeChatServer, reception: FakeReception, caplog: pytest.LogCaptureFixture
) -> None:
    reception.failure = ValueError("张三 13800000000")

    with caplog.at_level(logging.ERROR):
        said = await wechat_server.said(await wechat_server.deliver(text_xml("你好", NOW)))

    (record,) = caplog.records
    assert said.startswith("抱歉，服务出了点问题")
    assert record.__dict__["incident"] in said
    assert "张三" not in said
    assert "张三" not in record.getMessage()


# ------------------------------------------------------------------------------------- pace


def from_somebody_else(xml: str) -> str:
    return xml.replace(OPENID, "oSomebodyElse000000000000000")


@pytest.mark.usefixtures("paces_stand")
async def test_whoever_floods_is_told_so_and_nobody_else_waits_for_it(
    opened: Opener, reception: FakeReception
) -> None:
    server = await opened(trusted_proxy="127.0.0.1")

    said = [await server.said(await server.deliver(text_xml("你好", NOW, number))) for number in range(32)]
    await server.deliver(from_somebody_else(text_xml("你好", NOW, 100)))

    assert said[:30] == ["您好"] * 30
    assert said[30:] == ["您发得太快了，这一条没有收下，以前填写的都在。请过十几秒再发一次。"] * 2
    assert len(reception.received) == 31


@pytest.mark.usefixtures("paces_stand")
async def test_what_is_delivered_again_and_what_leaves_are_heard_whatever_the_pace(
    opened: Opener, reception: FakeReception
) -> None:
    server = await opened(trusted_proxy="127.0.0.1")
    for number in range(31):
        await server.deliver(text_xml("你好", NOW, number))

    again = await server.said(await server.deliver(text_xml("你好", NOW - 5, 7)))
    await server.deliver(event_xml("unsubscribe", NOW))

    assert again == "您好"
    assert reception.received[-1].event == "unsubscribe"
