"""A company comes from the chat to its self-assessment, paper and visit; a park and the list stand beside."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp.test_utils import TestServer
from playwright.async_api import Page, expect

from bot.app import build_app
from bot.settings import read_settings
from tests.bot.conversation.harness import handbook
from tests.browser.decency import faults_of
from tests.browser.talking import is_answered

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

CHAT = (
    "我们想当示范单位",
    "企业示范单位自评",
    "有",
    "部分，6分",
    "有",
    "没有",
    "不确定",
    "有",
    "跳过",
    "保存自评结果",
)


@pytest_asyncio.fixture(loop_scope="session")
async def address(tmp_path: Path) -> AsyncIterator[str]:
    app = await build_app(read_settings(_env_file=None, data_dir=tmp_path), handbook=handbook())
    async with TestServer(app) as server:
        yield str(server.make_url("/")).rstrip("/")


async def say(page: Page, words: str) -> None:
    await page.fill("#text", words)
    await page.press("#text", "Enter")
    await is_answered(page)


async def test_from_the_first_word_to_paper_and_visit(page: Page, address: str) -> None:
    await page.goto(f"{address}/chat")
    for words in CHAT:
        await say(page, words)
    told = page.locator("#log .ours").last
    await expect(told).to_contain_text("总分51到71分")
    await expect(told).to_contain_text("自评码")
    link = await told.get_by_text("打开自评结果").first.get_attribute("href")
    assert link is not None and "/assess/continue/" in link

    await page.goto(f"{address}/assess/continue/{link.rsplit('/', 1)[1]}")
    assert await faults_of(page, at="/assess/continue/{link}") == []
    await page.get_by_role("button", name="打开自评结果").click()
    await expect(page.locator("h1")).to_have_text("企业创建标准自评结果")
    assert await faults_of(page, at="/assess/{subject}/result") == []
    paper = await page.request.get(f"{address}{await page.get_by_text('下载 PDF').get_attribute('href')}")
    assert (await paper.body()).startswith(b"%PDF")
    await page.get_by_role("button", name="照这份自评约指导").click()
    await expect(page.locator("main")).to_contain_text("想先看制度建设完备、活动开展有效")


async def test_a_park_and_the_list_without_a_script(page: Page, address: str) -> None:
    await page.goto(f"{address}/assess")
    assert await faults_of(page) == []
    await page.get_by_role("link", name="开始园区自评").click()
    assert await faults_of(page) == []
    await page.check("input[name=leading_group][value=partly]")
    await page.fill("[name='leading_group.points']", "11")
    await page.get_by_role("button", name="保存，看结果").click()
    await expect(page.get_by_role("alert").first).to_contain_text("超过了这一项的上限10分")
    await page.fill("[name='leading_group.points']", "4")
    await page.get_by_role("button", name="保存，看结果").click()
    await expect(page.locator("main")).to_contain_text("按标题的分值算是2.5到96.25分")
    await page.get_by_role("link", name="再评一次").click()
    for item in await page.locator("input[type=radio][value=yes]").all():
        await item.check()
    await page.get_by_role("button", name="保存，看结果").click()
    # Its own sums do not agree: both are told, and no mark is made up.
    await expect(page.locator("main")).to_contain_text("按标题的分值算是100分（满分100分）；按分项直接相加是115分")
    await expect(page.locator("main")).to_contain_text("这次有进步的")
    assert await faults_of(page) == []
    paper = await page.request.get(f"{address}{await page.get_by_text('下载 PDF').get_attribute('href')}")
    assert (await paper.body()).startswith(b"%PDF")
    await page.goto(f"{address}/assess/apply")
    assert await faults_of(page) == []
    await page.check("input[value=evidence]")
    await page.get_by_role("button", name="保存勾选").click()
    await expect(page.get_by_role("status")).to_contain_text("备齐了1样")
