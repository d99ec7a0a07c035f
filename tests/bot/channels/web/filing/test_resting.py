"""A draft that nobody touched for long says on its page until when it is kept."""

from __future__ import annotations

from datetime import timedelta

from tests.bot.channels.web.filing.browsing import COMPLAINT, Browser
from tests.bot.channels.web.filing.conftest import Time


async def test_whoever_resumes_a_draft_after_a_week_is_told_until_when_it_is_kept(
    browser: Browser, time: Time
) -> None:
    code = await browser.begin("complaint")
    await browser.fill("complaint", "reported", COMPLAINT["reported"])
    assert "没有动" not in browser.words

    time.now += timedelta(days=9)
    stranger = Browser(browser.client)
    await stranger.post("/file/resume", {"code": code})

    assert "这份草稿已经9天没有动" in stranger.words and "自动删除" in stranger.words
    await stranger.fill("complaint", "secret", {"secret_kind": "经营信息"})
    assert "没有动" not in stranger.words
