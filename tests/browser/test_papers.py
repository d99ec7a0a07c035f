"""A paper's whole way in a real Chromium: entered, previewed, made, downloaded, marked; a template changed."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import TestServer
from docx import Document
from playwright.async_api import Page, expect

from bot.desk.routes import desk_routes
from intake.evidence.parts import evidence_parts
from intake.evidence.shelf import FolderShelf
from intake.storage.database import Database
from intake.storage.sealing import Vault
from tests.bot.desk.conftest import DeskSettings
from tests.browser.conftest import PHONE_IN_LONG_RUNS
from tests.browser.decency import faults_of
from tests.builders import NOW, PASSWORD, a_case, an_officer, bureaus, clocks
from tests.intake.papers.building import a_template

# Each page is tried by itself at every run; the way through all of them takes long.
pytestmark = [
    pytest.mark.browser,
    pytest.mark.long,
    pytest.mark.asyncio(loop_scope="session"),
    PHONE_IN_LONG_RUNS,
]


@pytest_asyncio.fixture(loop_scope="session")
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    """SQLite: here the browser is what is tried."""
    opened = await Database.open(f"sqlite:///{tmp_path}/shangmi.db")
    await opened.migrate()
    yield opened
    await opened.close()


@pytest_asyncio.fixture(loop_scope="session")
async def desk(database: Database, vault: Vault, tmp_path: Path) -> AsyncIterator[str]:
    """The desk's address."""
    room = evidence_parts(database, vault, FolderShelf(tmp_path / "evidence"), lambda: NOW).room
    app = web.Application()
    app.add_routes(desk_routes(database, vault, DeskSettings(), lambda: NOW, bureaus(), clocks(), room))
    async with TestServer(app) as server:
        yield str(server.make_url("")).rstrip("/")


async def test_a_paper_is_made_by_hand_of_a_head_with_a_template_of_the_bureau(
    desk: str, page: Page, database: Database, vault: Vault
) -> None:
    await an_officer(database, role="head", name="陈负责")
    case = await a_case(database, vault, state="checking")
    await page.goto(f"{desk}/desk/")
    await page.get_by_label("姓名").fill("陈负责")
    await page.get_by_label("密码").fill(PASSWORD)
    await page.get_by_role("button", name="登录").click()

    await page.goto(f"{desk}/desk/papers")
    await _decent(page)
    card = page.get_by_role("region", name="不予立案审批表")
    await card.get_by_text("换模板").click()
    await _put(page, a_template("{{ 身份证号 }}"))
    await expect(page.get_by_role("alert")).to_contain_text("正文第 2 段：没有“身份证号”这个字段")
    await _put(page, a_template("本局版式", "{{ 情形 }}", "{{ 意见 }}"))
    await expect(page.get_by_role("status")).to_contain_text("模板已换")

    await page.goto(f"{desk}/desk/cases/{case.reference}")
    await page.get_by_role("link", name="制作文书…").click()
    await _decent(page)
    await page.get_by_role("link", name="不予立案审批表").click()
    await page.get_by_label("核查情况").fill("没有查到使用的事实。")
    await page.get_by_label("依法可以不予立案的其他情形").check()
    await page.get_by_label("理由和承办意见").fill("周敏补充的日志看不出是谁下载的。")
    await page.get_by_role("button", name="预览").click()
    await expect(page.get_by_role("document", name="预览")).to_contain_text("▇▇补充的日志看不出是谁下载的。")
    await _decent(page)
    await page.get_by_role("button", name="制作，编号").click()
    await expect(page.get_by_role("status")).to_have_text("已制作，编号 江津区-不立审-2026-0001。")
    assert await faults_of(page, at="/desk/cases/{reference}/papers/{paper}") == []
    async with page.expect_download() as download:
        await page.get_by_role("button", name="下载 DOCX").click()
    saved = await download.value
    assert saved.suggested_filename == "不予立案审批表_江津区-不立审-2026-0001.docx"
    content = Path(await saved.path()).read_bytes()  # noqa: ASYNC240 - one small file, in a test
    assert [one.text for one in Document(io.BytesIO(content)).paragraphs] == [
        "江津区-不立审-2026-0001",
        "本局版式",
        "依法可以不予立案的其他情形（第四项）",
        "▇▇补充的日志看不出是谁下载的。",
    ]

    await page.get_by_text("作废…").click()
    await page.get_by_label("为什么作废").fill("情形选错了")
    await page.get_by_role("button", name="作废", exact=True).click()
    await expect(page.get_by_role("status")).to_contain_text("已作废")
    await expect(page.get_by_text("作废", exact=True)).to_be_visible()


async def _put(page: Page, content: bytes) -> None:
    card = page.get_by_role("region", name="不予立案审批表")
    await card.get_by_label(".docx 文件").set_input_files(
        {"name": "模板.docx", "mimeType": "application/octet-stream", "buffer": content}
    )
    await card.get_by_role("button", name="上传并启用").click()


async def _decent(page: Page) -> None:
    assert await faults_of(page) == []
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
