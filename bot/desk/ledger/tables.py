"""The ledger of guidance to be taken away: as a table of text, and as a workbook with the counts. Pure."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from bot.desk.workbooks import FORMULA, Cell, WorkbookSheet, workbook_of
from intake.cases.appointment_moves import LEDGER_WORDS, SERVICES
from intake.officers.ledger import LedgerLine, UnitCount, YearlyQuota, counted


def table_of(lines: Iterable[LedgerLine], name_of: Callable[[str], str]) -> bytes:
    """Return the entries for a spreadsheet: UTF-8 with the mark that Excel looks for."""
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(_heads())
    for line in lines:
        table.writerow([_safe(cell) for cell in _row(line, name_of)])
    return b"\xef\xbb\xbf" + written.getvalue().encode()


def workbook_of_ledger(
    lines: Sequence[LedgerLine],
    year: int,
    asked: YearlyQuota,
    notes: Sequence[str],
    name_of: Callable[[str], str],
    by: str,
    now: datetime,
) -> bytes:
    """Return the ledger of a year as a workbook: every entry that stands, and how often each company was there.

    notes  what stands beneath the counts: what they are compared with, and whether that still holds
    """
    standing = [line for line in lines if not line.withdrawn]
    entries = WorkbookSheet(
        "台账",
        [(head, 14 if number in (0, 1, 6) else 28) for number, head in enumerate(_heads())],
        [_row(line, name_of) for line in standing],
        title=f"{year}年指导台账",
    )
    heads = [("单位", 40), ("业务指导", 12), ("培训、调研、宣传", 18), ("对照标准", 20)]
    rows = [_counted(one) for one in counted(standing, asked)]
    counts = WorkbookSheet("次数", heads, rows, f"{year}年各单位次数", list(notes))
    return workbook_of([entries, counts], by, now)


def _heads() -> list[str]:
    return ["日期", "性质", *LEDGER_WORDS.values(), "参加人数", "承办局", "咨询编号（没有预约的为空）"]


def _row(line: LedgerLine, name_of: Callable[[str], str]) -> list[Cell]:
    cells = [str(getattr(line, name)) for name in LEDGER_WORDS]
    service = SERVICES[line.service]
    return [line.held_on.isoformat(), service, *cells, line.people, name_of(line.bureau), line.reference]


def _counted(one: UnitCount) -> list[Cell]:
    lacks = [
        f"指导{one.lacks_guidance}次" if one.lacks_guidance else "",
        f"培训{one.lacks_training}次" if one.lacks_training else "",
    ]
    return [
        one.unit,
        one.guidance,
        one.training,
        "够了" if one.is_enough else f"还差{'、'.join(filter(None, lacks))}",
    ]


def _safe(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
