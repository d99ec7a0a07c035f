"""Taking files away: those of drafts, those that were never finished, those whose sheet is gone.

What a case has received stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, func, or_, select
from sqlmodel import col

from intake.evidence.file import UNFINISHED_KEPT
from intake.evidence.rows import forgotten, is_forgotten
from intake.evidence.shelf import Shelf
from intake.storage.database import Database
from intake.storage.estimate_table import EstimateRow
from intake.storage.evidence_table import OF_DISTRICT, OF_SHEET, EvidenceRow

_AT_ONCE = 200
_ID_SIGNS = 32


class Removing:
    """Takes files away: first nobody can open them any more, then their pieces go, then the row.

    After a crash in between `sweep` goes on where it stopped.
    """

    def __init__(self, database: Database, shelf: Shelf) -> None:
        self._database = database
        self._shelf = shelf

    async def take_away(self, ids: Sequence[str]) -> int:
        """Take these files away, but none that a case has received; return how many."""
        async with self._database.writing() as session:
            for file_id in ids:
                row = await session.get(EvidenceRow, file_id, with_for_update=True)
                if row is not None and not _is_received(row):
                    row.case_id, row.draft, row.sealed = None, forgotten(file_id), b""
        return sum([await self._clear(file_id) for file_id in ids])

    async def sweep(self, now: datetime, drafts_kept: timedelta) -> int:
        """Take away what is due; return how much."""
        swept = 0
        while ids := await self._due(now - drafts_kept, now - UNFINISHED_KEPT):
            swept += await self.take_away(ids)
        return swept

    async def _due(self, drafts_before: datetime, unfinished_before: datetime) -> Sequence[str]:
        is_of_sheet = col(EvidenceRow.draft).startswith(OF_SHEET)
        is_drafts = col(EvidenceRow.case_id).is_(None) & (col(EvidenceRow.touched_at) < drafts_before)
        is_half = col(EvidenceRow.received_at).is_(None) & (col(EvidenceRow.touched_at) < unfinished_before)
        is_gone = col(EvidenceRow.draft).startswith(forgotten(""))
        is_due = or_(is_drafts & ~is_of_sheet, is_half, is_gone, _is_left_behind())
        due = select(col(EvidenceRow.id)).where(is_due).limit(_AT_ONCE)
        async with self._database.reading() as session:
            return (await session.scalars(due)).all()

    async def _clear(self, file_id: str) -> int:
        async with self._database.reading() as session:
            row = await session.get(EvidenceRow, file_id)
        if row is None or not is_forgotten(row):
            return 0
        await self._shelf.clear(file_id)
        async with self._database.writing() as session:
            await session.execute(delete(EvidenceRow).where(col(EvidenceRow.id) == file_id))
        return 1


def _is_left_behind() -> ColumnElement[bool]:
    """Return the condition for files of a self-assessment that is gone, however it went."""
    named = func.substr(col(EvidenceRow.draft), len(OF_SHEET) + 1, _ID_SIGNS)
    its_estimate = select(col(EstimateRow.id)).where(col(EstimateRow.id) == named)
    is_of_estimate = col(EvidenceRow.draft).startswith(OF_SHEET) & ~col(EvidenceRow.draft).startswith(OF_DISTRICT)
    return is_of_estimate & ~its_estimate.exists()


def _is_received(row: EvidenceRow) -> bool:
    return row.case_id is not None and row.received_at is not None
