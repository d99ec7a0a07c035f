"""What crosses between bureaus, page by page, and how many things the workbench says there are."""

from __future__ import annotations

import html
import re
from datetime import timedelta

import pytest

from intake.clocks.calendar import day_in_shanghai
from tests.bot.desk.conftest import Desk
from tests.builders import NOW, Filed, a_crossing, some_cases

TODAY = day_in_shanghai(NOW)
LINE = re.compile(r'<th scope="row" class="c-ref"><a href="/desk/cases/([0-9A-Z-]+)">')


async def _crossing(desk: Desk, number: int) -> list[Filed]:
    """Return cases in which something waits for another bureau, the earliest due first."""
    cases = await some_cases(desk.database, desk.vault, [{"kind": "tip", "state": "docketed"}] * number)
    async with desk.database.writing() as session:
        for days, case in enumerate(cases, start=1):
            session.add(a_crossing(case, "jiangjin", "banan", TODAY + timedelta(days=days)))
    return cases


async def test_what_waits_for_others_is_turned_page_by_page(desk: Desk) -> None:
    cases = await _crossing(desk, 52)
    browser = await desk.officer()

    first = (await browser.get("/desk/between")).text
    assert LINE.findall(first) == [case.reference for case in cases[:50]]
    following = re.search(r'href="([^"]+)" rel="next">下一页', first)
    assert following
    second = (await browser.get(html.unescape(following[1]))).text

    assert LINE.findall(second) == [case.reference for case in cases[50:]]
    assert 'href="/desk/between#theirs-title">回到第一页</a>' in second and "已经到底" in second
    assert "52 项" in (await browser.get("/desk/")).text


async def test_the_workbench_counts_to_a_hundred(desk: Desk) -> None:
    await _crossing(desk, 101)

    assert "100 项以上" in (await (await desk.officer()).get("/desk/")).text


@pytest.mark.parametrize("place", ["x", "2026-13-01_ab:assist-1", "2026-12-01_", "2026-12-01_<b>"])
async def test_a_place_that_cannot_be_read_shows_the_first_page_and_says_so(desk: Desk, place: str) -> None:
    (case,) = await _crossing(desk, 1)

    page = (await (await desk.officer()).get(f"/desk/between?theirs={place}")).text

    assert LINE.findall(page) == [case.reference] and "翻页位置读不出来" in page
