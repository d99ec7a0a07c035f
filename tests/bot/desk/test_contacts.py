"""Liaison and guidance officers of a bureau: entered with their days, assigned once, seen through the wall."""

from __future__ import annotations

import asyncio
import io
import zipfile

import pytest
from sqlalchemy import delete

from intake.filers.contacts import PublicContacts
from intake.storage.secrecy_tables import CaseCircleRow
from tests.bot.conversation.harness import handbook
from tests.bot.desk.conftest import Browser, Desk, Page
from tests.builders import NOW, an_officer, some_cases

CONTACTS = "/desk/contacts"
GUIDE = {"kind": "guide", "name": "李老师", "reach": "对话里说转人工", "valid_from": "2026-01-01"}
LIAISON = {**GUIDE, "kind": "liaison", "name": "王科", "place": "双福园区"}


@pytest.fixture
def opened(desk: Desk) -> Desk:
    desk.handbook = handbook()
    return desk


async def send(browser: Browser, to: str = "", **said: str) -> Page:
    page = await browser.get(CONTACTS)
    return await browser.post(
        f"{CONTACTS}{to}", {**{name: page.hidden(name) for name in ("csrf", "page")}, **said}
    )


def guide_in(page: Page) -> str:
    return page.text.partition('<option value="')[2].partition('"')[0]


async def test_they_are_entered_with_their_days_and_no_number_without_their_word(opened: Desk) -> None:
    browser, public = await opened.officer(), PublicContacts(opened.database, opened.vault)
    for wrong, fault in (
        ({"kind": "x"}, "请选择是联络员还是指导员"),
        ({"name": ""}, "请写怎么称呼"),
        ({"phone": "13900001111"}, "本人同意的请勾选"),
        ({"valid_from": "x"}, "请填写从哪天起"),
        ({"valid_until": "2025-01-01"}, "不能早于从哪天起"),
    ):
        refused = await send(browser, **{**LIAISON, **wrong})
        assert refused.status == 422 and fault in refused.text, wrong
    assert (await send(browser, **LIAISON, phone="023-47500000", agreed="yes")).status == 303
    assert (await send(browser, **{**LIAISON, "name": "过去的", "valid_until": "2026-02-01"})).status == 303
    assert (await send(browser, **GUIDE)).status == 303

    page = await browser.get(CONTACTS)
    assert (
        "该方案期限已届满" in page.text
        and "023-47500000（本人同意公开）" in page.text
        and "不在期限内" in page.text
    )
    # Everybody is told of liaison officers who are there; of guidance officers only the company that has one.
    assert [one.name for one in await public.standing(NOW.date())] == ["王科"]
    ended = {"csrf": page.hidden("csrf"), "contact": page.hidden("contact")}
    assert (await browser.post(f"{CONTACTS}/end", ended)).status == 303
    assert "李老师" not in (await browser.get(CONTACTS)).text

    stranger = await opened.officer(bureau="banan")
    assert "王科" not in (await stranger.get(CONTACTS)).text
    auditor = await opened.officer("auditor", None)
    seen = await auditor.get(CONTACTS)
    assert "王科" in seen.text and "登记联络员" not in seen.text
    assert (await auditor.post(CONTACTS, {"csrf": await auditor.csrf(), **GUIDE})).status == 403


async def test_a_company_has_one_guide_and_of_two_officers_the_second_sees_who_was_first(opened: Desk) -> None:
    one, other = await opened.officer(name="甲"), await opened.officer(name="乙")
    stranger = await opened.officer(bureau="banan")
    (case,) = await some_cases(
        opened.database, opened.vault, [{"kind": "consultation", "state": "routed", "bureau": "jiangjin"}]
    )
    await send(one, **GUIDE)
    guide = guide_in(await one.get(CONTACTS))

    foreign = await send(stranger, "/assign", company="重庆甲公司", guide=guide)
    unknown = await send(one, "/assign", company="重庆甲公司", guide=guide, reference="K7M2-9QXT-4")
    both = await asyncio.gather(
        send(one, "/assign", company="重庆甲公司（江津）", guide=guide, reference=case.reference),
        send(other, "/assign", company="重庆甲公司 (江津)", guide=guide, reference=case.reference),
    )

    assert foreign.status == 422 and "请在本局现有的指导员里选一位" in foreign.text
    assert unknown.status == 422 and "本局没有这个编号的咨询" in unknown.text
    first, second = sorted(both, key=lambda page: page.status)
    assert (first.status, second.status) == (303, 422)
    assert "指派了指导员：李老师" in second.text and ("已经由甲" in second.text or "已经由乙" in second.text)
    page = await one.get(CONTACTS)
    assert "还没有记录" in page.text
    # Beside the company the number says who filed: it is told to whoever assigned, who knew both.
    who_knows, *others = (one, other) if both[0].status == 303 else (other, one)
    outsiders = [await opened.officer("coordinator", None), await opened.officer("auditor", None)]
    assert case.reference in (await who_knows.get(CONTACTS)).text
    for browser in (*others, *outsiders):
        listed = (await browser.get(CONTACTS)).text
        assert "重庆甲公司" in listed and case.reference not in listed
    public = PublicContacts(opened.database, opened.vault)
    (own,) = await public.of_cases([case.id], NOW.date())
    assert own.contact is not None and own.contact.name == "李老师"
    assert await public.of_cases([], NOW.date()) == ()

    # Closed to others, neither the consultation nor the company that asked in it is there, here or in the ledger.
    ledger = "/desk/ledger"
    assert "重庆甲公司" in (await one.get(ledger)).text
    knows = await an_officer(opened.database, role="head", bureau="jiangjin", vault=opened.vault)
    async with opened.database.writing() as session:
        session.add(CaseCircleRow(id=f"{case.id}:{knows.id}", case_id=case.id, officer_id=knows.id))
    for outsider in (one, *outsiders):
        for shown in (await outsider.get(CONTACTS), await outsider.get(ledger)):
            assert shown.status == 200 and case.reference not in shown.text and "重庆甲公司" not in shown.text
        taken = await outsider.get(f"{ledger}/xlsx?year=2026")
        with zipfile.ZipFile(io.BytesIO(await taken.response.read())) as book:
            assert not any("重庆甲公司".encode() in book.read(name) for name in book.namelist())
    knower = await opened.signed_in(knows)
    assert "重庆甲公司" in (await knower.get(CONTACTS)).text and "重庆甲公司" in (await knower.get(ledger)).text

    # What is another's, or closed to them, is not there to be ended.
    released = {"csrf": page.hidden("csrf"), "assignment": page.hidden("assignment")}
    not_theirs = {**released, "csrf": await stranger.csrf(), "contact": guide}
    assert (await stranger.post(f"{CONTACTS}/release", not_theirs)).status == 404
    assert (await stranger.post(f"{CONTACTS}/end", not_theirs)).status == 404
    assert (await one.post(f"{CONTACTS}/release", released)).status == 404
    async with opened.database.writing() as session:
        await session.execute(delete(CaseCircleRow))
    assert len(await public.of_cases([case.id], NOW.date())) == 1
    await one.post(f"{CONTACTS}/release", released)
    assert await public.of_cases([case.id], NOW.date()) == []
    assert (await send(one, "/assign", company="重庆甲公司（江津）", guide=guide)).status == 303
