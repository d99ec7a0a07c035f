"""Cases whose filer has written something that nobody has acted on yet: a supplement, a wish, an objection."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import exists, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from bot.desk.cases.views import CaseLine, lines_of
from intake.cases.codes import FINAL_STATES, READINGS
from intake.officers import wall
from intake.storage.sealing import Vault
from intake.storage.tables import CaseNoteRow, CaseRow, JournalRow

_LOOKS_BACK: Final = timedelta(days=90)
_NOT_AN_OFFICER: Final = ("filer", "service")


async def cases_with_unread_words(
    session: AsyncSession, vault: Vault, viewer: wall.Viewer, now: datetime, limit: int
) -> tuple[CaseLine, ...]:
    """Return open cases with words of the filer after the last thing an officer did; looking does not count."""
    acted = exists().where(
        col(JournalRow.case_id) == col(CaseNoteRow.case_id),
        col(JournalRow.at) > col(CaseNoteRow.at),
        col(JournalRow.actor).not_in(_NOT_AN_OFFICER),
        col(JournalRow.code).not_in(READINGS),
    )
    found = await session.execute(
        select(col(CaseNoteRow.case_id))
        .join(CaseRow, col(CaseRow.id) == col(CaseNoteRow.case_id))
        .where(
            col(CaseNoteRow.id) > _first_id_of(now - _LOOKS_BACK),
            col(CaseNoteRow.actor) == "filer",
            col(CaseRow.state).not_in(FINAL_STATES),
            wall.visible(viewer),
            ~acted,
        )
        .distinct()
        .order_by(col(CaseNoteRow.case_id))
        .limit(limit)
    )
    return await lines_of(session, vault, list(found.scalars()))


def _first_id_of(at: datetime) -> str:
    """Return where ids of this millisecond begin: a UUIDv7 starts with its time, so no index on time is needed."""
    return f"{int(at.timestamp() * 1000):012x}"
