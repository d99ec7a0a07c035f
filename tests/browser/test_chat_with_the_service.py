"""The chat page before the whole service: real conversation, real database, a real Chromium."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp.test_utils import TestServer
from playwright.async_api import Page, expect

from bot.app import build_app
from bot.settings import read_settings
from knowledge.library import Library
from tests.scratch import index_files

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


@pytest_asyncio.fixture(loop_scope="session")
async def address(tmp_path: Path) -> AsyncIterator[str]:
    app = await build_app(read_settings(_env_file=None, data_dir=tmp_path))
    async with TestServer(app) as server:
        yield str(server.make_url("/"))


async def say(page: Page, words: str) -> None:
    await page.fill("#text", words)
    await page.press("#text", "Enter")


async def test_a_newcomer_asks_begins_to_file_and_comes_back(address: str, page: Page) -> None:
    await page.goto(address)
    await expect(page.locator("#log")).to_contain_text("演示环境，不是正式举报渠道")

    await say(page, next(iter(Library.load(files=index_files()).entries.values())).wordings[0])
    await expect(page.locator("#log .ours summary").last).to_contain_text("依据：")

    await say(page, "我要举报")
    await expect(page.locator("#progress")).to_contain_text("举报 · 第 1/")
    await page.get_by_role("button", name="权利人（").click()
    await expect(page.locator("#progress")).to_contain_text("举报 · 第 2/")
    await page.get_by_role("button", name="上一步").click()
    await expect(page.locator("#progress")).to_contain_text("举报 · 第 1/")

    await page.evaluate("sessionStorage.clear()")
    await page.reload()
    await page.get_by_role("button", name="继续填写").click()
    await expect(page.locator("#progress")).to_contain_text("举报 · 第 1/")
