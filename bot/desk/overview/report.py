"""The report of a month or a year as a workbook. It leaves the desk: no small count is told in it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from bot.desk.overview.tables import BureauAndClockNames, Table, bureaus_of, tables_of
from bot.desk.workbooks import Cell, WorkbookSheet, workbook_of
from intake.clocks.calendar import SHANGHAI
from intake.statistics.figures import Figures

_LABEL_WIDE: Final = 34
_CELL_WIDE: Final = 16
# Names of sheets have at most 31 signs, and none of these.
_NOT_IN_NAMES: Final = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


def report_of(
    figures: Figures, names: BureauAndClockNames, bureaus: Sequence[str], by: str, now: datetime, *, is_demo: bool
) -> bytes:
    """Return the workbook: what is told in sentences first, then a sheet a table.

    bureaus  those that are told apart; none where the report is one bureau's
    """
    tables = list(tables_of(figures, names, is_covered=True))
    if bureaus:
        tables.insert(2, bureaus_of(figures, names, bureaus, is_covered=True))
    whose = names.bureau(figures.bureau) if figures.bureau else "全市"
    title = f"商业秘密保护案件统计（{whose}，{figures.period.label}）"
    return workbook_of([_summary(title, figures, tables, is_demo=is_demo), *map(sheet_of, tables)], by, now)


def _summary(title: str, figures: Figures, tables: Sequence[Table], *, is_demo: bool) -> WorkbookSheet:
    counted = f"{figures.at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
    rows: list[Sequence[Cell]] = [(table.title, table.sentence) for table in tables]
    notes = (
        f"统计于 {counted}；“现在”指这一时刻。限定知情范围的案件不计。",
        "一至四件写作“1–4”，能由合计推算出来的写作“略”，以免认出来访人。",
        *(("这是演示环境，案件都是虚构的。",) if is_demo else ()),
    )
    return WorkbookSheet("概况", (("项目", _LABEL_WIDE), ("情况", 70)), rows, title, notes)


def sheet_of(table: Table) -> WorkbookSheet:
    """Return a table as a sheet."""
    heads = [(head or "项目", _CELL_WIDE if place else _LABEL_WIDE) for place, head in enumerate(table.heads)]
    rows: list[Sequence[Cell]] = [(label, *cells) for label, cells in table.rows]
    notes = [note for note in (table.sentence, table.note) if note]
    return WorkbookSheet(table.title.translate(_NOT_IN_NAMES)[:31], heads, rows, notes=notes)
