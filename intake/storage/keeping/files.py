"""The sealed pieces of files in a backup and back: copied beside the database, and counted against it."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlmodel import col

from intake.storage.database import Database
from intake.storage.evidence_table import EvidenceRow
from intake.storage.secrecy_tables import MaskedCopyRow
from intake.stored import StoredList, pairs_of

FILES: Final = "evidence"
# A file's id, and the name of one of its pieces.
PieceName = tuple[str, str]


@dataclass(frozen=True, slots=True)
class CopiedFiles:
    """What of the files stands in a folder.

    files    files of cases and masked copies, whole in the database
    missing  of these, how many lack a piece in the folder
    """

    files: int
    missing: int


async def copy_pieces(source: Path, target: Path) -> None:
    """Copy the pieces below `source`, if there are any. What is taken away meanwhile is nobody's any more."""
    await asyncio.to_thread(_copy, source, target)


def _copy(source: Path, target: Path) -> None:
    target.mkdir(mode=0o700, parents=True, exist_ok=True)
    for path in source.glob("*/*/*"):
        if path.name.startswith("."):
            continue  # half a piece, left by a crash
        copy = target / path.relative_to(source)
        copy.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            shutil.copyfile(path, copy)
        except FileNotFoundError:
            continue
        copy.chmod(0o600)


async def counted(database: Database, there: Collection[PieceName], until: datetime | None = None) -> CopiedFiles:
    """Count the files that cases have received, and those that lack a piece.

    there  the pieces that lie on the shelf, or in the copy
    until  files received later are left out: they came after the database was copied
    """
    query = select(col(EvidenceRow.id), col(EvidenceRow.pieces)).where(
        col(EvidenceRow.case_id).is_not(None), col(EvidenceRow.received_at).is_not(None)
    )
    if until is not None:
        query = query.where(col(EvidenceRow.received_at) < until)
    copies = select(col(MaskedCopyRow.id), col(MaskedCopyRow.pieces))
    if until is not None:
        copies = copies.where(col(MaskedCopyRow.made_at) < until)
    async with database.reading() as session:
        rows = [*(await session.execute(query)).all(), *(await session.execute(copies)).all()]
    missing = [file_id for file_id, pieces in rows if not _all_there(file_id, pieces, there)]
    return CopiedFiles(len(rows), len(missing))


async def pieces_in(folder: Path) -> frozenset[PieceName]:
    """Return the pieces in a folder."""
    found = await asyncio.to_thread(lambda: list(folder.glob("*/*/*")))
    return frozenset((path.parent.name, path.name) for path in found)


def _all_there(file_id: str, pieces: StoredList, there: Collection[PieceName]) -> bool:
    return all((file_id, name) in there for name, _ in pairs_of(pieces))
