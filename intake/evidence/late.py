"""Files that were finished at the moment their draft became a case: the case's journal hears of them here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select, update
from sqlmodel import col

from intake.evidence.entering import entered
from intake.evidence.rows import opened_row
from intake.journal import entries as journal
from intake.storage.database import Database
from intake.storage.evidence_table import EvidenceRow
from intake.storage.sealing import Vault

# A filing that was read an hour ago is committed by now.
_OVERLAP: Final = timedelta(hours=1)


class LateEntries:
    """Enters what the journal does not know of yet."""

    def __init__(self, database: Database, vault: Vault, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._vault = vault
        self._clock = clock
        # All files are looked at once after a start, then those that were touched since the last look.
        self._touched_since: datetime | None = None

    async def enter(self) -> int:
        """Enter every whole file of a case that its journal does not know of; return how many."""
        now = self._clock()
        missing = select(col(EvidenceRow.id), col(EvidenceRow.case_id)).where(
            col(EvidenceRow.case_id).is_not(None),
            col(EvidenceRow.received_at).is_not(None),
            col(EvidenceRow.in_journal).is_(False),
        )
        if self._touched_since is not None:
            missing = missing.where(col(EvidenceRow.touched_at) >= self._touched_since)
        async with self._database.reading() as session:
            found = (await session.execute(missing)).all()
        for file_id, case_id in found:
            await self._enter(file_id, str(case_id))
        self._touched_since = now - _OVERLAP
        return len(found)

    async def _enter(self, file_id: str, case_id: str) -> None:
        known = (
            update(EvidenceRow)
            .where(col(EvidenceRow.id) == file_id, col(EvidenceRow.in_journal).is_(False))
            .values(in_journal=True)
            .returning(col(EvidenceRow.id))
        )
        async with self._database.writing() as session:
            await journal.hold(session, case_id)
            if (await session.execute(known)).first() is None:
                return
            row = await session.get(EvidenceRow, file_id, populate_existing=True)
            if row is not None:
                file = (await opened_row(session, self._vault, row)).file
                entry = entered(file, case_id, row.by, self._clock())
                await journal.append(session, [entry], self._vault.journal_key)
