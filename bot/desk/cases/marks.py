"""How satisfied filers were: figures of a year, without which case got which mark."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Select, func, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from intake.cases.codes import MARKS
from intake.officers import wall

_LOOKS_BACK: Final = timedelta(days=365)
# Fewer would tell of single filers.
FEWEST: Final = 5
MOST_MARKS: Final = 1_000


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """How many marks of each kind were given; empty where they are too few to be told."""

    marks: tuple[tuple[str, int], ...]
    total: int


async def satisfaction(session: AsyncSession, viewer: wall.Viewer, now: datetime) -> Satisfaction:
    """Return the figures of the last year for the cases this viewer may see: of MOST_MARKS by each way in."""
    parts = [select(_marks(way, now - _LOOKS_BACK).subquery()) for way in wall.ways_in(viewer)]
    if not parts:
        return Satisfaction((), 0)
    every = union_all(*parts).subquery()
    found = await session.execute(select(every.c.mark, func.count()).group_by(every.c.mark))
    given = Counter({mark: number for mark, number in found})
    total = given.total()
    told = tuple((label, given[mark]) for mark, label in MARKS.items()) if total >= FEWEST else ()
    return Satisfaction(told, total)


def _marks(way: wall.WayIn, since: datetime) -> Select[str]:
    """Return a query for the last marks of what is seen by a way: an index has it all, no case is read."""
    mark, closed_at = way.column("mark"), way.column("closed_at")
    # What was disposed of has none: it need not be asked whether a case is kept.
    found: Select[str] = select(mark.label("mark")).where(
        way.theirs, way.open_to, mark.is_not(None), closed_at > since
    )
    return found.order_by(closed_at.desc()).limit(MOST_MARKS)
