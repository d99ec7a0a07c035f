"""A clerk enters a letter of a month ago on a screen; the page of the case says that its date is over."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser, Page, ViewportSize, expect

from bot.app import SERVICE_KEY, build_app
from bot.settings import read_settings
from intake.clocks.calendar import day_in_shanghai
from tests.browser.conftest import DESK, PHONE
from tests.browser.decency import Watch, faults_of, hidden_focus
from tests.builders import PASSWORD, an_officer

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

SMALL = ViewportSize(width=PHONE["width"], height=PHONE["height"])
LARGE = ViewportSize(width=DESK["width"], height=DESK["height"])


@pytest_asyncio.fixture(loop_scope="session")
async def address(tmp_path: Path) -> AsyncIterator[str]:
    app = await build_app(read_settings(_env_file=None, data_dir=tmp_path))
    async with TestServer(app) as server:
        await an_officer(app[SERVICE_KEY].database, name="王芳")
        yield str(server.make_url("/"))


async def at_the_desk(page: Page, address: str) -> None:
    await page.goto(f"{address}desk/")
    await page.get_by_label("姓名").fill("王芳")
    await page.get_by_label("密码").fill(PASSWORD)
    await page.get_by_role("button", name="登录").click()
    if await (more := page.locator(".rail-open")).is_visible():
        await more.click()
    await page.get_by_role("link", name="录入").click()
    await page.get_by_role("link", name="侵权举报（权利人）").click()


async def test_a_letter_of_two_months_ago_is_overdue(address: str, browser: Browser) -> None:
    context = await browser.new_context(viewport=LARGE, locale="zh-CN")
    page = await context.new_page()
    await at_the_desk(page, address)
    received_on = day_in_shanghai(datetime.now(UTC)) - timedelta(days=60)
    await page.get_by_label("信函").check()
    await page.locator('[name="received_on"]').fill(received_on.isoformat())
    await page.get_by_label("权利人（商业秘密是我们的）").check()
    await page.get_by_label("经营信息（客户").check()
    await page.get_by_label("违反保密约定或者保密要求").check()
    for name, words in {
        "reported_name": "重庆渝心微电子有限公司",
        "act_place": "江津区双福街道",
        "act_date": "去年三月",
        "clue": "他有机会接触到客户档案",
        "reporter_name": "重庆半坡茶业有限公司",
        "contact_name": "周敏",
        "phone": "1990000110",
    }.items():
        await page.locator(f'[name="{name}"]').fill(words)

    await page.get_by_role("button", name="录入并分送").click()
    await expect(page.get_by_role("alert")).to_contain_text("应该是11位")
    await page.locator('[name="phone"]').fill("19900001101")
    await page.get_by_role("button", name="录入并分送").click()

    await expect(page.locator("h1")).to_have_text("已录入")
    assert await faults_of(page) == []
    await expect(page.locator(".slip")).to_contain_text("逾期")
    await page.get_by_role("link", name="打开案件").click()
    await expect(page.locator(".clock-left").first).to_contain_text("逾期")
    await context.close()


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["phone", "desk"])
async def test_the_page_owes_its_reader_nothing(address: str, browser: Browser, size: ViewportSize) -> None:
    context = await browser.new_context(viewport=size, locale="zh-CN")
    page = await context.new_page()
    await at_the_desk(page, address)
    watch = Watch(page, address)

    assert await faults_of(page) == [] and await hidden_focus(page, 12) == []
    assert watch.complaints == []
    await context.close()
