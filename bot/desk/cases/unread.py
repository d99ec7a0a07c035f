"""Cases whose filer has written something that nobody has acted on yet: a supplement, a wish, an objection."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import exists, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from bot.desk.cases.views import CaseLine, lines_of
from intake.cases.codes import FILER, READINGS
from intake.cases.working import THREAT
from intake.officers import wall
from intake.storage.sealing import Vault
from intake.storage.tables import CaseNoteRow, CaseRow, JournalRow

_LOOKS_BACK: Final = timedelta(days=90)
_NOT_AN_OFFICER: Final = ("filer", "service")


async def cases_with_unread_words(
    session: AsyncSession, vault: Vault, viewer: wall.Viewer, now: datetime, limit: int
) -> tuple[CaseLine, ...]:
    """Return cases with words of the filer after the last thing an officer did; looking does not count.

    Closed ones too: a supplement, a wish or an objection changes nothing there, and is read all the same.
    """
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
            # A mark is a figure among others; nobody has to read it.
            col(CaseNoteRow.purpose) != "mark",
            wall.visible(viewer),
            ~acted,
        )
        .distinct()
        .order_by(col(CaseNoteRow.case_id))
        .limit(limit)
    )
    lines = await lines_of(session, vault, list(found.scalars()))
    urgent = await _threatened(session, [line.id for line in lines])
    marked = (replace(line, is_urgent=line.id in urgent) for line in lines)
    return tuple(sorted(marked, key=lambda line: not line.is_urgent))


async def _threatened(session: AsyncSession, case_ids: Sequence[str]) -> frozenset[str]:
    """Return those of the cases whose filer tells of a threat."""
    told = select(col(JournalRow.case_id), col(JournalRow.payload)).where(
        col(JournalRow.case_id).in_(case_ids), col(JournalRow.actor) == FILER
    )
    return frozenset(case_id for case_id, payload in await session.execute(told) if payload.get(THREAT))


def _first_id_of(at: datetime) -> str:
    """Return where ids of this millisecond begin: a UUIDv7 starts with its time, so no index on time is needed."""
    return f"{int(at.timestamp() * 1000):012x}"
