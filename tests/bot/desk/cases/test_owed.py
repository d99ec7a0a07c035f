"""The list of what filers have not been told yet: of whom, in what order, and until when."""

from __future__ import annotations

from datetime import timedelta

from bot.desk.cases.asked import CasesAsked, filters_of
from bot.desk.cases.views import page_of_cases
from intake.clocks.calendar import day_in_shanghai
from intake.officers.officer import Officer
from tests.bot.desk.cases.test_orders import COORDINATOR, OFFICER, _listed
from tests.bot.desk.conftest import Desk
from tests.builders import NOW, a_case, some_cases

OWED = "?said=owed"


async def test_what_was_decided_first_stands_first_until_its_filer_is_told(desk: Desk) -> None:
    first, second = [await a_case(desk.database, desk.vault, state="checking") for _ in range(2)]
    head = await desk.officer("head")
    for one in (second, first):
        desk.later(timedelta(minutes=1))
        await head.move(one.reference, "not_docket", reason="证据不足", confirmed="yes")

    assert await _listed(head, OWED) == [second.reference, first.reference]
    workbench = (await head.get("/desk/")).text
    assert "处理结果还没有告知" in workbench and f'<a href="/desk/cases{OWED}">全部 2 件</a>' in workbench
    page = (await head.get(f"/desk/cases{OWED}")).text
    assert "共 2 件，决定得早的在前" in page and "处理结果还没有告知" in page

    await head.move(second.reference, "tell_result", text="没有立案。")
    assert await _listed(head, OWED) == [first.reference]
    assert await _listed(head, f"{OWED}&state=closed") == []


async def test_the_list_shows_since_when_and_takes_no_other_order(desk: Desk) -> None:
    case = await a_case(desk.database, desk.vault, state="checking")
    browser = await desk.officer("head")
    await browser.move(case.reference, "not_docket", reason="证据不足", confirmed="yes")

    page = (await browser.get(f"/desk/cases{OWED}&sort=active")).text

    assert case.reference in page
    assert "结果未告知" in page
    assert "按最近动态" not in page and "决定得早的在前" in page


async def test_a_case_of_another_bureau_says_whose_it_is(desk: Desk) -> None:
    theirs = await a_case(desk.database, desk.vault, state="docketed", bureau="banan", assisting=["jiangjin"])
    await a_case(desk.database, desk.vault, state="docketed")
    browser = await desk.officer()

    page = (await browser.get("/desk/cases?state=docketed")).text

    assert theirs.reference in page and page.count("承办局：巴南") == 1


async def test_what_a_bureau_assists_in_is_a_list_and_neither_due_nor_to_be_assigned_there(desk: Desk) -> None:
    late = {"kind": "complaint", "state": "checking", "due_on": day_in_shanghai(NOW) - timedelta(days=2)}
    own, theirs = await some_cases(
        desk.database, desk.vault, [late, {**late, "bureau": "banan", "assisting": ["jiangjin"]}]
    )
    browser = await desk.officer()

    assert await _listed(browser, "?hand=assist") == [theirs.reference]
    assert await _listed(browser, "?due=over") == [own.reference]
    assert await _listed(browser, "?hand=nobody") == [own.reference]
    assert await _listed(browser, "?hand=assist&due=over") == [theirs.reference]
    page = (await browser.get("/desk/cases?hand=assist")).text
    assert "承办局：巴南" in page and "还有" not in page and "已逾期" not in page.split('<table class="cases">')[1]


async def test_whoever_only_assists_owes_nothing(desk: Desk) -> None:
    theirs = await a_case(desk.database, desk.vault, state="docketed", bureau="banan", assisting=["jiangjin"])
    browser = await desk.officer()

    assert await _listed(browser, "?state=docketed") == [theirs.reference]
    assert await _listed(browser, OWED) == []


async def test_one_turns_through_all_that_is_owed_whenever_it_was_decided(desk: Desk) -> None:
    received = [NOW - timedelta(days=days) for days in (400, 200, 200, 1)]
    wanted = [{"kind": "tip", "state": "docketed", "received_at": at} for at in received]
    cases = await some_cases(desk.database, desk.vault, wanted)

    for viewer in (OFFICER, COORDINATOR):
        assert await _walked(desk, viewer) == [case.reference for case in cases]


async def _walked(desk: Desk, viewer: Officer) -> list[str]:
    filters = filters_of(CasesAsked(said="owed"), viewer, day_in_shanghai(NOW))
    walked, place = [], None
    async with desk.database.reading() as session:
        while True:
            page = await page_of_cases(session, desk.vault, viewer, filters, place, limit=1)
            walked += [line.reference for line in page.lines]
            if page.after is None:
                return walked
            place = page.after
