"""The officers' desk in a real Chromium: from signing in to the second officer's surprise, without a script."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import TestServer
from playwright.async_api import Page, expect

from bot.desk.routes import desk_routes
from intake.evidence.parts import EvidenceParts, evidence_parts
from intake.evidence.shelf import FolderShelf
from intake.forms.codes import ChannelStatus
from intake.storage.database import Database
from intake.storage.sealing import Vault
from tests.bot.desk.conftest import DeskSettings
from tests.builders import NOW, PASSWORD, a_case, an_officer, bureaus, clocks, some_cases

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

DESK = DeskSettings(channel_status=ChannelStatus.DEMO)
LONG_NAME = (
    "重庆市江津区双福工业园区国际贸易与高新技术成果转化产业发展"
    "投资控股集团有限责任公司第三精细化工新材料研究开发中心分公司"
)


@pytest_asyncio.fixture(loop_scope="session")
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    """SQLite: here the browser is what is tried."""
    opened = await Database.open(f"sqlite:///{tmp_path}/shangmi.db")
    await opened.migrate()
    yield opened
    await opened.close()


@pytest.fixture
def evidence(database: Database, vault: Vault, tmp_path: Path) -> EvidenceParts:
    """The files that were handed in; nobody scans them."""
    return evidence_parts(database, vault, FolderShelf(tmp_path / "evidence"), lambda: NOW)


@pytest_asyncio.fixture(loop_scope="session")
async def desk(database: Database, vault: Vault, evidence: EvidenceParts) -> AsyncIterator[str]:
    """The desk's address."""
    app = web.Application()
    app.add_routes(
        desk_routes(
            database,
            vault,
            DeskSettings(channel_status=ChannelStatus.DEMO),
            lambda: NOW,
            bureaus(),
            clocks(),
            evidence.room,
        )
    )
    async with TestServer(app) as server:
        yield str(server.make_url("")).rstrip("/")


async def test_an_officer_signs_in_signs_for_a_case_and_writes_to_the_filer(
    desk: str, page: Page, database: Database, vault: Vault
) -> None:
    officer, case = await an_officer(database, name="王建国"), await a_case(database, vault)

    await _sign_in(page, desk, officer.name)
    await expect(page.get_by_text("演示环境，不是正式举报渠道，请勿填写真实信息。")).to_be_visible()
    await page.get_by_role("link", name=case.reference).first.click()
    await page.get_by_role("button", name="签收").click()
    await expect(page.get_by_role("status")).to_have_text("已完成：签收。")
    await page.locator("summary", has_text="回复来访人").first.click()
    await page.get_by_label("给来访人的话").fill("请周三上午带保密协议来。")
    await page.get_by_role("button", name="发送", exact=True).click()

    await expect(page.get_by_text("请周三上午带保密协议来。")).to_be_visible()
    await expect(page.get_by_text("等来访人下次打开时送达")).to_be_visible()


async def test_an_identity_appears_only_after_a_reason(
    desk: str, page: Page, database: Database, vault: Vault
) -> None:
    officer, case = await an_officer(database, name="王建国"), await a_case(database, vault)
    await _sign_in(page, desk, officer.name)
    await page.goto(f"{desk}/desk/cases/{case.reference}")
    await expect(page.get_by_text("19900001101")).to_have_count(0)

    await page.locator("summary", has_text="查看身份信息").click()
    await page.get_by_label("理由").select_option("告知处理结果")
    await page.get_by_role("button", name="查看").click()

    await expect(page.get_by_text("19900001101")).to_be_visible()


async def test_no_page_is_wider_than_the_screen_however_full(
    desk: str, page: Page, database: Database, vault: Vault
) -> None:
    officer = await an_officer(database, name="王建国")
    full = await a_case(database, vault, fields={"reported_name": LONG_NAME, "description": "很长的经过。" * 330})
    await some_cases(
        database, vault, [{"kind": "tip", "state": "taken", "fields": {"reported_name": LONG_NAME}}] * 60
    )
    await _sign_in(page, desk, officer.name)

    for path in ("/desk/", "/desk/cases", f"/desk/cases/{full.reference}", "/desk/nothing"):
        await page.goto(desk + path)
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


async def test_everything_to_press_is_large_enough_for_a_thumb(
    desk: str, page: Page, database: Database, vault: Vault
) -> None:
    officer, case = await an_officer(database, name="王建国"), await a_case(database, vault)
    await _sign_in(page, desk, officer.name)
    is_phone = await page.evaluate("innerWidth < 860")

    for path in ("/desk/cases", f"/desk/cases/{case.reference}"):
        await page.goto(desk + path)
        heights = await page.evaluate(
            "[...document.querySelectorAll('main button, main summary, .filter a, .rail a')]"
            ".map(e => e.getBoundingClientRect().height).filter(h => h > 0)"
        )
        assert heights
        assert min(heights) >= (44 if is_phone else 24), path


async def _sign_in(page: Page, desk: str, name: str) -> None:
    await page.goto(f"{desk}/desk/")
    await page.get_by_label("姓名").fill(name)
    await page.get_by_label("密码").fill(PASSWORD)
    await page.get_by_role("button", name="登录").click()
    await expect(page.get_by_role("heading", name="工作台")).to_be_visible()
