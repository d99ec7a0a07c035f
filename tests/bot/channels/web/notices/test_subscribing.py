"""Asking at /notices to hear of new ones: in a browser, by mail that is proven first; and stopping. No script."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from urllib.parse import urlencode

import pytest
from aiohttp import CookieJar
from aiohttp.test_utils import TestClient, TestServer
from pydantic import SecretStr
from sqlalchemy import select
from sqlmodel import col

from bot.app import SERVICE_KEY, build_app
from bot.settings import read_settings
from intake.notices.bulletins import BulletinRounds
from intake.officers.bulletins import Bulletins
from intake.storage.bulletin_tables import SubscriptionRow
from tests.bot.channels.web.assess.test_pages import Client, get, post
from tests.bot.channels.web.test_mycase import Time
from tests.bot.conversation.harness import handbook
from tests.intake.bulletins.made import PUBLISHER, published
from tests.intake.notices.mail_server import MailServer

DAY = datetime(2026, 11, 30, 7, tzinfo=UTC)
ADDRESS = "li@example.com"


@pytest.fixture
async def server() -> AsyncIterator[MailServer]:
    server = MailServer()
    async with server.running():
        yield server


@pytest.fixture
def time() -> Time:
    time = Time()
    time.now = DAY
    return time


@pytest.fixture
async def client(tmp_path: Path, server: MailServer, time: Time) -> AsyncIterator[Client]:
    settings = read_settings(
        _env_file=None, data_dir=tmp_path, smtp_url=SecretStr(server.url), mail_from="shangmi@example.gov.cn"
    )
    app = await build_app(settings, time, handbook())
    async with TestClient(TestServer(app), cookie_jar=CookieJar(unsafe=True)) as client:
        yield client


async def subscribers(client: Client) -> list[SubscriptionRow]:
    async with client.app[SERVICE_KEY].database.reading() as session:
        return list(await session.scalars(select(SubscriptionRow).order_by(col(SubscriptionRow.id))))


async def publishes(client: Client, time: Time, **differs: str) -> str:
    service = client.app[SERVICE_KEY]
    time.now += timedelta(minutes=1)
    return await published(service.database, service.vault, time(), **differs)


async def test_a_browser_is_shown_each_once_and_what_was_withdrawn_and_stops(client: Client, time: Time) -> None:
    before = await publishes(client, time, title="以前的")
    time.now += timedelta(minutes=1)
    status, page = await post(client, "/notices/subscribe", {"subjects": "policy", "of": "jiangjin", "by": "page"})
    assert status == 200 and "已经订阅" in page and "没有新的" in page and before in page
    bulletin = await publishes(client, time, title="新来的")
    await publishes(client, time, title="别的主题", subject="warning")

    first, second = await get(client, "/notices"), await get(client, "/notices")
    assert 'aria-label="新：新来的"' in first and "新：别的主题" not in first and "新：以前的" not in first
    assert "新：新来的" not in second and "没有新的" in second
    service = client.app[SERVICE_KEY]
    await Bulletins(service.database, service.vault).withdraw(PUBLISHER, bulletin, {"why": "写错了"}, time())
    first, second = await get(client, "/notices"), await get(client, "/notices")
    assert "已撤回：新来的" in first and "写错了" in first and "已撤回" not in second

    _, stopped = await post(client, "/notices/stop", {})
    assert "已经退订" in stopped and "您订阅的" not in await get(client, "/notices")
    assert await subscribers(client) == []


async def test_an_address_is_told_only_after_its_owner_confirmed_and_can_stop(
    client: Client, server: MailServer, time: Time
) -> None:
    asked = {"subjects": "policy", "of": "jiangjin", "by": "mail", "mail": ADDRESS}
    _, page = await post(client, "/notices/subscribe", asked)
    assert "确认邮件已经寄出" in page
    link = await link_in_mail(server, "confirm")
    await publishes(client, time)
    # A mail program that opens the link by itself confirms nothing.
    assert "点下面的按钮" in await get(client, link)
    assert [row.way for row in await subscribers(client)] == ["asked"]
    status, confirmed = await post(client, link, {})
    assert status == 200 and "政策法规，江津区和面向全市的" in confirmed
    status, again = await post(client, link, {})
    assert status == 404 and "链接已经失效" in again
    (row,) = await subscribers(client)
    assert row.way == "mail" and ADDRESS.encode() not in row.sealed and ADDRESS not in row.id

    await publishes(client, time, title="新来的")
    service = client.app[SERVICE_KEY]
    rounds = BulletinRounds(service.database, service.vault, service.bureaus, "http://127.0.0.1:8080", time)
    await rounds.round()
    stop = await link_in_mail(server, "stop", count=2)
    assert "立即删除这个邮箱地址" in await get(client, stop)
    assert "邮箱地址已经删除" in (await post(client, stop, {}))[1] and await subscribers(client) == []
    assert (await post(client, "/notices/stop/AAAA", {}))[0] == 404


async def test_what_does_not_fit_is_told_and_what_comes_from_elsewhere_is_not_taken(client: Client) -> None:
    for typed, told in (
        ({"by": ""}, "请选择用邮箱还是用这个浏览器"),
        ({"by": "mail", "mail": "li@"}, "请填写邮箱地址"),
        ({"by": "mail", "mail": "a@b.cn\r\nBcc: c@d.cn"}, "请填写邮箱地址"),
        ({"by": "page", "of": "<script>"}, "请选择区县"),
    ):
        status, page = await post(client, "/notices/subscribe", {"subjects": "policy", **typed})
        assert status == 422 and told in page and 'value="policy" checked' in page, typed
    for subjects in (("zzz",), ("policy", "zzz"), ("POLICY",)):
        body = urlencode([("by", "page"), *(("subjects", one) for one in subjects)])
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        async with client.post("/notices/subscribe", data=body, headers=form) as response:
            assert response.status == 422 and "没有这个主题" in await response.text(), subjects
    headers = {"Origin": "https://evil.example"}
    async with client.post("/notices/subscribe", data={"by": "page"}, headers=headers) as response:
        assert "已经订阅" not in await response.text()
    assert await subscribers(client) == []
    for _ in range(3):
        await post(client, "/notices/subscribe", {"by": "mail", "mail": ADDRESS})
    status, page = await post(client, "/notices/subscribe", {"by": "mail", "mail": ADDRESS.upper()})
    assert status == 429 and "刚给这个邮箱寄过几封邮件" in page


async def link_in_mail(server: MailServer, kind: str, count: int = 1) -> str:
    """Return the path of a link in the last mail, once so many have come by the service's own courier."""
    for _ in range(400):
        if len(server.received) >= count:
            break
        await asyncio.sleep(0.05)
    letter = message_from_bytes(server.received[-1].encode(), policy=policy.default)
    found = re.search(rf"/notices/{kind}/[\w-]+", letter.get_content())
    assert found is not None
    return found[0]
