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

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.changes import JournalEntry
from intake.journal.chain import Head
from intake.storage.changes import writing
from intake.storage.rows import Rows
from intake.storage.steps import carried_out_in
from intake.storage.tables import CaseRow


async def append(session: AsyncSession, entries: Sequence[JournalEntry], journal_key: bytes) -> None:
    """Write entries at the end of their cases' chains, inside the session's transaction.

    The case rows are held until that transaction ends, so that two writers cannot continue the same chain.
    """
    await carried_out_in(session, writing(Rows(journal=tuple(entries)), journal_key))


async def hold(session: AsyncSession, case_id: str) -> None:
    """Hold a case before its rows in other tables, as every writer does: so none waits in a circle."""
    await session.execute(select(col(CaseRow.id)).where(col(CaseRow.id) == case_id).with_for_update())


def instant_of(head: str) -> datetime:
    """Return the instant that a head line speaks of; raise ValueError when it is none."""
    parts = head.split()
    if len(parts) != 3 or not parts[1].isdigit():
        raise ValueError("not a head line: instant, number of cases, HMAC")
    until = datetime.fromisoformat(parts[0])
    if until.tzinfo is None:
        raise ValueError("the instant of a head line has a zone")
    return until


class Heads:
    """The head line: a fingerprint over the ends of all chains, to be kept outside this machine."""

    def __init__(self, until: datetime) -> None:
        """Count entries up to the instant `until`."""
        self.until = until
        self._digest = hashlib.sha256()
        self._cases = 0

    def add(self, case_id: str, head: Head) -> None:
        """Count one case by its last entry up to `until`; cases come in the order of their ids, then accounts."""
        self._digest.update(f"{case_id} {head.seq} {head.hash}\n".encode())
        self._cases += 1

    def line(self, journal_key: bytes) -> str:
        """Return the line: instant, number of chains, HMAC."""
        seal = hmac.digest(journal_key, self._digest.digest(), "sha256").hex()
        return f"{self.until.astimezone(UTC).isoformat()} {self._cases} {seal}"
