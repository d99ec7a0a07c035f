"""Material handed over in person is entered beside the evidence, in a real Chromium, at both sizes of page."""

from __future__ import annotations

import pytest
from playwright.async_api import Page, expect

from intake.storage.database import Database
from intake.storage.sealing import Vault
from tests.browser.decency import faults_of
from tests.browser.test_desk import database, desk, evidence, sign_in
from tests.builders import a_case, an_officer

__all__ = ["database", "desk", "evidence"]
pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_what_somebody_brings_to_the_counter_gets_its_number(
    desk: str, page: Page, database: Database, vault: Vault
) -> None:
    officer = await an_officer(database, name="王建国", vault=vault)
    case = await a_case(database, vault, anonymous=True, state="taken")
    await sign_in(page, desk, officer.name)
    await page.goto(f"{desk}/desk/cases/{case.reference}")
    await page.locator("summary", has_text="登记当面收下的材料").click()
    form = page.locator("#material-take_material")
    await form.get_by_label("是哪一类").select_option(label="纸质材料")
    await form.get_by_label("是什么材料").fill("工艺文件复印件")
    await form.get_by_label("件数").fill("3")
    await form.get_by_label("谁交来的").select_option(label="代理人")
    await form.get_by_label("日期").fill("2026-11-25")
    assert await faults_of(page) == []
    await form.get_by_role("button", name="登记，编号").click()

    await expect(page.locator("#evidence")).to_contain_text(f"{case.reference}-D1")
    await expect(page.locator("#timeline")).to_contain_text("当面收下材料")
    assert await faults_of(page) == []
