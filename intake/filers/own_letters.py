"""Which of a filer's own cases an officer spoke in last: what the filer says next may be the answer."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.codes import FINAL_STATES
from intake.storage.activity import DESK
from intake.storage.tables import CaseRow

# After that long what somebody says is hardly the answer any more.
ANSWERED_WITHIN: Final = timedelta(days=60)


async def letter_to_answer(session: AsyncSession, theirs: ColumnElement[bool], now: datetime) -> str:
    """Return the reference of the open case whose officer had the last word, the latest one; "" for none."""
    query = (
        select(col(CaseRow.reference))
        .where(
            theirs,
            col(CaseRow.said_by) == DESK,
            col(CaseRow.said_at) >= now - ANSWERED_WITHIN,
            col(CaseRow.state).not_in(FINAL_STATES),
        )
        .order_by(col(CaseRow.said_at).desc())
        .limit(1)
    )
    return await session.scalar(query) or ""
