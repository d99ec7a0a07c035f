"""Closing a file: read back, judged by what it is, its last piece sealed as such, entered into the journal."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import update
from sqlmodel import col

from intake.evidence.entering import entered
from intake.evidence.file import EMPTY, HALF, OFFSET, EvidenceFile, EvidenceRefused, Scan, WhyRefused
from intake.evidence.judging import judged
from intake.evidence.media import HEAD_BYTES, FileKind
from intake.evidence.pieces import FilePiece, new_piece_name
from intake.evidence.receiving import tidy, unchanged, written
from intake.evidence.rows import OpenedFile, opened_file, piece_at
from intake.evidence.shelf import Shelf
from intake.journal import entries as journal
from intake.storage.database import Database
from intake.storage.evidence_table import EvidenceRow
from intake.storage.sealing import Vault


class Finishing:
    """Closes files."""

    def __init__(self, database: Database, vault: Vault, shelf: Shelf, kinds: Collection[FileKind]) -> None:
        self._database = database
        self._vault = vault
        self._shelf = shelf
        self._kinds = kinds

    async def finished(self, opened: OpenedFile, now: datetime) -> EvidenceFile:
        """Return the file, whole; refuse one that is empty, half, or none that may be kept."""
        if not opened.pieces:
            raise EvidenceRefused(WhyRefused.EMPTY, EMPTY)
        if opened.file.said_bytes not in (None, opened.file.received):
            raise EvidenceRefused(WhyRefused.HALF, HALF)
        try:
            found = await self._read_back(opened)
        except EvidenceRefused as refusal:
            return await self._finished_by_another(opened, refusal)
        media = judged(found.head, opened.file.name, self._kinds)
        *kept, last = opened.pieces
        end = await self._sealed_as_the_last(opened, found.last)
        file = replace(opened.file, received_at=now, media=media, sha256=found.sha256, scan=Scan.PENDING)
        if await self._note(opened, replace(opened, file=file, pieces=(*kept, end)), now):
            await tidy(self._shelf, file.id, last)
            return file
        await tidy(self._shelf, file.id, end)
        return await self._finished_by_another(opened, EvidenceRefused(WhyRefused.OFFSET, OFFSET))

    async def _read_back(self, opened: OpenedFile) -> _ReadBack:
        """Read what was received: its digest is that of what can be read again."""
        digest, head, plain = hashlib.sha256(), b"", b""
        for index in range(len(opened.pieces)):
            plain = await piece_at(self._shelf, opened, index)
            digest.update(plain)
            head = head or plain[:HEAD_BYTES]
        return _ReadBack(head, digest.hexdigest(), plain)

    async def _sealed_as_the_last(self, opened: OpenedFile, last: bytes) -> FilePiece:
        piece = FilePiece(new_piece_name(), len(last))
        sealed = opened.key.seal(last, len(opened.pieces) - 1, piece.name, is_last=True)
        await self._shelf.put(opened.file.id, piece.name, sealed)
        return piece

    async def _note(self, before: OpenedFile, whole: OpenedFile, now: datetime) -> bool:
        """Note that the file is whole; False when somebody went on with it, or finished it, meanwhile."""
        file = whole.file
        values = {
            "pieces": written(whole.pieces),
            "received_at": now,
            "touched_at": now,
            "media": file.media.type if file.media else None,
            "sha256": file.sha256,
            "scan": Scan.PENDING,
            "scan_next_at": now,
            # Of a draft that becomes a case at this very moment the journal hears a little later.
            "in_journal": file.case_id is not None,
        }
        stands = update(EvidenceRow).where(unchanged(before)).values(**values).returning(col(EvidenceRow.by))
        async with self._database.writing() as session:
            if file.case_id is not None:
                await journal.hold(session, file.case_id)
            by = (await session.execute(stands)).scalar()
            if by is not None and file.case_id is not None:
                await journal.append(session, [entered(file, file.case_id, by, now)], self._vault.journal_key)
        return by is not None

    async def _finished_by_another(self, before: OpenedFile, refusal: EvidenceRefused) -> EvidenceFile:
        """Return the file that somebody else finished meanwhile, or raise why it could not be finished here.

        Whoever finishes a file, or goes on with it, takes away the last piece as it was: it is not damaged then.
        """
        async with self._database.reading() as session:
            now = await opened_file(session, self._vault, before.file.id)
        if now.file.is_whole:
            return now.file
        raise refusal if now.pieces == before.pieces else EvidenceRefused(WhyRefused.OFFSET, OFFSET)


@dataclass(frozen=True, slots=True)
class _ReadBack:
    """What was received.

    head  its first bytes
    last  its last piece
    """

    head: bytes
    sha256: str
    last: bytes
