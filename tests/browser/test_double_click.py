"""Who clicks twice does a thing once: the large buttons of the desk in a real Chromium."""

from __future__ import annotations

import asyncio

import pytest
from playwright.async_api import Page, expect
from sqlalchemy import func, select
from sqlmodel import col

from intake.storage.database import Database
from intake.storage.export_tables import ExportRow
from intake.storage.keeping.searching_anew import rebuild
from intake.storage.sealing import Vault
from intake.storage.tables import JournalRow
from tests.browser.conftest import DESK
from tests.browser.test_desk import database, desk, evidence, sign_in
from tests.builders import Filed, a_case, an_officer, some_cases

pytestmark = [
    pytest.mark.browser,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.parametrize("page", [DESK], ids=["desk"], indirect=True),
]
__all__ = ["database", "desk", "evidence"]


async def times(database: Database, code: str) -> int:
    """How often this stands in the journals."""
    async with database.reading() as session:
        return await session.scalar(select(func.count()).where(col(JournalRow.code) == code)) or 0


async def picked(page: Page, desk: str, database: Database, vault: Vault, button: str) -> list[Filed]:
    """Tick three cases of one state, and choose what to do with them."""
    await an_officer(database, role="head", name="王建国")
    await an_officer(database, name="李敏")
    cases = await some_cases(database, vault, [{"kind": "tip", "state": "checking"}] * 3)
    await rebuild(database, vault)
    await sign_in(page, desk, "王建国")
    await page.goto(f"{desk}/desk/cases?state=checking")
    for case in cases:
        await page.get_by_label(f"勾选 {case.reference}").check()
    await page.get_by_role("button", name=button).dblclick()
    await expect(page.get_by_role("heading", name=f"{button} 3 件")).to_be_visible()
    return cases


async def test_an_export_asked_for_with_two_clicks_is_made_once(
    desk: str, page: Page, database: Database, vault: Vault
) -> None:
    await an_officer(database, role="head", name="王建国")
    await some_cases(database, vault, [{"kind": "tip", "state": "checking"}] * 3)
    await sign_in(page, desk, "王建国")
    await page.goto(f"{desk}/desk/exports/new?state=checking")
    await page.get_by_label("用途").select_option(index=1)

    await page.get_by_role("button", name="生成清单").dblclick()

    await page.wait_for_url("**/desk/exports/*")
    await expect(page.get_by_text("正在生成")).to_be_visible()
    await asyncio.sleep(1)
    async with database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(ExportRow)) == 1


async def test_cases_assigned_with_two_clicks_are_assigned_once_and_it_is_said_that_they_are(
    desk: str, page: Page, database: Database, vault: Vault
) -> None:
    await picked(page, desk, database, vault, "指派承办人")
    await page.get_by_label("承办人", exact=True).select_option(index=1)

    await page.get_by_role("button", name="指派承办人 3 件").dblclick()

    await expect(page.get_by_role("status")).to_have_text("已指派 3 件。")
    await asyncio.sleep(1)
    assert await times(database, "handler_assigned") == 3


async def test_sheets_printed_with_two_clicks_are_noted_once(
    desk: str, page: Page, database: Database, vault: Vault
) -> None:
    await picked(page, desk, database, vault, "打印")

    await page.get_by_role("button", name="打印 3 件").dblclick()

    await asyncio.sleep(3)
    assert await times(database, "printed") == 3


async def test_a_move_made_with_two_clicks_is_made_once_and_it_is_said_that_it_is(
    desk: str, page: Page, database: Database, vault: Vault
) -> None:
    await an_officer(database, name="王建国")
    case = await a_case(database, vault)
    await sign_in(page, desk, "王建国")
    await page.goto(f"{desk}/desk/cases/{case.reference}")

    await page.get_by_role("button", name="签收").dblclick()

    await expect(page.get_by_role("status")).to_have_text("已完成：签收。")
    await page.locator("summary", has_text="备注").first.click()
    await page.get_by_label("备注").first.fill("已联系仓库主管。\n明天到场。")
    await page.get_by_role("button", name="记下").first.dblclick()
    await expect(page.get_by_role("status")).to_contain_text("已完成")
    await asyncio.sleep(1)
    assert [await times(database, code) for code in ("signed_for", "note_added")] == [1, 1]
