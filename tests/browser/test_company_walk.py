"""One company walks from 「我们想当示范单位」 to its ledger and paper, with the officer's sheet beside its own."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import TestServer
from playwright.async_api import FilePayload, Page, expect

from bot.app import SERVICE_KEY, build_app
from bot.settings import read_settings
from tests.bot.channels.web.test_mycase import Time
from tests.bot.conversation.harness import handbook
from tests.browser.conftest import PHONE_IN_LONG_RUNS
from tests.browser.decency import faults_of
from tests.browser.talking import is_answered
from tests.browser.test_desk import sign_in
from tests.builders import NOW, an_officer
from tests.intake.evidence.files import a_pdf

# Each page is tried by itself at every run; the way through all of them takes long.
pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.asyncio(loop_scope="session")]
COMPANY = "重庆甲公司"
ESTIMATES = ("我们想当示范单位", "企业", "有", "部分，6分", "有", "没有", "不确定", "有", "跳过", "保存自评结果")
BOOKS = (COMPANY, "江津区珞璜工业园", "上门服务", "12月1日上午", "李程", "19900001126", "确认提交")
REFERENCE = re.compile(r"编号：\s*([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z])")
# What was agreed is over: the afternoon of that day.
AFTER_THE_VISIT = datetime(2026, 12, 1, 8, tzinfo=UTC)


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


@PHONE_IN_LONG_RUNS
async def test_a_company_walks_from_its_first_word_to_the_ledger_and_the_paper(
    page: Page, app: tuple[web.Application, str], time: Time
) -> None:
    made, address = app
    service = made[SERVICE_KEY]
    await an_officer(service.database, role="officer", bureau="jiangjin", name="谭勇", vault=service.vault)

    await page.goto(f"{address}/chat")
    await says(page, *ESTIMATES)
    told = page.locator("#log .ours").last
    await expect(told).to_contain_text("总分51到71分")
    await expect(told).to_contain_text("该方案期限已届满")
    link = await told.get_by_text("打开自评结果").first.get_attribute("href") or ""

    await shows_it_to_the_bureau(page, f"{address}/assess/continue/{link.rsplit('/', 1)[1]}")
    reference = await books_a_visit(page, address)

    await sign_in(page, address, "谭勇")
    await writes_a_sheet_beside_it(page, address)
    await agrees_on_a_time(page, address, reference)
    time.now = AFTER_THE_VISIT
    await sign_in(page, address, "谭勇")
    await enters_the_visit(page, address, reference)

    await page.goto(f"{address}/desk/ledger")
    await expect(page.locator("main")).to_contain_text("该方案期限已届满")
    await expect(page.locator("main")).to_contain_text(f"{COMPANY}指导 1 次")
    await expect(page.locator("main")).to_contain_text("还差指导 1 次、培训 1 次")
    assert await faults_of(page) == []

    # What its officer wrote has changed nothing of the company's own, which finds it again by asking.
    await page.goto(f"{address}/chat")
    await says(page, "我们上次评了多少分")
    await expect(page.locator("#log .ours").last).to_contain_text("总分51到71分")


async def says(page: Page, *lines: str) -> None:
    for words in lines:
        await page.fill("#text", words)
        await page.press("#text", "Enter")
        await is_answered(page)


async def unfold(page: Page, words: str) -> None:
    await page.locator("summary", has_text=words).first.click()


async def shows_it_to_the_bureau(page: Page, link: str) -> None:
    """Open the result, take the paper along, and agree that the district's station sees it."""
    await page.goto(link)
    await page.get_by_role("button", name="打开自评结果").click()
    await expect(page.locator("h1")).to_have_text("企业创建标准自评结果")
    assert await faults_of(page) == []
    address = page.url.partition("/assess/")[0]
    paper = await page.request.get(f"{address}{await page.get_by_text('下载 PDF').get_attribute('href')}")
    assert (await paper.body()).startswith(b"%PDF")
    await hands_in_evidence(page)
    await page.select_option("#bureau", "jiangjin")
    await page.fill("#name", COMPANY)
    await page.check("input[name=agrees]")
    await page.get_by_role("button", name="给指导站看").click()
    await expect(page.locator("#station")).to_contain_text("您已同意江津区")
    assert await faults_of(page) == []


async def hands_in_evidence(page: Page) -> None:
    """Evidence an item with a file; a program is refused beside the item it was meant for."""
    for name, content, says in (
        ("奖惩制度.pdf", b"MZ" + bytes(3000), "可以运行的程序，没有收下"),
        ("奖惩制度.pdf", a_pdf(), "佐证1"),
    ):
        item = page.locator("#item-rules")
        if not await page.locator("#file-rules").is_visible():
            await item.locator("summary").click()
        sent: FilePayload = {"name": name, "mimeType": "application/pdf", "buffer": content}
        await page.set_input_files("#file-rules", sent)
        await item.get_by_role("button", name="上传佐证").click()
        await expect(item).to_contain_text(says)
        assert await faults_of(page) == []


async def books_a_visit(page: Page, address: str) -> str:
    """Book a visit about what is missing, and return the reference of the consultation."""
    await page.goto(f"{address}/chat")
    await says(page, "请指导站上门看看")
    await expect(page.locator("#log .ours").last).to_contain_text("叫什么名字")
    await says(page, *BOOKS)
    await expect(page.locator("#log")).to_contain_text("想先看制度建设完备、活动开展有效")
    await expect(page.locator("#log")).to_contain_text(REFERENCE)
    found = REFERENCE.search(await page.locator("#log").text_content() or "")
    assert found is not None
    return found[1]


async def writes_a_sheet_beside_it(page: Page, address: str) -> None:
    """Let the officer fill the same sheet: both stand, neither changes the other."""
    await page.goto(f"{address}/desk/estimates")
    assert await faults_of(page) == []
    await page.get_by_role("link", name=COMPANY).click()
    await expect(page.locator("main")).to_contain_text("佐证1 奖惩制度.pdf")
    await page.check("text=知道没有查过毒")
    async with page.expect_download() as saving:
        await page.get_by_role("button", name="下载").click()
    assert (await saving.value).suggested_filename == "佐证1 奖惩制度.pdf"
    await unfold(page, "填指导表")
    await expect(page.locator("form.move")).to_contain_text("按您在单位看到的情况估")
    await page.select_option("#organisation", "partly")
    await page.fill('input[name="organisation.points"]', "10")
    await page.select_option("#rules", "no")
    await page.get_by_role("button", name="保存指导表").click()
    await expect(page.get_by_role("status")).to_contain_text("已保存在旁边")
    first = page.locator("table.beside tbody tr").first
    await expect(first).to_contain_text("做到了，15分")
    await expect(first).to_contain_text("部分做到，估10分")
    assert await faults_of(page) == []


async def agrees_on_a_time(page: Page, address: str, reference: str) -> None:
    """Sign for the consultation, and agree to the time that was wished for."""
    await page.goto(f"{address}/desk/cases/{reference}")
    await expect(page.locator("main")).to_contain_text("想先看制度建设完备、活动开展有效")
    await page.get_by_role("button", name="签收").click()
    visit = page.locator('form[action$="/moves/set_visit"]')
    await visit.locator("[name=on]").fill("2026-12-01")
    await visit.locator("[name=at]").fill("10:00")
    await visit.locator("[name=place]").select_option(index=1)
    await visit.get_by_role("button", name="告诉来访人").click()
    await expect(page.locator("main")).to_contain_text("来访人会读到")
    await page.get_by_role("button", name="告诉来访人").click()
    await expect(page.locator("main")).to_contain_text("已约好")
    assert await faults_of(page) == []


async def enters_the_visit(page: Page, address: str, reference: str) -> None:
    """Enter what was done after it was held."""
    await page.goto(f"{address}/desk/cases/{reference}")
    held = page.locator('form[action$="/moves/hold_visit"]')
    await held.locator("[name=on]").fill("2026-12-01")
    await held.locator("[name=service][value=guidance]").check()
    for name, words in (
        ("unit", COMPANY),
        ("topic", "泄密应急处置和奖惩制度怎样写"),
        ("people", "3"),
        ("who", "李程等两人，指导员一人"),
        ("result", "两周内把制度补齐"),
    ):
        await held.locator(f"[name={name}]").fill(words)
    await held.get_by_role("button", name="记入台账").click()
    await expect(page.locator("main")).to_contain_text("已答复")
    assert await faults_of(page) == []
