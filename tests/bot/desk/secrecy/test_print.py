"""The sheet to print: masked by default, never with who filed it, with the head of the journal's chain."""

from __future__ import annotations

import html
import re

import pytest
from sqlalchemy import select
from sqlmodel import col

from intake.storage.tables import JournalRow
from tests.bot.desk.conftest import Browser, Desk, Page
from tests.bot.desk.secrecy.closing import codes_of, hand_in
from tests.bot.desk.secrecy.test_marks import STORY, mark
from tests.builders import NOW, Filed, a_case, words_of_the_filer

TOLD = {
    "reported_relation": "前销售主管张伟去他们那里当了副总，电话13800002222",
    "description": "周敏（19900001101）发现的。张伟的微信号 zhangwei_66。配方代号白鹤一号也被带走。",
}
FULL = {"reason": "file"}


def address(case: Filed, part: str = "print") -> str:
    return f"/desk/cases/{case.reference}/{part}"


async def the_case(desk: Desk, **values: object) -> Filed:
    return await a_case(desk.database, desk.vault, **{"fields": TOLD, "assisting": ["banan"], **values})  # type: ignore[arg-type]


async def post(browser: Browser, case: Filed, part: str, **form: str) -> Page:
    return await browser.post(address(case, part), {"csrf": await browser.csrf(), **form})


def paper(page: Page) -> str:
    """Return what stands on paper: without what is shown on the screen alone."""
    return html.unescape(page.text.partition("<main>")[2])


async def entries(desk: Desk, case: Filed) -> list[JournalRow]:
    async with desk.database.reading() as session:
        query = select(JournalRow).where(col(JournalRow.case_id) == case.id).order_by(col(JournalRow.seq))
        return list(await session.scalars(query))


async def test_names_and_numbers_are_covered_and_the_facts_stay(desk: Desk) -> None:
    case = await the_case(desk)
    browser = await desk.officer()

    sheet = paper(await browser.get(address(case)))

    for gone in ("张伟", "周敏", "19900001101", "13800002222", "zhangwei_66", "山蓝茶叶", "91500103"):
        assert gone not in sheet, gone
    for there in ("▇▇", "重庆半坡茶业有限公司", "江津", "白鹤一号", "遮盖件", case.reference):
        assert there in sheet, there


async def test_the_sheet_has_the_head_of_the_chain_and_the_journal_has_both_digests(desk: Desk) -> None:
    browser = await desk.officer()
    case = await the_case(desk)
    file = await hand_in(desk, case)
    before = (await entries(desk, case))[-1]

    sheet = paper(await browser.get(address(case)))

    assert f"案件日志第 {before.seq} 条" in sheet and before.hash in sheet
    assert file.sha256 in sheet
    printed = (await entries(desk, case))[-1]
    assert (printed.code, printed.payload["masked"]) == ("printed", True)
    assert str(printed.payload["sha256"]) in sheet
    assert printed.payload["of_sha256"] != printed.payload["sha256"]


async def test_a_sheet_without_bars_needs_a_reason_and_still_covers_who_filed_it(desk: Desk) -> None:
    case = await the_case(desk)
    browser = await desk.officer()
    refused = await post(browser, case, "print", reason="")
    assert (refused.status, "张伟" in paper(refused)) == (422, False)

    page = await post(browser, case, "print", **FULL)

    sheet = paper(page)
    assert page.status == 200 and "张伟" in sheet and "13800002222" in sheet
    for gone in ("周敏", "19900001101", "山蓝茶叶", "91500103"):
        assert gone not in sheet, gone
    assert (await entries(desk, case))[-1].payload["reason"] == "file"
    assert "随案归档" in (await browser.get(f"/desk/cases/{case.reference}")).text


async def test_a_number_that_the_filer_corrected_is_covered_too(desk: Desk) -> None:
    case = await the_case(desk)
    await words_of_the_filer(desk.database, desk.vault, case, "我是周敏，打199 0000 1101。", NOW)
    browser = await desk.officer()

    sheet = paper(await post(browser, case, "print", **FULL))

    assert "周敏" not in sheet and "199 0000 1101" not in sheet


async def test_passages_that_an_officer_names_are_covered_from_then_on_and_stand_nowhere_else(desk: Desk) -> None:
    case = await the_case(desk)
    browser, assistant = await desk.officer(), await desk.officer(bureau="banan", name="郑工")

    assert (await post(browser, case, "print/passages", passages="白鹤一号\r\n配方代号")).status == 303

    sheet = paper(await browser.get(address(case)))
    assert "白鹤一号" not in sheet and "配方代号" not in sheet
    assert "白鹤一号" in (await browser.get(address(case))).text  # in the form, to be changed
    assert "白鹤一号" not in (await assistant.get(address(case))).text
    timeline = (await browser.get(f"/desk/cases/{case.reference}")).text.partition('id="timeline"')[2]
    assert "划出要遮盖的文字" in timeline and "白鹤一号" not in timeline
    assert "白鹤一号" in paper(await post(browser, case, "print", **FULL))


@pytest.mark.parametrize("passages", ["甲", "字" * 2001])
async def test_passages_that_cover_too_much_or_too_many_are_refused(desk: Desk, passages: str) -> None:
    case = await the_case(desk)
    browser = await desk.officer()

    assert (await post(browser, case, "print/passages", passages=passages)).status == 422
    assert "passages_covered" not in await codes_of(desk, case)


@pytest.mark.parametrize(("role", "bureau"), [("officer", "banan"), ("coordinator", None), ("auditor", None)])
async def test_who_does_not_handle_the_case_prints_it_masked_alone(
    desk: Desk, role: str, bureau: str | None
) -> None:
    case = await the_case(desk)
    browser = await desk.officer(role, bureau)

    assert "张伟" not in paper(await browser.get(address(case)))
    assert (await post(browser, case, "print", **FULL)).status == 403
    assert (await post(browser, case, "print/passages", passages="白鹤一号")).status == 403


async def test_a_stranger_prints_nothing(desk: Desk) -> None:
    case = await the_case(desk)
    browser = await desk.officer(bureau="bishan")

    assert (await browser.get(address(case))).status == 404
    for part, form in (("print", FULL), ("print/passages", {"passages": "白鹤一号"})):
        assert (await post(browser, case, part, **form)).status == 404


async def test_of_a_marked_text_no_free_words_stand_on_a_masked_sheet(desk: Desk) -> None:
    case = await a_case(desk.database, desk.vault, assisting=["banan"])
    browser, assistant = await desk.officer(), await desk.officer(bureau="banan", name="郑工")
    assert STORY in paper(await browser.get(address(case)))

    assert (await mark(browser, case, "text")).status == 303

    sheet = paper(await browser.get(address(case)))
    assert STORY not in sheet and "▇▇（含商业秘密）" in sheet
    assert "8月12日" in sheet
    assert STORY in paper(await post(browser, case, "print", **FULL))
    assert (await assistant.get(address(case))).status == 403


async def test_a_reported_person_is_covered_and_a_company_is_not(desk: Desk) -> None:
    person = {"reported_name": "欧阳诺一", "reported_kind": "person", "description": "欧阳诺一拿走的。"}
    case = await the_case(desk, fields=person)
    browser = await desk.officer()

    assert "欧阳诺一" not in paper(await browser.get(address(case)))


async def test_the_paper_is_a4_and_counts_its_pages(desk: Desk) -> None:
    browser = await desk.officer()
    case = await the_case(desk)
    page = await browser.get(address(case))
    (style,) = re.findall(r'href="(/desk/static/print[^"]+)"', page.text)

    css = (await browser.get(style)).text

    assert "size: A4" in css and "counter(page)" in css and "counter(pages)" in css
    assert ".tools { display: none; }" in css.partition("@media print")[2]
