"""Whoever presses a button twice does a thing once: what an officer entered a moment ago is not entered again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.codes import READINGS
from intake.officers.officer import Officer
from intake.storage.tables import JournalRow

# A second press comes within this time; whoever does the same again later means it.
A_MOMENT: Final = timedelta(seconds=5)


async def did_just_now(
    session: AsyncSession,
    officer: Officer,
    case_ids: Sequence[str],
    code: str,
    now: datetime,
    said: Mapping[str, object] | None = None,
) -> bool:
    """Say whether this is the last that was done in each of these cases, by this officer and a moment ago.

    The cases are held, so that the first press has written what it wrote.

    code  what was done: for readings, the last of this kind
    said  what the entry must say of it
    """
    same_kind = col(JournalRow.code) == code if code in READINGS else col(JournalRow.code).not_in(READINGS)
    for case_id in case_ids:
        newest = select(JournalRow).where(col(JournalRow.case_id) == case_id, same_kind)
        row = await session.scalar(newest.order_by(col(JournalRow.seq).desc()).limit(1))
        if row is None or (row.code, row.actor) != (code, officer.id) or now - row.at > A_MOMENT:
            return False
        if any(row.payload.get(name) != value for name, value in (said or {}).items()):
            return False
    return bool(case_ids)
