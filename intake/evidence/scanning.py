"""The job that has files scanned. Its queue is the table, so it survives a restart.

A scanner that does not answer at all is no file's fault: the round fails, is counted by the jobs and tried again.
A file that it does not come to an end with is tried again after growing pauses, and given up loudly.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select, update
from sqlmodel import col

from intake.cases.changes import JournalEntry
from intake.cases.codes import SERVICE, JournalCode
from intake.evidence.clamd import Clamd, NotScanned, ScannerUnreachable
from intake.evidence.file import EvidenceRefused, Scan
from intake.evidence.rows import content, opened_file
from intake.evidence.shelf import Shelf
from intake.journal import entries as journal
from intake.storage.database import Database
from intake.storage.evidence_table import EvidenceRow
from intake.storage.sealing import Vault

log = logging.getLogger(__name__)

MOST_TRIES: Final = 8
_FIRST_PAUSE: Final = timedelta(minutes=1)
_LONGEST_PAUSE: Final = timedelta(hours=2)
# Who dies with a file in hand leaves it to others after so long.
_LEASE: Final = timedelta(minutes=10)


class Scanning:
    """Has one file scanned a round."""

    def __init__(
        self, database: Database, vault: Vault, shelf: Shelf, scanner: Clamd, clock: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._vault = vault
        self._shelf = shelf
        self._scanner = scanner
        self._clock = clock

    async def round(self) -> bool:
        """Have the next file scanned; True when there may be more. Raises ScannerUnreachable."""
        if await self._next(self._clock()) is None:
            return False
        await self._scanner.ping()
        now = self._clock()
        claimed = await self._claimed(now)
        if claimed is None:
            return False
        file_id, tries = claimed
        try:
            async with self._database.reading() as session:
                opened = await opened_file(session, self._vault, file_id)
            verdict = await self._scanner.scan(content(self._shelf, opened))
        except EvidenceRefused as refusal:
            await self._try_again(file_id, tries, refusal.why)
        except (NotScanned, ScannerUnreachable) as fault:
            await self._try_again(file_id, tries, str(fault))
        else:
            await self._note(file_id, verdict.found)
        return True

    async def _next(self, now: datetime) -> tuple[str, int] | None:
        due = (
            select(col(EvidenceRow.id), col(EvidenceRow.scan_tries))
            .where(col(EvidenceRow.scan) == Scan.PENDING, col(EvidenceRow.scan_next_at) <= now)
            .order_by(col(EvidenceRow.scan_next_at))
            .limit(1)
        )
        async with self._database.reading() as session:
            row = (await session.execute(due)).first()
        return (row[0], row[1]) if row else None

    async def _claimed(self, now: datetime) -> tuple[str, int] | None:
        """Take the next file, so that no other process takes it too."""
        found = await self._next(now)
        if found is None:
            return None
        mine = (
            update(EvidenceRow)
            .where(col(EvidenceRow.id) == found[0], col(EvidenceRow.scan_next_at) <= now)
            .values(scan_next_at=now + _LEASE)
            .returning(col(EvidenceRow.id))
        )
        async with self._database.writing() as session:
            return found if (await session.execute(mine)).first() is not None else None

    async def _try_again(self, file_id: str, tries: int, reason: str) -> None:
        if tries + 1 >= MOST_TRIES:
            log.error("a file could not be scanned", extra={"file": file_id, "reason": reason})
            await self._close(file_id, Scan.FAILED, {"reason": reason})
            return
        values = {"scan_tries": tries + 1, "scan_next_at": self._clock() + pause_after(tries)}
        async with self._database.writing() as session:
            await session.execute(update(EvidenceRow).where(col(EvidenceRow.id) == file_id).values(**values))

    async def _note(self, file_id: str, found: str) -> None:
        if not found:
            await self._close(file_id, Scan.CLEAN, {})
            return
        log.warning("a file is infected", extra={"file": file_id, "found": found})
        await self._close(file_id, Scan.INFECTED, {"found": found})

    async def _close(self, file_id: str, scan: Scan, said: Mapping[str, object]) -> None:
        closed = (
            update(EvidenceRow)
            .where(col(EvidenceRow.id) == file_id, col(EvidenceRow.scan) == Scan.PENDING)
            .values(scan=scan, scan_next_at=None)
            .returning(col(EvidenceRow.case_id))
        )
        whose = select(col(EvidenceRow.case_id)).where(col(EvidenceRow.id) == file_id)
        async with self._database.writing() as session:
            if (known := await session.scalar(whose)) is not None:
                await journal.hold(session, known)
            # Its draft may have become a case while it was scanned.
            case_id = (await session.execute(closed)).scalar()
            if case_id is None:
                return
            payload = {"file": file_id, "scan": scan.value, **said}
            entry = JournalEntry(case_id, self._clock(), SERVICE, JournalCode.EVIDENCE_SCANNED, payload)
            await journal.append(session, [entry], self._vault.journal_key)


def pause_after(tries: int) -> timedelta:
    """Return how long a file waits after so many tries: twice as long each time, up to a ceiling."""
    growing: timedelta = _FIRST_PAUSE * 2 ** min(tries, 16)
    return min(growing, _LONGEST_PAUSE)


async def scan_again(database: Database, now: datetime) -> int:
    """Put the files that could not be scanned back into the queue; return how many."""
    again = (
        update(EvidenceRow)
        .where(col(EvidenceRow.scan) == Scan.FAILED)
        .values(scan=Scan.PENDING, scan_tries=0, scan_next_at=now)
        .returning(col(EvidenceRow.id))
    )
    async with database.writing() as session:
        return len((await session.execute(again)).all())
