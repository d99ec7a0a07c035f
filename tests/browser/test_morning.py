"""A morning at the desk by keyboard alone: home, the next case, the list, search, several at once."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Page, expect

from bot.desk.exports.making import ExportMaking
from intake.storage.database import Database
from intake.storage.keeping.searching_anew import rebuild
from intake.storage.sealing import Vault
from tests.browser.conftest import PHONE_IN_LONG_RUNS
from tests.browser.decency import faults_of
from tests.browser.test_desk import database, desk, evidence, sign_in
from tests.builders import NOW, an_officer, bureaus, clocks, some_cases

# Each page is tried by itself at every run; the way through all of them takes long.
pytestmark = [
    pytest.mark.browser,
    pytest.mark.long,
    pytest.mark.asyncio(loop_scope="session"),
    PHONE_IN_LONG_RUNS,
]
__all__ = ["database", "desk", "evidence"]


async def test_a_morning_is_worked_by_keyboard_alone(
    desk: str, page: Page, database: Database, vault: Vault
) -> None:
    head = await an_officer(database, role="head", name="王建国")
    await an_officer(database, name="李敏")
    cases = await some_cases(database, vault, [{"kind": "tip", "state": "checking"}] * 3)
    await rebuild(database, vault)
    await sign_in(page, desk, head.name)
    keys = page.keyboard

    await keys.press("j")
    await expect(page.locator(".c-ref a:focus")).to_have_count(1)
    await page.goto(f"{desk}/desk/cases")
    await keys.press("?")
    await expect(page.get_by_role("dialog")).to_be_visible()
    await keys.press("Enter")
    await expect(page.get_by_role("dialog")).to_be_hidden()
    await keys.press("j")
    await keys.press("j")
    await keys.press("k")
    await keys.press("o")
    await expect(page.get_by_role("link", name="下一件")).to_be_visible()
    await page.get_by_role("link", name="下一件").press("Enter")
    await expect(page.get_by_text(cases[1].reference).first).to_be_visible()
    await page.get_by_role("link", name="回到列表").press("Enter")

    await page.wait_for_url("**/desk/cases")
    await keys.press("/")
    await keys.type("半坡茶业")
    await keys.press("Enter")
    await expect(page.get_by_role("heading", name="案件 3 件")).to_be_visible()
    assert await faults_of(page) == []

    await page.goto(f"{desk}/desk/cases?state=checking")
    assert await faults_of(page) == []
    for case in cases:
        await page.get_by_label(f"勾选 {case.reference}").press("Space")
    await page.get_by_role("button", name="指派承办人").press("Enter")
    await expect(page.get_by_role("heading", name="指派承办人 3 件")).to_be_visible()
    assert await faults_of(page) == []
    await page.get_by_label("承办人", exact=True).focus()
    await keys.press("ArrowDown")
    await page.get_by_role("button", name="指派承办人 3 件").press("Enter")
    await expect(page.get_by_role("status")).to_have_text("已指派 3 件。")

    await page.get_by_role("link", name="导出这个列表").press("Enter")
    assert await faults_of(page) == []
    await page.get_by_label("用途").focus()
    await keys.press("ArrowDown")
    await page.get_by_role("button", name="生成清单").press("Enter")
    await expect(page.get_by_text("正在生成")).to_be_visible()
    assert await faults_of(page, at="/desk/exports/{export}") == []
    making = ExportMaking(database, vault, bureaus(), clocks(), lambda: NOW)
    while await making.round():
        pass
    await page.get_by_role("link", name="看看进度").press("Enter")
    await page.get_by_role("button", name="看口令").press("Enter")
    await expect(page.locator(".passphrase")).to_have_text(re.compile(r"[0-9a-f-]{29}"))
    assert await faults_of(page) == []
    async with page.expect_download() as taken:
        await page.get_by_role("button", name="下载加密的清单").press("Enter")
    assert (await taken.value).suggested_filename.endswith(".zip")
    await page.goto(f"{desk}/desk/overview")
    await expect(page.get_by_role("img", name="收到的案件的图")).to_be_visible()
    assert await faults_of(page) == []
