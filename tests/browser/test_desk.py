"""The officers' desk in a real Chromium: from signing in to the second officer's surprise, without a script."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import TestServer
from playwright.async_api import Page, expect

from bot.desk.routes import desk_routes
from intake.evidence.file import EvidenceFile, OfCase
from intake.evidence.parts import EvidenceParts, evidence_parts
from intake.evidence.shelf import FolderShelf
from intake.forms.codes import ChannelStatus
from intake.storage.database import Database
from intake.storage.sealing import Vault
from tests.bot.desk.conftest import DeskSettings
from tests.browser.conftest import PHONE, PHONE_IN_LONG_RUNS
from tests.browser.decency import faults_of
from tests.builders import NOW, PASSWORD, a_case, an_officer, bureaus, clocks, some_cases
from tests.intake.evidence.files import a_pdf, a_picture, sent

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


@PHONE_IN_LONG_RUNS
async def test_an_officer_signs_in_signs_for_a_case_and_writes_to_the_filer(
    desk: str, page: Page, database: Database, vault: Vault
) -> None:
    officer, case = await an_officer(database, name="王建国"), await a_case(database, vault)

    await sign_in(page, desk, officer.name)
    await expect(page.get_by_text("演示环境，不是正式举报渠道，请勿填写真实信息。")).to_be_visible()
    await page.get_by_role("link", name=case.reference).first.click()
    await page.get_by_role("button", name="签收").click()
    await expect(page.get_by_role("status")).to_have_text("已完成：签收。")
    await page.locator("summary", has_text="回复来访人").first.click()
    await page.get_by_label("给来访人的话").fill("请周三上午带保密协议来。")
    await page.get_by_role("button", name="预览", exact=True).first.click()
    await expect(page.get_by_text(f"就您的举报 {case.reference} 回复：")).to_be_visible()
    await page.get_by_role("button", name="发送", exact=True).click()

    await expect(page.get_by_text("请周三上午带保密协议来。")).to_be_visible()
    await expect(page.get_by_text("等来访人下次打开时送达")).to_be_visible()


@PHONE_IN_LONG_RUNS
async def test_an_identity_appears_only_after_a_reason(
    desk: str, page: Page, database: Database, vault: Vault
) -> None:
    officer, case = await an_officer(database, name="王建国"), await a_case(database, vault)
    await sign_in(page, desk, officer.name)
    await page.goto(f"{desk}/desk/cases/{case.reference}")
    await expect(page.get_by_text("19900001101")).to_have_count(0)

    await page.locator("summary", has_text="查看身份信息").click()
    await page.locator("#who").get_by_label("理由", exact=True).select_option("告知处理结果")
    await page.get_by_role("button", name="查看").click()

    await expect(page.get_by_text("19900001101")).to_be_visible()


@PHONE_IN_LONG_RUNS
async def test_no_page_is_wider_than_the_screen_however_full(
    desk: str, page: Page, database: Database, vault: Vault
) -> None:
    officer = await an_officer(database, name="王建国")
    full = await a_case(database, vault, fields={"reported_name": LONG_NAME, "description": "很长的经过。" * 330})
    await some_cases(
        database, vault, [{"kind": "tip", "state": "taken", "fields": {"reported_name": LONG_NAME}}] * 60
    )
    overdue = {"kind": "tip", "state": "checking", "received_at": NOW - timedelta(days=40)}
    await some_cases(database, vault, [overdue] * 60)
    await sign_in(page, desk, officer.name)

    for path in ("/desk/", "/desk/cases", "/desk/clocks", f"/desk/cases/{full.reference}", "/desk/nothing"):
        await page.goto(desk + path)
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


async def test_everything_to_press_is_large_enough_for_a_thumb(
    desk: str, page: Page, database: Database, vault: Vault
) -> None:
    officer, case = await an_officer(database, name="王建国"), await a_case(database, vault)
    await sign_in(page, desk, officer.name)
    is_phone = await page.evaluate("innerWidth < 860")

    for path in ("/desk/cases", "/desk/clocks", f"/desk/cases/{case.reference}"):
        await page.goto(desk + path)
        heights = await page.evaluate(
            "[...document.querySelectorAll('main button, main summary, .filter a, .rail a')]"
            ".map(e => e.getBoundingClientRect().height).filter(h => h > 0)"
        )
        assert heights
        assert min(heights) >= (44 if is_phone else 24), path
        if is_phone:
            await page.locator(".rail-open").click()
        sizes = await page.evaluate(
            "[...document.querySelectorAll('.rail a')].map(e => e.getBoundingClientRect())"
            ".map(r => [Math.min(r.width, r.height), r.left >= 0 && r.right <= innerWidth && r.top >= 0"
            " && (innerWidth > 860 || r.bottom <= innerHeight)])"
        )
        assert min(size for size, _ in sizes) >= 44 and all(in_sight for _, in_sight in sizes), path


@pytest.mark.parametrize("page", [PHONE], ids=["phone"], indirect=True)
async def test_on_a_phone_what_has_no_room_at_the_foot_is_reached_by_keyboard_too(
    desk: str, page: Page, database: Database
) -> None:
    await an_officer(database, role="head", name="王建国")
    await sign_in(page, desk, "王建国")
    hidden = page.locator(".rail").get_by_role("link", name="统计")

    await expect(hidden).to_be_hidden()
    assert await page.evaluate("document.querySelector('.rail').scrollWidth <= innerWidth")
    await page.get_by_label("更多", exact=True).focus()
    await page.keyboard.press("Space")
    await expect(hidden).to_be_visible()
    assert await faults_of(page) == []
    await hidden.press("Enter")

    await page.wait_for_url("**/desk/overview")
    await expect(page.locator(".rail").get_by_role("link", name="统计")).to_be_hidden()


@PHONE_IN_LONG_RUNS
async def test_files_are_listed_previewed_and_leave_after_a_warning(
    desk: str, page: Page, database: Database, vault: Vault, evidence: EvidenceParts
) -> None:
    officer, case = await an_officer(database, name="王建国"), await a_case(database, vault)
    picture = await _hand_in(evidence, case.id, a_picture(width=2000, height=1200), "车间门口2026年8月12日.jpg")
    contract = await _hand_in(evidence, case.id, a_pdf(1_300_000), f"{'保密协议及竞业限制补充约定' * 7}.pdf")
    await sign_in(page, desk, officer.name)
    await page.goto(f"{desk}/desk/cases/{case.reference}")

    card = page.locator("#evidence")
    await expect(card.get_by_role("heading")).to_have_text("证据材料 2 份")
    await expect(card.get_by_text(contract.sha256)).to_be_hidden()
    await card.locator("summary", has_text=contract.sha256[:12]).click()
    await expect(card.get_by_text(contract.sha256)).to_be_visible()
    assert await faults_of(page) == []
    async with page.context.expect_page() as opened:
        await card.get_by_role("link", name="预览 材料1").click()
    preview = await opened.value
    await preview.wait_for_load_state()
    assert await preview.evaluate("document.images[0].naturalWidth") == 1600

    await card.locator("summary", has_text="下载材料2").click()
    await card.get_by_label("理由").nth(1).select_option("拿到隔离的电脑上查毒后再打开")
    await card.get_by_label("我知道这个文件没有查过毒").nth(1).check()
    async with page.expect_download() as started:
        await card.get_by_role("button", name="材料2").click()
    download = await started.value
    assert hashlib.sha256(_read(Path(await download.path()))).hexdigest() == contract.sha256
    assert download.suggested_filename.startswith("材料2 保密协议")

    await page.reload()
    await page.locator("summary", has_text="查阅记录").click()
    await expect(page.get_by_text("下载证据材料（拿到隔离的电脑上查毒后再打开）")).to_be_visible()
    await expect(page.get_by_text("预览证据材料")).to_be_visible()
    assert picture.number == 1


@PHONE_IN_LONG_RUNS
async def test_what_comes_next_stays_beside_the_case_and_the_page_uses_its_width(
    desk: str, page: Page, database: Database, vault: Vault, evidence: EvidenceParts
) -> None:
    officer = await an_officer(database, name="王建国")
    parties = [{"reported_name": LONG_NAME, "reported_relation": f"第{n}家"} for n in range(1, 6)]
    fields = {"reported_name": LONG_NAME, "reported_parties": parties, "description": "很长的经过。" * 330}
    case = await a_case(database, vault, fields=fields)
    for number in range(20):
        await _hand_in(evidence, case.id, a_pdf(seed=number // 2), f"{'很长的文件名' * 9}{number}.pdf")
    await sign_in(page, desk, officer.name)
    await page.goto(f"{desk}/desk/cases/{case.reference}")

    boxes = await page.evaluate(
        "Object.fromEntries(['main', '.case-next', '.case-main', '#elements', '#evidence', '#timeline', '#why']"
        ".map(s => [s, document.querySelector(s).getBoundingClientRect().toJSON()]))"
    )
    tops = [boxes[name]["top"] for name in ("#elements", "#evidence", "#timeline", "#why")]
    assert tops == sorted(tops)
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert await page.locator(".case .card").count() <= 14
    if await page.evaluate("innerWidth < 860"):
        assert boxes[".case-next"]["bottom"] <= boxes["#elements"]["top"]
    else:
        used = boxes[".case-main"]["width"] + boxes[".case-next"]["width"]
        assert used >= 0.93 * (boxes["main"]["width"] - 48)
        await page.locator("#why").scroll_into_view_if_needed()
        await expect(page.get_by_role("button", name="签收")).to_be_in_viewport()
    await expect(page.locator("#evidence").get_by_text("与材料2内容相同")).to_be_visible()
    assert await faults_of(page) == []


async def _hand_in(evidence: EvidenceParts, case_id: str, content: bytes, name: str) -> EvidenceFile:
    file = await evidence.store.begin(OfCase(case_id), name)
    await evidence.store.append(file.id, 0, sent(content))
    return await evidence.store.finish(file.id)


def _read(path: Path) -> bytes:
    return path.read_bytes()


async def sign_in(page: Page, desk: str, name: str) -> None:
    await page.goto(f"{desk}/desk/")
    await page.get_by_label("姓名").fill(name)
    await page.get_by_label("密码").fill(PASSWORD)
    await page.get_by_role("button", name="登录").click()
    await expect(page.get_by_role("heading", name="工作台")).to_be_visible()
