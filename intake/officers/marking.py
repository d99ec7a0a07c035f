"""Marking files and what was filed, and asking who may open what. The rules stand in `cases.secrecy`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.case import Case, NotAllowed
from intake.cases.changes import Act, Changes
from intake.cases.codes import JournalCode
from intake.cases.secrecy import TEXT, mark_of, marked, read_mark
from intake.officers import wall
from intake.officers.casework import Casework, NoSuchCase, Seen
from intake.officers.circles import people_at_work
from intake.officers.officer import Officer
from intake.storage.evidence_table import EvidenceRow
from intake.storage.tables import JournalRow

_NOT_YOURS = "您的岗位不经办这个案件，不能标记。"


def may_open(officer: Officer, case: Case, subject: str) -> bool:
    """Say whether this officer may open a file, or read what was filed and is marked."""
    return wall.may_see_identity(officer, case) or officer.id in mark_of(case, subject).access


def may_read(officer: Officer, case: Case) -> bool:
    """Say whether this officer may read what was filed: everybody whom the wall lets in, unless it is marked."""
    return not mark_of(case, TEXT).is_secret or may_open(officer, case, TEXT)


async def secret_texts(session: AsyncSession, case_ids: Sequence[str]) -> frozenset[str]:
    """Return which of these cases hold a trade secret in what was filed."""
    query = (
        select(col(JournalRow.case_id), col(JournalRow.payload))
        .where(col(JournalRow.case_id).in_(case_ids), col(JournalRow.code) == JournalCode.SECRECY_MARKED)
        .order_by(col(JournalRow.case_id), col(JournalRow.seq))
    )
    last: dict[str, bool] = {}
    for case_id, payload in await session.execute(query):
        subject, mark = read_mark(payload)
        if subject == TEXT:
            last[case_id] = mark.is_secret
    return frozenset(case_id for case_id, is_secret in last.items() if is_secret)


class Marking:
    """Sets marks."""

    def __init__(self, casework: Casework) -> None:
        self._casework = casework

    async def mark(
        self, officer: Officer, seen: Seen, subject: str, typed: Mapping[str, str], now: datetime
    ) -> None:
        """Mark a file of a case, or what was filed.

        Raises NoSuchCase (also where there is no such file), NotAllowed or Incomplete; nothing is written then.
        """
        act = Act(officer.id, officer.role, officer.bureau, now, 0, typed)

        async def made(session: AsyncSession, case: Case) -> Changes:
            if not wall.may_see_identity(officer, case):
                raise NotAllowed(_NOT_YOURS)
            number = None if subject == TEXT else await _number(session, case, subject)
            return marked(case, act, subject, number, await people_at_work(session))

        await self._casework.change(officer, seen, now, made)


async def _number(session: AsyncSession, case: Case, file_id: str) -> int:
    query = select(col(EvidenceRow.number)).where(
        col(EvidenceRow.id) == file_id,
        col(EvidenceRow.case_id) == case.id,
        col(EvidenceRow.received_at).is_not(None),
    )
    number = await session.scalar(query)
    if number is None:
        raise NoSuchCase
    return number
