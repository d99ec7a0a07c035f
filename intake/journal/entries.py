"""What happened to a case: append-only, one chain of HMACs a case.

An entry's hash covers the entry and the hash before it, under the journal key. So whoever changes, removes or
inserts an entry without the key breaks the chain of that case. Cutting off the end of a chain breaks none: that
is seen against a head line, one line a day over the ends of all chains, which the operator keeps elsewhere.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import func, insert, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.journal.chain import CODES, Head, chained
from intake.storage.rows import Entry
from intake.storage.tables import CaseRow, JournalRow

__all__ = ["CODES", "Heads", "append"]


async def append(session: AsyncSession, entries: Sequence[Entry], journal_key: bytes) -> None:
    """Write entries at the end of their cases' chains, inside the session's transaction.

    The case rows are held until that transaction ends, so that two writers cannot continue the same chain.
    """
    if not entries:
        return
    case_ids = sorted({entry.case_id for entry in entries})
    await session.execute(
        select(col(CaseRow.id)).where(col(CaseRow.id).in_(case_ids)).order_by(col(CaseRow.id)).with_for_update()
    )
    ends = (
        select(col(JournalRow.case_id), func.max(col(JournalRow.seq)))
        .where(col(JournalRow.case_id).in_(case_ids))
        .group_by(col(JournalRow.case_id))
    )
    found = await session.execute(
        select(col(JournalRow.case_id), col(JournalRow.seq), col(JournalRow.hash)).where(
            tuple_(col(JournalRow.case_id), col(JournalRow.seq)).in_(ends)
        )
    )
    heads = {case_id: (seq, last) for case_id, seq, last in found}
    await session.execute(insert(JournalRow), chained(entries, heads, journal_key))


class Heads:
    """The head line: a fingerprint over the ends of all chains, to be kept outside this machine."""

    def __init__(self, until: datetime) -> None:
        """Count entries up to the instant `until`."""
        self.until = until
        self._digest = hashlib.sha256()
        self._cases = 0

    def add(self, case_id: str, head: Head) -> None:
        """Count one case by its last entry up to `until`; cases come in the order of their ids."""
        self._digest.update(f"{case_id} {head[0]} {head[1]}\n".encode())
        self._cases += 1

    def line(self, journal_key: bytes) -> str:
        """Return the line: instant, number of cases, HMAC."""
        seal = hmac.digest(journal_key, self._digest.digest(), "sha256").hex()
        return f"{self.until.astimezone(UTC).isoformat()} {self._cases} {seal}"
