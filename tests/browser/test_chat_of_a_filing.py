"""The chat page about what was filed: its number stands out, and what ended on another page is over here too."""

from __future__ import annotations

import pytest
from playwright.async_api import Page, expect

from bot.conversation.messages import Choice, Reply, Trace
from tests.browser.conftest import PHONE
from tests.browser.test_chat_page import ANSWERS, Reception, address, chat, reception, say

__all__ = ["address", "chat", "reception"]
pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

REFERENCE, CODE = "CNNA-R9DZ-Z", "7KQM-2XPA-9FHT-44RC-WZ3N"


async def test_number_and_code_stand_in_one_piece_and_are_copied_with_one_press(
    chat: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    filed = Reply(f"已收到举报材料。\n编号：{REFERENCE}\n查询码：{CODE}\n接收单位：江津区市场监督管理局。")
    monkeypatch.setitem(ANSWERS, "确认提交", (filed, Trace(intent="confirm", case=REFERENCE)))
    await chat.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    await chat.context.grant_permissions(["clipboard-read", "clipboard-write"])

    await say(chat, "确认提交")

    numbers = chat.locator("#log .ours").last.locator(".number")
    await expect(numbers).to_have_count(2)
    assert await numbers.nth(1).locator("b").evaluate("b => b.getClientRects().length") == 1
    await numbers.nth(1).get_by_role("button", name="复制").click()
    await expect(numbers.nth(1).get_by_role("button")).to_have_text("已复制")
    assert await chat.evaluate("navigator.clipboard.readText()") == CODE
    assert CODE not in await chat.evaluate("JSON.stringify({...sessionStorage, ...localStorage})")


async def test_what_ended_on_its_page_is_over_in_the_chat(
    chat: Page, reception: Reception, monkeypatch: pytest.MonkeyPatch
) -> None:
    needed = Reply("第1/12项：被举报的是谁？", (Choice("不清楚", "不清楚"),))
    monkeypatch.setitem(ANSWERS, "非填不可", (needed, Trace(dialog="complaint", field="reported_name")))
    await say(chat, "非填不可")
    bar = chat.locator("#dialog")
    await expect(bar).to_be_visible()
    # What a filing cannot do without is not skipped, and what is asked for is no question.
    await expect(bar.get_by_role("button", name="跳过")).to_be_hidden()
    await expect(chat.locator("#text")).to_have_attribute("placeholder", "请写在这里")

    told = Reply(f"您在网页上已经提交了这份侵权举报，编号{REFERENCE}。", notice=True, ends=True)
    reception.mail.append((reception.met[0], 1, (told,)))

    await expect(chat.get_by_text("网页上已经提交")).to_be_visible()
    await expect(bar).to_be_hidden()
    await expect(chat.get_by_role("button", name="不清楚")).to_be_disabled()
    await expect(chat.locator("#text")).to_have_attribute("placeholder", "请写您的问题")
    await chat.reload()
    await expect(chat.get_by_text("网页上已经提交")).to_be_visible()
    await expect(bar).to_be_hidden()
