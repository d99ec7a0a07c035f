"""From a question without an answer to the chat page giving one: a curator, a second person, a visitor."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp.test_utils import TestServer
from playwright.async_api import Page, expect

from bot.app import SERVICE_KEY, build_app
from bot.service import Service
from tests.browser.conftest import PHONE_IN_LONG_RUNS
from tests.browser.decency import faults_of
from tests.builders import PASSWORD, an_officer
from tests.journeys.house import handbook_for, settings_for

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session"), PHONE_IN_LONG_RUNS]

QUESTION = "商业秘密能不能拿去买保险"
ANSWER = "能不能买保险由保险公司决定，本服务不能答复。可以向保险公司咨询。商业秘密要符合法定条件。"
WORDINGS = (
    "商秘买保险",
    "可以用商业秘密向保险公司投保吗",
    "商业秘密投保行不行",
    "保险公司认不认商业秘密投保",
    "想给技术秘密投保，保险公司收吗",
    "商业秘密当保险标的",
    "怕泄密，能给商业秘密上保险不",
    "商业秘密投保怎么办",
)


@dataclass
class Running:
    """The whole service at an address."""

    address: str
    service: Service


@pytest_asyncio.fixture(loop_scope="session")
async def running(tmp_path: Path) -> AsyncIterator[Running]:
    """The service with its real knowledge base and two curators."""
    settings = settings_for(tmp_path)
    app = await build_app(settings, handbook=handbook_for(settings))
    async with TestServer(app) as server:
        service = app[SERVICE_KEY]
        for name in ("林静", "郑安"):
            await an_officer(service.database, role="curator", bureau=None, name=name)
        yield Running(str(server.make_url("")).rstrip("/"), service)


async def test_a_question_nobody_could_answer_is_answered_a_few_minutes_later(
    running: Running, page: Page
) -> None:
    await _asked_in_chat(page, running)
    await expect(page.locator("#log .ours").last).not_to_contain_text("由保险公司决定")

    await _sign_in(page, running, "林静")
    await page.get_by_role("link", name="未答好").first.click()
    gap = page.locator(".gap", has_text="买保险")
    await gap.locator("summary", has_text="做成新条目").click()
    await gap.get_by_label("主题").select_option("法律：什么是商业秘密")
    await gap.get_by_role("button", name="开始写草稿").click()
    await _write(page)
    await expect(page.get_by_role("status")).to_contain_text("另一位同事现在可以发布")
    await _sign_out(page)

    await _sign_in(page, running, "郑安")
    await page.goto(f"{running.address}/desk/knowledge")
    await page.get_by_role("link", name="核对并发布").click()
    await page.get_by_label("由谁核对了法律依据").fill("郑安（市局）")
    await page.get_by_label("答复里的每一句都对照原文核对过").check()
    assert await faults_of(page, at="/desk/knowledge/entries/{entry}/publish") == []
    await page.get_by_role("button", name="演练一遍").click()
    await expect(page.get_by_role("heading", name="发布以后会有什么变化")).to_be_visible()
    await page.get_by_role("button", name="确认发布").click()
    await expect(page.get_by_role("status")).to_have_text("已发布。")

    await _asked_in_chat(page, running)
    await expect(page.locator("#log")).to_contain_text("能不能买保险由保险公司决定")
    await expect(page.locator("#log")).to_contain_text("这条答复有帮助吗？")
    await page.get_by_role("button", name="没帮助").click()
    await expect(page.locator("#log .ours").last).to_contain_text("已经记下")

    await page.goto(f"{running.address}/desk/knowledge/gaps")
    await expect(page.locator(".gap", has_text="买保险")).to_contain_text("没帮助 1")


async def test_no_curators_page_is_wider_than_the_screen(running: Running, page: Page) -> None:
    await _sign_in(page, running, "林静")
    entry = next(iter(running.service.handbook.library.entries))

    for path in ("", "/gaps", "/try", f"/entries/{entry}", f"/entries/{entry}/edit"):
        await page.goto(f"{running.address}/desk/knowledge{path}")
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


async def _asked_in_chat(page: Page, running: Running) -> None:
    await page.goto(f"{running.address}/chat")
    await page.evaluate("localStorage.clear(); sessionStorage.clear()")
    await page.context.clear_cookies(name="shangmi_chat")
    await page.goto(f"{running.address}/chat")
    await expect(page.locator("#log")).to_contain_text("演示环境")
    before = await page.locator("#log .ours").count()
    await page.fill("#text", QUESTION)
    await page.press("#text", "Enter")
    await expect(page.locator("#log .ours").nth(before)).to_be_visible()


async def _write(page: Page) -> None:
    await page.get_by_label("问法（一行一条").fill("\n".join((QUESTION, *WORDINGS)))
    await page.get_by_label("答复（最多 300 字）").fill(ANSWER)
    await page.get_by_label("依据（一行一条）").fill("AUCL25 第10条第4款")
    await page.get_by_label("改了什么、为什么").fill("常有人问")
    await page.get_by_role("button", name="保存并留在本页").click()


async def _sign_in(page: Page, running: Running, name: str) -> None:
    await page.goto(f"{running.address}/desk/")
    await page.get_by_label("姓名").fill(name)
    await page.get_by_label("密码").fill(PASSWORD)
    await page.get_by_role("button", name="登录").click()
    await expect(page.get_by_role("heading", name="工作台")).to_be_visible()


async def _sign_out(page: Page) -> None:
    await page.get_by_role("button", name="退出").click()
    await expect(page.get_by_label("密码")).to_be_visible()
