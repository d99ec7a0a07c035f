"""What other organs hand over: no filer, counted from receipt, in the same book. On both databases."""

from __future__ import annotations

import re

from sqlalchemy import select

from intake.storage.tables import CaseClockRow, CaseRow
from intake.storage.transfer_tables import TransferRow
from tests.bot.desk.conftest import Browser, Desk, Page

LETTER = {
    "body": "police_jiangjin",
    "came_as": "returned",
    "number": "津公移〔2026〕8号",
    "reported_name": "重庆半坡茶业有限公司",
    "secret_kind": "business",
    "district": "江津区",
    "text": "不构成犯罪，移送行政处理。",
}


async def _taken_in(browser: Browser, received_on: str = "2026-11-25", **more: str) -> Page:
    page = await browser.get("/desk/transfers/inbound")
    form = {"csrf": page.hidden("csrf"), "place": page.hidden("place"), "received_on": received_on}
    return await browser.post("/desk/transfers/inbound", form | LETTER | more)


async def _clocks(desk: Desk) -> dict[str, str]:
    async with desk.database.reading() as session:
        return {row.name: row.due_on.isoformat() for row in await session.scalars(select(CaseClockRow))}


async def test_a_referral_is_a_case_without_a_filer_counted_from_its_receipt(desk: Desk) -> None:
    officer = await desk.officer()

    page = await _taken_in(officer, received_on="2026-11-04")

    assert page.status == 303
    reference = re.search(r"/desk/cases/([^/]+)/", page.location)
    assert reference
    # Three weeks late: fifteen working days after 4 November.
    assert await _clocks(desk) == {"tip_check": "2026-11-25"}
    async with desk.database.reading() as session:
        case = (await session.scalars(select(CaseRow))).one()
        row = (await session.scalars(select(TransferRow))).one()
    assert (case.kind, case.state, case.anonymous, case.lead_bureau) == ("referral", "taken", True, "jiangjin")
    assert (row.direction, row.body, row.state) == ("in", "police_jiangjin", "received")
    shown = await officer.get(f"/desk/cases/{reference[1]}")
    assert "其他机关来件" in shown.text and "津公移" not in shown.text
    line = await officer.get(page.location)
    assert "津公移〔2026〕8号" in line.text and "公安机关、检察机关或者法院移送行政处理" in line.text
    assert "回复来访人" not in shown.text


async def test_the_same_page_sent_twice_is_one_case(desk: Desk) -> None:
    officer = await desk.officer()
    page = await officer.get("/desk/transfers/inbound")
    form = {"csrf": page.hidden("csrf"), "place": page.hidden("place"), "received_on": "2026-11-25"} | LETTER

    came = [await officer.post("/desk/transfers/inbound", form) for _ in range(2)]

    assert came[0].location == came[1].location


async def test_a_request_for_help_runs_its_own_fifteen_days_and_no_check(desk: Desk) -> None:
    officer = await desk.officer()

    await _taken_in(officer, body="sichuan", came_as="assistance", text="请协助核实一个经营地址。")

    assert await _clocks(desk) == {"assistance": "2026-12-16"}


async def test_what_is_missing_is_said(desk: Desk) -> None:
    officer = await desk.officer()

    assert (await _taken_in(officer, body="nobody")).status == 422
    assert (await _taken_in(officer, received_on="2027-01-01")).status == 422
    assert (await _taken_in(officer, text="。")).status == 422
    curator = await desk.officer("curator")
    assert (await curator.get("/desk/transfers/inbound")).status == 404


async def test_a_number_with_a_line_break_is_refused(desk: Desk) -> None:
    officer = await desk.officer()

    page = await _taken_in(officer, number="津公〔2026〕1号\r\nX-A: 1")

    assert (page.status, "只能写一行" in page.text) == (422, True)
