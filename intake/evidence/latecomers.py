"""Files that came to a draft at the very moment at which it was filed: they belong to the case."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import func, select
from sqlmodel import col

from intake.evidence.entering import entered
from intake.evidence.file import OfDraft
from intake.evidence.pieces import sealed_for_case
from intake.evidence.rows import case_key, opened_row
from intake.journal import entries as journal
from intake.storage.database import Database
from intake.storage.evidence_table import EvidenceRow
from intake.storage.sealing import Vault


class Latecomers:
    """Brings them there."""

    def __init__(self, database: Database, vault: Vault, clock: Callable[[], datetime]) -> None:
        """Take the parts."""
        self._database = database
        self._vault = vault
        self._clock = clock

    async def bring(self, draft: OfDraft, case_id: str) -> int:
        """Let what still lies with a filed draft belong to its case, under the next numbers; return how many."""
        now = self._clock()
        of_draft = col(EvidenceRow.draft) == self._vault.keyed_id("evidence_draft", draft.key)
        async with self._database.writing() as session:
            await journal.hold(session, case_id)
            rows = (await session.scalars(select(EvidenceRow).where(of_draft).with_for_update())).all()
            if not rows:
                return 0
            key = await case_key(session, self._vault, case_id)
            highest = select(func.max(col(EvidenceRow.number))).where(col(EvidenceRow.case_id) == case_id)
            number = await session.scalar(highest) or 0
            entries = []
            for row in rows:
                number += 1
                opened = await opened_row(session, self._vault, row)
                row.sealed = sealed_for_case(opened.key, opened.file.name, key)
                row.case_id, row.draft, row.number, row.in_journal = case_id, None, number, opened.file.is_whole
                if opened.file.is_whole:
                    entries.append(entered(opened.file, case_id, row.by, now))
            await session.flush()
            await journal.append(session, entries, self._vault.journal_key)
        return len(rows)
