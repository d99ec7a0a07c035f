"""The book as an XLSX workbook: one row a transfer, its steps in one cell; nothing is ever taken for a formula."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Final

import xlsxwriter

from intake.clocks.calendar import SHANGHAI

if TYPE_CHECKING:
    from bot.desk.transfers.book import ShownLine

_HEADS: Final = (
    ("方向", 8),
    ("类别", 18),
    ("案件编号", 16),
    ("件", 5),
    ("承办局", 14),
    ("对方", 26),
    ("文号", 24),
    ("状态", 28),
    ("自何时起", 12),
    ("期限", 18),
    ("催办次数", 9),
    ("办理过程", 60),
)


def workbook_of(lines: Iterable[ShownLine], by: str, now: datetime) -> bytes:
    """Return the workbook.

    by  the officer who takes it
    """
    written = io.BytesIO()
    settings = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(written, settings) as book:
        sheet = book.add_worksheet("移送台账")
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for column, (head, width) in enumerate(_HEADS):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, head, bold)
        row = 0
        for row, line in enumerate(lines, start=1):
            for column, cell in enumerate(_cells(line)):
                sheet.write_string(row, column, cell, wrapped)
        sheet.autofilter(0, 0, max(row, 1), len(_HEADS) - 1)
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.set_footer(f"&L{by} {now.astimezone(SHANGHAI):%Y-%m-%d %H:%M} 导出&R第 &P 页，共 &N 页")
    return written.getvalue()


def _cells(line: ShownLine) -> tuple[str, ...]:
    due = f"{line.due_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}" if line.due_at else str(line.due_on or "")
    steps = "\n".join(f"{on} {label}{f'（{number}）' if number else ''}" for label, on, number in line.steps)
    since = f"{line.since.astimezone(SHANGHAI):%Y-%m-%d}"
    return (
        line.direction,
        line.kind,
        line.reference,
        str(line.number),
        line.bureau,
        line.bodies,
        line.letter,
        line.state,
        since,
        due,
        str(line.chased),
        steps,
    )
