"""On the page too whoever filed about the same before is asked before anything is filed. On both databases."""

from __future__ import annotations

import re

from bot.conversation.channels import ChannelName
from bot.service import Service
from tests.bot.channels.web.filing.browsing import COMPLAINT, Browser
from tests.bot.channels.web.filing.test_filing import cases_in
from tests.bot.test_anonymous_filers import Person


async def _on_its_page(person: Person, browser: Browser) -> None:
    await person.say("举报侵犯商业秘密")
    link = re.search(r"http://127.0.0.1:8080(/file/continue/\S+)", await person.say("去网页填"))
    assert link
    await browser.post(link[1])
    await browser.fill_all("complaint", COMPLAINT)


async def test_the_page_asks_once_and_both_ways_work(browser: Browser, service: Service) -> None:
    person = Person(service, ChannelName.WECHAT, "filer")
    await _on_its_page(person, browser)
    await browser.confirm("complaint")
    (first,) = await cases_in(service)

    await _on_its_page(person, browser)
    await browser.confirm("complaint")
    assert browser.status == 200 and f"编号{first.reference}" in browser.words and "还没有提交" in browser.words
    assert len(await cases_in(service)) == 1
    await browser.confirm("complaint", choice="add")
    assert "已经补充" in browser.words and f"已补充到编号{first.reference}" in browser.words
    assert len(await cases_in(service)) == 1

    await _on_its_page(person, browser)
    await browser.confirm("complaint", choice="another")
    assert "已提交" in browser.words and len(await cases_in(service)) == 2
