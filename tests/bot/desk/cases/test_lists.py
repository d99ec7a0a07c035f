"""The workbench and the list: what stands where, and that no case is ever skipped."""

from __future__ import annotations

import html
import re
from datetime import date, timedelta

import pytest

from bot.desk.cases.orders import Cursor
from bot.desk.cases.views import Counted, Filters, counted_cases, page_of_cases
from bot.desk.cases.workbench import spoken_count
from intake.cases.codes import STATES, Role
from intake.officers.officer import Officer
from tests.bot.desk.conftest import Desk
from tests.builders import NOW, a_case, some_cases, words_of_the_filer

OFFICER = Officer("1", "甲", Role.OFFICER, "jiangjin")
COORDINATOR = Officer("2", "乙", Role.COORDINATOR, None)


async def test_what_is_due_first_stands_first_and_what_has_no_date_last(desk: Desk) -> None:
    later = await a_case(desk.database, desk.vault, due_on=date(2026, 12, 9))
    undated = await a_case(desk.database, desk.vault, kind="consultation")
    overdue = await a_case(desk.database, desk.vault, due_on=date(2026, 11, 20))
    browser = await desk.officer()

    text = (await browser.get("/desk/cases")).text

    assert _references(text) == [overdue.reference, later.reference, undated.reference]
    assert "已逾期 5 天" in text and "还有 14 天" in text and "无期限" in text


async def test_paging_shows_every_case_once(desk: Desk) -> None:
    kinds = ["complaint", "tip", "consultation"]
    wanted = [
        {
            "kind": kinds[number % 3],
            "state": ["routed", "taken"][number % 2],
            "received_at": NOW - timedelta(days=number % 9),
            "bureau": "banan" if number % 5 == 0 else "jiangjin",
            "assisting": ["jiangjin"] if number % 10 == 0 else [],
        }
        for number in range(140)
    ]
    filed = await some_cases(desk.database, desk.vault, wanted)
    mine = {case.reference for case, one in zip(filed, wanted, strict=True) if "jiangjin" in str(one)}
    browser = await desk.officer()

    shown, path = [], "/desk/cases"
    while path:
        text = (await browser.get(path)).text
        shown += _references(text)
        following = re.search(r'href="([^"]+)" rel="next"', text)
        path = html.unescape(following[1]) if following else ""

    assert len(shown) == len(set(shown))
    assert set(shown) == mine


async def test_of_cases_that_are_done_the_newest_come_first(desk: Desk) -> None:
    filed = await some_cases(desk.database, desk.vault, [{"kind": "tip", "state": "closed"}] * 5)

    async with desk.database.reading() as session:
        first = await page_of_cases(session, desk.vault, OFFICER, Filters(states=("closed",)), limit=3)
        rest = await page_of_cases(session, desk.vault, OFFICER, Filters(states=("closed",)), first.after, limit=3)

    shown = [line.reference for line in (*first.lines, *rest.lines)]
    assert shown == [case.reference for case in reversed(filed)]
    assert rest.after is None


async def test_filters_stand_in_the_address(desk: Desk) -> None:
    tip = await a_case(desk.database, desk.vault, kind="tip")
    taken = await a_case(desk.database, desk.vault, state="taken")
    closed = await a_case(desk.database, desk.vault, state="closed")
    browser = await desk.officer()

    assert _references((await browser.get("/desk/cases?kind=tip")).text) == [tip.reference]
    assert _references((await browser.get("/desk/cases?state=taken")).text) == [taken.reference]
    assert _references((await browser.get("/desk/cases?state=closed")).text) == [closed.reference]
    assert _references((await browser.get("/desk/cases?state=new&kind=complaint")).text) == []
    text = (await browser.get("/desk/cases?kind=tip&state=new")).text
    assert 'href="/desk/cases?state=new" aria-current' not in text
    assert 'href="/desk/cases?state=new&amp;kind=tip" aria-current="true"' in text


async def test_only_who_sees_every_bureau_filters_by_bureau(desk: Desk) -> None:
    here = await a_case(desk.database, desk.vault)
    there = await a_case(desk.database, desk.vault, bureau="banan")
    officer, coordinator = await desk.officer(), await desk.officer("coordinator")

    assert _references((await coordinator.get("/desk/cases?bureau=banan")).text) == [there.reference]
    assert _references((await officer.get("/desk/cases?bureau=banan")).text) == [here.reference]


@pytest.mark.parametrize("query", ["after=x", "after=2026-13-40_abc", "state=nothing", "kind=%27%3B--", "due=x"])
async def test_an_address_nobody_understands_shows_the_first_page(desk: Desk, query: str) -> None:
    case = await a_case(desk.database, desk.vault)
    browser = await desk.officer()

    page = await browser.get(f"/desk/cases?{query}")

    assert page.status == 200
    assert _references(page.text) == [case.reference]


async def test_the_workbench_shows_what_is_due_and_what_is_new(desk: Desk) -> None:
    overdue = await a_case(desk.database, desk.vault, state="taken", due_on=date(2026, 11, 24))
    today = await a_case(desk.database, desk.vault, state="taken", due_on=date(2026, 11, 25))
    soon = await a_case(desk.database, desk.vault, state="taken", due_on=date(2026, 12, 2))
    new = await a_case(desk.database, desk.vault, due_on=date(2026, 12, 3))
    browser = await desk.officer()

    text = (await browser.get("/desk/")).text

    assert _references(_block(text, "今天到期和已逾期")) == [overdue.reference, today.reference]
    assert _references(_block(text, "七天内到期")) == [soon.reference]
    assert _references(_block(text, "新到，待签收")) == [new.reference]
    assert _references((await browser.get("/desk/cases?due=now")).text) == [overdue.reference, today.reference]


async def test_words_of_a_filer_wait_on_the_workbench_until_somebody_acts(desk: Desk) -> None:
    case = await a_case(desk.database, desk.vault, state="taken", due_on=date(2027, 1, 4))
    other = await a_case(desk.database, desk.vault, bureau="banan")
    for one in (case, other):
        await words_of_the_filer(desk.database, desk.vault, one, "协议找到了。", NOW)
    desk.later(timedelta(minutes=5))
    browser = await desk.officer()

    waiting = (await browser.get("/desk/")).text
    read = await browser.get(f"/desk/cases/{case.reference}")
    still_waiting = (await browser.get("/desk/")).text
    await browser.move(case.reference, "write", seen=read, text="收到，谢谢。")
    answered = (await browser.get("/desk/")).text

    assert _references(_block(waiting, "来访人有新的补充")) == [case.reference]
    assert "协议找到了。" in read.text
    assert case.reference in still_waiting
    assert 'id="part-unread"' not in answered


async def test_every_tile_leads_to_a_list_with_so_many(desk: Desk) -> None:
    for due_on, state in ((date(2026, 11, 24), "taken"), (date(2026, 11, 25), "taken"), (None, "routed")):
        await a_case(desk.database, desk.vault, state=state, due_on=due_on)
    browser = await desk.officer()

    text = (await browser.get("/desk/")).text
    tiles = re.findall(r'class="tile (\w+)[^"]*" href="([^"]+)"><span>([^<]+)</span><strong>(\d+)', text)

    assert {"over", "now", "new"} <= {name for name, *_ in tiles}
    for name, href, label, number in tiles:
        if href.startswith("/desk/cases"):
            page = (await browser.get(html.unescape(href))).text
            assert len(_references(page)) == int(number), (name, label)


async def test_the_page_of_a_case_says_at_once_that_words_of_its_filer_wait(desk: Desk) -> None:
    case = await a_case(desk.database, desk.vault, state="taken")
    browser = await desk.officer()
    assert 'id="unread"' not in (await browser.get(f"/desk/cases/{case.reference}")).text
    for words in ("协议找到了。", "还有一份报价单。"):
        desk.later(timedelta(minutes=1))
        await words_of_the_filer(desk.database, desk.vault, case, words, desk.now)

    page = await browser.get(f"/desk/cases/{case.reference}")
    said = page.text[page.text.index('id="unread"') : page.text.index("期限和下一步")]
    anchors = re.findall(r'href="#(entry-\d+)"', said)

    assert "还没有人处理" in said and "协议找到了。" in said and "2 条" in said
    assert len(anchors) == 2 and all(page.text.count(f'id="{one}"') == 1 for one in anchors)
    await browser.move(case.reference, "write", seen=page, text="收到，谢谢。")
    assert 'id="unread"' not in (await browser.get(f"/desk/cases/{case.reference}")).text


async def test_a_transfer_is_begun_beside_what_comes_next_by_who_may(desk: Desk) -> None:
    case = await a_case(desk.database, desk.vault, state="taken")
    consultation = await a_case(desk.database, desk.vault, kind="consultation")
    officer, coordinator = await desk.officer("head"), await desk.officer("coordinator", None)

    def leads(text: str, reference: str) -> bool:
        beside = text[text.index("期限和下一步") : text.index('class="within"')]
        return f'href="/desk/cases/{reference}/transfers/new"' in beside

    assert leads((await officer.get(f"/desk/cases/{case.reference}")).text, case.reference)
    assert 'href="#transfers"' in (await officer.get(f"/desk/cases/{case.reference}")).text
    for browser, one in ((coordinator, case), (officer, consultation)):
        assert not leads((await browser.get(f"/desk/cases/{one.reference}")).text, one.reference)


async def test_an_empty_list_says_why(desk: Desk) -> None:
    officer, curator = await desk.officer(), await desk.officer("curator")

    assert "现在没有办理中的案件" in (await officer.get("/desk/cases")).text
    assert "没有符合这些条件的案件" in (await officer.get("/desk/cases?kind=tip")).text
    assert "不查看案件" in (await curator.get("/desk/cases")).text
    assert "不查看案件" in (await curator.get("/desk/")).text


async def test_a_case_is_found_by_its_reference_however_it_is_typed(desk: Desk) -> None:
    case = await a_case(desk.database, desk.vault)
    browser = await desk.officer()

    page = await browser.find(case.reference.replace("-", " ").lower())
    wrong = await browser.find("K7M2-9QXT-4")

    assert (page.status, page.location) == (303, f"/desk/cases/{case.reference}")
    assert wrong.status == 200
    assert "最后一位是校验位，抄错一位" in wrong.text


async def test_counting_stops_where_the_exact_number_is_of_no_use(desk: Desk) -> None:
    wanted = [{"kind": "tip", "state": ["routed", "taken"][number % 2]} for number in range(7)]
    await some_cases(desk.database, desk.vault, wanted)

    async with desk.database.reading() as session:
        assert (await counted_cases(session, OFFICER, Filters())).number == 7
        elsewhere = Filters(states=tuple(STATES), bureau="banan")
        assert (await counted_cases(session, COORDINATOR, elsewhere)).number == 0

    counted = (Counted(7, True), Counted(1_000, True), Counted(1_001, False), Counted(7, False))
    assert [*map(spoken_count, counted)] == ["7 件", "1,000 件", "1,000 件以上", "至少 7 件"]


async def test_no_rail_entry_leads_nowhere(desk: Desk) -> None:
    browser = await desk.officer()
    text = (await browser.get("/desk/")).text

    for address in set(re.findall(r'href="(/desk/[^"]*)"', text)):
        assert (await browser.get(html.unescape(address))).status == 200, address


def test_a_cursor_reads_what_it_wrote() -> None:
    for cursor in (Cursor(date(2026, 11, 25), "ab12"), Cursor(None, "ab12")):
        assert Cursor.read(str(cursor)) == cursor
    assert Cursor.read("none_") is None


def _block(page: str, title: str) -> str:
    """Return the block of the workbench that has this title."""
    return next(block for block in page.split('<section class="block"') if f">{title}</h2>" in block)


def _references(page: str) -> list[str]:
    return re.findall(r'<a href="/desk/cases/([^"?]+)(?:\?in=[^"]*)?"', page)


async def test_of_several_places_a_line_names_them_all(desk: Desk) -> None:
    both = {"text": "两处", "district": None, "unit": None, "candidates": ["jiangjin", "bishan"]}
    office = {"text": "璧山", "district": "璧山区", "unit": "青杠街道"}
    fields = {"secret_kind": "technical", "act_place": both, "reported_place": office}
    await a_case(desk.database, desk.vault, fields=fields)
    browser = await desk.officer()

    line = (await browser.get("/desk/cases")).text

    assert "江津区、璧山区</td>" in line
    assert "青杠" not in line
