"""Curators see the tables that answers are composed of, and which question they answer."""

from __future__ import annotations

from knowledge.tables.table import tables_sheet
from tests.bot.desk.curator.conftest import Newsroom


async def test_every_row_stands_there_with_its_source(newsroom: Newsroom) -> None:
    browser = await newsroom.signed_in("林静")

    page = await browser.get("/desk/knowledge/tables")

    for table in tables_sheet().scores:
        assert table.title in page.text
        assert all(row.asks in page.text for row in table.rows)
    for aspect in tables_sheet().aspects:
        assert all(cell.says in page.text for cell in aspect.cells.values())


async def test_a_question_that_a_table_answers_is_shown_as_such(newsroom: Newsroom) -> None:
    browser = await newsroom.signed_in("林静")
    page = await browser.get("/desk/knowledge/try")
    question = {"csrf": page.hidden("csrf"), "question": "附件4里15分的有哪几项"}

    tried = await browser.post("/desk/knowledge/try", question)

    assert "由表格合成答复" in tried.text
    assert "合计30分" in tried.text
