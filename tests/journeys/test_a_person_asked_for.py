"""A person asked for: at the bureau's desk, both ways, once each, and back to the bot by whatever way; on both."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlmodel import col

from bot.conversation.person.told import told_by
from bot.service import Service
from intake.notices.talk_rounds import TalkRounds, forget_old_talks
from intake.officers.talk_desks import TalkDesks
from intake.storage.account_tables import AccountJournalRow
from intake.storage.talk_tables import TalkLineRow, TalkRow
from tests.bot.desk.conftest import Browser, Page
from tests.journeys.house import Clock, House
from tests.journeys.people import WebPerson, WeChatPerson, text_message

HOURS = "09:00-12:00 14:00-17:30"


async def opened_desk(house: House, bureau: str = "jiangjin", *, hours: str = HOURS, is_open: bool = True) -> None:
    desks, now = (
        TalkDesks(house.service.database, house.service.vault, house.service.bureaus),
        house.service.clock(),
    )
    await desks.set("command", bureau, hours, 10, 30, now, is_open=is_open)


async def called(person: WebPerson | WeChatPerson) -> None:
    await person.say("转人工")
    await person.say("江津区")
    answer = await person.say("同意，转人工")
    assert "正在等人接" in answer.text


async def the_talk(house: House) -> TalkRow:
    async with house.service.database.reading() as session:
        newest = select(TalkRow).order_by(col(TalkRow.opened_at).desc()).limit(1)
        row = await session.scalar(newest)
    assert row is not None
    return row


async def did(browser: Browser, house: House, act: str, **form: str) -> Page:
    """Do something on the page of the newest talk."""
    talk = await the_talk(house)
    csrf = (await browser.get("/desk/talks")).hidden("csrf")
    return await browser.post(f"/desk/talks/{talk.id}/{act}", {"csrf": csrf, **form})


def rounds_of(service: Service) -> TalkRounds:
    say = told_by(lambda: service.handbook)
    calendar = service.clocks.calendar
    return TalkRounds(service.database, service.vault, service.bureaus, calendar, say, service.clock)


def refusal_of(page: Page) -> str:
    found = re.search(r'role="alert">([^<]*)', page.text)
    return found[1] if found else ""


def told_in(page: Page) -> str:
    """What a page says, without the number under which the log knows it."""
    return re.sub(r"[0-9a-f]{8}", "", page.text[page.text.index("<main") :])


async def test_a_talk_goes_both_ways_once_and_back_to_the_bot(house_on_both: House, clock: Clock) -> None:
    house = house_on_both
    officer = await house.officer("officer", "jiangjin", "周倩")
    person = await WebPerson.come(house, clock)

    # Nobody is there before a bureau has opened its desk, nor at noon.
    assert "没有值守的工作人员" in (await person.say("转人工")).text
    await opened_desk(house, hours="14:00-17:30")
    await person.say("转人工")
    assert "下一次从今天14:00开始" in (await person.say("江津区")).text
    await opened_desk(house)

    await person.say("什么是商业秘密？")
    await called(person)
    assert "收到" in (await person.say("对方把我们的图纸拿走了，我想问怎么交材料")).text
    assert (await person.say("电话是13983000000")).text == ""
    listed = await officer.get("/desk/talks")
    assert "已等" in listed.text and "2 条没有看" in listed.text

    assert (await did(officer, house, "take", holder="")).status == 303
    page = await officer.get(f"/desk/talks/{(await the_talk(house)).id}")
    for words in ("什么是商业秘密？", "转人工以前", "我想问怎么交材料", "13983000000"):
        assert words in page.text
    assert person.headers["Authorization"].split()[1] not in page.text
    assert "工作人员来了" in await person.hear()

    assert (await did(officer, house, "write", text="请先填写举报，材料随后上传。")).status == 303
    assert "工作人员：请先填写举报，材料随后上传。" in await person.hear()
    # Another tab of the same browser begins anew, in the middle of the talk.
    await person.says_it_has_it()
    heard, person.after = person.after, 0
    assert "工作人员：请先填写举报" in await person.hear()
    assert person.after == heard
    # What is said twice over the wire reaches the officer once.
    await person.say_twice("好的，谢谢")
    page = await officer.get(f"/desk/talks/{(await the_talk(house)).id}")
    assert page.text.count("好的，谢谢") == 1
    assert "威胁" not in page.text and "110" in (await person.say("他们威胁我，说要打死我")).text

    assert (await did(officer, house, "give-back", form="complaint")).status == 303
    assert "说“举报侵犯商业秘密”就开始" in await person.hear()
    assert "第1/" in (await person.say("举报侵犯商业秘密")).text

    # The talk is over: a new tab does not say that somebody is there.
    await person.says_it_has_it()
    heard, person.after = person.after, 0
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(person.hear(), 3)
    person.after = heard

    # A form under way is kept, and goes on when the person gives the talk back.
    await person.say("权利人")
    await person.say("转人工")
    await person.say("江津区")
    await person.say("好")
    assert "第2/" in (await person.say("结束人工")).text
    late = await did(officer, house, "write", text="您还在吗？")
    assert late.status == 409 and "已经结束（来访人结束）" in refusal_of(late) and "您还在吗？" in late.text

    # Without script: what nobody answers is said to be where it belongs; the officer's words stand on the page.
    browser = await house.visitor()

    async def said(words: str) -> str:
        clock.later()
        headers = {"Origin": house.address, "Sec-Fetch-Site": "same-origin"}
        async with browser.post("/chat", data={"text": words}, headers=headers) as response:
            return await response.text()

    for words in ("转人工", "江津", "同意，转人工", "在吗"):
        await said(words)
    assert "已转给工作人员" in await said("我想问材料")
    await did(officer, house, "take", holder="")
    await did(officer, house, "write", text="请讲。")
    async with browser.get("/chat") as response:
        page_of_theirs = await response.text()
    assert "工作人员：请讲。" in page_of_theirs and "承办单位来信" not in page_of_theirs

    assert (await house.verified()).is_intact
    async with house.service.database.reading() as session:
        codes = set(await session.scalars(select(col(AccountJournalRow.code))))
    assert codes >= {"talk_taken", "talk_written", "talk_ended"}
    assert "图纸拿走了".encode() not in await house.dump()


async def test_in_wechat_it_comes_with_the_next_message_and_goes_back_after_a_quiet_time(
    house_on_both: House, clock: Clock
) -> None:
    house, service = house_on_both, house_on_both.service
    await opened_desk(house)
    officer = await house.officer("officer", "jiangjin", "周倩")
    person = await WeChatPerson.come(house, clock)
    await person.say("我要举报")
    await person.say("权利人")
    await called(person)

    clock.later(timedelta(minutes=11))
    await rounds_of(service).round()
    assert "还没有工作人员接" in (await person.say("有人吗")).text
    await did(officer, house, "take", holder="")
    await did(officer, house, "write", text="您好，请讲。")
    answer = await person.say("1")
    assert "工作人员来了" in answer.text and "工作人员：您好，请讲。" in answer.text
    status, body = await person.deliver(person.xml("text", text_message("想问材料", 24541234567899001)))
    assert (status, body) == (200, "success")

    clock.later(timedelta(minutes=31))
    await rounds_of(service).round()
    back = await person.say("继续填写")
    assert "30分钟没有人说话，自动结束" in back.text and "第2/" in back.text

    # Nobody came at all: it is given up when the hours end; the words can still be read, then they are erased.
    await called(person)
    await person.say("请问周末能交吗")
    clock.later(timedelta(hours=4))
    await rounds_of(service).round()
    assert "没有等到" in (await person.say("在吗")).text
    officer = await house.officer("officer", "jiangjin", "吴磊")
    assert "请问周末能交吗" in (await officer.get(f"/desk/talks/{(await the_talk(house)).id}")).text
    await forget_old_talks(service.database, clock() + timedelta(seconds=1))
    assert "内容已到期删除" in (await officer.get(f"/desk/talks/{(await the_talk(house)).id}")).text
    async with service.database.reading() as session:
        assert list(await session.scalars(select(TalkLineRow))) == []
        assert set(await session.scalars(select(col(TalkRow.person)))) == {""}
    assert (await house.verified()).is_intact

    # Whoever unsubscribes leaves the talk.
    clock.now += timedelta(hours=1)
    await called(person)
    await person.deliver(person.xml("event", "<Event><![CDATA[unsubscribe]]></Event>"))
    assert (await the_talk(house)).ended_as == "left"


@pytest.mark.long
async def test_one_of_two_officers_has_it_and_nobody_else_sees_it(house_on_both: House, clock: Clock) -> None:
    house = house_on_both
    await opened_desk(house)
    one, other = [await house.officer("officer", "jiangjin", name) for name in ("周倩", "吴磊")]
    head = await house.officer("head", "jiangjin", "郑局")
    outsiders = [
        await house.officer("officer", "banan", "李云"),
        await house.officer("coordinator", None, "统筹"),
        await house.officer("auditor", None, "审计"),
    ]
    person = await WebPerson.come(house, clock)
    await called(person)
    talk = await the_talk(house)

    pages = await asyncio.gather(did(one, house, "take", holder=""), did(other, house, "take", holder=""))
    assert sorted(page.status for page in pages) == [303, 409]
    loser = next(page for page in pages if page.status == 409)
    assert "已经接待了这次对话" in refusal_of(loser)
    winner, late = (one, other) if pages[0].status == 303 else (other, one)

    for browser in outsiders:
        page, nothing = await browser.get(f"/desk/talks/{talk.id}"), await browser.get(f"/desk/talks/{'0' * 32}")
        csrf = (await browser.get("/desk/")).hidden("csrf")
        written = await browser.post(f"/desk/talks/{talk.id}/write", {"csrf": csrf, "text": "你好"})
        assert (page.status, nothing.status, written.status) == (404, 404, 404)
        assert told_in(page) == told_in(nothing)

    # Not theirs, empty, too long: nothing is sent, every word is kept.
    for browser, text, told in (
        (late, "我来答", "接待，没有发出"),
        (winner, "  ", "还没有写内容"),
        (winner, "\u200b", "还没有写内容"),
        (winner, "长" * 1001, "1001 字"),
    ):
        page = await did(browser, house, "write", text=text)
        assert page.status == 409 and told in refusal_of(page) and text.strip() in page.text
    assert "工作人员：" not in await person.hear()

    # Asked for twice, in bursts: one talk stands, every line once and in order.
    assert "正在和您对话" in (await person.say("转人工")).text
    burst = [{"id": f"b{n}", "text": f"第{n}句"} for n in range(8)]
    assert {status for status, _ in await asyncio.gather(*map(person.post, burst))} == {200}
    await asyncio.gather(*(did(winner, house, "write", text=f"答{n}") for n in range(3)), *map(person.post, burst))
    async with house.service.database.reading() as session:
        lines = list(await session.scalars(select(col(TalkLineRow.n)).where(col(TalkLineRow.talk_id) == talk.id)))
    assert sorted(lines) == list(range(1, (await the_talk(house)).lines + 1)) and len(lines) == 1 + 8 + 3

    # A head takes it over, and hands it to a colleague; the account of whoever holds it is disabled.
    holder = (await the_talk(house)).officer_id or ""
    assert (await did(head, house, "take", holder=holder)).status == 303
    assert (await did(head, house, "hand-on", to=holder)).status == 303
    assert (await did(head, house, "hand-on", to=holder)).status == 409
    assert (await did(winner, house, "hand-on", to="0" * 32)).status == 409
    csrf = (await winner.get("/desk/talks")).hidden("csrf")
    admin = await house.officer("admin", None, "管理员")
    await admin.post(f"/desk/accounts/officers/{holder}/disable", {"csrf": await admin.csrf()})
    gone = await winner.post(f"/desk/talks/{talk.id}/write", {"csrf": csrf, "text": "还在"})
    assert gone.status == 303 and gone.location.startswith("/desk/sign-in")
    assert (await did(late, house, "take", holder=holder)).status == 303
    assert (await did(late, house, "give-back")).status == 303
    assert "现在由我接着自动答复" in await person.hear()
    assert (await house.verified()).is_intact
