"""Looking for cases in a real Chromium: the page of what was found is gone back to and loaded anew."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, Page, ViewportSize, expect

from intake.storage.database import Database
from intake.storage.keeping.searching_anew import rebuild
from intake.storage.sealing import Vault
from tests.browser.conftest import DESK, PATIENCE_MS, PHONE_IN_LONG_RUNS
from tests.browser.decency import faults_of
from tests.browser.test_desk import database, desk, evidence, sign_in
from tests.builders import a_case, an_officer

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
__all__ = ["database", "desk", "evidence"]

LARGE = ViewportSize(width=DESK["width"], height=DESK["height"])


@PHONE_IN_LONG_RUNS
async def test_one_goes_back_to_what_was_found_and_loads_it_anew(
    desk: str, page: Page, database: Database, vault: Vault
) -> None:
    await an_officer(database, name="王建国")
    case = await a_case(database, vault, state="taken")
    await rebuild(database, vault)
    await sign_in(page, desk, "王建国")

    await page.locator("#find").fill("半坡茶业")
    await page.locator("#find").press("Enter")
    await expect(page.get_by_role("heading", name="案件 1 件")).to_be_visible()
    assert "半坡" not in await page.evaluate("decodeURIComponent(location.href)")
    assert await faults_of(page, at="/desk/find/{search}") == []
    await page.get_by_role("link", name=case.reference).click()
    await expect(page.get_by_role("heading", name="期限和下一步")).to_be_visible()

    back = await page.go_back()
    assert back is not None and back.status == 200
    await expect(page.get_by_role("heading", name="案件 1 件")).to_be_visible()
    await page.reload()
    await expect(page.get_by_role("heading", name="案件 1 件")).to_be_visible()
    await page.locator("#find").fill("半坡茶叶")
    await page.locator("#find").press("Enter")
    await expect(page.get_by_role("heading", name="相近的案件 1 件")).to_be_visible()
    assert await faults_of(page, at="/desk/find/{search}") == []
    await page.go_back()
    await expect(page.get_by_role("heading", name="相近")).to_have_count(0)
    await expect(page.get_by_role("heading", name="案件 1 件")).to_be_visible()


async def test_it_is_so_without_scripts_too_and_for_who_filed(
    desk: str, browser: Browser, database: Database, vault: Vault
) -> None:
    await an_officer(database, name="王建国")
    case = await a_case(database, vault, state="taken")
    await rebuild(database, vault)
    context = await browser.new_context(viewport=LARGE, locale="zh-CN", java_script_enabled=False)
    context.set_default_timeout(PATIENCE_MS)
    page = await context.new_page()
    await sign_in(page, desk, "王建国")

    await page.locator("#find").fill("没有的词")
    await page.locator("#find").press("Enter")
    await page.locator("summary", has_text="按来访人身份查找").click()
    await page.get_by_label("姓名、电话、单位或者信用代码").fill("周敏")
    await page.get_by_label("理由").select_option("联系来访人补充材料")
    await page.get_by_role("button", name="按身份查找").click()
    await expect(page.get_by_text("来访人身份相符，已记入案件日志")).to_be_visible()
    await page.get_by_role("link", name=case.reference).click()
    await page.go_back()

    await expect(page.get_by_text("来访人身份相符，已记入案件日志")).to_be_visible()
    await page.go_back()
    await expect(page.get_by_text("您能看到的案件里没有同时有这些字词的。")).to_be_visible()
    await context.close()
