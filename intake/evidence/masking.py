"""Masked copies of pictures: parts blackened, everything else about the original left behind, sealed as their own.

The original stays as it was received. The journal and the list have the digests of both, so that anybody can tell
later which original a copy was made of.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.case import Case, NotAllowed
from intake.cases.changes import JournalEntry
from intake.cases.codes import JournalCode
from intake.evidence.entering import entry_of
from intake.evidence.file import GONE, EvidenceFile, EvidenceRefused, Scan, WhyRefused, proper_id
from intake.evidence.media import media_of
from intake.evidence.pieces import FileKey, FilePiece, of_case, sealed_for_case
from intake.evidence.previews import Orders
from intake.evidence.room import NOT_OPEN_TO_YOU, EvidenceRoom, FileDownload
from intake.evidence.rows import OpenedFile, case_key
from intake.ids import new_id
from intake.journal import entries as journal
from intake.officers import wall
from intake.officers.casework import NoSuchCase
from intake.officers.marking import may_open
from intake.officers.officer import Officer
from intake.storage.cases import found_case
from intake.storage.database import Database
from intake.storage.evidence_table import EvidenceRow
from intake.storage.sealing import Vault
from intake.storage.secrecy_tables import MaskedCopyRow
from intake.storage.tables import CaseRow
from intake.storage.witness import naming
from intake.stored import pairs_of

# left, top, width, height in thousandths of the picture.
Area = tuple[int, int, int, int]

MOST_AREAS: Final = 40
MOST_COPIES: Final = 200
_WHOLE: Final = 1000
_MEDIA: Final = "image/jpeg"
NO_AREAS: Final = "还没有划出要遮盖的地方。请至少划一块。"
BAD_AREAS: Final = "有一块划到了图片外面，或者没有大小。请检查左、上、宽、高。"
TOO_MANY_COPIES: Final = f"这一件已经有 {MOST_COPIES} 份遮盖件，不能再做。"


@dataclass(frozen=True, slots=True)
class MaskedCopy:
    """A masked copy.

    original  id of the file it was made of
    number    which masked copy of the case
    areas     how many parts are blackened
    """

    id: str
    original: str
    number: int
    by: str
    made_at: datetime
    bytes: int
    sha256: str
    areas: int


def proper_areas(areas: Sequence[Area]) -> tuple[Area, ...]:
    """Return areas that can be blackened; refuse none, too many, and what is not on the picture."""
    if not areas:
        raise EvidenceRefused(WhyRefused.AREAS, NO_AREAS)
    if len(areas) > MOST_AREAS:
        raise EvidenceRefused(WhyRefused.AREAS, f"最多划 {MOST_AREAS} 块。")
    for left, top, width, height in areas:
        if min(left, top) < 0 or min(width, height) < 1 or max(left + width, top + height) > _WHOLE:
            raise EvidenceRefused(WhyRefused.AREAS, BAD_AREAS)
    return tuple(areas)


async def masked_copies(session: AsyncSession, case_id: str) -> tuple[MaskedCopy, ...]:
    """Return the masked copies of a case, by number; whoever shows them has come through the wall."""
    query = select(MaskedCopyRow).where(col(MaskedCopyRow.case_id) == case_id)
    return tuple(_copy_of(row) for row in await session.scalars(query.order_by(col(MaskedCopyRow.number))))


class Masking:
    """Makes masked copies, and gives them out.

    Raises NoSuchCase behind the wall, NotAllowed for posts that open no file, EvidenceRefused for all else.
    """

    def __init__(self, database: Database, vault: Vault, room: EvidenceRoom) -> None:
        self._database = database
        self._vault = vault
        self._room = room

    async def make(
        self, officer: Officer, reference: str, file_id: str, areas: Sequence[Area], now: datetime
    ) -> MaskedCopy:
        """Make a masked copy of a picture; whoever may see the picture may."""
        black = proper_areas(areas)
        original, picture = await self._room.blackened(officer, reference, file_id, Orders(black=black), now)
        key = FileKey.new(new_id(now))
        parts = await self._room.laid_down(key, picture)
        async with self._database.writing() as session:
            case_id = str(original.case_id)
            await journal.hold(session, case_id)
            row = MaskedCopyRow(
                id=key.file_id,
                case_id=case_id,
                original=original.id,
                number=await _next_number(session, case_id),
                by=officer.id,
                made_at=now,
                sealed=sealed_for_case(key, "", await case_key(session, self._vault, case_id)),
                bytes=len(picture),
                pieces=[[part.name, part.bytes] for part in parts],
                areas=[list(area) for area in black],
                sha256=hashlib.sha256(picture).hexdigest(),
            )
            session.add(row)
            await session.flush()
            made = _copy_of(row)
            await journal.append(session, [naming(_made(made, original, case_id), row)], self._vault.journal_key)
        return made

    async def download(self, officer: Officer, reference: str, copy_id: str, now: datetime) -> FileDownload:
        """Return a masked copy as it was made."""
        async with self._database.writing() as session:
            case = await self._case(session, officer, reference)
            row = await session.get(MaskedCopyRow, proper_id(copy_id))
            if row is None or row.case_id != case.id:
                raise EvidenceRefused(WhyRefused.GONE, GONE)
            if not may_open(officer, case, row.original):
                raise NotAllowed(NOT_OPEN_TO_YOU)
            key, _ = of_case(row.sealed, row.id, await case_key(session, self._vault, case.id))
            original = select(col(EvidenceRow.number)).where(col(EvidenceRow.id) == row.original)
            number = await session.scalar(original)
            pieces = tuple(FilePiece(name, size) for name, size in pairs_of(row.pieces))
            opened = OpenedFile(_as_file(row), key, pieces)
            entry = entry_of(JournalCode.EVIDENCE_DOWNLOADED, case.id, officer.id, now, [opened.file], masked=True)
            await journal.append(session, [entry], self._vault.journal_key)
        return FileDownload(f"材料{number} 遮盖件{row.number}.jpg", row.bytes, self._room.content_of(opened))

    async def _case(self, session: AsyncSession, officer: Officer, reference: str) -> Case:
        found = await found_case(session, self._vault, wall.visible(officer), col(CaseRow.reference) == reference)
        if found is None:
            raise NoSuchCase
        return found[0]


async def _next_number(session: AsyncSession, case_id: str) -> int:
    highest = select(func.max(col(MaskedCopyRow.number))).where(col(MaskedCopyRow.case_id) == case_id)
    number = (await session.scalar(highest) or 0) + 1
    if number > MOST_COPIES:
        raise EvidenceRefused(WhyRefused.TOO_MANY, TOO_MANY_COPIES)
    return number


def _made(copy: MaskedCopy, original: EvidenceFile, case_id: str) -> JournalEntry:
    payload = {
        "file": copy.id,
        "number": copy.number,
        "sha256": copy.sha256,
        "of": original.id,
        "of_number": original.number,
        "of_sha256": original.sha256,
        "areas": copy.areas,
    }
    return JournalEntry(case_id, copy.made_at, copy.by, JournalCode.MASKED_COPY_MADE, payload)


def _copy_of(row: MaskedCopyRow) -> MaskedCopy:
    return MaskedCopy(row.id, row.original, row.number, row.by, row.made_at, row.bytes, row.sha256, len(row.areas))


def _as_file(row: MaskedCopyRow) -> EvidenceFile:
    """Return a masked copy as the file it is: whole, a picture, and made by ourselves."""
    return EvidenceFile(
        id=row.id,
        case_id=row.case_id,
        number=row.number,
        name="",
        said_bytes=row.bytes,
        received=row.bytes,
        begun_at=row.made_at,
        received_at=row.made_at,
        media=media_of(_MEDIA),
        sha256=row.sha256,
        scan=Scan.CLEAN,
    )
