"""A tip worked from signing to telling the filer, in a real Chromium, without anybody's identity."""

from __future__ import annotations

import pytest
from playwright.async_api import Page, expect
from sqlalchemy import select
from sqlmodel import col

from intake.storage.database import Database
from intake.storage.sealing import Vault
from intake.storage.tables import JournalRow
from tests.browser.conftest import PHONE_IN_LONG_RUNS
from tests.browser.decency import faults_of
from tests.browser.test_desk import database, desk, evidence, sign_in
from tests.builders import NOW, a_case, an_officer, words_of_the_filer

__all__ = ["database", "desk", "evidence"]
pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session"), PHONE_IN_LONG_RUNS]


async def test_an_anonymous_tip_is_worked_without_any_identity(
    desk: str, page: Page, database: Database, vault: Vault
) -> None:
    head = await an_officer(database, role="head", name="李主任", vault=vault)
    await an_officer(database, name="王建国", vault=vault)
    case = await a_case(database, vault, kind="tip", anonymous=True, state="taken")
    twin = await a_case(database, vault, kind="tip")
    await words_of_the_filer(database, vault, case, "我还想起一件事：对方用的是我们的价目表。", NOW)

    await sign_in(page, desk, head.name)
    await expect(page.get_by_role("heading", name="来访人有新的补充")).to_be_visible()
    assert await faults_of(page) == []
    await page.goto(f"{desk}/desk/cases/{case.reference}")
    await page.get_by_role("button", name="开始核查").click()
    await page.locator("#handlers summary", has_text="指派承办人").click()
    await page.get_by_label("承办人", exact=True).select_option(label="王建国")
    await page.get_by_role("button", name="指派承办人").click()
    await expect(page.locator("#handlers")).to_contain_text("王建国")
    assert await faults_of(page) == []

    await page.locator("summary", has_text="请来访人补充").click()
    await page.get_by_label("要补充什么").fill("请补充价目表封面的照片，不要拍内容。")
    await page.get_by_label("补充到哪一天").fill("2026-12-07")
    await page.locator("#compose-ask_supplement").get_by_role("button", name="预览").click()
    await expect(page.get_by_text("请在2026年12月7日以前补充")).to_be_visible()
    assert await faults_of(page) == []
    await page.get_by_role("button", name="发送").click()
    await expect(page.get_by_role("status")).to_contain_text("请来访人补充")
    await expect(page.get_by_text("等来访人下次打开时送达")).to_be_visible()

    for path in (
        "/desk/people",
        f"/desk/cases/{case.reference}/alike",
        f"/desk/cases/{case.reference}/alike?with={twin.reference}",
        f"/desk/cases/{case.reference}/sheet-12315",
    ):
        await page.goto(f"{desk}{path}")
        assert await faults_of(page) == []
    async with database.reading() as session:
        codes = set(await session.scalars(select(col(JournalRow.code)).where(col(JournalRow.case_id) == case.id)))
    assert {"handler_assigned", "supplement_asked", "checking_started"} <= codes
    assert "identity_viewed" not in codes


async def test_a_deputy_is_entered_and_everything_is_handed_over_on_one_page(
    desk: str, page: Page, database: Database, vault: Vault
) -> None:
    head = await an_officer(database, role="head", name="李主任", vault=vault)
    for name in ("王建国", "赵敏"):
        await an_officer(database, name=name, vault=vault)
    case = await a_case(database, vault, state="checking")
    await sign_in(page, desk, head.name)
    await page.goto(f"{desk}/desk/cases/{case.reference}")
    await page.locator("#handlers summary", has_text="指派承办人").click()
    await page.get_by_label("承办人", exact=True).select_option(label="王建国")
    await page.get_by_role("button", name="指派承办人").click()

    await page.goto(f"{desk}/desk/people")
    await page.locator("summary", has_text="登记代理").click()
    await page.get_by_label("被代理人").select_option(label="王建国")
    await page.get_by_label("代理人", exact=True).select_option(label="赵敏")
    await page.get_by_label("最后一天").fill("2026-11-30")
    await page.get_by_role("button", name="登记", exact=True).click()
    await expect(page.get_by_text("代理中")).to_be_visible()
    assert await faults_of(page) == []
    await page.get_by_label("移交人").select_option(label="王建国")
    await page.get_by_label("接收人").select_option(label="赵敏")
    await page.get_by_label("理由").fill("王建国调走")
    await page.get_by_role("button", name="移交", exact=True).click()
    await expect(page.get_by_role("status")).to_have_text("已移交 1 件案件。")


async def test_a_canned_reply_is_written_once_and_fills_itself_for_a_case(
    desk: str, page: Page, database: Database, vault: Vault
) -> None:
    admin = await an_officer(database, role="admin", name="管理员", vault=vault)
    officer = await an_officer(database, name="王建国", vault=vault)
    case = await a_case(database, vault, state="taken")
    await sign_in(page, desk, admin.name)
    await page.goto(f"{desk}/desk/replies")
    await page.get_by_label("名称").fill("来局当面")
    await page.get_by_label("内容").fill("编号{编号}：请来局当面提交，{电话}。")
    await page.get_by_role("button", name="保存", exact=True).click()
    await expect(page.get_by_text("第 1 行的“{电话}”不是可用的字段")).to_be_visible()
    await page.get_by_label("内容").fill("编号{编号}：{收到日期}收到的材料，请来局当面提交。")
    await page.get_by_role("button", name="保存", exact=True).click()
    await expect(page.get_by_role("status")).to_contain_text("新版本")
    assert await faults_of(page) == []
    await page.get_by_role("button", name="退出").click()

    await sign_in(page, desk, officer.name)
    await page.goto(f"{desk}/desk/cases/{case.reference}/letter/write")
    await page.get_by_role("link", name="来局当面").click()
    await page.get_by_role("button", name="预览").click()
    await expect(page.locator(".letter")).to_contain_text(f"编号{case.reference}：2026年11月25日收到的材料")
    assert await faults_of(page) == []
