"""Corrected contact data on the page of one's own case: read back, confirmed, and what stood there kept beside."""

from __future__ import annotations

import orjson
from sqlalchemy import select
from sqlmodel import col

from bot.service import Service
from intake.storage.tables import CaseIdentityRow, CaseKeyRow, CaseRow, JournalRow
from tests.bot.channels.web.test_mycase import Browser, a_consultation, browser, client, service, time

__all__ = ["browser", "client", "service", "time"]


async def test_a_corrected_name_is_a_name(browser: Browser, service: Service) -> None:
    reference, code = await a_consultation(service)
    await browser.post(reference=reference, code=code)

    for no_name in ("<script>alert(1)</script>", "=cmd|' /C calc'!A0", "@SUM(A1)", "哈哈哈", "{{7*7}}"):
        page = await browser.post("/mycase/contact", contact_name=no_name)
        assert browser.status == 422 and "已更正" not in page, no_name
    odd = "邓\u202e小\u2066江"
    page = await browser.post("/mycase/contact", contact_name=odd)
    assert not {"\u202e", "\u2066"} & set(page)
    page = await browser.post("/mycase/contact", contact_name=odd, confirmed="联系人：邓小江")
    assert "已更正" in page and "邓" in page and not {"\u202e", "\u2066"} & set(page)


async def test_contact_data_are_corrected_checked_and_the_old_ones_kept_beside(
    browser: Browser, service: Service
) -> None:
    reference, code = await a_consultation(service)
    page = await browser.post(reference=reference, code=code)
    assert "199****1128" in page and "19900001128" not in page

    assert "11位" in await browser.post("/mycase/contact", phone="1990000112")
    page = await browser.post("/mycase/contact", phone="19900001151", contact_name="")
    assert "1 9 9 0 0 0 0 1 1 5 1" in page and "已更正" not in page
    # Another form of the page goes first: what was read back is not taken, and that is said.
    for words in ("身份证号110101199003070038", "下午也可以"):
        page = await browser.post("/mycase/words", purpose="supplement", text=words, unconfirmed="yes")
        assert "更正还没有确认" in page and "199****1128" in page
    page = await browser.post("/mycase/contact", phone="19900001151", contact_name="")
    assert page.count('name="unconfirmed"') >= 3 and "更正还没有确认" not in page
    # What is changed after it was read back is read back again, whatever was pressed.
    wrong = "联系电话：1 9 9 0 0 0 0 1 1 5 1"
    page = await browser.post("/mycase/contact", phone="19900001150", contact_name="", confirmed=wrong)
    assert "1 9 9 0 0 0 0 1 1 5 0" in page and "199****1128" in page
    right = "联系电话：1 9 9 0 0 0 0 1 1 5 0"
    page = await browser.post("/mycase/contact", phone="19900001150", contact_name="", confirmed=right)
    assert "已更正" in page and "199****1150" in page
    assert "不是您本人改的" in page

    async with service.database.reading() as session:
        case = await session.scalar(select(CaseRow))
        row = await session.scalar(select(CaseIdentityRow))
        entry = await session.scalar(select(JournalRow).where(col(JournalRow.code) == "contact_corrected"))
    assert case is not None and row is not None and entry is not None

    async with service.database.reading() as session:
        wrapped = await session.scalar(select(col(CaseKeyRow.wrapped)))
    assert wrapped is not None
    known = orjson.loads(service.vault.unwrap(wrapped, case.id).unseal(row.sealed, "case_identity"))
    assert known["fields"]["phone"] == "19900001150" and known["before"][0]["fields"] == {"phone": "19900001128"}
    assert entry.payload["fields"] == ["phone"] and "19900001150" not in str(entry.payload)


async def test_an_address_of_mail_is_added_read_back_and_shown_covered(browser: Browser, service: Service) -> None:
    reference, code = await a_consultation(service)
    await browser.post(reference=reference, code=code)

    for wrong in ("zhou@", "没有", "a b@c"):
        page = await browser.post("/mycase/contact", mail=wrong)
        assert browser.status == 422 and "完整的邮箱地址" in page, wrong
    page = await browser.post("/mycase/contact", mail=" Zhou.Min＠example.com ")
    assert "电子邮箱：Zhou.Min@example.com" in page and "已更正" not in page
    page = await browser.post(
        "/mycase/contact", mail="Zhou.Min@example.com", confirmed="电子邮箱：Zhou.Min@example.com"
    )
    assert "已更正" in page and "Z****@example.com" in page and "Zhou.Min" not in page
