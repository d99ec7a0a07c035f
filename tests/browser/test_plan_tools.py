"""A company asks for a guidance officer and comes into the ledger; its district, a pilot, hands in a report."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import TestServer
from playwright.async_api import Page, expect

from bot.app import SERVICE_KEY, build_app
from bot.settings import read_settings
from tests.bot.conversation.harness import handbook
from tests.browser.conftest import PHONE_IN_LONG_RUNS
from tests.browser.decency import faults_of
from tests.browser.test_desk import sign_in
from tests.builders import NOW, an_officer

# Each page is tried by itself at every run; the way through all of them takes long.
pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.asyncio(loop_scope="session")]


@pytest_asyncio.fixture(loop_scope="session")
async def app(tmp_path: Path) -> AsyncIterator[tuple[web.Application, str]]:
    made = await build_app(read_settings(_env_file=None, data_dir=tmp_path), lambda: NOW, handbook=handbook())
    async with TestServer(made) as server:
        yield made, str(server.make_url("/")).rstrip("/")


async def unfold(page: Page, words: str) -> None:
    await page.locator("summary", has_text=words).first.click()


@PHONE_IN_LONG_RUNS
async def test_a_company_is_guided_and_its_district_reports(page: Page, app: tuple[web.Application, str]) -> None:
    made, address = app
    service = made[SERVICE_KEY]
    for name, role, bureau in (("统筹", "coordinator", None), ("江局长", "head", "jiangjin")):
        await an_officer(service.database, role=role, bureau=bureau, name=name, vault=service.vault)

    await page.goto(f"{address}/guides")
    assert await faults_of(page) == []
    await page.fill("#company", "重庆甲公司")
    await page.select_option("#district", "jiangjin")
    await page.get_by_role("button", name="去填写").click()
    await expect(page.locator("main")).to_contain_text("配一名商业秘密指导员")

    await sign_in(page, address, "统筹")
    await page.goto(f"{address}/desk/pilots")
    await unfold(page, "列入试点区县")
    await page.select_option("#bureau", "jiangjin")
    await page.fill("#named_on", "2025-01-10")
    await page.fill("#paper", "公告第1号")
    await page.get_by_role("button", name="列入").click()
    await expect(page.get_by_role("status")).to_have_text("已列入试点。")
    assert await faults_of(page) == []
    await page.get_by_role("button", name="退出").click()

    await sign_in(page, address, "江局长")
    await page.goto(f"{address}/desk/pilots/jiangjin")
    await unfold(page, "报工作推进情况")
    await page.fill("#done", "走访二十家企业")
    await page.fill("#ahead", "办两场培训")
    await page.get_by_role("button", name="报市局").click()
    await expect(page.get_by_role("status")).to_have_text("工作推进情况已保存。")
    await expect(page.locator("main")).to_contain_text("不是法定期限")
    assert await faults_of(page) == []

    await page.goto(f"{address}/desk/contacts")
    await unfold(page, "登记联络员、指导员")
    await page.check("#kind-2")
    await page.fill("#name", "李老师")
    await page.fill("#reach", "对话里说转人工")
    await page.get_by_role("button", name="登记", exact=True).click()
    await unfold(page, "指派指导员")
    await page.fill("#company", "重庆甲公司")
    await page.get_by_role("button", name="指派", exact=True).click()
    await expect(page.locator("main")).to_contain_text("还没有记录")
    assert await faults_of(page) == []

    await page.goto(f"{address}/desk/ledger")
    await expect(page.locator("p.soon", has_text="没有指导也没有培训记录")).to_contain_text("重庆甲公司")
    await unfold(page, "登记没有预约的培训、指导")
    await page.fill("#on", await page.get_attribute("#on", "max") or "")
    await page.check("#service")
    await page.fill("#people", "3")
    await page.fill("#units", "重庆甲公司")
    await page.fill("#topic", "制度怎么写")
    await page.get_by_role("button", name="记入台账").click()
    await expect(page.locator("main")).to_contain_text("还差指导 1 次、培训 1 次")
    await page.goto(f"{address}/desk/contacts")
    await expect(page.locator("main")).to_contain_text("指导 1 次，培训 0 次")
