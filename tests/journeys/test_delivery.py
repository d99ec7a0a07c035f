"""Officers see whether and how their words reached the filer: chat page, WeChat, the page of the case."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from intake.storage.reach_table import ReachRow
from intake.storage.tables import MailRow
from tests.bot.channels.wechat_api_server import SECRET, FakeWeChat
from tests.bot.desk.conftest import Browser
from tests.intake.test_jobs import until
from tests.journeys.house import A_MOMENT, Clock, House, done, opened_house, settings_for
from tests.journeys.people import WebPerson, WeChatPerson

WORDS = "请周三上午带保密协议来。"
TIP = (
    "提供违法线索（可匿名）",
    "其他知情人",
    "实名",
    "重庆半坡茶业有限公司",
    "经营信息",
    "导出带走",
    "江津双福",
    "2026年8月",
)
# The first that fits what is asked.
REST = {
    "请核对": "确认提交",
    "什么时候发生": "2026年8月",
    "怎么称呼": "周敏",
    "电话": "19900001101",
}


async def files(person: WebPerson | WeChatPerson) -> tuple[str, str]:
    """Let somebody file a tip in Jiangjin; return its reference, and its code where they get one."""
    for words in TIP:
        heard = await person.say(words)
    for _ in range(15):
        if found := re.search(r"编号：([-0-9A-Z]+)", heard.text):
            code = re.search(r"查询码：(\S+)", heard.text)
            return found[1], code[1] if code else ""
        answer = next((answer for asked, answer in REST.items() if asked in heard.text), "跳过")
        heard = await person.say(answer)
    raise AssertionError(heard.text)


async def written_to(house: House, reference: str) -> Browser:
    """Let an officer of the bureau write to the filer; return their browser."""
    officer = await house.officer("head", "jiangjin", "李科长")
    done(await officer.move(reference, "write", text=WORDS))
    return officer


async def told(officer: Browser, reference: str) -> str:
    page = (await officer.get(f"/desk/cases/{reference}")).text
    found = re.search(rf"{WORDS}</p>\s*<p class=\"small\">(.*?)</p>", page, re.DOTALL)
    assert found, page
    return re.sub(r"<[^>]*>", "", found[1]).strip()


async def test_in_the_chat_it_has_arrived_once_the_page_says_that_it_has_it(house: House, clock: Clock) -> None:
    person = await WebPerson.come(house, clock)
    reference, _ = await files(person)
    officer = await written_to(house, reference)
    assert await told(officer, reference) == "等来访人下次打开时送达"

    assert WORDS in await person.hear()
    assert await told(officer, reference) == "等来访人下次打开时送达"
    clock.later(timedelta(minutes=1))
    await person.says_it_has_it()

    assert (await told(officer, reference)).endswith("在网页对话里收到")


async def test_another_chat_that_names_a_high_number_marks_nothing(house: House, clock: Clock) -> None:
    person, other = await WebPerson.come(house, clock), await WebPerson.come(house, clock)
    reference, _ = await files(person)
    officer = await written_to(house, reference)

    other.after = 2**62
    await other.says_it_has_it()

    assert await told(officer, reference) == "等来访人下次打开时送达"


async def test_in_wechat_it_arrives_with_the_next_answer(house: House, clock: Clock) -> None:
    person = await WeChatPerson.come(house, clock)
    reference, _ = await files(person)
    officer = await written_to(house, reference)

    assert WORDS in (await person.say("查进度")).text

    assert (await told(officer, reference)).endswith("随微信回复送到")


async def test_in_wechat_it_arrives_by_itself_where_messages_can_be_sent(tmp_path: Path, clock: Clock) -> None:
    wechat = FakeWeChat()
    await wechat.start()
    sends = {"wechat_secret": SECRET, "wechat_api_base": wechat.address}
    async with opened_house(settings_for(tmp_path, **sends), clock) as house:
        person = await WeChatPerson.come(house, clock)
        reference, _ = await files(person)
        officer = await written_to(house, reference)
        await until(lambda: bool(wechat.taken))
        ((to, said),) = wechat.taken
        assert to == person.openid and said.endswith(WORDS) and reference in said
        await until_told(officer, reference, "发到微信（客服消息），微信不回报看没看过")

        assert WORDS not in (await person.say("你好")).text
        assert person.openid.encode() not in await house.dump()
        kept = await person.say("你们存了我什么")
        assert "微信账号标识加密存到" in kept.text
        watched = await (await house.visitor()).get("/metrics")
        assert "shangmi_notices" in await watched.text()
        assert (await house.verified()).is_intact
        clock.later(A_MOMENT)
        left = person.xml("event", "<Event><![CDATA[unsubscribe]]></Event>")
        assert await person.deliver(left) == (200, "success")
        async with house.service.database.reading() as session:
            assert (await session.scalars(select(ReachRow))).all() == []
    await wechat.stop()


async def until_told(officer: Browser, reference: str, words: str) -> None:
    """Wait until the page says so: the courier notes it after it has sent."""
    for _ in range(200):
        if (await told(officer, reference)).endswith(words):
            return
        await asyncio.sleep(0.05)
    raise AssertionError(await told(officer, reference))


async def test_by_code_it_was_read_on_the_page_of_the_case(house: House, clock: Clock) -> None:
    person = await WebPerson.come(house, clock)
    reference, code = await files(person)
    officer = await written_to(house, reference)
    visitor = await house.visitor()

    async with visitor.post("/mycase", data={"reference": reference, "code": code}) as answer:
        assert WORDS in await answer.text()

    assert (await told(officer, reference)).endswith("在查询页打开看过")


@pytest.mark.parametrize("by", ["web", None])
async def test_what_has_arrived_keeps_its_first_time_and_way(house: House, clock: Clock, by: str | None) -> None:
    person = await WebPerson.come(house, clock)
    reference, _ = await files(person)
    await written_to(house, reference)
    async with house.service.database.writing() as session:
        letter = (await session.scalars(select(MailRow))).one()
        letter.delivered_at, letter.delivered_by = clock.now, by
    await person.hear()
    clock.later(10 * A_MOMENT)
    await person.says_it_has_it()

    async with house.service.database.reading() as session:
        kept = (await session.scalars(select(MailRow))).one()
    assert (kept.delivered_at, kept.delivered_by) == (letter.delivered_at, by)
