"""Words on a closed case may be a new filing; a report that came again is merged, or not handled. Both kinds."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlmodel import col

from intake.journal.verifying import verify
from intake.storage.desk_tables import CasePartRow
from intake.storage.tables import CaseRow, MailRow
from tests.bot.desk.conftest import Browser, Desk, Page
from tests.builders import NOW, Filed, a_case, words_of_the_filer


async def _sent(browser: Browser, path: str, **form: str) -> Page:
    page = await browser.get(path)
    hidden = {name: page.hidden(name) for name in ("csrf", "version") if f'name="{name}"' in page.text}
    return await browser.post(path, {**hidden, **form})


async def _row(desk: Desk, case: Filed) -> CaseRow:
    async with desk.database.reading() as session:
        return await session.get_one(CaseRow, case.id)


async def test_words_on_a_closed_case_are_taken_as_a_new_filing_counted_from_the_day_they_came(desk: Desk) -> None:
    case = await a_case(desk.database, desk.vault)
    officer, head = await desk.officer(), await desk.officer("head")
    await officer.move(case.reference, "sign_for")
    await officer.move(case.reference, "check")
    await head.move(case.reference, "not_docket", reason="没有证据", confirmed="yes")
    await officer.move(case.reference, "close", outcome="not_docketed", confirmed="yes")
    address = f"/desk/cases/{case.reference}"
    assert "没有再说什么" in (await officer.get(f"{address}/follow")).text
    desk.later(timedelta(days=8))
    said_at = desk.now
    await words_of_the_filer(desk.database, desk.vault, case, "我又拿到他们的报价单", said_at)
    desk.later(timedelta(days=2))
    # Nobody stays signed in over night.
    officer = await desk.officer(name="乙")
    assert "另立新件" in (await officer.get(address)).text

    page = await officer.get(f"{address}/follow")
    entry = page.hidden("entry")
    assert "我又拿到他们的报价单" in page.text
    for fault in ({"entry": entry, "reason": " "}, {"entry": "1", "reason": "x"}):
        assert (await _sent(officer, f"{address}/follow", **fault)).status == 422
    done = await _sent(officer, f"{address}/follow", entry=entry, reason="新的报价单")
    assert done.status == 303
    assert (await _sent(officer, f"{address}/follow", entry=entry, reason="又一次")).status in (409, 422)

    async with desk.database.reading() as session:
        link = (await session.scalars(select(CasePartRow))).one()
        new = await session.get_one(CaseRow, link.part_id)
        letters = (await session.scalars(select(col(MailRow.case_id)))).all()
    assert (link.filing_id, link.follows, new.state, new.received_at) == (case.id, True, "taken", said_at)
    assert new.next_due_on is not None and new.next_due_on.isoformat() == "2026-12-24"
    assert letters == [case.id] and (await _row(desk, case)).state == "closed"
    shown = (await officer.get(f"/desk/cases/{new.reference}")).text
    assert "后续第1件" in shown and "我又拿到他们的报价单" in shown
    assert new.reference in (await officer.get(address)).text
    assert (await verify(desk.database, desk.vault.journal_key, desk.now + timedelta(days=1))).is_intact


async def test_a_report_that_came_again_is_merged_and_counts_anew_or_is_not_handled_again(desk: Desk) -> None:
    first = await a_case(desk.database, desk.vault, filer="f")
    again = await a_case(desk.database, desk.vault, filer="f", received_at=NOW + timedelta(days=2))
    third = await a_case(desk.database, desk.vault, filer="f", received_at=NOW + timedelta(days=3))
    foreign = await a_case(desk.database, desk.vault, filer="somebody else")
    other = await a_case(desk.database, desk.vault, filer="f", fields={"reported_name": "长坪饲料厂"})
    nameless = await a_case(desk.database, desk.vault, filer="f", anonymous=True)
    elsewhere = await a_case(desk.database, desk.vault, filer="f", bureau="banan")
    desk.later(timedelta(days=4))
    officer = await desk.officer()
    for case in (first, again, third, foreign, other, nameless):
        assert (await officer.move(case.reference, "sign_for")).status == 303
    address = f"/desk/cases/{again.reference}/merge"
    sure = {"facts": "new", "reason": "新的报价单", "confirmed": "yes"}

    wrong = (foreign, other, nameless, elsewhere)
    refused = {one: await _sent(officer, address, other=one.reference, **sure) for one in wrong}
    assert [page.status for page in refused.values()] == [403, 403, 403, 404]
    assert "不是同一举报人" in refused[foreign].text and "被举报人不同" in refused[other].text
    assert (await _sent(officer, address, other="x", **sure)).status == 422
    assert (await _sent(officer, address, other=first.reference, **(sure | {"facts": ""}))).status == 422
    later = await _sent(officer, f"/desk/cases/{first.reference}/merge", other=again.reference, **sure)
    assert later.status == 403 and "后提交的并入先提交的" in later.text

    before = (await _row(desk, first)).next_due_on
    assert (await _sent(officer, address, other=first.reference, **sure)).status == 303
    merged, kept = await _row(desk, again), await _row(desk, first)
    assert (merged.state, merged.outcome, merged.next_due_on) == ("closed", "repeated", None)
    assert before and kept.next_due_on and kept.next_due_on > before and kept.state == "taken"
    same = sure | {"facts": "same", "reason": "一模一样"}
    assert (
        await _sent(officer, f"/desk/cases/{third.reference}/merge", other=first.reference, **same)
    ).status == 303
    assert (await _row(desk, third)).outcome == "not_again"
    assert (await _row(desk, first)).next_due_on == kept.next_due_on
    async with desk.database.reading() as session:
        told = (await session.scalars(select(col(MailRow.case_id)).order_by(col(MailRow.n)))).all()
    assert told == [again.id, third.id]
    assert (await verify(desk.database, desk.vault.journal_key, desk.now + timedelta(days=1))).is_intact


@pytest.mark.parametrize("path", ["follow", "merge"])
async def test_who_does_not_handle_it_is_refused_and_another_bureau_finds_nothing(desk: Desk, path: str) -> None:
    case = await a_case(desk.database, desk.vault, state="closed")
    stranger, coordinator = await desk.officer(bureau="banan"), await desk.officer("coordinator", None)

    assert (await stranger.get(f"/desk/cases/{case.reference}/{path}")).status == 404
    form = {"entry": "1", "reason": "x", "other": case.reference, "facts": "new", "confirmed": "yes"}
    refused = await _sent(coordinator, f"/desk/cases/{case.reference}/{path}", **form)
    assert refused.status in (403, 409, 422)
