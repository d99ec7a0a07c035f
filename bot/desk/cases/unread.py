"""Cases whose filer has written something that nobody has acted on yet: who of them tells of a threat comes first.

Which they are stands beside the case (`storage.activity`): supplement, wish, objection, of closed cases too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from bot.desk.cases.case_lines import CaseLine
from intake.cases.codes import FILER
from intake.cases.working import THREAT
from intake.storage.tables import JournalRow


async def with_threats(session: AsyncSession, lines: Sequence[CaseLine]) -> tuple[CaseLine, ...]:
    """Return the lines marked where the filer tells of a threat, those first."""
    urgent = await _threatened(session, [line.id for line in lines])
    marked = (replace(line, is_urgent=line.id in urgent) for line in lines)
    return tuple(sorted(marked, key=lambda line: not line.is_urgent))


async def _threatened(session: AsyncSession, case_ids: Sequence[str]) -> frozenset[str]:
    """Return those of the cases whose filer tells of a threat."""
    told = select(col(JournalRow.case_id), col(JournalRow.payload)).where(
        col(JournalRow.case_id).in_(case_ids), col(JournalRow.actor) == FILER
    )
    return frozenset(case_id for case_id, payload in await session.execute(told) if payload.get(THREAT))
