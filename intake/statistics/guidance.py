"""How often each bureau guided and trained in a year, counted where the ledger stands and through the wall."""

from __future__ import annotations

from collections import Counter
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.officers import wall
from intake.storage.guidance_tables import GuidanceEventRow
from intake.storage.tables import CaseRow, GuidanceRow


async def guidance_by_bureau(session: AsyncSession, viewer: wall.Viewer, year: int) -> Counter[tuple[str, str]]:
    """Return the numbers by bureau and service: entries, not companies."""
    days = (date(year, 1, 1), date(year, 12, 31))
    of_cases = (
        select(col(GuidanceRow.bureau), col(GuidanceRow.service), func.count())
        .join(CaseRow, col(CaseRow.id) == col(GuidanceRow.case_id))
        .where(wall.visible(viewer), wall.is_open_to_all(), col(GuidanceRow.held_on).between(*days))
        .group_by(col(GuidanceRow.bureau), col(GuidanceRow.service))
    )
    without_one = (
        select(col(GuidanceEventRow.bureau), col(GuidanceEventRow.service), func.count())
        .where(wall.of_bureau(viewer, col(GuidanceEventRow.bureau)), col(GuidanceEventRow.withdrawn_at).is_(None))
        .where(col(GuidanceEventRow.held_on).between(*days))
        .group_by(col(GuidanceEventRow.bureau), col(GuidanceEventRow.service))
    )
    counts: Counter[tuple[str, str]] = Counter()
    for query in (of_cases, without_one):
        for bureau, service, number in await session.execute(query):
            counts[bureau, service] += number
    return counts
