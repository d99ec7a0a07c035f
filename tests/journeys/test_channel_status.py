"""What the service is in law changes what it does: a demonstration, help before filing, or a channel."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.journeys.filings import TIP, led
from tests.journeys.house import Clock, House, opened_house, settings_for
from tests.journeys.people import REFERENCE, WebPerson, WeChatPerson

BANNER = "演示环境，不是正式举报渠道"
NOTICE = "《关于公布举报渠道的公告》 https://example.gov.cn/notice"


@pytest.fixture
async def helper(tmp_path: Path, clock: Clock) -> AsyncIterator[House]:
    """The service of a bureau that has published nothing."""
    async with opened_house(settings_for(tmp_path, channel_status="helper"), clock) as opened:
        yield opened


@pytest.fixture
async def published(tmp_path: Path, clock: Clock) -> AsyncIterator[House]:
    """The service as a published channel."""
    settings = settings_for(tmp_path, channel_status="published", channel_notice=NOTICE)
    async with opened_house(settings, clock) as opened:
        yield opened


async def test_a_demonstration_says_so_first_on_every_page_and_in_every_case(house: House, clock: Clock) -> None:
    on_the_web, in_wechat = await WebPerson.come(house, clock), await WeChatPerson.come(house, clock)

    assert BANNER in on_the_web.greeting.text
    assert (await in_wechat.say("你好")).text.startswith(BANNER)
    for path in ("/chat", "/desk/sign-in"):
        async with on_the_web.session.get(path) as page:
            assert BANNER in await page.text()
    filed = await led(on_the_web, TIP)
    assert "案件不会进入正式办理" in filed.text
    assert (await (await house.reader()).case(filed.reference))["demo"] is True


async def test_a_helper_prepares_a_draft_to_take_away_and_files_nothing(helper: House, clock: Clock) -> None:
    person = await WebPerson.come(helper, clock)

    last = await led(person, TIP[:-1])
    status, shape = await person.post({"id": "last", "text": "确认"})

    assert status == 200
    downloads = [reply["download"] for reply in shape["replies"] if "download" in reply]
    assert len(downloads) == 1
    assert "重庆长坪饲料厂" in downloads[0]["text"]
    said = "".join(reply["text"] for reply in shape["replies"])
    assert REFERENCE.search(said + last.text) is None
    assert shape["trace"]["case"] is None
    assert await (await helper.reader()).cases() == []


async def test_a_published_channel_names_its_announcement_and_opens_a_real_case(
    published: House, clock: Clock
) -> None:
    person = await WebPerson.come(published, clock)

    assert BANNER not in person.greeting.text
    async with person.session.get("/chat") as page:
        text = await page.text()
    assert BANNER not in text
    assert "https://example.gov.cn/notice" in text
    filed = await led(person, TIP)
    assert "演示" not in filed.text
    assert (await (await published.reader()).case(filed.reference))["demo"] is False
