"""Secrecy at the desk in a real Chromium: rectangles are drawn, sheets printed, a case is closed to a circle."""

from __future__ import annotations

import os
import re
from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import TestServer
from PIL import Image
from playwright.async_api import Page, expect

from bot.desk.routes import desk_routes
from intake.evidence.file import EvidenceFile, OfCase
from intake.evidence.parts import EvidenceParts, evidence_parts
from intake.evidence.shelf import FolderShelf
from intake.forms.codes import ChannelStatus
from intake.officers.care import Care, CareBook
from intake.storage.database import Database
from intake.storage.sealing import Vault
from tests.bot.desk.conftest import DeskSettings
from tests.browser.conftest import PHONE_IN_LONG_RUNS
from tests.browser.decency import NAMELESS, UNCLEAR
from tests.builders import NOW, PASSWORD, Filed, a_case, an_officer, bureaus, clocks
from tests.intake.evidence.files import sent

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session"), PHONE_IN_LONG_RUNS]

# Where pictures of the pages are put, for somebody to look at; nowhere by default.
LOOK = os.environ.get("SECRECY_LOOK", "")


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
    settings = DeskSettings(channel_status=ChannelStatus.DEMO)
    app.add_routes(desk_routes(database, vault, settings, lambda: NOW, bureaus(), clocks(), evidence.room))
    async with TestServer(app) as server:
        yield str(server.make_url("")).rstrip("/")


async def test_a_rectangle_is_drawn_and_what_is_beneath_it_is_gone(
    desk: str, page: Page, database: Database, vault: Vault, evidence: EvidenceParts
) -> None:
    officer, case = await an_officer(database, name="王建国"), await a_case(database, vault)
    file = await _hand_in(evidence, case)
    await _sign_in(page, desk, officer.name)
    await page.goto(f"{desk}/desk/cases/{case.reference}/files/{file.id}/mask")
    canvas = page.locator("#canvas")
    await expect(canvas.locator("img")).to_be_visible()
    await canvas.scroll_into_view_if_needed()
    box = await canvas.bounding_box()
    assert box is not None

    await page.mouse.move(box["x"] + box["width"] * 0.2, box["y"] + box["height"] * 0.2)
    await page.mouse.down()
    await page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + box["height"] * 0.5, steps=5)
    await page.mouse.up()
    await expect(canvas.locator(".covered")).to_have_count(1)
    await _look(page, "mask")
    await page.get_by_role("button", name="做成遮盖件").click()

    await expect(page.locator("#evidence strong", has_text="遮盖件1")).to_be_visible()
    async with page.expect_download() as waiting:
        await page.locator(".evidence-copy button").click()
    path = await (await waiting.value).path()
    picture = Image.open(BytesIO(path.read_bytes())).convert("L")
    assert _shade(picture, 0.4, 0.35) < 30
    assert _shade(picture, 0.1, 0.1) > 200 and _shade(picture, 0.8, 0.8) > 200


async def test_a_sheet_is_printed_on_a4_in_several_pages_without_what_is_for_the_screen(
    desk: str, page: Page, database: Database, vault: Vault
) -> None:
    officer = await an_officer(database, name="王建国")
    case = await a_case(database, vault, fields={"description": "周敏说，客户表在十月被带走。" * 150})
    await _sign_in(page, desk, officer.name)

    await page.goto(f"{desk}/desk/cases/{case.reference}/print")

    await expect(page.get_by_role("heading", name="案件情况表（遮盖件）")).to_be_visible()
    await expect(page.get_by_text("周敏")).to_have_count(0)
    assert await page.evaluate(UNCLEAR) == []
    assert await page.evaluate(NAMELESS) == []
    paper = await page.pdf(prefer_css_page_size=True)
    boxes = {tuple(map(round, map(float, box.split()[2:]))) for box in _boxes(paper)}
    assert boxes == {(595, 842)}
    assert len(re.findall(rb"/Type /Page\b", paper)) > 1
    await _look(page, "print")
    if LOOK:
        (Path(LOOK) / "print.pdf").write_bytes(paper)
    await page.emulate_media(media="print")
    await expect(page.locator(".tools")).to_be_hidden()


async def test_a_case_is_closed_and_an_identity_is_granted_by_a_second_person(
    desk: str, page: Page, database: Database, vault: Vault, evidence: EvidenceParts
) -> None:
    await CareBook(database, vault, bureaus()).set("command", "jiangjin", Care(True, True, 7), NOW)
    officer = await an_officer(database, name="王建国")
    head = await an_officer(database, role="head", name="李志")
    case = await a_case(database, vault, kind="tip", state="checking")
    await _hand_in(evidence, case)
    path = f"{desk}/desk/cases/{case.reference}"
    await _sign_in(page, desk, officer.name)
    await page.goto(path)
    await page.locator("#who summary", has_text="申请查看身份").click()
    who = page.locator("#who")
    await who.get_by_label("理由").select_option("核实举报人身份")
    await who.get_by_label("为什么需要").fill("两件线索像同一个人，需要核对。")
    await who.get_by_role("button", name="提出申请").click()
    await expect(page.get_by_text("您的申请在等本局另一位负责人同意")).to_be_visible()
    await _look(page, "waits")
    await page.get_by_role("button", name="退出").click()

    await _sign_in(page, desk, head.name)
    await _look(page, "workbench")
    await page.goto(path)
    await _look(page, "to_decide")
    await who.get_by_role("button", name="同意", exact=True).click()
    await page.get_by_role("link", name="限定知情范围").click()
    await page.get_by_label("只有下面勾选的人").check()
    await page.get_by_label(re.compile("王建国")).check()
    await page.get_by_label("理由").fill("涉及本局人员")
    assert await page.evaluate(UNCLEAR) == []
    await _look(page, "circle")
    await page.get_by_role("button", name="保存").click()
    await expect(page.get_by_text("限定知情：李志、王建国")).to_be_visible()
    await page.locator('#evidence a[href*="/marks/"]').click()
    await page.get_by_label("含商业秘密").check()
    assert await page.evaluate(UNCLEAR) == []
    await _look(page, "mark")
    await page.get_by_role("button", name="保存").click()
    await expect(page.locator("#evidence .chip", has_text="含商业秘密")).to_be_visible()
    await page.get_by_role("button", name="退出").click()

    await _sign_in(page, desk, officer.name)
    await page.goto(path)
    await who.get_by_role("button", name="查看", exact=True).click()
    await expect(page.get_by_text("19900001101")).to_be_visible()
    assert await page.evaluate(UNCLEAR) == []
    await _look(page, "case")


async def _hand_in(evidence: EvidenceParts, case: Filed) -> EvidenceFile:
    written = BytesIO()
    Image.new("RGB", (900, 600), "white").save(written, "PNG")
    file = await evidence.store.begin(OfCase(case.id), "价目表.png", len(written.getvalue()))
    await evidence.store.append(file.id, 0, sent(written.getvalue()))
    return await evidence.store.finish(file.id)


async def _sign_in(page: Page, desk: str, name: str) -> None:
    await page.goto(f"{desk}/desk/")
    await page.get_by_label("姓名").fill(name)
    await page.get_by_label("密码").fill(PASSWORD)
    await page.get_by_role("button", name="登录").click()
    await expect(page.get_by_role("heading", name="工作台")).to_be_visible()


async def _look(page: Page, name: str) -> None:
    if LOOK:
        width = await page.evaluate("innerWidth")
        await page.screenshot(path=str(Path(LOOK) / f"{name}-{width}.png"), full_page=True)


def _boxes(paper: bytes) -> list[str]:
    return [found.decode() for found in re.findall(rb"/MediaBox \[([\d. ]+)\]", paper)]


def _shade(picture: Image.Image, across: float, down: float) -> int:
    place = int(picture.width * across), int(picture.height * down)
    return picture.crop((*place, place[0] + 1, place[1] + 1)).tobytes()[0]
