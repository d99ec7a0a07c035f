"""Whoever wants to stay unknown in WeChat is told what WeChat knows, and where it is not known."""

from __future__ import annotations

from dataclasses import replace

from bot.conversation.channels import ChannelName
from bot.conversation.engine import advance
from bot.conversation.messages import Inbound
from bot.conversation.state import State
from bot.conversation.turn import PersonSaid
from tests.bot.conversation.harness import Conversation, handbook

TIP = "我是员工，匿名举报重庆长坪饲料厂，今年三月在合川钱塘镇用盗窃手段拿走同行的客户名单"


def test_in_wechat_the_page_is_offered_where_no_account_is_known() -> None:
    known, now = replace(handbook("demo"), web="https://shangmi.example.gov.cn"), Conversation().now

    told = {
        channel: "\n".join(
            reply.text
            for reply in advance(
                State(), PersonSaid(Inbound(channel, "person", "key", "text", now, text=TIP)), known, now
            ).replies
        )
        for channel in (ChannelName.WECHAT, ChannelName.WEB)
    }

    assert "在微信里做不到完全匿名" in told[ChannelName.WECHAT]
    # An address ends its line: else what follows is taken for a part of it.
    assert "https://shangmi.example.gov.cn/file/tip\n" in told[ChannelName.WECHAT]
    assert "微信" not in told[ChannelName.WEB] and "shangmi.example" not in told[ChannelName.WEB]
