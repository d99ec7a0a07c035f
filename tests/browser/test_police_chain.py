"""The whole way to the police in a real Chromium: refusal, reconsideration, supervision; by the journal."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser, Locator, Page, expect
from sqlalchemy import select
from sqlmodel import col

from bot.desk.routes import desk_routes
from intake.evidence.parts import evidence_parts
from intake.evidence.shelf import FolderShelf
from intake.forms.codes import ChannelStatus
from intake.journal.verifying import verify
from intake.storage.database import Database
from intake.storage.sealing import Vault
from intake.storage.tables import JournalRow
from tests.bot.desk.conftest import DeskSettings
from tests.browser.conftest import PHONE_IN_LONG_RUNS
from tests.browser.decency import faults_of
from tests.builders import NOW, PASSWORD, a_case, an_officer, bureaus, clocks

# The rules and pages of each step are tried at every run; the way through all of them takes a minute.
pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.asyncio(loop_scope="session")]


class Hours:
    """The clock of the desk, to be moved."""

    now: datetime = NOW


@pytest_asyncio.fixture(loop_scope="session")
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    """SQLite: here the browser is what is tried."""
    opened = await Database.open(f"sqlite:///{tmp_path}/shangmi.db")
    await opened.migrate()
    yield opened
    await opened.close()


@pytest.fixture
def hours() -> Hours:
    """The clock."""
    return Hours()


@pytest_asyncio.fixture(loop_scope="session")
async def desk(database: Database, vault: Vault, tmp_path: Path, hours: Hours) -> AsyncIterator[str]:
    """The desk's address."""
    room = evidence_parts(database, vault, FolderShelf(tmp_path / "evidence"), lambda: hours.now).room
    settings = DeskSettings(channel_status=ChannelStatus.PUBLISHED)
    app = web.Application()
    app.add_routes(desk_routes(database, vault, settings, lambda: hours.now, bureaus(), clocks(), room))
    async with TestServer(app) as server:
        yield str(server.make_url("")).rstrip("/")


@PHONE_IN_LONG_RUNS
async def test_the_whole_way_to_the_police_with_a_refusal_and_a_reconsideration(
    desk: str, page: Page, browser: Browser, database: Database, vault: Vault, hours: Hours
) -> None:
    for role, name in (("officer", "王建国"), ("officer", "李敏"), ("head", "陈负责"), ("principal", "赵局长")):
        await an_officer(database, role=role, name=name)
    case = await a_case(database, vault, state="checking")
    others = await browser.new_context(locale="zh-CN")
    decider, head = await others.new_page(), await (await browser.new_context(locale="zh-CN")).new_page()
    await _sign_in(page, desk, "王建国")
    await _sign_in(decider, desk, "赵局长")
    await _sign_in(head, desk, "陈负责")
    line = f"{desk}/desk/cases/{case.reference}/transfers/1"

    await page.goto(f"{desk}/desk/cases/{case.reference}")
    await page.get_by_role("link", name="移送、通报或者告知…").click()
    await page.get_by_role("link", name="移送公安机关").click()
    await page.get_by_label("公安机关", exact=True).select_option("江津区公安机关")
    await page.get_by_label("有犯罪的合理嫌疑，需要公安机关采取措施").check()
    await page.get_by_label("根据已收集的证据和查明的事实，有犯罪的合理嫌疑").check()
    await page.get_by_label("需要公安机关采取措施才能判断").check()
    await page.get_by_label("王建国").check()
    await page.get_by_label("李敏").check()
    await expect(page.get_by_label("举报人身份和联系方式")).not_to_be_checked()
    await page.get_by_label("事由").fill("数额一时查不清，需要公安机关取证。")
    await page.get_by_role("button", name="登记").click()
    await expect(page.get_by_role("status")).to_have_text("已记下。")

    await page.get_by_label("移送前没有作出行政处罚").check()
    await page.get_by_label("报告摘要").fill("两次越权下载，三次使用。")
    await page.get_by_role("button", name="提出报告").click()
    await expect(page.get_by_text("等正职负责人或者主持工作的负责人决定")).to_be_visible()

    await _open(decider, "赵局长", line)
    await decider.locator("summary", has_text="批准移送").first.click()
    await decider.get_by_label("我已了解会发生什么").first.check()
    await decider.get_by_role("button", name="批准移送", exact=True).click()
    await expect(decider.get_by_role("status")).to_have_text("已记下。")

    hours.now += timedelta(hours=3)
    await _open(page, "王建国", line)
    for paper in ("涉嫌犯罪案件移送书", "调查报告", "涉案物品清单", "本案没有检验报告", "其他有关涉嫌犯罪的材料"):
        await page.get_by_label(paper).check()
    await page.get_by_label("文号").fill("渝津市监移〔2026〕3号")
    await page.get_by_label("我已了解会发生什么").check()
    await page.get_by_role("button", name="送交公安机关").click()
    await expect(page.get_by_text("已送出，待签收")).to_be_visible()

    hours.now += timedelta(hours=1)
    await _step(page, "王建国", line, "登记公安机关的回执", {"属该机关管辖": True})
    hours.now += timedelta(days=2)
    await _step(page, "王建国", line, "收到不予立案通知书", {"已退回": True}, "情节显著轻微。")
    await expect(page.get_by_text("公安机关不予立案，待决定是否提请复议")).to_be_visible()
    await _step(head, "陈负责", line, "提请复议", {}, "事实清楚，证据充分。")
    await _step(page, "王建国", line, "登记复议文件的回执", {})
    hours.now += timedelta(days=1)
    await _step(page, "王建国", line, "收到维持不予立案的复议决定", {}, "维持原决定。")
    await _open(head, "陈负责", line)
    form = await _unfolded(head, "建议人民检察院立案监督")
    await form.get_by_label("人民检察院", exact=True).select_option("与江津区同级的人民检察院")
    await form.locator("textarea").fill("应当立案。")
    await form.get_by_role("button", name="建议人民检察院立案监督").click()
    await expect(head.get_by_text("已建议立案监督").first).to_be_visible()
    await _step(page, "王建国", line, "收到立案通知书", {})
    await _open(page, "王建国", line)
    form = await _unfolded(page, "移交涉案物品和材料")
    for goods in ("没有涉案物品", "与案件有关的其他材料", "交接清单"):
        await form.get_by_label(goods).check()
    await form.get_by_role("button", name="移交涉案物品和材料").click()
    await expect(page.get_by_text("公安机关已立案，物品材料已移交")).to_be_visible()

    assert await faults_of(page) == []
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    await page.goto(f"{desk}/desk/transfers")
    await expect(page.get_by_text("渝津市监移〔2026〕3号").first).to_be_visible()
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    async with database.reading() as session:
        query = (
            select(col(JournalRow.code)).where(col(JournalRow.subject).is_not(None)).order_by(col(JournalRow.seq))
        )
        codes = list(await session.scalars(query))
    assert codes == [
        "transfer_opened",
        "police_transfer_reported",
        "police_transfer_approved",
        "police_handed_over",
        "police_received",
        "police_refused",
        "reconsideration_asked",
        "reconsideration_received",
        "reconsideration_refused",
        "supervision_asked",
        "police_docketed",
        "police_materials_handed_over",
    ]
    assert (await verify(database, vault.journal_key, hours.now)).is_intact
    await others.close()
    await head.context.close()


async def _step(page: Page, who: str, line: str, name: str, ticks: dict[str, bool], words: str = "") -> None:
    await _open(page, who, line)
    form = await _unfolded(page, name)
    for label in ticks:
        await form.get_by_label(label, exact=True).check()
    if words:
        await form.locator("textarea").fill(words)
    await form.get_by_role("button", name=name).click()
    await expect(page.get_by_role("status")).to_have_text("已记下。")


async def _unfolded(page: Page, name: str) -> Locator:
    """Return the form of this step; where it is the only one, it stands open already."""
    form = page.locator("details", has=page.locator("summary", has_text=name)).first
    if await form.get_attribute("open") is None:
        await form.locator("summary").click()
    return form


async def _open(page: Page, who: str, address: str) -> None:
    """Go there; whoever was away too long signs in again."""
    await page.goto(address)
    if await page.get_by_role("button", name="登录").count():
        await _sign_in(page, address.partition("/desk/")[0], who)
        await page.goto(address)


async def _sign_in(page: Page, desk: str, name: str) -> None:
    await page.goto(f"{desk}/desk/")
    await page.get_by_label("姓名").fill(name)
    await page.get_by_label("密码").fill(PASSWORD)
    await page.get_by_role("button", name="登录").click()
    await expect(page.get_by_role("button", name="退出")).to_be_visible()
