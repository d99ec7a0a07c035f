"""Pilot districts: named by 市局 within a round's days, reported on by their heads, seen through the wall."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest

from tests.bot.conversation.harness import handbook
from tests.bot.desk.conftest import Browser, Desk, Page

PILOTS, JIANGJIN, UNITS = "/desk/pilots", "/desk/pilots/jiangjin", "/desk/units"
NAMED = {"bureau": "jiangjin", "round": "plan-2022", "named_on": "2024-09-20", "paper": "渝市监发〔2024〕1号"}
UNIT = {"bureau": "jiangjin", "kind": "company", "recognised_on": "2024-12-01", "paper": "公告"}
OVER = "该方案期限已届满"


@pytest.fixture
def opened(desk: Desk) -> Desk:
    desk.handbook = handbook()
    return desk


async def send(browser: Browser, page: str, to: str = "", **said: str) -> Page:
    """Fill the form of a page that goes there."""
    seen = await browser.get(page)
    form = seen.text.partition(f'action="{to or page}"')[2]
    place = form.partition('name="page" value="')[2].partition('"')[0]
    return await browser.post(to or page, {"csrf": seen.hidden("csrf"), "page": place, **said})


async def test_a_district_is_named_reports_and_is_reviewed(opened: Desk) -> None:
    coordinator = await opened.officer("coordinator", None, "统筹")
    head = await opened.officer("head", "jiangjin", "江局长")
    assert OVER in (await coordinator.get(PILOTS)).text and "没有列入试点" in (await head.get(PILOTS)).text
    early = await head.get(JIANGJIN)
    assert OVER in early.text and "不报工作推进情况" in early.text

    for wrong, fault in (
        ({"named_on": "2026-03-01"}, "有效期是 2022-09-05 到 2025-12-31"),
        ({"named_on": "2027-01-01"}, "这一天还没到"),
        ({"bureau": "municipal"}, "请选择区县"),
        ({"round": "x"}, "请选择是哪一轮"),
        ({"paper": " "}, "请写公布试点名单的文号"),
    ):
        refused = await send(coordinator, PILOTS, **{**NAMED, **wrong})
        assert refused.status == 422 and fault in refused.text, wrong
    named, again = await send(coordinator, PILOTS, **NAMED), await send(coordinator, PILOTS, **NAMED)
    assert named.status == 303 and again.status == 422 and "已经列入" in again.text

    page = await head.get(JIANGJIN)
    assert "2024-09-20 到 2027-09-19" in page.text and "是服务提醒，不是法定期限" in page.text
    assert page.text.count("还没有报") == 4 and "还有 20 天" in page.text
    report = {"due_on": "2026-12-15", "done": "建了指导站", "ahead": "办培训"}
    for wrong, fault in (
        ({"due_on": "2027-06-15"}, "请在列出的日期里选一个"),
        ({"done": ""}, "请写这一段做了什么"),
        ({"ahead": "长" * 4001}, "最多 4000 字"),
    ):
        refused = await send(head, JIANGJIN, f"{JIANGJIN}/report", **{**report, **wrong})
        assert refused.status == 422 and fault in refused.text
    assert (await send(head, JIANGJIN, f"{JIANGJIN}/report", **report)).status == 303
    assert "建了指导站" in (await coordinator.get(JIANGJIN)).text

    over = {"basics": "partly", "basics.points": "21"}
    refused = await send(head, JIANGJIN, f"{JIANGJIN}/sheet", **over)
    assert refused.status == 422 and "21分超过了这一项的上限20分" in refused.text
    sheet = {"basics": "partly", "basics.points": "12", "basics.evidence": "名单", "cross": "no"}
    assert (await send(head, JIANGJIN, f"{JIANGJIN}/sheet", **sheet)).status == 303
    assert (await send(head, JIANGJIN, f"{JIANGJIN}/scheme", ticked="basis")).status == 303
    review = {"basics": "yes", "words": "家数再核"}
    assert (await send(coordinator, JIANGJIN, f"{JIANGJIN}/review", **review)).status == 303
    page = await head.get(JIANGJIN)
    for said in ("江局长", "12到82分", "名单", "1 / 10 项", "统筹", "家数再核"):
        assert said in page.text, said

    pilot = (await coordinator.get(JIANGJIN)).hidden("pilot")
    ended = await send(coordinator, JIANGJIN, f"{JIANGJIN}/end", pilot=pilot, why="x")
    assert ended.status == 303
    late = await send(head, JIANGJIN, f"{JIANGJIN}/report", **{**report, "due_on": "2026-12-15"})
    assert late.status == 422 and "请在列出的日期里选一个" in late.text


async def test_what_is_written_of_a_district_is_for_its_heads_and_the_municipal_level(opened: Desk) -> None:
    coordinator, stranger = await opened.officer("coordinator", None), await opened.officer("head", "banan")
    officer, curator = await opened.officer("officer", "jiangjin"), await opened.officer("curator", None)
    await send(coordinator, PILOTS, **NAMED)

    assert (await stranger.get(JIANGJIN)).status == (await curator.get(PILOTS)).status == 404
    assert "江津" not in (await stranger.get(PILOTS)).text.partition("<main")[2]
    assert (await coordinator.get("/desk/pilots/municipal")).status == 404
    csrf, seen = await officer.csrf(), await officer.get(JIANGJIN)
    assert "报工作推进情况" not in seen.text
    report = {"csrf": csrf, "due_on": "2026-12-15", "done": "x", "ahead": "y"}
    assert (await officer.post(f"{JIANGJIN}/report", report)).status == 403
    assert (await officer.post(PILOTS, {"csrf": csrf, **NAMED})).status == 403
    assert (await officer.post(f"{JIANGJIN}/end", {"csrf": csrf, "pilot": "x", "why": "x"})).status == 403
    theirs = await stranger.csrf()
    assert (await stranger.post(f"{JIANGJIN}/report", {**report, "csrf": theirs})).status == 404


async def test_a_district_that_is_no_more_leads_nowhere_until_it_was_a_pilot(opened: Desk) -> None:
    theirs, coordinator = await opened.officer("officer", "yubei"), await opened.officer("coordinator", None)
    address = f"{PILOTS}/yubei"

    assert address not in (await theirs.get(PILOTS)).text and (await theirs.get(address)).status == 404
    now, opened.now = opened.now, datetime(2024, 11, 25, 3, tzinfo=UTC)
    before = await opened.officer("coordinator", None, "前任")
    assert (await send(before, PILOTS, **{**NAMED, "bureau": "yubei"})).status == 303
    opened.now = now
    for browser in (theirs, coordinator):
        assert address in (await browser.get(PILOTS)).text and (await browser.get(address)).status == 200


async def test_two_who_name_the_same_district_at_once_name_it_once(opened: Desk) -> None:
    one, other = await opened.officer("coordinator", None, "甲"), await opened.officer("coordinator", None, "乙")

    answers = await asyncio.gather(send(one, PILOTS, **NAMED), send(other, PILOTS, **NAMED))

    assert sorted(answer.status for answer in answers) == [303, 422]


async def test_units_are_counted_against_what_the_indicators_ask(opened: Desk) -> None:
    coordinator, officer = await opened.officer("coordinator", None), await opened.officer()
    for name in ("重庆甲公司", "重庆乙公司"):
        assert (await send(coordinator, UNITS, **UNIT, name=name)).status == 303
    twice = await send(coordinator, UNITS, **UNIT, name="重庆甲公司")
    await send(coordinator, UNITS, **{**UNIT, "bureau": "banan"}, name="重庆丙园区")
    assert twice.status == 422 and "名单里已经有这个单位" in twice.text
    for wrong in ({"kind": "x"}, {"name": ""}, {"recognised_on": "2019-01-01"}, {"paper": ""}):
        assert (await send(coordinator, UNITS, **{**UNIT, "name": "丁", **wrong})).status == 422

    page = await officer.get(UNITS)
    assert OVER in page.text and "还差 13 家" in page.text and "重庆丙园区" not in page.text
    assert (await officer.post(UNITS, {"csrf": await officer.csrf(), **UNIT, "name": "戊"})).status == 403
    seen = await coordinator.get(UNITS)
    revoked = {"csrf": seen.hidden("csrf"), "unit": seen.hidden("unit"), "why": "不再符合"}
    assert (await coordinator.post(f"{UNITS}/revoke", {**revoked, "why": ""})).status == 422
    assert (await coordinator.post(f"{UNITS}/revoke", revoked)).status == 303
    assert "2026-11-25撤销" in (await coordinator.get(UNITS)).text


async def test_a_pilot_whose_years_are_over_reports_nothing_new(opened: Desk) -> None:
    coordinator, head = await opened.officer("coordinator", None), await opened.officer("head", "jiangjin")
    await send(coordinator, PILOTS, **{**NAMED, "named_on": "2022-10-01"})
    opened.now = datetime(2026, 11, 25, 3, tzinfo=UTC)

    page = await head.get(JIANGJIN)

    assert "试点期限已于 2025-09-30 届满" in page.text and "2025-12-15" not in page.text
    assert "期限已满" in (await head.get(PILOTS)).text
