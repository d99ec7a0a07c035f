"""Files as they are kept, and their content as it is read back: piece by piece, checked as it comes."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.case import Case
from intake.cases.parting import files_given
from intake.evidence import pieces
from intake.evidence.file import DAMAGED, GONE, EvidenceFile, EvidenceRefused, Scan, WhyRefused, proper_id
from intake.evidence.media import media_of
from intake.evidence.pieces import FileKey, FilePiece
from intake.evidence.shelf import Shelf
from intake.storage.evidence_table import FORGOTTEN, OF_SHEET, EvidenceRow
from intake.storage.sealing import CannotUnseal, CaseKey, Vault
from intake.storage.tables import CaseKeyRow
from intake.stored import pairs_of

log = logging.getLogger(__name__)

UNREADABLE: Final = "（名称打不开）"


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file with its key.

    pieces  what it consists of, in order
    """

    file: EvidenceFile
    key: FileKey
    pieces: tuple[FilePiece, ...]


def files_of(case: Case) -> ColumnElement[bool]:
    """Return the condition for the whole files of a case: its own, and those that a part has from its filing."""
    whose = _of(case.id)
    given = files_given(case)
    return and_(
        or_(whose, col(EvidenceRow.id).in_(sorted(given))) if given else whose,
        col(EvidenceRow.received_at).is_not(None),
    )


async def last_number(session: AsyncSession, case_id: str) -> int:
    """Return the highest number that a file of the case has; 0 for none."""
    return await session.scalar(select(func.max(col(EvidenceRow.number))).where(_of(case_id))) or 0


def _of(case_id: str) -> ColumnElement[bool]:
    return col(EvidenceRow.case_id) == case_id


async def opened_file(session: AsyncSession, vault: Vault, file_id: str) -> OpenedFile:
    """Return a file with its key; refuse one that is gone, or that our keys do not open."""
    row = await session.get(EvidenceRow, proper_id(file_id))
    if row is None or is_forgotten(row):
        raise EvidenceRefused(WhyRefused.GONE, GONE)
    return await opened_row(session, vault, row)


async def opened_row(session: AsyncSession, vault: Vault, row: EvidenceRow) -> OpenedFile:
    """Return the file of a row with its key; refuse one that our keys do not open."""
    try:
        if row.case_id is None:
            key, name = pieces.of_draft(row.sealed, row.id, vault)
        else:
            key, name = pieces.of_case(row.sealed, row.id, await case_key(session, vault, row.case_id))
    except CannotUnseal:
        raise EvidenceRefused(WhyRefused.DAMAGED, DAMAGED) from None
    parts = tuple(FilePiece(part, size) for part, size in pairs_of(row.pieces))
    return OpenedFile(file_of(row, name), key, parts)


async def listed_row(session: AsyncSession, vault: Vault, row: EvidenceRow) -> EvidenceFile:
    """Return the file of a row for a list: one that our keys do not open stands there without its name.

    Whoever spoils one row must not make the list of all others vanish.
    """
    try:
        return (await opened_row(session, vault, row)).file
    except EvidenceRefused:
        log.error("a file does not open", extra={"file": row.id})
        return file_of(row, UNREADABLE)


async def case_key(session: AsyncSession, vault: Vault, case_id: str) -> CaseKey:
    """Return the key of a case; refuse a case that is not there."""
    wrapped = await session.scalar(select(col(CaseKeyRow.wrapped)).where(col(CaseKeyRow.case_id) == case_id))
    if wrapped is None:
        raise EvidenceRefused(WhyRefused.GONE, GONE)
    try:
        return vault.unwrap(wrapped, case_id)
    except CannotUnseal:
        raise EvidenceRefused(WhyRefused.DAMAGED, DAMAGED) from None


def file_of(row: EvidenceRow, name: str) -> EvidenceFile:
    """Return the file of a row."""
    return EvidenceFile(
        id=row.id,
        case_id=row.case_id,
        number=row.number,
        name=name,
        said_bytes=row.said_bytes,
        received=row.bytes,
        begun_at=row.begun_at,
        received_at=row.received_at,
        media=media_of(row.media),
        sha256=row.sha256 or "",
        scan=Scan(row.scan or Scan.PENDING),
    )


def forgotten(file_id: str) -> str:
    """Return the draft of a file that is about to be taken away: nobody's."""
    return FORGOTTEN + file_id


def marked_for(sheet: str, item: str) -> str:
    """Return what stands in place of the draft of a file that evidences an item of a sheet."""
    return f"{OF_SHEET}{sheet}:{item}"


def item_of(row: EvidenceRow) -> str:
    """Return which item of its sheet a file evidences; "" for files of no sheet."""
    return row.draft.rpartition(":")[2] if row.draft is not None and row.draft.startswith(OF_SHEET) else ""


def is_forgotten(row: EvidenceRow) -> bool:
    """Say whether a file is about to be taken away."""
    return row.draft is not None and row.draft.startswith(FORGOTTEN)


async def content(shelf: Shelf, opened: OpenedFile) -> AsyncIterator[bytes]:
    """Give the content of a whole file, piece by piece; refuse what is not as it was received.

    The last piece is given only when all of them together have the digest that was taken at receipt.
    """
    digest = hashlib.sha256()
    last = len(opened.pieces) - 1
    for index in range(len(opened.pieces)):
        plain = await piece_at(shelf, opened, index, is_last=index == last)
        digest.update(plain)
        if index == last and digest.hexdigest() != opened.file.sha256:
            raise EvidenceRefused(WhyRefused.DAMAGED, DAMAGED)
        yield plain


async def piece_at(shelf: Shelf, opened: OpenedFile, index: int, *, is_last: bool = False) -> bytes:
    """Return one piece, or refuse it as damaged."""
    piece = opened.pieces[index]
    sealed = await shelf.get(opened.file.id, piece.name)
    try:
        plain = opened.key.unseal(sealed, index, piece.name, is_last=is_last)
    except CannotUnseal:
        raise EvidenceRefused(WhyRefused.DAMAGED, DAMAGED) from None
    if len(plain) != piece.bytes:
        raise EvidenceRefused(WhyRefused.DAMAGED, DAMAGED)
    return plain
