"""Which consultation a filer speaks of who says no number: the newest one that is open, or an open part."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Select, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.codes import FINAL_STATES, CaseKind, CaseState
from intake.storage.desk_tables import CasePartRow
from intake.storage.tables import AppointmentRow, CaseRow

# What was split is spoken of in its parts.
_SPOKEN_OF_NO_MORE: Final = (CaseState.SPLIT, *FINAL_STATES)


async def newest_consultation(session: AsyncSession, filings: Select[str]) -> str | None:
    """Return its id; None where there is none. Of several of one filing the one that has a time.

    filings  ids of what the filer filed
    """
    ids = filings.subquery()
    parts = select(col(CasePartRow.part_id)).where(col(CasePartRow.filing_id).in_(select(ids.c.id)))
    newest_first = col(CaseRow.received_at).desc(), col(AppointmentRow.case_id).is_(None), col(CaseRow.id)
    query = (
        select(col(CaseRow.id))
        .outerjoin(AppointmentRow, col(AppointmentRow.case_id) == col(CaseRow.id))
        .where(
            or_(col(CaseRow.id).in_(select(ids.c.id)), col(CaseRow.id).in_(parts)),
            col(CaseRow.kind) == CaseKind.CONSULTATION.value,
            col(CaseRow.state).not_in(_SPOKEN_OF_NO_MORE),
        )
        .order_by(*newest_first)
        .limit(1)
    )
    return await session.scalar(query)
