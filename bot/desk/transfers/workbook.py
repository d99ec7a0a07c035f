"""The book as an XLSX workbook: one row a transfer, its steps in one cell; nothing is ever taken for a formula."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Final

from bot.desk import workbooks
from bot.desk.workbooks import WorkbookSheet
from intake.clocks.calendar import SHANGHAI

if TYPE_CHECKING:
    from bot.desk.transfers.book import ShownTransfer

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


def workbook_of(lines: Iterable[ShownTransfer], by: str, now: datetime) -> bytes:
    """Return the workbook.

    by  the officer who takes it
    """
    return workbooks.workbook_of([WorkbookSheet("移送台账", _HEADS, map(_cells, lines))], by, now)


def _cells(line: ShownTransfer) -> tuple[str, ...]:
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
