"""How the evidence stands, for `/metrics` and the doctor: numbers, and nothing of any file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlmodel import col

from intake.evidence.file import Scan
from intake.storage.database import Database
from intake.storage.evidence_table import EvidenceRow

UNFINISHED = "unfinished"


@dataclass(frozen=True, slots=True)
class FilesStanding:
    """How many files there are by state, and how large they are together.

    files  by `Scan`, as it is shown, and `UNFINISHED`
    """

    files: Mapping[str, int]
    bytes: int


async def standing(database: Database, *, has_scanner: bool) -> FilesStanding:
    """Return how the files stand."""
    query = select(col(EvidenceRow.scan), func.count(), func.sum(col(EvidenceRow.bytes))).group_by(
        col(EvidenceRow.scan)
    )
    async with database.reading() as session:
        rows = (await session.execute(query)).all()
    files = dict.fromkeys([UNFINISHED, *(scan.value for scan in Scan)], 0)
    for scan, count, _ in rows:
        files[_shown(scan, has_scanner)] += count
    return FilesStanding(files, sum(int(size or 0) for _, _, size in rows))


def _shown(scan: str | None, has_scanner: bool) -> str:
    if scan is None:
        return UNFINISHED
    waits = scan in (Scan.PENDING, Scan.FAILED)
    return Scan.UNSCANNED.value if waits and not has_scanner else scan
