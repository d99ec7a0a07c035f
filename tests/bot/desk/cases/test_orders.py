"""Orders of lists, what is looked at for one page, the way from case to case, and that no query reads a table."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import event, text

from bot.desk.cases import views
from bot.desk.cases.case_lines import about
from bot.desk.cases.orders import Cursor
from bot.desk.cases.views import Counted, Filters, counted_cases, neighbour, page_of_cases
from bot.desk.walk import walk_of
from intake.cases.codes import STATES, Role
from intake.officers.officer import Officer
from intake.storage.database import Database
from tests.bot.desk.conftest import Browser, Desk
from tests.builders import NOW, a_case, some_cases, words_of_the_filer

OFFICER = Officer("1", "甲", Role.OFFICER, "jiangjin")
COORDINATOR = Officer("2", "乙", Role.COORDINATOR, None)
LINK = re.compile(r'<a href="/desk/cases/([0-9A-Z-]+)(?:\?in=[^"]*)?"')


async def test_a_list_is_sorted_by_receipt_by_activity_or_by_how_long_its_filer_waits(desk: Desk) -> None:
    wanted = [{"kind": "tip", "received_at": NOW - timedelta(days=days)} for days in (9, 5, 1)]
    cases = await some_cases(desk.database, desk.vault, [{"state": "taken", **one} for one in wanted])
    old, middle, new = (case.reference for case in cases)
    await words_of_the_filer(desk.database, desk.vault, cases[1], "协议找到了。", NOW - timedelta(hours=2))
    await words_of_the_filer(desk.database, desk.vault, cases[0], "还有一份。", NOW - timedelta(hours=1))
    await words_of_the_filer(desk.database, desk.vault, cases[2], "满意", NOW, purpose="mark")
    browser = await desk.officer()

    assert await _listed(browser, "?sort=received") == [new, middle, old]
    assert await _listed(browser, "?sort=active") == [new, old, middle]
    # Who gave a mark waits for nothing.
    assert await _listed(browser, "?said=unread") == [middle, old]
    unread = (await browser.get("/desk/cases?said=unread")).text
    assert "等得久的在前" in unread and "，还没有人处理" in unread
    desk.later(timedelta(minutes=1))
    await browser.move(middle, "note", text="已看。")
    assert await _listed(browser, "?said=unread") == [old]
    assert (await _listed(browser, "?sort=active"))[0] == middle


async def test_filters_that_hold_are_chips_with_a_way_back(desk: Desk) -> None:
    await a_case(desk.database, desk.vault, kind="tip", due_on=date(2026, 11, 20))
    browser = await desk.officer()

    page = (await browser.get("/desk/cases?kind=tip&due=over&sort=received")).text
    chosen = page.partition('class="chosen"')[2].partition("</nav>")[0]

    assert re.findall(r'href="([^"]+)"', chosen) == [
        "/desk/cases?due=over&amp;sort=received",
        "/desk/cases?kind=tip&amp;sort=received",
        "/desk/cases?kind=tip&amp;due=over",
    ]
    assert LINK.search(page)
    empty = (await browser.get("/desk/cases?kind=tip&due=week")).text
    assert "没有符合这些条件的案件" in empty and "可以在上面“已选”里去掉一个再看" in empty


async def test_what_no_index_knows_is_looked_for_in_so_many_cases_a_page(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "MOST_EXAMINED", 6)
    monkeypatch.setattr(views, "_AT_ONCE", (2, 4))
    kinds = ["tip"] + ["complaint"] * 7 + ["tip"] + ["complaint"] * 7
    cases = await some_cases(desk.database, desk.vault, [{"kind": kind, "state": "taken"} for kind in kinds])
    browser = await desk.officer()

    pages, path = [], "/desk/cases?kind=tip&sort=received"
    while path:
        page = (await browser.get(path)).text
        pages.append(LINK.findall(page))
        following = re.search(r'href="([^"]+)" rel="next">(继续|下一页)', page)
        path = html.unescape(following[1]) if following else ""

    assert pages == [[], [cases[8].reference], [cases[0].reference]]
    first = (await browser.get("/desk/cases?kind=tip&sort=received")).text
    assert "还没有符合这些条件的" in first and "还没有数到" in first and "至少 0 件" not in first


@pytest.mark.parametrize("viewer", [OFFICER, COORDINATOR])
async def test_cases_of_a_kind_are_found_without_looking_through_the_others(
    desk: Desk, viewer: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "MOST_EXAMINED", 3)
    wanted = [{"kind": kind, "state": "taken"} for kind in ("complaint",) * 7 + ("tip",)]
    *_, tip = await some_cases(desk.database, desk.vault, wanted)

    with _asked_of(desk.database) as statements:
        async with desk.database.reading() as session:
            page = await page_of_cases(session, desk.vault, viewer, Filters(kind="tip"))
            counted = await counted_cases(session, viewer, Filters(kind="tip"))

    assert [line.reference for line in page.lines] == [tip.reference]
    assert (page.is_cut, counted) == (False, Counted(1, is_all=True))
    if desk.database.is_sqlite:
        index = "case_kind" if viewer is COORDINATOR else "case_bureau_kind"
        assert re.search(rf"INDEX {index} ", await _plan(desk.database, *statements[0]))


async def test_one_walks_through_a_filtered_list_from_case_to_case(desk: Desk) -> None:
    days = [date(2026, 11, 20), date(2026, 11, 20), date(2026, 12, 1), None]
    wanted = [{"kind": "tip" if day else "consultation", "state": "taken", "due_on": day} for day in days]
    cases = await some_cases(desk.database, desk.vault, wanted)
    await a_case(desk.database, desk.vault, bureau="banan", due_on=date(2026, 11, 21))
    browser = await desk.officer()
    listed = (await browser.get("/desk/cases")).text

    links = re.findall(r'<a href="(/desk/cases/[0-9A-Z-]+\?in=[^"]*)"', listed)
    page = await browser.get(html.unescape(links[0]))
    assert '<a href="/desk/cases">回到列表</a>' in page.text
    walked = []
    while (following := re.search(r'href="([^"]+)" rel="next">下一件', page.text)) is not None:
        step = await browser.get(html.unescape(following[1]))
        if "?" not in step.location:
            break
        walked.append(step.location.partition("?")[0].rpartition("/")[2])
        page = await browser.get(step.location)
    assert walked == [case.reference for case in cases[1:]]
    assert step.location == "/desk/cases"
    before = re.search(r'href="([^"]+)" rel="prev"', page.text)
    assert before
    assert f"/desk/cases/{cases[2].reference}?" in (await browser.get(html.unescape(before[1]))).location


@pytest.mark.parametrize(
    "query", ["", "to=next", "to=next&at=x_y", "to=next&in=%3D%26&at=2026-13-01_ab", "at=t9_a-"]
)
async def test_a_step_from_nowhere_leads_to_the_list_which_says_so(desk: Desk, query: str) -> None:
    browser = await desk.officer()

    page = await browser.get(f"/desk/cases/step?{query}")

    assert (page.status, page.location) == (303, "/desk/cases?after=lost")
    assert "翻页位置读不出来" in (await browser.get(page.location)).text


def test_the_list_is_still_known_after_a_move_and_no_other_page_is_led_to() -> None:
    case, query = "/desk/cases/K7M2-9QXT-4", {"in": "kind=tip", "at": "none_ab"}

    walk = walk_of(case, query, "")
    assert walk and walk.back == "/desk/cases?kind=tip"
    assert walk_of(case, {"done": "note"}, f"https://desk.example.org{case}?in=kind%3Dtip&at=none_ab") == walk
    assert (
        walk_of(case, {"done": "note"}, "https://desk.example.org/desk/cases/XXXX-XXXX-X?in=&at=none_ab") is None
    )
    assert walk_of("/desk/cases", query, "") is None
    assert walk_of(case, {"in": "x" * 500, "at": "none_ab"}, "") is None


async def test_a_neighbour_is_the_one_before_or_after_in_every_order(desk: Desk) -> None:
    days = [date(2026, 11, 20), date(2026, 12, 1), None]
    wanted = [{"kind": "tip" if day else "consultation", "state": "taken", "due_on": day} for day in days]
    await some_cases(desk.database, desk.vault, wanted)

    async with desk.database.reading() as session:
        for filters in (Filters(), Filters(order="received"), Filters(order="active")):
            page = await page_of_cases(session, desk.vault, OFFICER, filters)
            places = [Cursor.read(line.place_in_list) for line in page.lines]
            for here, there in pairwise(places):
                assert here and there
                assert await neighbour(session, OFFICER, filters, here, backwards=False) == there
                assert await neighbour(session, OFFICER, filters, there, backwards=True) == here


def test_a_list_names_companies_and_no_person() -> None:
    assert about("tip", {"reported_name": "王建国", "reported_kind": "person"}, ()) == "王某"
    company = {"reported_name": "重庆半坡茶业有限公司", "reported_kind": "company"}
    assert about("tip", company, ("周敏",)) == "重庆半坡茶业有限公司"
    assert "周敏" not in about("consultation", {"question": "我叫周敏，保密制度从哪里做起？"}, ("周敏",))


async def test_what_is_marked_as_a_secret_is_not_in_the_list(desk: Desk) -> None:
    case = await a_case(desk.database, desk.vault, state="taken")
    browser = await desk.officer("head")
    path = f"/desk/cases/{case.reference}/marks/text"
    form = {"csrf": await browser.csrf(), "level": "secret", "reason": "客户名单。"}
    page = await browser.get(path)
    marked = await browser.post(path, {**form, "version": page.hidden("version")})
    assert marked.status == 303

    assert "半坡" not in (await browser.get("/desk/cases")).text


@pytest.mark.parametrize("viewer", [OFFICER, COORDINATOR], ids=["bureau", "city"])
async def test_no_list_reads_all_cases(desk: Desk, viewer: Officer) -> None:
    await some_cases(desk.database, desk.vault, [{"kind": "tip", "state": "taken"}] * 3)
    every = tuple(STATES)
    asked = [
        Filters(),
        Filters(kind="tip"),
        Filters(due_until=date(2026, 12, 1)),
        Filters(states=every, order="received"),
        Filters(order="active"),
        Filters(states=every, order="unread"),
        Filters(states=("closed",)),
        Filters(handlers=("x",)),
        *(
            [Filters(bureau="jiangjin"), Filters(bureau="jiangjin", order="active")]
            if viewer is COORDINATOR
            else []
        ),
    ]

    with _asked_of(desk.database) as statements:
        async with desk.database.reading() as session:
            for filters in asked:
                page = await page_of_cases(session, desk.vault, viewer, filters, limit=1)
                if page.after:
                    await page_of_cases(session, desk.vault, viewer, filters, page.after)
                await counted_cases(session, viewer, filters)

    assert len(statements) > 20
    for statement, parameters in statements:
        assert _scans(await _plan(desk.database, statement, parameters)) == [], statement


@contextmanager
def _asked_of(database: Database) -> Iterator[list[tuple[str, Any]]]:
    """Note every query of cases that is asked meanwhile."""
    noted: list[tuple[str, Any]] = []

    def note(_c: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, _many: bool) -> None:
        if "case_file" in statement:
            noted.append((statement, parameters))

    event.listen(database.engine.sync_engine, "before_cursor_execute", note)
    yield noted
    event.remove(database.engine.sync_engine, "before_cursor_execute", note)


async def _plan(database: Database, statement: str, parameters: Any) -> str:
    async with database.engine.connect() as connection:
        if database.is_sqlite:
            found = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            return "\n".join(str(row[-1]) for row in found)
        # Three cases are read at once whatever there is; what matters is what could be done.
        await connection.execute(text("SET enable_seqscan = off"))
        found = await connection.exec_driver_sql(f"EXPLAIN {statement}", parameters)
        return "\n".join(row[0] for row in found)


def _scans(plan: str) -> list[str]:
    return re.findall(
        r"SCAN case_file(?! USING INDEX case_(?:active|received|unread))[^\n]*|Seq Scan on case_file[^\n]*", plan
    )


async def _listed(browser: Browser, query: str) -> list[str]:
    return LINK.findall((await browser.get(f"/desk/cases{query}")).text)
