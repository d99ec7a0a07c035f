"""The page of what is due: to whom which clock is shown, why, and what stands still too long."""

from __future__ import annotations

import html
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.bot.desk.conftest import Desk
from tests.builders import a_case, some_cases

# Of what came on this Monday the fifteenth working day is 23 November.
RECEIVED_AT = datetime(2026, 11, 2, 2, 0, tzinfo=UTC)
NEAR = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
MISSED = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    """SQLite alone: what the database does for this page is tried on both in `tests/intake/notices`."""
    return f"sqlite:///{tmp_path}/shangmi.db"


async def test_each_post_is_shown_what_it_is_told_of(desk: Desk) -> None:
    desk.now = NEAR
    case = await a_case(desk.database, desk.vault, state="checking", received_at=RECEIVED_AT)
    officer, head = await desk.officer(name="王建国"), await desk.officer(role="head", name="陈局")

    page = (await officer.get("/desk/clocks")).text
    assert case.reference in page and "举报核查（决定是否立案）" in page and "临近到期" in page
    assert "请留意 1 个期限" in (await officer.get("/desk/")).text
    assert case.reference not in (await head.get("/desk/clocks")).text

    desk.now = MISSED
    coordinator = await desk.officer(role="coordinator", bureau=None, name="统筹")
    page = (await coordinator.get("/desk/clocks")).text
    assert case.reference in page and "期满未办" in page and "江津区" in page


async def test_a_case_is_named_once_with_whom_it_is_about_and_every_clock_of_it(desk: Desk) -> None:
    desk.now = MISSED
    case = await a_case(desk.database, desk.vault, state="docketed", received_at=RECEIVED_AT - timedelta(days=200))
    person = await a_case(
        desk.database,
        desk.vault,
        state="checking",
        received_at=RECEIVED_AT,
        fields={"reported_name": "欧阳某某", "reported_kind": "person"},
    )
    head = await desk.officer(role="head", name="陈局")

    page = (await head.get("/desk/clocks")).text

    for one in (case, person):
        assert page.count(f">{one.reference}</a>") == 1
    assert "重庆半坡茶业有限公司" in page and "欧某" in page and "欧阳某某" not in page
    assert page.count("<li>", page.index('class="clocks-of"')) >= 2


async def test_another_bureau_and_posts_without_cases_see_nothing(desk: Desk) -> None:
    desk.now = MISSED
    case = await a_case(desk.database, desk.vault, state="checking", received_at=RECEIVED_AT)

    for role, bureau in (
        ("officer", "banan"),
        ("head", "banan"),
        ("auditor", None),
        ("curator", None),
        ("admin", None),
    ):
        browser = await desk.officer(role=role, bureau=bureau, name=f"{role}{bureau}")
        page = await browser.get("/desk/clocks")
        assert page.status == 200 and case.reference not in page.text


async def test_what_stands_still_too_long_is_listed_and_a_new_pause_takes_it_off(desk: Desk) -> None:
    desk.now = NEAR
    case = await a_case(desk.database, desk.vault, state="checking", received_at=RECEIVED_AT)
    officer = await desk.officer(name="王建国")
    pause = {"reason": "appraisal", "on": "2026-11-18", "until": "2026-11-30"}
    assert (await officer.move(case.reference, "pause_clock", seen=None, **pause)).status == 303
    assert case.reference not in (await officer.get("/desk/clocks")).text

    desk.now = NEAR + timedelta(days=13)
    await officer.sign_in("王建国")
    page = (await officer.get("/desk/clocks")).text
    assert case.reference in page and "超过预计" in page and "技术检验" in page
    assert "1 个期限暂停过久" in (await officer.get("/desk/")).text

    await officer.move(case.reference, "resume_clock", seen=None, reason="appraisal", on="2026-12-01")
    again = {"reason": "appraisal", "on": "2026-12-01", "until": "2026-12-15"}
    assert (await officer.move(case.reference, "pause_clock", seen=None, **again)).status == 303
    assert case.reference not in (await officer.get("/desk/clocks")).text


async def test_an_estimate_is_marked_wherever_the_date_stands(desk: Desk) -> None:
    desk.now = datetime(2026, 12, 30, 2, 0, tzinfo=UTC)
    case = await a_case(
        desk.database, desk.vault, state="checking", received_at=datetime(2026, 12, 11, 2, 0, tzinfo=UTC)
    )
    officer = await desk.officer(name="王建国")

    for address in ("/desk/", "/desk/cases", f"/desk/cases/{case.reference}", "/desk/clocks"):
        assert "预计 " in (await officer.get(address)).text, address
    assert "2027年的放假安排还没有导入，有 1 个期限" in (await officer.get("/desk/clocks")).text


async def test_more_than_a_page_of_them_is_led_to_page_by_page_and_the_front_page_says_at_least(
    desk: Desk,
) -> None:
    desk.now = NEAR
    cases = await some_cases(desk.database, desk.vault, _near(101))
    officer = await desk.officer(name="王建国")

    assert "请留意 至少 100 个期限" in (await officer.get("/desk/")).text
    pages, path = [], "/desk/clocks"
    while path:
        page = (await officer.get(path)).text
        pages.append(re.findall(r'<a href="/desk/cases/([0-9A-Z-]+)">', page))
        following = re.search(r'href="([^"]+)" rel="next">下一页', page)
        assert ("后面还有" in page) is (following is not None)
        path = html.unescape(following[1]) if following else ""

    assert [len(one) for one in pages] == [50, 50, 1]
    assert sorted(one for page in pages for one in page) == sorted(case.reference for case in cases)
    assert "已经到底" in page and '<a class="button" href="/desk/clocks#due-title">回到第一页' in page


async def test_a_list_on_one_page_has_no_paging_and_says_the_number_itself(desk: Desk) -> None:
    desk.now = NEAR
    await some_cases(desk.database, desk.vault, _near(50))
    officer = await desk.officer(name="王建国")

    assert "请留意 50 个期限" in (await officer.get("/desk/")).text
    page = (await officer.get("/desk/clocks")).text
    assert "下一页" not in page and "已经到底" not in page


async def test_a_page_beyond_the_last_or_from_nowhere_says_so(desk: Desk) -> None:
    desk.now = NEAR
    officer = await desk.officer(name="王建国")

    page = (await officer.get("/desk/clocks?due=2026-12-01_ab&still=2026-12-01_ab")).text
    assert "这一页往后没有需要提醒您的期限了" in page and "这一页往后没有暂停过久的期限了" in page
    for stray in ("due=nowhere", "still=t1_ab", "due=none_ab"):
        assert "翻页位置读不出来" in (await officer.get(f"/desk/clocks?{stray}")).text, stray


def _near(number: int) -> list[dict[str, Any]]:
    due_on = date(2026, 11, 20)
    return [{"kind": "tip", "state": "checking", "received_at": RECEIVED_AT, "due_on": due_on}] * number


@pytest.mark.parametrize("role", ["officer", "head", "principal", "coordinator"])
async def test_what_the_workbench_counts_as_overdue_stands_on_the_page_whoever_was_told_of_it(
    desk: Desk, role: str
) -> None:
    desk.now = RECEIVED_AT + timedelta(days=9)
    case = await a_case(desk.database, desk.vault, state="docketed", received_at=RECEIVED_AT)
    officer = await desk.officer(name="王建国")
    page = await officer.move(case.reference, "serve_penalty_notice", on="2026-11-04")
    assert page.status == 303

    # The five working days of the party ended on the day before.
    desk.now = datetime(2026, 11, 12, 2, 0, tzinfo=UTC)
    who = await desk.officer(role=role, bureau=None if role == "coordinator" else "jiangjin", name="陈局")
    workbench, clocks = (await who.get("/desk/")).text, (await who.get("/desk/clocks")).text

    assert "请留意 1 个期限" in workbench
    assert case.reference in clocks and "当事人陈述、申辩或者要求听证" in clocks and "期满未办" in clocks
    assert ("本局协助" in clocks) is (role != "coordinator")
