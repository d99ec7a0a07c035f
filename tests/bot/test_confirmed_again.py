"""Whoever was told 「系统繁忙」 though the filing was written, and confirms once more, hears what stands."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from bot.conversation.channels import ChannelName
from bot.service import Service
from intake.filers.codes import last_group, read_code
from tests.bot.channels.web.test_mycase import Time
from tests.bot.test_anonymous_filers import Person
from tests.bot.test_appointments import asked, client, service, time
from tests.journeys.filings import COMPLAINT

__all__ = ["client", "service", "time"]
CONFIRMED = ("确认提交", "提交", "好的", "确认，提交吧")


@pytest.mark.parametrize("word", CONFIRMED)
async def test_what_was_confirmed_under_a_name_is_told_with_its_number(service: Service, word: str) -> None:
    filer = Person(service, ChannelName.WECHAT, "somebody")
    reference = await _files_under_a_name(filer)

    told = await filer.say(word)

    assert reference in told and "已经收到" in told and "不用再交一次" in told
    assert reference in await filer.say("查进度")


async def test_another_account_hears_nothing_of_it(service: Service) -> None:
    reference = await _files_under_a_name(Person(service, ChannelName.WECHAT, "somebody"))
    stranger = Person(service, ChannelName.WECHAT, "somebody else")

    told = await stranger.say("确认提交")

    assert "现在没有正在填写的内容" in told and reference not in told and "已经收到" not in told


@pytest.mark.parametrize("channel", [ChannelName.WECHAT, ChannelName.WEB])
async def test_whoever_is_unknown_gets_the_reply_with_the_code_that_never_came(
    service: Service, channel: ChannelName
) -> None:
    filer = Person(service, channel, "somebody")
    reference, code = await filer.files_a_tip_and_notes_its_code()

    assert "再发一次" in await filer.say("好的")
    told = await filer.say("确认提交")

    assert reference in told and read_code(told) == code
    # It stands under one message: confirmed, it is nowhere any more.
    assert "不再显示" in await filer.repeats(3)
    await filer.say(last_group(code))
    assert "不再显示" in await filer.repeats(2)
    assert code[:4] not in await filer.say("确认提交")


async def test_a_quarter_of_an_hour_later_the_code_is_given_to_nobody(service: Service, time: Time) -> None:
    filer = Person(service, ChannelName.WECHAT, "somebody")
    reference = await filer.files_a_tip()

    time.now += timedelta(minutes=16)
    soon = await filer.say("确认提交")
    time.now += timedelta(minutes=50)
    late = await filer.say("确认提交")

    # As long as the account may see the case without its code, and no longer.
    assert reference in soon and read_code(soon) is None
    assert reference not in late and read_code(late) is None and "查询码" in late and "查进度" in late


async def test_a_draft_that_was_put_aside_since_is_what_it_is_about(service: Service) -> None:
    filer, reference, _ = await asked(service)
    for line in ("我要举报", "权利人", "取消", "确定取消"):
        await filer.say(line)

    told = await filer.say("确认提交")

    assert "继续填写" in told and reference not in told


async def _files_under_a_name(filer: Person) -> str:
    for line, _ in COMPLAINT:
        told = await filer.say(line)
    found = re.search(r"编号：([0-9A-Z-]+)", told)
    assert found and "查询码：" not in told, told
    return found[1]
