"""The desk shows what was shown to the bureau, and keeps the officer's sheet beside it."""

from __future__ import annotations

from typing import Any

from intake.filers.estimates import Estimates
from tests.bot.conversation.harness import handbook
from tests.bot.desk.conftest import Desk
from tests.builders import NOW

CONTENT: dict[str, Any] = {
    "given": {"organisation": ["yes", None], "rules": ["partly", 8]},
    "bonus": [],
    "bonus_points": None,
}


async def a_shared_one(desk: Desk) -> str:
    estimates = Estimates(desk.database, desk.vault)
    kept = await estimates.keep("owner", "company", "company plan-2022", CONTENT, NOW)
    await estimates.share("owner", kept, "jiangjin", "重庆甲公司", NOW)
    return f"/desk/estimates/{kept}"


async def test_an_officer_fills_the_same_sheet_beside_it_and_both_are_kept(desk: Desk) -> None:
    desk.handbook = handbook()
    address = await a_shared_one(desk)
    browser = await desk.officer(name="谭勇")
    page = await browser.get(address)
    form = {"csrf": page.hidden("csrf"), "page": page.hidden("page"), "organisation": "partly"}

    refused = await browser.post(address, {**form, "organisation.points": "16"})
    empty = await browser.post(address, {"csrf": form["csrf"], "page": form["page"]})
    entered = await browser.post(address, {**form, "organisation.points": "10", "base": "no"})
    both = await browser.get(entered.location)

    assert "重庆甲公司" in (await browser.get("/desk/estimates")).text
    assert "该方案期限已届满" in page.text and "部分做到，估8分" in page.text
    assert refused.status == 422 and "16分超过了这一项的上限15分" in refused.text and 'value="16"' in refused.text
    assert empty.status == 422 and "还没有填任何一项" in empty.text
    assert entered.status == 303 and "指导表（谭勇）" in both.text
    assert "做到了，15分" in both.text and "部分做到，估10分" in both.text and "不一样" in both.text


async def test_another_bureau_finds_nothing_and_an_auditor_only_looks(desk: Desk) -> None:
    desk.handbook = handbook()
    address = await a_shared_one(desk)

    stranger = await desk.officer(bureau="banan")
    assert (await stranger.get(address)).status == 404
    assert "还没有单位或者园区同意" in (await stranger.get("/desk/estimates")).text
    auditor = await desk.officer("auditor", None)
    seen = await auditor.get(address)
    assert seen.status == 200 and "保存指导表" not in seen.text


async def test_what_most_lack_is_counted_from_five_on_and_whoever_had_no_guidance_is_reminded_of(
    desk: Desk,
) -> None:
    desk.handbook = handbook()
    estimates, browser = Estimates(desk.database, desk.vault), await desk.officer()
    for number in range(4):
        kept = await estimates.keep("owner", "company", "company plan-2022", CONTENT, NOW)
        await estimates.share("owner", kept, "jiangjin", f"重庆{number}厂", NOW)
    assert "最常缺的" not in (await browser.get("/desk/estimates")).text

    # The newest of a company counts alone.
    for name in ("重庆3厂", "重庆4厂"):
        kept = await estimates.keep("owner", "company", "company plan-2022", CONTENT, NOW)
        await estimates.share("owner", kept, "jiangjin", name, NOW)
    page = await browser.get("/desk/estimates")
    assert "看得到的 5 家" in page.text and '<th scope="row">制度建设完备</th><td>5 家' in page.text
    assert "组织机构健全</th><td>" not in page.text

    ledger = await browser.get("/desk/ledger")
    assert "还没有指导也没有培训记录的：重庆0厂、重庆1厂、重庆2厂、重庆3厂、重庆4厂" in ledger.text
    form = {name: ledger.hidden(name) for name in ("csrf", "page")}
    await browser.post(
        "/desk/ledger",
        {**form, "on": "2026-11-20", "service": "guidance", "people": "2", "units": "重庆0厂", "topic": "看制度"},
    )
    assert "记录的：重庆1厂" in (await browser.get("/desk/ledger")).text
