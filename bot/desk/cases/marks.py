"""How satisfied filers were: figures of a year, without which case got which mark."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.codes import MARKS, JournalCode
from intake.officers import wall
from intake.officers.lately import closed_since, together
from intake.storage.tables import JournalRow

_LOOKS_BACK: Final = timedelta(days=365)
# Fewer would tell of single filers.
FEWEST: Final = 5


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """How many marks of each kind were given; empty where they are too few to be told."""

    marks: tuple[tuple[str, int], ...]
    total: int


async def satisfaction(session: AsyncSession, viewer: wall.Viewer, now: datetime) -> Satisfaction:
    """Return the figures of the last year for the cases this viewer may see."""
    some = together(closed_since(viewer, now - _LOOKS_BACK))
    query = (
        select(col(JournalRow.payload))
        .select_from(some)
        .join(JournalRow, col(JournalRow.case_id) == some.c.id)
        .where(col(JournalRow.code) == JournalCode.FILER_RATED.value)
    )
    given = Counter(str(payload.get("mark")) for payload in await session.scalars(query))
    total = given.total()
    told = tuple((label, given[mark]) for mark, label in MARKS.items()) if total >= FEWEST else ()
    return Satisfaction(told, total)
