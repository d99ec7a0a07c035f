"""What the clock says in a talk reaches in WeChat who may be written to; who may not reads it next time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.conversation.person.told import told_by
from intake.notices.talk_rounds import TalkRounds
from intake.officers.talk_desks import TalkDesks
from intake.officers.talks import DeskTalks
from tests.bot.channels.web.test_mycase import Time
from tests.bot.channels.wechat_api_server import FakeWeChat
from tests.bot.test_letters_to_filers import ANONYMOUS, NAMED, Desk, Sender, desk, sender, service, wechat
from tests.builders import an_officer

__all__ = ["desk", "sender", "service", "wechat"]

# A Monday, 10:00 in Shanghai.
MORNING = datetime(2026, 11, 30, 2, tzinfo=UTC)
QUIET = "30分钟没有人说话，自动结束"


@pytest.fixture
def time() -> Time:
    time = Time()
    time.now = MORNING
    return time


async def called(sender: Sender, desk: Desk, opening: str) -> None:
    parts = desk.service
    desks = TalkDesks(parts.database, parts.vault, parts.bureaus)
    await desks.set("command", "hechuan", "09:00-12:00 14:00-17:30", 10, 30, desk.time(), is_open=True)
    await sender.files(opening)
    said = await sender.says("转人工")
    if "同意" not in said:
        await sender.says("合川区")
    assert "正在等人接" in await sender.says("同意，转人工")


async def after(desk: Desk, minutes: int) -> None:
    """Let time pass, the clock look, and the courier carry."""
    parts = desk.service
    desk.time.now += timedelta(minutes=minutes)
    say = told_by(lambda: parts.handbook)
    await TalkRounds(parts.database, parts.vault, parts.bureaus, parts.clocks.calendar, say, desk.time).round()
    await desk.courier.round()


async def taken(desk: Desk) -> None:
    parts = desk.service
    officer = await an_officer(parts.database, bureau="hechuan", name="王建国", vault=parts.vault)
    talks = DeskTalks(parts.database, parts.vault, parts.bureaus, told_by(lambda: parts.handbook))
    (line,) = await talks.listed(officer)
    await talks.take(officer, line.talk.id, "", desk.time())


async def test_a_quiet_end_is_told_at_once_and_not_again(sender: Sender, desk: Desk, wechat: FakeWeChat) -> None:
    await called(sender, desk, NAMED)
    await taken(desk)
    await after(desk, 31)

    assert QUIET in wechat.taken[-1][1]
    assert QUIET not in await sender.says("你好")


async def test_that_nobody_has_come_yet_and_that_nobody_came_is_told_at_once(
    sender: Sender, desk: Desk, wechat: FakeWeChat
) -> None:
    await called(sender, desk, NAMED)
    await after(desk, 11)
    await after(desk, 11)

    assert [
        words in said for words, (_, said) in zip(("还没有工作人员接", "没有等到"), wechat.taken, strict=True)
    ] == [
        True,
        True,
    ]


async def test_who_wants_no_name_reads_it_with_the_next_message(
    sender: Sender, desk: Desk, wechat: FakeWeChat
) -> None:
    await called(sender, desk, ANONYMOUS)
    await taken(desk)
    await after(desk, 31)

    assert wechat.taken == []
    assert QUIET in await sender.says("你好")
