"""A subscriber in WeChat: a tap lets one 订阅通知 leave; the openid is kept for it, and never of who hides."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import select

from bot.beside import carrier_of
from bot.channels.wechat.api import WeChatApi
from bot.channels.wechat.sending import WeChatNotices
from bot.conversation.channels import ChannelName
from bot.conversation.messages import Inbound
from bot.service import Service, opened
from bot.settings import read_settings
from intake.notices.bulletins import BulletinRounds
from intake.notices.courier import Courier
from intake.storage.bulletin_tables import BulletinReachRow, SubscriptionRow
from tests.bot.channels.web.test_mycase import Time
from tests.bot.channels.wechat_api_server import APP_ID, SECRET, FakeWeChat
from tests.bot.conversation.harness import handbook
from tests.bot.test_letters_to_filers import OPENID, Sender
from tests.intake.bulletins.made import published

TEMPLATE = "T-1"


@dataclass
class House:
    """The service, the fake server, and somebody in WeChat."""

    service: Service
    sender: Sender
    wechat: FakeWeChat
    time: Time
    courier: Courier

    async def taps(self, template: str = TEMPLATE) -> None:
        keyed = self.service.vault.keyed_id
        self.time.now += timedelta(seconds=1)
        key = f"tap-{self.time.now.isoformat()}"
        tap = Inbound(
            ChannelName.WECHAT,
            self.sender.person,
            key,
            "event",
            self.time(),
            event="agreed",
            event_key=template,
            own_key=keyed("wechat-own", OPENID),
            openid=OPENID,
        )
        await self.service.reception.receive(tap)

    async def publishes(self, **differs: str) -> str:
        self.time.now += timedelta(minutes=1)
        made = await published(self.service.database, self.service.vault, self.time(), **differs)
        rounds = BulletinRounds(
            self.service.database, self.service.vault, self.service.bureaus, "https://s.example.org", self.time
        )
        await rounds.round()
        await self.courier.round()
        return made

    async def kept(self) -> list[BulletinReachRow]:
        async with self.service.database.reading() as session:
            return list(await session.scalars(select(BulletinReachRow)))

    async def subscribed(self) -> bool:
        async with self.service.database.reading() as session:
            return (await session.scalars(select(SubscriptionRow))).first() is not None


@pytest.fixture
async def house(data_dir: Path) -> AsyncIterator[House]:
    wechat, time = FakeWeChat(), Time()
    time.now = datetime(2026, 11, 30, 7, tzinfo=UTC)
    await wechat.start()
    settings = read_settings(
        _env_file=None,
        data_dir=data_dir,
        wechat_app_id=APP_ID,
        wechat_token=SecretStr("AAAAA"),
        wechat_aes_key=SecretStr("A" * 43),
        wechat_secret=SecretStr(SECRET),
        wechat_api_base=wechat.address,
        wechat_notice_template=TEMPLATE,
    )
    async with (
        opened(settings, time, handbook("demo")) as service,
        WeChatApi(wechat.address, APP_ID, SECRET, time) as api,
    ):
        notices = WeChatNotices(api, TEMPLATE, "thing1", "time2", 0.3)
        carrier = carrier_of(settings, service.database, service.vault, service.bureaus, None, notices, time)
        yield House(service, Sender(service), wechat, time, Courier(service.database, time, carrier))
    await wechat.stop()


async def test_each_tap_lets_one_leave_and_the_rest_comes_with_the_next_message(house: House) -> None:
    await house.taps()
    assert await house.kept() == []
    assert "已经订阅" in await house.sender.says("订阅江津区的政策")
    await house.taps("T-other")
    await house.taps()
    (row,) = await house.kept()
    assert row.remaining == 1 and OPENID.encode() not in row.sealed

    first = await house.publishes(title="关于组织开展商业秘密保护对照自查工作的通知")
    (sent,) = house.wechat.noticed
    assert (sent["touser"], sent["template_id"]) == (OPENID, TEMPLATE)
    short = "关于组织开展商业秘密保护对照自查工作的…"
    assert sent["data"] == {"thing1": {"value": short}, "time2": {"value": "2026-11-30"}} and len(short) == 20
    assert str(sent["page"]).endswith(f"/notices/{first}") and await house.kept() == []
    await house.publishes(title="第二条")
    assert len(house.wechat.noticed) == 1
    told = await house.sender.says("你好")
    assert "第二条" in told and "对照自查" not in told
    assert "第二条" not in await house.sender.says("你好呀")


async def test_a_refused_notice_waits_for_the_next_message(house: House) -> None:
    await house.sender.says("订阅江津区的政策")
    await house.taps()
    house.wechat.refuses_messages(43101)
    await house.publishes(title="一条通知")
    assert await house.kept() == []
    assert "一条通知" in await house.sender.says("你好")


@pytest.mark.parametrize(
    ("words", "event", "stays"), [("我要匿名举报", "", True), ("退订", "", False), ("", "unsubscribe", False)]
)
async def test_whoever_wants_no_name_stops_or_unfollows_leaves_no_openid(
    house: House, words: str, event: str, stays: bool
) -> None:
    await house.sender.says("订阅江津区的政策")
    await house.taps()
    assert len(await house.kept()) == 1
    await house.sender.says(words, "event" if event else "text", event)

    assert await house.kept() == [] and await house.subscribed() is stays
    # Who hides is not kept by another tap either.
    await house.taps()
    assert await house.kept() == []
