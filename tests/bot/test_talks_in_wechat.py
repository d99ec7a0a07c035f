"""An officer's words in a talk reach in WeChat who filed under their name by themselves, all others next time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlmodel import col

from bot.conversation.person.told import told_by
from intake.officers.officer import Officer
from intake.officers.talk_desks import TalkDesks
from intake.officers.talks import DeskTalks
from intake.storage.talk_tables import TalkRow
from tests.bot.channels.wechat_api_server import FakeWeChat
from tests.bot.test_letters_to_filers import ANONYMOUS, OPENID, Desk, Sender, desk, sender, service, time, wechat
from tests.builders import an_officer

__all__ = ["desk", "sender", "service", "time", "wechat"]
WORDS = "请把保密协议的封面拍给我们。"


async def _called(sender: Sender, desk: Desk) -> tuple[DeskTalks, Officer, str]:
    """Let the person ask for an officer, and one take the talk."""
    service, now = desk.service, desk.time()
    desks = TalkDesks(service.database, service.vault, service.bureaus)
    await desks.set("command", "hechuan", "00:00-23:59", 10, 30, now, is_open=True)
    told = await sender.says("转人工")
    # Whose newest case lies with a bureau is not asked which one.
    if "同意，转人工" not in told:
        await sender.says("合川区")
    assert "正在等人接" in await sender.says("同意，转人工")
    talks = DeskTalks(service.database, service.vault, service.bureaus, told_by(lambda: service.handbook))
    officer = await an_officer(service.database, bureau="hechuan", name="王建国", vault=service.vault)
    async with service.database.reading() as session:
        talk = (await session.scalars(select(col(TalkRow.id)))).one()
    await talks.take(officer, talk, "", now)
    # Of two things told in the same instant neither is the later one.
    desk.time.now += timedelta(seconds=1)
    return talks, officer, talk


async def test_who_filed_under_their_name_gets_the_words_by_themselves_and_once(
    sender: Sender, desk: Desk, wechat: FakeWeChat
) -> None:
    await sender.files()
    talks, officer, talk = await _called(sender, desk)

    await talks.write(officer, talk, WORDS, desk.time())
    await desk.courier.round()

    assert [to for to, _ in wechat.taken] == [OPENID] * 2
    assert WORDS in wechat.taken[-1][1]
    assert WORDS not in await sender.says("好的，马上拍。")
    assert await desk.stuck() == []


@pytest.mark.parametrize("opening", ["", ANONYMOUS])
async def test_of_who_filed_nothing_or_without_a_name_no_openid_is_used_and_the_words_come_along(
    sender: Sender, desk: Desk, wechat: FakeWeChat, opening: str
) -> None:
    if opening:
        await sender.files(opening)
    talks, officer, talk = await _called(sender, desk)

    await talks.write(officer, talk, WORDS, desk.time())
    await desk.courier.round()

    assert wechat.taken == []
    assert await sender.kept() == []
    assert WORDS in await sender.says("在吗")
