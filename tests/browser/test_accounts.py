"""The pages of accounts in a real Chromium, without a script: at a desk and on a telephone, with long names."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import TestServer
from playwright.async_api import Page, expect

from bot.desk.routes import desk_routes
from intake.evidence.parts import evidence_parts
from intake.evidence.shelf import FolderShelf
from intake.forms.codes import ChannelStatus
from intake.storage.database import Database
from intake.storage.sealing import Vault
from tests.bot.desk.conftest import DeskSettings
from tests.browser.conftest import PHONE_IN_LONG_RUNS
from tests.browser.decency import faults_of
from tests.builders import NOW, PASSWORD, an_officer, bureaus, clocks

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session"), PHONE_IN_LONG_RUNS]

LONG_NAME = "欧阳明月（综合行政执法支队第三大队反不正当竞争与商业秘密保护办公室）"
SIZES = ((1366, 768), (390, 844))


@pytest_asyncio.fixture(loop_scope="session")
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    """SQLite: here the browser is what is tried."""
    opened = await Database.open(f"sqlite:///{tmp_path}/shangmi.db")
    await opened.migrate()
    yield opened
    await opened.close()


@pytest_asyncio.fixture(loop_scope="session")
async def desk(database: Database, vault: Vault, tmp_path: Path) -> AsyncIterator[str]:
    """The desk's address; an administrator and somebody with a long name have accounts."""
    await an_officer(database, role="admin", name="林管理", vault=vault)
    await an_officer(database, role="head", name=LONG_NAME, vault=vault)
    room = evidence_parts(database, vault, FolderShelf(tmp_path / "evidence"), lambda: NOW).room
    settings = DeskSettings(channel_status=ChannelStatus.DEMO)
    app = web.Application()
    app.add_routes(desk_routes(database, vault, settings, lambda: NOW, bureaus(), clocks(), room))
    async with TestServer(app) as server:
        yield str(server.make_url("")).rstrip("/")


async def _sign_in(page: Page, desk: str, name: str, password: str = PASSWORD) -> None:
    await page.goto(f"{desk}/desk/sign-in")
    await page.get_by_label("姓名").fill(name)
    await page.get_by_label("密码").fill(password)
    await page.get_by_role("button", name="登录").click()


async def test_every_page_of_accounts_is_decent_at_both_sizes(desk: str, page: Page) -> None:
    await _sign_in(page, desk, "林管理")
    await page.goto(f"{desk}/desk/accounts")
    one = await page.get_by_role("link", name=LONG_NAME).get_attribute("href")

    paths: tuple[str, ...] = (
        "accounts",
        "accounts/new",
        "accounts/tokens",
        "accounts/webhooks",
        "accounts/sessions",
        "accounts/journal",
        "me",
    )
    paths += ("accounts/bureaus", "accounts/stations", "accounts/calendar", "rules")
    for path in (*(f"/desk/{name}" for name in (*paths, "me/second-step", "accounts?state=disabled")), str(one)):
        await page.goto(desk + path)
        for width, height in SIZES:
            await page.set_viewport_size({"width": width, "height": height})
            assert await faults_of(page) == [], path


async def test_an_account_is_made_closed_and_its_owner_is_out(desk: str, page: Page) -> None:
    await _sign_in(page, desk, "林管理")
    await page.get_by_role("link", name="账号", exact=True).click()
    await page.get_by_role("link", name="新建账号").click()
    await page.get_by_label("姓名").fill("王芳")
    await page.get_by_label("岗位").select_option("承办人员")
    await page.get_by_label("承办局").select_option("江津区")
    await page.get_by_role("button", name="新建").click()
    first = await page.locator(".secret").inner_text()
    assert page.context.browser
    other = await (await page.context.browser.new_context(java_script_enabled=False)).new_page()

    await _sign_in(other, desk, "王芳", first)
    await expect(other.get_by_text("您现在的密码是别人给的")).to_be_visible()
    await other.get_by_label("现在的密码").fill(first)
    await other.get_by_label("新密码", exact=True).fill("zise-de-zixingche")
    await other.get_by_label("再输一次新密码").fill("zise-de-zixingche")
    await other.get_by_role("button", name="改密码").click()
    await other.get_by_role("link", name="案件", exact=True).click()
    await expect(other.get_by_role("heading", level=1)).to_have_text("案件")

    await page.get_by_role("link", name="看这个账号").click()
    await page.locator("summary", has_text="停用账号").click()
    await page.get_by_role("button", name="停用").click()
    await expect(page.get_by_role("status")).to_contain_text("已停用，登录都已结束。")
    await other.reload()
    await expect(other.get_by_role("heading", level=1)).to_have_text("登录工作台")
