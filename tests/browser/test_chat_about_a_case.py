"""What is said of a case that was filed, in the chat page in a real Chromium: no form, and no number of one."""

from __future__ import annotations

import pytest
from playwright.async_api import Page, expect

from bot.conversation.messages import Choice, Reply, Trace
from tests.browser import test_chat_page
from tests.browser.test_chat_page import Reception, address, chat, reception, say

__all__ = ["address", "chat", "reception"]
pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
_WITHDRAWS = (
    Reply("请说说撤回的理由。", (Choice("其他理由", "其他理由"), Choice("不补充了", "不补充了"))),
    Trace(dialog="supplement", field="note"),
)


@pytest.fixture(autouse=True)
def _answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(test_chat_page.ANSWERS, "我要撤回", _WITHDRAWS)


async def test_what_is_said_of_a_filed_case_has_no_number_of_a_form_and_one_way_out(
    chat: Page, reception: Reception
) -> None:
    await say(chat, "我要举报")
    await say(chat, "我要撤回")

    await expect(chat.locator("#progress")).to_have_text("已提交的事项")
    await expect(chat.locator("#dialog button:visible")).to_have_text(["不补充了"])
    await chat.locator("#dialog").get_by_role("button", name="不补充了").click()
    await expect(chat.locator("#dialog")).to_be_hidden()
    assert reception.said() == ["我要举报", "我要撤回", "不补充了"]
