"""Whether the cases stand as their journals left them: what changed a case past the program is found here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.case import is_digest_of
from intake.storage.assist_table import CaseAssistRow
from intake.storage.cases import case_of
from intake.storage.circle_rows import circle_of, circles_of
from intake.storage.database import Database
from intake.storage.tables import CaseRow, JournalRow

GONE: Final = "案件已不在库中"
CHANGED: Final = "案件内容与日志不符"

_PAGE: Final = 1000


async def misfits(database: Database, digests: Mapping[str, str]) -> dict[str, str]:
    """Return the cases that are gone or changed, each with what is wrong.

    digests  by case, of the state that its journal leads to; cases without one are not looked at
    """
    left, changed, last = dict(digests), list[str](), ""
    while True:
        async with database.reading() as session:
            page = await _page_after(session, last)
            if not page:
                break
            ids = [row.id for row in page]
            assisting, circles = await _assisting(session, ids), await circles_of(session, ids)
        changed += [
            row.id for row in page if not _fits(row, assisting[row.id], circles[row.id], left.pop(row.id, None))
        ]
        last = page[-1].id
    found = {case_id: GONE for case_id in left}
    for case_id in changed:
        # A move may have come between reading the journal and reading the case: look at both at one moment.
        if not await _fits_now(database, case_id):
            found[case_id] = CHANGED
    return found


async def _page_after(session: AsyncSession, case_id: str) -> Sequence[CaseRow]:
    query = select(CaseRow).where(col(CaseRow.id) > case_id).order_by(col(CaseRow.id)).limit(_PAGE)
    return (await session.scalars(query)).all()


async def _assisting(session: AsyncSession, case_ids: Sequence[str]) -> Mapping[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    query = select(col(CaseAssistRow.case_id), col(CaseAssistRow.bureau)).where(
        col(CaseAssistRow.case_id).in_(case_ids)
    )
    for case_id, bureau in await session.execute(query):
        found[case_id].append(bureau)
    return found


async def _fits_now(database: Database, case_id: str) -> bool:
    async with database.reading() as session:
        # Held until we have read the journal too; nothing is written.
        row = await session.scalar(select(CaseRow).where(col(CaseRow.id) == case_id).with_for_update())
        if row is None:
            return False
        digest = await session.scalar(
            select(col(JournalRow.state_digest))
            .where(col(JournalRow.case_id) == case_id)
            .order_by(col(JournalRow.seq).desc())
            .limit(1)
        )
        assisting, circle = (await _assisting(session, [case_id]))[case_id], await circle_of(session, case_id)
        return _fits(row, assisting, circle, digest)


def _fits(row: CaseRow, assisting: Sequence[str], circle: Sequence[str], digest: str | None) -> bool:
    if digest is None:
        return True
    try:
        return is_digest_of(digest, case_of(row, assisting, circle=circle))
    except ValueError:
        # A kind, state or outcome that we never write.
        return False
