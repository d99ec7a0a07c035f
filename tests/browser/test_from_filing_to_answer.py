"""Filer and officer before the same running service, each in a real Chromium, as phones and as desks."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser, Page, ViewportSize, expect

from bot.app import SERVICE_KEY, build_app
from bot.service import Service
from tests.browser.conftest import DESK, PHONE
from tests.browser.decency import Watch, faults_of, hidden_focus
from tests.builders import PASSWORD, an_officer
from tests.journeys.house import handbook_for, settings_for

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

OPENING = "我想匿名举报我们厂偷别个的客户资料"
REFERENCE = re.compile(r"编号：\s*([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z])")
BOTH_SIZES = pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])


@pytest_asyncio.fixture(loop_scope="session")
async def running(tmp_path: Path) -> AsyncIterator[tuple[str, Service]]:
    """The address of the service, and the service."""
    settings = settings_for(tmp_path)
    app = await build_app(settings, handbook=handbook_for(settings))
    async with TestServer(app) as server:
        yield str(server.make_url("")).rstrip("/"), app[SERVICE_KEY]


@BOTH_SIZES
async def test_a_tip_is_filed_by_buttons_and_words_and_the_officers_words_arrive(
    running: tuple[str, Service], browser: Browser, size: ViewportSize
) -> None:
    address, service = running
    filer, officer = [await browser.new_context(viewport=size, locale="zh-CN") for _ in range(2)]
    page, desk = await filer.new_page(), await officer.new_page()
    watches = [Watch(page, address), Watch(desk, address)]

    await page.goto(f"{address}/chat")
    reference = await _files_a_tip(page)
    assert await faults_of(page) == []
    await page.reload()
    await expect(page.locator("#log")).to_contain_text(reference)

    await an_officer(service.database, bureau="hechuan", name="王建国")
    await _signs_in_and_writes(desk, address, reference, "请补充对方的营业执照名称。")
    await expect(page.locator("#log")).to_contain_text("请补充对方的营业执照名称。")

    assert await hidden_focus(page, 12) == []
    assert [complaint for watch in watches for complaint in watch.complaints] == []
    await filer.close()
    await officer.close()


@BOTH_SIZES
async def test_a_tip_is_filed_without_a_script(
    running: tuple[str, Service], browser: Browser, size: ViewportSize
) -> None:
    address, _ = running
    context = await browser.new_context(viewport=size, locale="zh-CN", java_script_enabled=False)
    page = await context.new_page()
    watch = Watch(page, address)
    await page.goto(f"{address}/chat")

    for words in (
        "我想匿名举报我们厂偷别个的客户资料",
        "重庆长坪饲料厂",
        "1",
        "合川钱塘",
        "今年三月",
        "先提交，以后再补",
    ):
        await page.fill("#text", words)
        await page.get_by_role("button", name="发送").click()
        await expect(page.locator("#log .theirs").last).to_contain_text(words)
    await page.get_by_role("button", name="确认提交").click()

    await expect(page.locator("#log")).to_contain_text(REFERENCE)
    assert watch.complaints == []
    await context.close()


async def _files_a_tip(page: Page) -> str:
    await _say(page, OPENING, "叫什么名字")
    await _say(page, "重庆长坪饲料厂", "怎么做的")
    await page.get_by_role("button", name="用盗窃、利诱").click()
    await page.get_by_role("button", name="选好了").click()
    await expect(page.locator("#log .ours").last).to_contain_text("发生在哪里")
    await _say(page, "合川钱塘", "什么时候")
    await _say(page, "今年三月", "必填的已经齐了")
    await page.get_by_role("button", name="先提交，以后再补").last.click()
    await page.get_by_role("button", name="确认提交").click()
    await expect(page.locator("#log")).to_contain_text(REFERENCE)
    found = REFERENCE.search(await page.locator("#log").inner_text())
    assert found
    return found[1]


async def _say(page: Page, words: str, then: str) -> None:
    await page.fill("#text", words)
    await page.press("#text", "Enter")
    await expect(page.locator("#log .ours").last).to_contain_text(then)


async def _signs_in_and_writes(desk: Page, address: str, reference: str, words: str) -> None:
    await desk.goto(f"{address}/desk/")
    assert await faults_of(desk) == []
    await desk.get_by_label("姓名").fill("王建国")
    await desk.get_by_label("密码").fill(PASSWORD)
    await desk.get_by_role("button", name="登录").click()
    await expect(desk.get_by_role("heading", name="工作台")).to_be_visible()
    assert await faults_of(desk) == []
    assert await hidden_focus(desk, 10) == []
    await desk.goto(f"{address}/desk/cases")
    assert await faults_of(desk) == []
    await desk.get_by_role("link", name=reference).first.click()
    assert await faults_of(desk) == []
    await desk.get_by_role("button", name="签收").click()
    await desk.locator("summary", has_text="回复来访人").first.click()
    await desk.get_by_label("给来访人的话").fill(words)
    await desk.get_by_role("button", name="预览", exact=True).first.click()
    assert await faults_of(desk) == []
    await expect(desk.get_by_text(words).first).to_be_visible()
    await desk.get_by_role("button", name="发送", exact=True).click()
    await expect(desk.get_by_text(words)).to_be_visible()
