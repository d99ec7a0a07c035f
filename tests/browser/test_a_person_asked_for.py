"""Somebody on the chat page and an officer at the talks desk, each in a real Chromium, before one service."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser, Page, ViewportSize, expect

from bot.app import SERVICE_KEY, build_app
from bot.service import Service
from intake.officers.talk_desks import TalkDesks
from tests.browser.decency import Watch, faults_of, hidden_focus
from tests.builders import PASSWORD, an_officer
from tests.journeys.house import Clock, handbook_for, settings_for

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

SMALL, LARGE = ViewportSize(width=390, height=844), ViewportSize(width=1366, height=768)


@pytest_asyncio.fixture(loop_scope="session")
async def running(tmp_path: Path) -> AsyncIterator[tuple[str, Service]]:
    """The service on a Monday morning, with officers of 江津区 at the talks desk."""
    settings, clock = settings_for(tmp_path), Clock()
    app = await build_app(settings, clock, handbook_for(settings))
    async with TestServer(app) as server:
        service = app[SERVICE_KEY]
        desks = TalkDesks(service.database, service.vault, service.bureaus)
        await desks.set("command", "jiangjin", "09:00-12:00", 10, 30, clock(), is_open=True)
        yield str(server.make_url("")).rstrip("/"), service


async def say(page: Page, words: str) -> None:
    await page.fill("#text", words)
    await page.press("#text", "Enter")


async def test_a_person_on_a_phone_and_an_officer_talk_and_the_form_goes_on(
    running: tuple[str, Service], browser: Browser
) -> None:
    address, service = running
    outside = await browser.new_context(viewport=SMALL, locale="zh-CN")
    # The officer's page works without its script too; with it new lines come by themselves.
    inside = await browser.new_context(viewport=LARGE, locale="zh-CN")
    page, desk = await outside.new_page(), await inside.new_page()
    watches = [Watch(page, address), Watch(desk, address)]
    await an_officer(service.database, bureau="jiangjin", name="周倩", vault=service.vault)

    await page.goto(f"{address}/chat")
    for words, answer in (
        ("我要举报", "第1/"),
        ("权利人", "第2/"),
        ("转人工", "请问您要找哪个区县"),
        ("江津区", "值守工作人员吗"),
    ):
        await say(page, words)
        await expect(page.locator("#log")).to_contain_text(answer)
    await page.get_by_role("button", name="同意，转人工").click()
    await expect(page.locator("#log")).to_contain_text("正在等人接")
    await say(page, "材料太多，不知道先交哪样")
    await expect(page.locator("#log")).to_contain_text("收到")

    await desk.clock.install()
    await desk.goto(f"{address}/desk/talks")
    await desk.fill("#name", "周倩")
    await desk.fill("#password", PASSWORD)
    await desk.get_by_role("button", name="登录").click()
    await expect(desk.locator("main")).to_contain_text("1 条没有看")
    assert await faults_of(desk) == []
    # The list keeps itself up to date, and no reader is thrown back to the top of a page that is loaded anew.
    await desk.evaluate("window.isStill = true")
    await say(page, "还在吗")
    await desk.clock.run_for(16_000)
    await expect(desk.locator("main")).to_contain_text("2 条没有看")
    assert await desk.evaluate("window.isStill === true")
    await desk.get_by_role("button", name="接待").click()
    await expect(desk.locator("#lines")).to_contain_text("不知道先交哪样")
    await expect(page.locator("#log")).to_contain_text("工作人员来了")

    await say(page, "先交劳动合同可以吗")
    await expect(desk.locator("#lines")).to_contain_text("先交劳动合同可以吗")
    await desk.fill("#text", "可以。先把表填完，材料随后上传。")
    assert await faults_of(desk, at="/desk/talks/{talk}") == [] and await hidden_focus(desk, 12) == []
    await desk.get_by_role("button", name="发送").click()
    await expect(page.locator("#log")).to_contain_text("工作人员：可以。先把表填完")

    # The person gives the talk back while the officer still writes: the page says so, and no word is lost.
    await desk.fill("#text", "还有一件事")
    await say(page, "结束人工")
    await expect(page.locator("#log")).to_contain_text("接着上次的填")
    await expect(desk.locator("#moved")).to_be_visible()
    await desk.get_by_role("button", name="发送").click()
    await expect(desk.locator("[role=alert]")).to_contain_text("已经结束（来访人结束）")
    await expect(desk.locator("#text")).to_have_value("还有一件事")
    assert await faults_of(desk) == [] and await faults_of(page) == []
    assert [complaint for watch in watches for complaint in watch.complaints if "409" not in complaint] == []
    await outside.close()
    await inside.close()
