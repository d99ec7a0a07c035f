"""A case's whole way through two bureaus and the municipal desk, in a real Chromium without a script."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import TestServer
from playwright.async_api import Page, expect
from sqlalchemy import select
from sqlmodel import col

from bot.desk.routes import desk_routes
from intake.evidence.parts import evidence_parts
from intake.evidence.shelf import FolderShelf
from intake.forms.codes import ChannelStatus
from intake.storage.database import Database
from intake.storage.sealing import Vault
from intake.storage.tables import JournalRow
from tests.bot.desk.conftest import DeskSettings
from tests.browser.conftest import PHONE_IN_LONG_RUNS
from tests.browser.decency import faults_of
from tests.builders import NOW, PASSWORD, Filed, a_case, an_officer, bureaus, clocks

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

SOON, TODAY = "2026-12-10", "2026-11-25"
# Pictures of the pages go here when somebody wants to look at them.
LOOK = os.environ.get("SHANGMI_LOOK", "")
WAY = [
    "case_opened", "routed", "passed_down", "signed_for", "checking_started", "disputed",
    "jurisdiction_reported_up", "jurisdiction_designated", "signed_for", "checking_started", "docketed",
    "assist_asked", "assist_received", "assist_given", "measure_reported", "measure_approved", "seized",
    "seizure_extended", "transferred", "sending_signed",
]  # fmt: skip


@pytest_asyncio.fixture(loop_scope="session")
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    """SQLite: here the browser is what is tried."""
    opened = await Database.open(f"sqlite:///{tmp_path}/shangmi.db")
    await opened.migrate()
    yield opened
    await opened.close()


@pytest_asyncio.fixture(loop_scope="session")
async def desk(database: Database, vault: Vault, tmp_path: Path) -> AsyncIterator[str]:
    """The desk's address; everybody who takes part has an account."""
    for role, bureau, name in (
        ("coordinator", None, "统筹"),
        ("head", "municipal", "市局负责人"),
        ("principal", "municipal", "市局主要负责人"),
        ("officer", "municipal", "市局承办"),
        ("officer", "jiangjin", "江津承办"),
        ("head", "jiangjin", "江津负责人"),
        ("officer", "banan", "巴南承办"),
        ("head", "banan", "巴南负责人"),
        ("officer", "wanzhou", "万州承办"),
    ):
        await an_officer(database, role=role, bureau=bureau, name=name, vault=vault)
    room = evidence_parts(database, vault, FolderShelf(tmp_path / "evidence"), lambda: NOW).room
    settings = DeskSettings(channel_status=ChannelStatus.DEMO)
    app = web.Application()
    app.add_routes(desk_routes(database, vault, settings, lambda: NOW, bureaus(), clocks(), room))
    async with TestServer(app) as server:
        yield str(server.make_url("")).rstrip("/")


@dataclass
class Story:
    """Acts upon one case, by whoever is signed in."""

    page: Page
    desk: str
    case: Filed

    async def by(self, name: str) -> None:
        """Let somebody else sign in."""
        await self.page.context.clear_cookies()
        await self.page.goto(f"{self.desk}/desk/sign-in")
        await self.page.get_by_label("姓名").fill(name)
        await self.page.get_by_label("密码").fill(PASSWORD)
        await self.page.get_by_role("button", name="登录").click()

    async def open(self) -> int:
        """Open the page of the case; return the status."""
        answer = await self.page.goto(f"{self.desk}/desk/cases/{self.case.reference}")
        assert answer is not None
        return answer.status

    async def act(self, move: str, *, stays: bool = True, **typed: str) -> None:
        """Make a move by its form, as a person would: unfold, fill in, press."""
        assert await self.open() == 200
        form = self.page.locator(f'form[action$="/moves/{move}"]')
        fold = self.page.locator("details", has=form)
        if await fold.count() and not await form.is_visible():
            await fold.last.locator("summary").click()
        for name, value in typed.items():
            field = form.locator(f'[name="{name}"]')
            kind = await field.first.evaluate("e => e.type")
            if kind == "radio":
                await form.locator(f'[name="{name}"][value="{value}"]').check()
            elif kind == "select-one":
                await field.select_option(value)
            else:
                await field.fill(value)
        if await form.locator('[name="confirmed"]').count():
            await form.locator('[name="confirmed"]').check()
        await form.get_by_role("button").click()
        if stays:
            await expect(self.page.get_by_role("status")).to_be_visible()
        else:
            await expect(self.page.get_by_role("heading", name="往来")).to_be_visible()

    async def act_and_lose(self, move: str, **typed: str) -> None:
        """Make a move after which the case is not this bureau's to see any more."""
        await self.act(move, stays=False, **typed)

    async def looked_at(self, name: str) -> None:
        """Check the page that is open, and keep a picture where somebody wants one."""
        assert await faults_of(self.page) == [], name
        if LOOK:
            width = await self.page.evaluate("innerWidth")
            await self.page.screenshot(path=f"{LOOK}/{name}-{width}.png", full_page=True)


@PHONE_IN_LONG_RUNS
@pytest.mark.long
async def test_a_case_goes_its_whole_way_through_two_bureaus_and_the_municipal_desk(
    desk: str, page: Page, database: Database, vault: Vault
) -> None:
    case = await a_case(database, vault, state="submitted", bureau="municipal")
    story = Story(page, desk, case)

    await story.by("江津承办")
    assert await story.open() == 404
    await story.by("统筹")
    await story.open()
    await story.looked_at("triage")
    await story.act("pass_down", bureau="jiangjin", report_by=SOON, reason="行为发生在江津")

    await story.by("江津承办")
    await story.open()
    await expect(page.get_by_text("签收以前由市局负责。")).to_be_visible()
    await story.act("sign_for")
    await story.act("check")
    await story.by("江津负责人")
    await story.open()
    await story.looked_at("checking")
    await story.act("dispute", other="banan", reason="使用行为在巴南")
    await story.by("市局负责人")
    assert await story.open() == 404, "nobody has asked the superior yet"
    await story.by("江津负责人")
    await story.act("report_dispute", reason="协商不成")
    await story.by("市局负责人")
    await story.open()
    await story.looked_at("designation")
    await story.act_and_lose("designate", bureau="banan", reason="使用行为地在巴南")

    await story.by("江津承办")
    assert await story.open() == 404, "it is another bureau's now"
    await story.by("巴南承办")
    await story.act("sign_for")
    await story.act("check")
    await story.by("巴南负责人")
    await story.act("docket")
    await story.by("巴南承办")
    await story.act("ask_assist", bureau="jiangjin", text="请询问仓库管理员")
    await story.by("万州承办")
    assert await story.open() == 404
    await story.by("江津承办")
    await story.act("receive_assist")
    await story.looked_at("assisting")
    await expect(page.get_by_text("来访人身份信息")).to_have_count(0)
    await story.act("answer_assist", text="已询问，笔录另送")

    await story.by("巴南承办")
    await story.act("report_measure", measure="seize", needed_by=SOON, reason="电脑可能被清空")
    await story.by("巴南负责人")
    await story.open()
    await expect(page.locator('form[action$="/moves/approve_measure"]')).to_have_count(0)
    await story.by("市局主要负责人")
    await page.goto(f"{desk}/desk/between")
    await expect(page.get_by_role("link", name=case.reference).first).to_be_visible()
    await story.looked_at("between")
    await story.act_and_lose("approve_measure", which="measure-1")
    await story.by("巴南承办")
    await story.act("seize", which="measure-1", on=TODAY)
    await story.by("巴南负责人")
    await story.act("extend_seizure", which="measure-1", days="30", on=TODAY, told_on=TODAY, reason="数据量大")
    await story.looked_at("seized")
    await story.act("transfer_case", bureau="municipal", reason="涉及技术秘密")
    await story.by("市局承办")
    await story.act("sign_sending")
    await story.looked_at("received")
    await story.by("巴南负责人")
    await page.goto(f"{desk}/desk/between")
    await expect(page.get_by_text("巴南区 → 市局").first).to_be_visible()
    await story.looked_at("sent")
    await story.by("统筹")
    await page.goto(f"{desk}/desk/between")
    await story.looked_at("coordinator")

    async with database.reading() as session:
        codes = await session.scalars(
            select(col(JournalRow.code)).where(col(JournalRow.case_id) == case.id).order_by(col(JournalRow.seq))
        )
        assert [code for code in codes if code != "viewed"] == WAY


async def test_the_pages_of_units_and_stand_ins_are_decent(
    desk: str, page: Page, database: Database, vault: Vault
) -> None:
    await an_officer(database, role="admin", name="林管理", vault=vault)
    case = await a_case(database, vault)
    story = Story(page, desk, case)
    await story.by("林管理")
    await page.goto(f"{desk}/desk/accounts/units")
    await story.looked_at("units-empty")
    await page.get_by_label("所属的局").select_option("jiangjin")
    await page.get_by_label("名称").fill("综合行政执法支队反不正当竞争与商业秘密保护大队")
    await page.get_by_role("button", name="登记").click()
    await expect(page.get_by_role("rowheader")).to_have_text("综合行政执法支队反不正当竞争与商业秘密保护大队")
    await story.looked_at("units")

    await page.goto(f"{desk}/desk/accounts/stand-ins")
    await expect(page.get_by_text("没有主要负责人、也没有人主持工作的局")).to_be_visible()
    await page.get_by_label("主持工作", exact=True).check()
    await page.get_by_label("谁", exact=True).select_option(label="江津负责人（江津区 机构负责人）")
    await page.get_by_label("从", exact=True).fill(TODAY)
    await page.get_by_label("到（含当日）").fill(SOON)
    await page.get_by_role("button", name="登记").click()
    await expect(page.get_by_text("进行中")).to_be_visible()
    await story.looked_at("stand-ins")

    await story.by("江津负责人")
    await expect(page.get_by_text("主要负责人（主持工作）")).to_have_count(1)
    await story.act("pass_inside", unit=await _only_unit(page, story), report_by=SOON, reason="商业秘密")
    await expect(page.locator(".facts")).to_contain_text("商业秘密保护大队")


async def _only_unit(page: Page, story: Story) -> str:
    await story.open()
    options = page.locator('form[action$="/moves/pass_inside"] option')
    return await options.last.get_attribute("value") or ""
