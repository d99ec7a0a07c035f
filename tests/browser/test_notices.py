"""A person subscribes, gets a notice once, signs up for a training, and stops; two officers publish it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import TestServer
from playwright.async_api import Page, expect

from bot.app import SERVICE_KEY, build_app
from bot.settings import read_settings
from intake.notices.bulletins import BulletinRounds
from tests.bot.channels.web.test_mycase import Time
from tests.bot.conversation.harness import handbook
from tests.browser.conftest import PHONE_IN_LONG_RUNS
from tests.browser.decency import faults_of
from tests.browser.test_desk import sign_in
from tests.builders import NOW, an_officer

# Each page is tried by itself at every run; the way through all of them takes long.
pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.asyncio(loop_scope="session")]
TITLE = "商业秘密保护实务培训"


@pytest.fixture
def time() -> Time:
    time = Time()
    time.now = NOW
    return time


@pytest_asyncio.fixture(loop_scope="session")
async def app(tmp_path: Path, time: Time) -> AsyncIterator[tuple[web.Application, str]]:
    made = await build_app(read_settings(_env_file=None, data_dir=tmp_path), time, handbook=handbook())
    async with TestServer(made) as server:
        yield made, str(server.make_url("/")).rstrip("/")


async def says(page: Page, words: str, expected: str) -> None:
    await page.fill("#text", words)
    await page.press("#text", "Enter")
    await expect(page.locator("#log")).to_contain_text(expected)


@PHONE_IN_LONG_RUNS
async def test_a_person_subscribes_hears_signs_up_and_stops(
    page: Page, app: tuple[web.Application, str], time: Time
) -> None:
    made, address = app
    service = made[SERVICE_KEY]
    for name in ("起草人", "核对人"):
        await an_officer(service.database, role="officer", bureau="jiangjin", name=name, vault=service.vault)

    await page.goto(f"{address}/notices")
    assert await faults_of(page) == []
    await page.check('input[name="subjects"][value="training"]')
    await page.select_option("#of", "jiangjin")
    await page.check('input[name="by"][value="page"]')
    await page.get_by_role("button", name="订阅", exact=True).click()
    await expect(page.get_by_role("status")).to_contain_text("已经订阅")
    await page.goto(f"{address}/chat")
    await says(page, "订阅江津区的培训", "已经订阅：培训宣传，江津区")

    time.now += timedelta(minutes=1)
    await publishes(page, address)
    rounds = BulletinRounds(service.database, service.vault, service.bureaus, address, time)
    await rounds.round()

    # In the chat it comes by itself; on the page it is marked, once.
    await page.goto(f"{address}/chat")
    await expect(page.locator("main")).to_contain_text(f"发布培训：{TITLE}")
    await page.goto(f"{address}/notices")
    await expect(page.locator("main")).to_contain_text(f"新：{TITLE}")
    assert await faults_of(page) == []
    await page.get_by_role("link", name=TITLE).first.click()
    assert await faults_of(page, at="/notices/{id}") == []
    await page.fill("#name", "李明")
    await page.fill("#unit", "重庆甲公司")
    await page.fill("#phone", "13900001101")
    await page.get_by_role("button", name="报名").click()
    await expect(page.get_by_role("status")).to_contain_text("报上了，李明")
    assert await faults_of(page, at="/notices/sign-up/{pass}") == []
    await expect(page.get_by_role("link", name="存到日历")).to_be_visible()

    await page.goto(f"{address}/notices")
    await expect(page.locator("main")).not_to_contain_text(f"新：{TITLE}")
    await page.get_by_role("button", name="退订（这个浏览器）").click()
    await expect(page.get_by_role("status")).to_contain_text("已经退订")
    await page.goto(f"{address}/chat")
    await says(page, "退订", "已经退订")
    await says(page, "退订", "您还没有订阅通知")

    time.now += timedelta(days=7)
    await comes_into_the_ledger(page, address)


async def publishes(page: Page, address: str) -> None:
    """Let one officer propose a training and another publish it."""
    await sign_in(page, address, "起草人")
    await page.goto(f"{address}/desk/bulletins")
    await page.locator("summary", has_text="起草通知或者培训").click()
    await page.select_option("#kind", "training")
    await page.fill("#title", TITLE)
    await page.select_option("#subject", "training")
    await page.select_option("#district", "jiangjin")
    for name in ("from", "until"):
        await page.fill(f"#{name}", "2026-12-02")
    for name, value in (("text", "讲制度怎么写"), ("place", "区政府"), ("begins", "14:00"), ("ends", "16:00")):
        await page.fill(f"#{name}", value)
    await page.fill("#capacity", "1")
    await page.get_by_role("button", name="起草", exact=True).click()
    await expect(page.get_by_role("status")).to_contain_text("已起草")
    assert await faults_of(page) == []
    await page.get_by_role("button", name="退出").click()
    await sign_in(page, address, "核对人")
    await page.goto(f"{address}/desk/bulletins")
    await page.get_by_role("button", name="核对无误，发布").click()
    await expect(page.get_by_role("status")).to_contain_text("已发布")


async def comes_into_the_ledger(page: Page, address: str) -> None:
    """Note who came, after the training."""
    await sign_in(page, address, "核对人")
    await page.goto(f"{address}/desk/bulletins")
    await page.get_by_role("link", name=TITLE).click()
    assert await faults_of(page, at="/desk/bulletins/{id}") == []
    await page.check('input[name="came"]')
    await page.get_by_role("button", name="登记签到，记入台账").click()
    await expect(page.get_by_role("status")).to_contain_text("记入指导台账")
    await page.get_by_role("link", name="看台账").click()
    await expect(page.locator("main")).to_contain_text(TITLE)
    await expect(page.locator("main")).to_contain_text("重庆甲公司")
