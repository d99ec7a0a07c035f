"""Kept views, and one act for several cases: counted first, all in one state, one entry each, all or none."""

from __future__ import annotations

import re
from datetime import timedelta

from sqlalchemy import text

from tests.bot.desk.conftest import Browser, Desk, Page
from tests.builders import Filed, a_case, an_officer, some_cases


async def test_a_view_is_kept_for_oneself_or_the_bureau_and_named_nowhere_in_plain(desk: Desk) -> None:
    await some_cases(desk.database, desk.vault, [{"kind": "tip", "state": "taken"}] * 2)
    head, officer = await desk.officer("head"), await desk.officer(name="小李")
    stranger = await desk.officer("head", "banan")
    query = "kind=tip&sort=received"

    own = await _keep(officer, "张总的线索", query)
    assert (own.status, own.location) == (303, f"/desk/cases?{query}")
    assert (await _keep(officer, "给大家", query, shared="yes")).status == 403
    assert (await _keep(head, "本局线索", query, shared="yes")).status == 303
    for name, status in (("", 422), ("名" * 21, 422), ("  ", 422)):
        assert (await _keep(officer, name, query)).status == status
    # Only what an address may ask for is kept.
    assert (
        await _keep(officer, "怪的", "kind=tip&evil=<script>&state=nothing")
    ).location == "/desk/cases?kind=tip"

    assert set(_views(await officer.get("/desk/cases"))) == {"张总的线索", "本局线索", "怪的"}
    assert _views(await head.get("/desk/cases")) == ["本局线索"]
    assert _views(await stranger.get("/desk/cases")) == []
    async with desk.database.reading() as session:
        kept = (await session.execute(text("SELECT name, query FROM saved_view"))).all()
    assert all("张总".encode() not in bytes(name) for name, _ in kept)

    page = (await officer.get("/desk/cases")).text
    forgets = re.findall(r'action="(/desk/views/[^"]+/forget)"', page)
    assert len(forgets) == 2
    shared = re.findall(r'action="(/desk/views/[^"]+/forget)"', (await head.get("/desk/cases")).text)
    for address in (*shared, *forgets):
        await officer.post(address, {"csrf": await officer.csrf()})
    # What the head keeps for everybody stays.
    assert _views(await officer.get("/desk/cases")) == ["本局线索"]


async def test_a_view_of_what_is_not_there_any_more_says_so_and_shows_the_rest(desk: Desk) -> None:
    case = await a_case(desk.database, desk.vault, kind="tip")
    browser = await desk.officer()

    page = await browser.get("/desk/cases?kind=tip&colour=red&state=gone")

    assert page.status == 200 and case.reference in page.text
    assert "有现在没有的条件，没有用上" in page.text
    assert "有现在没有的条件" not in (await browser.get("/desk/cases?kind=tip&after=none_00")).text


async def test_several_cases_are_assigned_at_once_each_with_its_entry(desk: Desk) -> None:
    cases = await some_cases(desk.database, desk.vault, [{"kind": "tip", "state": "checking"}] * 3)
    other = await a_case(desk.database, desk.vault, state="taken")
    head = await desk.officer("head")
    handler = await an_officer(desk.database, name="小李", vault=desk.vault)
    stranger = await an_officer(desk.database, bureau="banan", name="巴南人", vault=desk.vault)

    counted = await _bulk(head, "", cases, act="assign")
    assert counted.status == 200 and "指派承办人 3 件" in counted.text and "巴南人" not in counted.text
    mixed = await _bulk(head, "", [*cases, other], act="assign")
    assert mixed.status == 422 and "已签收 1 件、核查中 3 件" in mixed.text
    # What was ticked is there, still ticked, so that one can be taken out; and the list it came from.
    assert mixed.text.count(" checked ") == 4 and 'href="/desk/cases"' in mixed.text
    assert (await _bulk(head, "", [], act="assign")).status == 422
    assert (await _bulk(head, "/assign", cases, officer=stranger.id)).status == 422

    done = await _bulk(head, "/assign", cases, officer=handler.id, query="kind=tip")
    assert (done.status, done.location) == (303, "/desk/cases?kind=tip&done=assign&count=3")
    assert "已指派 3 件。" in (await head.get(done.location)).text
    for case in cases:
        assert (await _codes(desk, case)).count("handler_assigned") == 1
    # Once more: one of them has this handler already, so none is touched.
    desk.later(timedelta(minutes=1))
    again = await _bulk(head, "/assign", cases, officer=handler.id)
    assert again.status in (403, 422)
    assert (await _codes(desk, cases[0])).count("handler_assigned") == 1


async def test_handlers_are_reminded_until_they_act(desk: Desk) -> None:
    (case, second) = await some_cases(desk.database, desk.vault, [{"kind": "tip", "state": "checking"}] * 2)
    head, handler = await desk.officer("head"), await an_officer(desk.database, name="小李", vault=desk.vault)
    browser = await desk.signed_in(handler)
    await _bulk(head, "/assign", [case], officer=handler.id)

    assert (await _bulk(browser, "/remind", [case], sentence="请办。")).status == 403
    assert (await _bulk(head, "/remind", [case, second], sentence="请尽快。")).status == 403
    assert (await _bulk(head, "/remind", [case], sentence=" ")).status == 422
    done = await _bulk(head, "/remind", [case], sentence="请本周内完成核查。")
    assert done.status == 303
    assert 'id="part-reminded"' in (await browser.get("/desk/")).text
    assert "请本周内完成核查。" in (await browser.get(f"/desk/cases/{case.reference}")).text
    await browser.move(case.reference, "note", text="已到现场。")
    assert 'id="part-reminded"' not in (await browser.get("/desk/")).text


async def test_a_second_press_of_what_was_just_done_with_several_cases_changes_nothing_and_says_it_is_done(
    desk: Desk,
) -> None:
    cases = await some_cases(desk.database, desk.vault, [{"kind": "tip", "state": "checking"}] * 2)
    head, other = await desk.officer("head"), await desk.officer("head", name="另一负责人")
    handler = await an_officer(desk.database, name="小李", vault=desk.vault)
    presses = (("/assign", {"officer": handler.id}), ("/remind", {"sentence": "请本周办完。"}))

    for path, form in presses:
        first, second = [await _bulk(head, path, cases, **form) for _ in range(2)]
        assert first.status == second.status == 303 and first.location == second.location
    for case in cases:
        codes = await _codes(desk, case)
        assert (codes.count("handler_assigned"), codes.count("reminded")) == (1, 1)
    # Somebody else, or later: it is meant.
    assert (await _bulk(other, "/remind", cases, sentence="请本周办完。")).status == 303
    desk.later(timedelta(minutes=1))
    assert (await _bulk(head, "/remind", cases, sentence="请本周办完。")).status == 303
    assert (await _codes(desk, cases[0])).count("reminded") == 3
    for _ in range(2):
        assert (await _bulk(head, "/print", cases)).status == 200
    assert [(await _codes(desk, case)).count("printed") for case in cases] == [1, 1]


async def test_several_sheets_are_printed_one_after_the_other(desk: Desk) -> None:
    cases = await some_cases(desk.database, desk.vault, [{"kind": "tip", "state": "checking"}] * 2)
    officer, stranger = await desk.officer(), await desk.officer("head", "banan")

    page = await _bulk(officer, "/print", cases)

    assert page.status == 200 and page.text.count("案件情况表（遮盖件）") == 2
    assert "19900001101" not in page.text
    for case in cases:
        assert (await _codes(desk, case)).count("printed") == 1
    for path, more in (("", {"act": "print"}), ("/print", {}), ("/assign", {"officer": "x"}), ("/remind", {})):
        assert (await _bulk(stranger, path, cases, **more)).status == 404


async def _keep(browser: Browser, name: str, query: str, shared: str = "") -> Page:
    form = {"csrf": await browser.csrf(), "name": name, "query": query, "shared": shared}
    return await browser.post("/desk/views", form)


def _views(page: Page) -> list[str]:
    block = page.text.partition('aria-label="视图"')[2].partition("</nav>")[0]
    return re.findall(r'<a href="[^"]*"[^>]*>([^<]+?)(?: <small>|</a>)', block)


async def _bulk(browser: Browser, path: str, cases: list[Filed], **form: str) -> Page:
    pairs = [("csrf", await browser.csrf()), *form.items(), *(("reference", case.reference) for case in cases)]
    return await browser.post_pairs(f"/desk/bulk{path}", pairs)


async def _codes(desk: Desk, case: Filed) -> list[str]:
    async with desk.database.reading() as session:
        rows = await session.execute(
            text("SELECT code FROM journal WHERE case_id = :id ORDER BY seq"), {"id": case.id}
        )
        return [code for (code,) in rows]
