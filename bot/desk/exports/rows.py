"""An exported list: its columns, its rows as texts, and the encrypted archive that leaves."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final

from bot.desk.cases.case_lines import CaseLine
from bot.desk.workbooks import WorkbookSheet, workbook_of
from intake.cases.codes import STATES
from intake.clocks.calendar import SHANGHAI
from intake.clocks.counting import Clocks
from intake.forms.draft import KIND_NAMES

HEADS: Final = (
    ("编号", 16),
    ("类别", 16),
    ("匿名", 6),
    ("状态", 12),
    ("被举报人或者咨询问题", 40),
    ("承办局", 14),
    ("承办人", 16),
    ("地点", 18),
    ("收到", 18),
    ("期限", 12),
    ("期限事项", 28),
    ("最近来往", 18),
)
WORKBOOK: Final = "案件清单.xlsx"


def row_of(line: CaseLine, bureau_name: Callable[[str], str], clocks: Clocks) -> list[str]:
    """Return a case as it stands in the workbook: what the list shows, and no more."""
    steps = "、".join(clocks.label_of(name) if name in clocks.by_name else name for name in line.step)
    return [
        line.reference,
        KIND_NAMES[line.kind] + ("（演示）" if line.demo else ""),
        "是" if line.anonymous else "",
        STATES[line.state],
        line.about,
        bureau_name(line.lead_bureau),
        line.handlers,
        line.place,
        _minute(line.received_at),
        f"{line.due_on.isoformat()}{'（预计）' if line.is_estimate else ''}" if line.due_on else "",
        steps,
        _minute(line.said_at) if line.said_at else "",
    ]


def archive_of(
    rows: Sequence[Sequence[str]], notes: Sequence[str], by: str, passphrase: str, now: datetime
) -> tuple[bytes, str]:
    """Return the archive, encrypted from its first byte, and its SHA-256."""
    # Loaded with the first export, not at every start.
    import pyzipper

    book = workbook_of([WorkbookSheet("案件清单", HEADS, rows, notes=notes)], by, now)
    written = io.BytesIO()
    with pyzipper.AESZipFile(
        written, "w", compression=pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES
    ) as archive:
        archive.setpassword(passphrase.encode())
        archive.writestr(WORKBOOK, book)
    content = written.getvalue()
    return content, hashlib.sha256(content).hexdigest()


def _minute(at: datetime) -> str:
    return f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
