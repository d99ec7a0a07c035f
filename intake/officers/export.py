"""An export of a list of cases as a value: what was asked for, in which post, and how far it is. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from intake.cases.codes import DECIDERS, Role
from intake.officers.officer import Officer
from intake.storage.export_tables import ExportRow

# How long one is kept once it was asked for, and how long it is listed after that.
KEPT: Final = timedelta(hours=24)
LISTED: Final = timedelta(days=30)
MOST_ROWS: Final = 10_000
MOST_AT_ONCE: Final = 3
EXPORT_PART: Final = "export_part"

REASONS: Final[Mapping[str, str]] = {
    "meeting": "会商、联席会议",
    "inspection": "执法监督、案卷评查",
    "statistics": "统计上报",
    "archive": "归档",
    "handover": "工作交接",
}


class ExportState(StrEnum):
    """How an export stands."""

    MAKING = "making"
    READY = "ready"
    VOID = "void"
    OVER = "over"


EXPORT_STATES: Final[Mapping[str, str]] = {
    ExportState.MAKING: "正在生成",
    ExportState.READY: "可以下载",
    ExportState.VOID: "已作废",
    ExportState.OVER: "已过期，内容已删除",
}

Lines = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Export:
    """An export as its owner sees it.

    expected  how many rows there were when it was asked for, counted no further than a list counts
    is_cut    the list went on beyond MOST_ROWS
    """

    id: str
    query: str
    reason: str
    state: ExportState
    asked_at: datetime
    expected: int
    rows: int
    parts: int
    is_cut: bool
    ready_at: datetime | None
    over_at: datetime


@dataclass(frozen=True, slots=True)
class BegunExport:
    """An export to go on with.

    owner   whoever asked, in the post they have now
    cursor  where its rows end so far
    """

    export: Export
    owner: Officer
    cursor: str


def may_export(officer: Officer) -> bool:
    """Say whether an officer may take a list away: who answers for a bureau, or for all."""
    return officer.role in DECIDERS or officer.role == Role.COORDINATOR


def is_in_post(row: ExportRow, officer: Officer | None) -> bool:
    """Say whether this officer has the post today in which it was asked for."""
    return officer is not None and (row.role, row.bureau) == (officer.role, officer.bureau)


def export_of(row: ExportRow) -> Export:
    """Return the export of a row."""
    return Export(
        id=row.id,
        query=row.query,
        reason=row.reason,
        state=ExportState(row.state),
        asked_at=row.asked_at,
        expected=row.expected,
        rows=row.rows,
        parts=row.parts,
        is_cut=row.is_cut,
        ready_at=row.ready_at,
        over_at=row.over_at,
    )
