"""Reports whose filer has not been told yet what came of them: at once, with no number of days (AUCL25 第20条)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased
from sqlmodel import col

from bot.desk.cases.case_lines import CaseLine, lines_of
from intake.cases.codes import REPORTS, CaseState
from intake.cases.letters import RESULT_TOLD
from intake.officers import wall
from intake.storage.sealing import Vault
from intake.storage.tables import CaseRow, JournalRow

_LOOKS_BACK: Final = timedelta(days=180)
_DECIDED: Final = (CaseState.DOCKETED.value, CaseState.NOT_DOCKETED.value)


async def cases_owing_a_result(
    session: AsyncSession, vault: Vault, viewer: wall.Viewer, now: datetime, limit: int
) -> tuple[CaseLine, ...]:
    """Return them as `cases.letter_moves.owes_result` has it, the longest received first."""
    entry, docketed, told = aliased(JournalRow), aliased(JournalRow), aliased(JournalRow)
    was_docketed = select(col(docketed.seq)).where(
        col(docketed.case_id) == col(entry.case_id), col(docketed.code) == "docketed"
    )
    closes = and_(col(entry.code) == "closed", was_docketed.exists())
    last = (
        select(func.max(col(entry.seq)))
        .where(col(entry.case_id) == col(CaseRow.id), or_(col(entry.code).in_(_DECIDED), closes))
        .scalar_subquery()
    )
    is_told = select(col(told.seq)).where(
        col(told.case_id) == col(CaseRow.id), col(told.code) == RESULT_TOLD, col(told.seq) > last
    )
    is_closed_lately = and_(col(CaseRow.state) == CaseState.CLOSED, col(CaseRow.closed_at) > now - _LOOKS_BACK)
    found = await session.scalars(
        select(col(CaseRow.id))
        .where(
            wall.visible(viewer),
            or_(col(CaseRow.state).in_(_DECIDED), is_closed_lately),
            col(CaseRow.kind).in_(sorted(REPORTS)),
            col(CaseRow.anonymous).is_(False),
            last.is_not(None),
            ~is_told.exists(),
        )
        .order_by(col(CaseRow.received_at), col(CaseRow.id))
        .limit(limit)
    )
    return await lines_of(session, vault, list(found))
