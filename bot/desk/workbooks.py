"""Workbooks that leave the desk: every cell is a number or a text, and no text is ever taken for a formula."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from bot.desk.pages import HEADERS
from intake.clocks.calendar import SHANGHAI

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What a spreadsheet, or whatever reads a table that was saved from one, takes for the beginning of a formula.
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_MOST_CHARACTERS: Final = 32_000

Cell = str | int | float


@dataclass(frozen=True, slots=True)
class WorkbookSheet:
    """One sheet: a table below its title.

    heads  what each column is called, and how wide it is
    notes  sentences beneath the table
    """

    name: str
    heads: Sequence[tuple[str, int]]
    rows: Iterable[Sequence[Cell]]
    title: str = ""
    notes: Sequence[str] = ()


def plain(text: str) -> str:
    """Return a text as a cell may have it: one that would begin a formula has an apostrophe before it."""
    cut = text[:_MOST_CHARACTERS]
    return f"'{cut}" if cut.startswith(FORMULA) else cut


def workbook_of(sheets: Sequence[WorkbookSheet], by: str, now: datetime) -> bytes:
    """Return the workbook.

    by  the officer who takes it
    """
    # Loaded with the first workbook, not at every start.
    import xlsxwriter

    written = io.BytesIO()
    settings = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(written, settings) as book:
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        title = book.add_format({"bold": True, "font_size": 14})
        for sheet in sheets:
            _write(book.add_worksheet(sheet.name), sheet, bold, wrapped, title, f"{by} {_said(now)} 导出")
    return written.getvalue()


def headers_of(name: str) -> dict[str, str]:
    """Return what a download carries."""
    return {**HEADERS, "Content-Disposition": f"attachment; filename={name}"}


def _write(
    page: Worksheet, sheet: WorkbookSheet, bold: Format, wrapped: Format, title: Format, footer: str
) -> None:
    top = 0
    if sheet.title:
        page.write_string(0, 0, plain(sheet.title), title)
        top = 1
    for column, (head, width) in enumerate(sheet.heads):
        page.set_column(column, column, width)
        page.write_string(top, column, plain(head), bold)
    row = top
    for row, line in enumerate(sheet.rows, start=top + 1):
        for column, cell in enumerate(line):
            if isinstance(cell, str):
                page.write_string(row, column, plain(cell), wrapped)
            else:
                page.write_number(row, column, cell, wrapped)
    for further, note in enumerate(sheet.notes, start=row + 2):
        page.write_string(further, 0, plain(note))
    page.autofilter(top, 0, max(row, top + 1), len(sheet.heads) - 1)
    page.freeze_panes(top + 1, 0)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(top)
    page.set_footer(f"&L{footer.replace('&', '&&')}&R第 &P 页，共 &N 页")


def _said(now: datetime) -> str:
    return f"{now.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
