"""What is done once a day by whichever process is first."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.clocks.calendar import SHANGHAI
from intake.storage.tables import MarkRow


async def is_first_today(session: AsyncSession, mark: str, now: datetime) -> bool:
    """Say whether nobody has done it today, and note that it is done.

    Raises IntegrityError in one of two processes that do it for the very first time.
    """
    today = now.astimezone(SHANGHAI).date().isoformat()
    taken = (
        update(MarkRow)
        .where(col(MarkRow.name) == mark, col(MarkRow.value) != today)
        .values(value=today)
        .returning(col(MarkRow.name))
        .execution_options(synchronize_session=False)
    )
    if (await session.execute(taken)).first() is not None:
        return True
    if await session.scalar(select(col(MarkRow.value)).where(col(MarkRow.name) == mark)) is not None:
        return False
    await session.execute(insert(MarkRow).values(name=mark, value=today))
    return True
