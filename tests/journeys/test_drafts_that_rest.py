"""A draft that rests for a week is reminded of once, by what names nothing, in the person's next contact."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot.conversation.state import DRAFTS_KEPT
from intake.storage.tables import MailRow
from tests.journeys.house import MONDAY, Clock, House
from tests.journeys.people import WebPerson, WeChatPerson


async def heard_on(house: House, clock: Clock, person: WebPerson | WeChatPerson, day: float) -> str:
    """Return what somebody hears who comes back that day, once the housekeeping has been round."""
    clock.now = MONDAY + timedelta(days=day)
    service = house.service
    await service.ledger.expire_drafts(clock.now, service.resting.trimmed)
    await service.ledger.expire_reminders(clock.now - DRAFTS_KEPT)
    if isinstance(person, WebPerson):
        return await person.hear()
    return (await person.say("什么是商业秘密")).text


REMINDER = "系统提醒：您有一份没填完的内容，已经7天没有动。到2026年12月23日还没有动就自动删除"


@pytest.mark.parametrize("kind", [WebPerson, WeChatPerson])
async def test_whoever_comes_back_after_a_week_is_reminded_once_by_what_names_nothing(
    house_on_both: House, clock: Clock, kind: type[WebPerson] | type[WeChatPerson]
) -> None:
    person = await kind.come(house_on_both, clock)
    for words in ("我想匿名举报我们厂偷别个的客户资料", "重庆长坪饲料厂", "先存着，下次再填"):
        await person.say(words)

    early = await heard_on(house_on_both, clock, person, 6.9) if kind is WeChatPerson else ""
    due = await heard_on(house_on_both, clock, person, 7.1)

    assert "系统提醒" not in early
    assert due.startswith(REMINDER) and "长坪" not in due.split("\n")[0] and "举报" not in due.split("\n")[0]
    assert "系统提醒" not in (await person.say("什么是经营信息")).text
    assert "接着上次的填" in (await person.say("继续填写")).text


async def test_a_draft_that_was_touched_meanwhile_is_not_reminded_of(house_on_both: House, clock: Clock) -> None:
    person = await WebPerson.come(house_on_both, clock)
    await person.say("我要举报")
    clock.now = MONDAY + timedelta(days=7.1)
    service = house_on_both.service
    await service.ledger.expire_drafts(clock.now, service.resting.trimmed)

    # They went on before their page asked what there is to hear.
    await person.say("继续填写")
    await person.says_it_has_it()
    assert "系统提醒" not in await _heard_at_once(person)


async def test_a_draft_that_rests_again_is_reminded_of_again(house_on_both: House, clock: Clock) -> None:
    person = await WeChatPerson.come(house_on_both, clock)
    await person.say("我要举报")
    assert "系统提醒" in await heard_on(house_on_both, clock, person, 8)
    await person.say("继续填写")

    assert "系统提醒" not in await heard_on(house_on_both, clock, person, 14.5)
    await person.say("先存着，下次再填")
    assert "系统提醒" in await heard_on(house_on_both, clock, person, 23)


async def test_nothing_of_a_reminder_is_left_when_the_conversation_is_gone(
    house_on_both: House, clock: Clock
) -> None:
    person = await WeChatPerson.come(house_on_both, clock)
    await person.say("我要举报")
    service = house_on_both.service
    clock.now = MONDAY + timedelta(days=8)
    await service.ledger.expire_drafts(clock.now, service.resting.trimmed)
    assert await _letters(house_on_both) == 1

    await person.deliver(person.xml("event", "<Event><![CDATA[unsubscribe]]></Event>"))
    await service.ledger.expire_reminders(clock.now - DRAFTS_KEPT)

    assert await _letters(house_on_both) == 0


async def _letters(house: House) -> int:
    async with house.service.database.reading() as session:
        return await session.scalar(select(func.count()).select_from(MailRow)) or 0


async def _heard_at_once(person: WebPerson) -> str:
    try:
        async with asyncio.timeout(2):
            return await person.hear()
    except TimeoutError:
        return ""
