"""Somebody is moved to another bureau while a list of the old one is open: nothing of it is shown or done."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.desk.cases.views import PAGE
from tests.bot.desk.conftest import Browser, Desk, Page
from tests.builders import Filed, a_case, an_officer, some_cases


@dataclass
class OpenList:
    """What stood open in the browser of a head of 江津: two pages of cases, a view of each kind, and ticks."""

    desk: Desk
    browser: Browser
    cases: list[Filed]
    there: Filed
    page: Page
    csrf: str

    def address(self, pattern: str) -> str:
        """Return an address on the page."""
        found = re.search(pattern, self.page.text)
        assert found, pattern
        return html.unescape(found[1])

    async def bulk(self, path: str, csrf: str, **form: str) -> Page:
        """Post what was ticked."""
        ticked = [("reference", case.reference) for case in self.cases[:3]]
        return await self.browser.post_pairs(f"/desk/bulk{path}", [("csrf", csrf), *form.items(), *ticked])

    async def entries(self) -> int:
        """How many entries the journals have that are more than looks."""
        async with self.desk.database.reading() as session:
            looks = "SELECT count(*) FROM journal WHERE code NOT IN ('viewed', 'identity_viewed')"
            return int((await session.execute(text(looks))).scalar_one())

    def shows_none(self, page: Page) -> bool:
        """Say whether a page names no case of the old bureau."""
        return not any(case.reference in page.text for case in self.cases)


@pytest.fixture
async def opened(desk: Desk) -> OpenList:
    cases = await some_cases(desk.database, desk.vault, [{"kind": "tip", "state": "checking"}] * (PAGE + 3))
    there = await a_case(desk.database, desk.vault, bureau="banan", kind="tip")
    await an_officer(desk.database, name="王建国", role="head", vault=desk.vault)
    browser = await desk.browser()
    await browser.sign_in("王建国")
    csrf = await browser.csrf()
    for name, shared in (("我的", ""), ("江津的", "yes")):
        await browser.post("/desk/views", {"csrf": csrf, "name": name, "query": "kind=tip", "shared": shared})
    return OpenList(desk, browser, cases, there, await browser.get("/desk/cases?kind=tip"), csrf)


NEXT = r'href="(/desk/cases\?[^"]*after=[^"]*)"'
STEP = r'<a href="(/desk/cases/[0-9A-Z-]+\?in=[^"]*)"'


async def test_who_is_moved_while_a_list_is_open_is_told_and_nothing_of_the_old_bureau_is_shown_or_done(
    opened: OpenList,
) -> None:
    desk, browser = opened.desk, opened.browser
    admin = await desk.officer("admin", None, name="管理")
    async with desk.database.reading() as session:
        found = await session.execute(text("SELECT id FROM officer WHERE name = '王建国'"))
    account = f"/desk/accounts/officers/{found.scalar_one()}"
    desk.later(timedelta(minutes=1))
    form = {"role": "head", "bureau": "banan", "seen_role": "head", "seen_bureau": "jiangjin"}
    assert (await admin.post(f"{account}/move", {"csrf": await admin.csrf(), **form})).status == 303
    before = await opened.entries()

    for answer in (
        await browser.get(opened.address(NEXT)),
        await browser.get(opened.address(STEP)),
        await browser.get("/desk/cases?kind=tip"),
        await opened.bulk("", opened.csrf, act="assign"),
        await opened.bulk("/remind", opened.csrf, sentence="请抓紧。"),
        await browser.post("/desk/views", {"csrf": opened.csrf, "name": "新的", "query": "kind=tip"}),
    ):
        assert (
            answer.status == 303 and opened.shows_none(answer) and answer.location.startswith("/desk/sign-in?to=")
        )
        told = await browser.get(answer.location)
        assert "调整了您的账号" in told.text and "刚才提交的没有办" in told.text

    desk.later(timedelta(minutes=1))
    signed_in = await browser.sign_in("王建国")
    assert signed_in.location == "/desk/me"
    told = await browser.get("/desk/me")
    assert "您现在是巴南区的机构负责人" in told.text and "从工作台重新打开" in told.text
    await _looks_right(opened)
    assert await opened.entries() == before


async def test_who_is_moved_without_signing_in_anew_is_shown_nothing_of_the_old_bureau_either(
    opened: OpenList,
) -> None:
    # The end of standing in for somebody changes the post of a session that goes on.
    async with opened.desk.database.writing() as session:
        await session.execute(text("UPDATE officer SET bureau = 'banan' WHERE name = '王建国'"))
    before = await opened.entries()

    await _looks_right(opened)
    refused = await opened.bulk("", opened.csrf, act="assign")

    assert refused.status == 404 and "不归您所在的局办理" in refused.text and opened.shows_none(refused)
    assert await opened.entries() == before


async def _looks_right(opened: OpenList) -> None:
    """Go on from the open list: its next page, a case, an act for what was ticked, the views."""
    browser = opened.browser
    following = await browser.get(opened.address(NEXT))
    assert following.status == 200 and opened.shows_none(following)
    if opened.there.reference not in following.text:
        assert "列表有变化" in following.text and "回到第一页" in following.text
    assert (await browser.get(opened.address(STEP))).status == 404
    csrf = await browser.csrf()
    for path, form in (("", {"act": "print"}), ("/assign", {"officer": "x"}), ("/remind", {"sentence": "快办。"})):
        refused = await opened.bulk(path, csrf, **form)
        assert refused.status == 404 and "回到案件列表" in refused.text and opened.shows_none(refused)
    listed = await browser.get("/desk/cases?kind=tip")
    assert opened.there.reference in listed.text and opened.shows_none(listed)
    assert ">我的<" in listed.text and "江津的" not in listed.text


async def test_a_second_press_of_a_move_says_that_it_is_made_and_another_form_meanwhile_that_it_is_not(
    desk: Desk,
) -> None:
    case = await a_case(desk.database, desk.vault)
    browser, colleague = await desk.officer(), await desk.officer(name="同事")
    seen = await browser.get(f"/desk/cases/{case.reference}")
    both = [await browser.move(case.reference, "sign_for", seen=seen) for _ in range(2)]
    noted = await browser.get(f"/desk/cases/{case.reference}")
    notes = [await browser.move(case.reference, "note", seen=noted, text="已联系\r\n仓库。") for _ in range(2)]
    other_words = await browser.move(case.reference, "note", seen=noted, text="另一句话。")
    own = await colleague.csrf()
    theirs = await colleague.move(case.reference, "note", seen=noted, csrf=own, text="已联系\r\n仓库。")

    assert [page.location.partition("?")[2] for page in both] == ["done=sign_for"] * 2
    assert [page.location.partition("?")[2] for page in notes] == ["done=note"] * 2
    assert (other_words.status, theirs.status) == (409, 409)
    desk.later(timedelta(minutes=1))
    late = await browser.move(case.reference, "note", seen=noted, text="已联系\r\n仓库。")
    assert late.status == 409 and "没有保存" in late.text
