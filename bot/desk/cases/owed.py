"""Reports whose filer has not been told yet what came of them, as the workbench lists them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.desk.cases.case_lines import CaseLine, lines_of
from intake.officers import wall
from intake.officers.owed import owing_a_result
from intake.storage.sealing import Vault


async def cases_owing_a_result(
    session: AsyncSession, vault: Vault, viewer: wall.Viewer, now: datetime, limit: int
) -> tuple[CaseLine, ...]:
    """Return them, the longest received first."""
    found = await session.execute(owing_a_result(now, viewer).limit(limit))
    return await lines_of(session, vault, [case_id for case_id, *_ in found])
