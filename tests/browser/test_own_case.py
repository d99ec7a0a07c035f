"""Somebody files without a name on a telephone, and finds the case from another browser by its code."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser, Dialog, Page, ViewportSize, expect

from bot.app import build_app
from bot.settings import read_settings
from intake.filers.codes import last_group, new_code
from tests.browser.conftest import DESK, PHONE
from tests.browser.decency import Watch, faults_of, hidden_focus
from tests.browser.talking import is_answered

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

SMALL = ViewportSize(width=PHONE["width"], height=PHONE["height"])
LARGE = ViewportSize(width=DESK["width"], height=DESK["height"])
TIP = (
    "我是员工，匿名举报重庆长坪饲料厂，今年三月在合川钱塘镇用盗窃手段拿走同行的客户名单",
    "1",
    "先提交，以后再补",
    "确认提交",
)


@pytest_asyncio.fixture(loop_scope="session")
async def address(tmp_path: Path) -> AsyncIterator[str]:
    app = await build_app(read_settings(_env_file=None, data_dir=tmp_path))
    async with TestServer(app) as server:
        yield str(server.make_url("/"))


async def say(page: Page, words: str, answered: str) -> None:
    await page.fill("#text", words)
    await page.press("#text", "Enter")
    await is_answered(page)
    await expect(page.locator("#log .ours").last).to_contain_text(answered)


STORED = "JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)])"


async def a_tip_filed(page: Page, address: str) -> tuple[str, str]:
    """File it, note reference and code, and show that they were noted."""
    reference, code = await a_tip_told(page, address)
    await say(page, last_group(code), "核对无误")
    return reference, code


async def a_tip_told(page: Page, address: str) -> tuple[str, str]:
    """File it, and note reference and code."""
    await page.goto(address)
    await expect(page.locator("#log")).to_contain_text("演示环境，不是正式举报渠道")
    for words, answered in zip(TIP, ("举报", "", "确认提交", "查询码"), strict=True):
        await say(page, words, answered)
    told = await page.locator("#log .ours").last.inner_text()
    reference, code = re.search(r"编号：\s*(\S+)", told), re.search(r"查询码：\s*(\S+)", told)
    assert reference and code, told
    return reference[1], code[1]


async def test_the_code_is_shown_and_never_stored(page: Page, address: str) -> None:
    _, code = await a_tip_told(page, address)
    assert code not in await page.evaluate(STORED)

    await page.reload()
    await expect(page.locator("#log .ours").last).to_contain_text(code)
    assert code not in await page.evaluate(STORED)

    await say(page, last_group(code), "核对无误")
    await page.reload()
    await expect(page.locator("#log .ours").last).to_contain_text("核对无误")
    assert code not in await page.locator("#log").inner_text()
    assert last_group(code) not in await page.evaluate(STORED)


async def enter(page: Page, reference: str, code: str) -> None:
    await page.get_by_label("编号").fill(reference)
    await page.get_by_label("查询码").fill(code)
    await page.get_by_role("button", name="查看", exact=True).click()


async def test_a_filer_without_a_name_comes_back_from_another_browser(address: str, browser: Browser) -> None:
    first = await browser.new_context(viewport=SMALL, locale="zh-CN")
    reference, code = await a_tip_filed(await first.new_page(), address)
    await first.close()

    # Another browser, without scripts.
    second = await browser.new_context(viewport=SMALL, locale="zh-CN", java_script_enabled=False)
    page = await second.new_page()
    await page.goto(f"{address}mycase")
    await enter(page, reference, new_code())
    await expect(page.get_by_role("alert")).to_contain_text("没有查到")
    assert "已分送" not in await page.content()
    await enter(page, reference, code)
    await expect(page.locator("h1")).to_have_text(reference)
    assert page.url == f"{address}mycase"

    await page.locator("summary", has_text="补充说明").click()
    await page.get_by_label("要补充的内容").fill("仓库在二楼，周三下午有人装车。")
    await page.get_by_role("button", name="提交补充").click()
    await expect(page.get_by_role("status")).to_contain_text("已经记下")
    await page.locator("summary", has_text="申请撤回").click()
    await expect(page.get_by_text("可以申请撤回，但不当然终止核查")).to_be_visible()
    await page.get_by_label("还想说明的").fill("对方已经归还")
    await page.get_by_role("button", name="申请撤回").click()
    await expect(page.locator(".messages")).to_contain_text("对方已经归还")

    third = await browser.new_context(viewport=SMALL, locale="zh-CN")
    stranger = await third.new_page()
    await stranger.goto(f"{address}mycase")
    assert reference not in await stranger.content()
    await page.get_by_role("button", name="结束查看").click()
    assert reference not in await page.content()
    for context in (second, third):
        await context.close()


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["phone", "desk"])
async def test_the_pages_owe_their_reader_nothing(address: str, browser: Browser, size: ViewportSize) -> None:
    context = await browser.new_context(viewport=size, locale="zh-CN")
    page = await context.new_page()
    reference, code = await a_tip_filed(page, address)
    watch = Watch(page, address)

    await page.goto(f"{address}mycase")
    assert await faults_of(page) == [] and await hidden_focus(page, 6) == []
    await enter(page, reference, code)
    await page.locator("summary", has_text="补充说明").click()
    await page.get_by_label("要补充的内容").fill("一二" * 495)
    await page.get_by_role("button", name="提交补充").click()

    assert await faults_of(page) == [] and await hidden_focus(page, 8) == []
    await page.goto(f"{address}mycase/receipt")
    assert await faults_of(page, at="/mycase/receipt") == []
    assert watch.complaints == []
    await context.close()


async def test_text_that_was_not_sent_is_not_left_without_a_question(address: str, browser: Browser) -> None:
    context = await browser.new_context(viewport=SMALL, locale="zh-CN")
    page = await context.new_page()
    reference, code = await a_tip_filed(page, address)
    await page.goto(f"{address}mycase")
    await enter(page, reference, code)
    await expect(page.locator("h1")).to_have_text(reference)
    await page.locator("summary", has_text="补充说明").click()
    await page.get_by_label("要补充的内容").fill("仓库在二楼，周三下午有人装车。")

    asked: list[str] = []

    async def stays(dialog: Dialog) -> None:
        asked.append(dialog.type)
        await dialog.dismiss()

    page.on("dialog", stays)
    await page.get_by_role("button", name="结束查看").click()
    assert asked == ["confirm"]
    await page.evaluate("location.assign('/privacy')")
    await page.wait_for_timeout(500)
    assert asked == ["confirm", "beforeunload"]
    await expect(page.get_by_label("要补充的内容")).to_have_value("仓库在二楼，周三下午有人装车。")

    # Nobody is asked about what is sent.
    await page.get_by_role("button", name="提交补充").click()
    await expect(page.get_by_role("status")).to_contain_text("已经记下")
    assert len(asked) == 2
    await context.close()
