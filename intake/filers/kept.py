"""What is kept of a case, counted for its filer."""

from __future__ import annotations

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.codes import FILER, FINAL_STATES
from intake.cases.kept import KeptOf
from intake.forms.supplement import Purpose
from intake.storage.evidence_table import EvidenceRow
from intake.storage.tables import AccessCodeRow, CaseNoteRow, CaseRow, MailRow


async def kept_of(session: AsyncSession, case: CaseRow) -> KeptOf:
    """Count what is kept of a case; whoever asks has shown that it is theirs."""
    theirs = (col(CaseNoteRow.case_id) == case.id) & (col(CaseNoteRow.actor) == FILER)
    wished = select(func.max(col(CaseNoteRow.at))).where(
        theirs, col(CaseNoteRow.purpose) == Purpose.DELETION_WISH.value
    )
    received = (col(EvidenceRow.case_id) == case.id) & col(EvidenceRow.received_at).is_not(None)
    return KeptOf(
        is_named=not case.anonymous,
        has_code=await _count(session, col(AccessCodeRow.case_id) == case.id) > 0,
        files=await _count(session, received),
        words=await _count(session, theirs),
        letters=await _count(session, col(MailRow.case_id) == case.id),
        is_closed=case.state in FINAL_STATES,
        wished_at=await session.scalar(wished),
    )


async def _count(session: AsyncSession, condition: ColumnElement[bool]) -> int:
    return await session.scalar(select(func.count()).where(condition)) or 0
