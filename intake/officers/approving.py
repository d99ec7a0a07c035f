"""Asking a second person, and deciding. The rules stand in `cases.approvals`, what a bureau wants in `care`."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.approvals import WHATS, What, asked, decided, taken_back
from intake.cases.case import Case, Incomplete, NotAllowed
from intake.cases.changes import Act, Changes
from intake.cases.codes import DECIDERS
from intake.cases.secrecy import TEXT, mark_of
from intake.ids import new_id
from intake.officers import wall
from intake.officers.care import Care, care_of
from intake.officers.casework import Casework, Seen, act_of, behalf_of_post
from intake.officers.marking import may_open
from intake.officers.officer import Officer, names_of
from intake.officers.stand_ins import bound_to
from intake.storage.secrecy_tables import ApprovalWaitingRow
from intake.storage.tables import CaseRow

_MOST_SHOWN: Final = 50


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """A request that waits for this officer: of which case, for what (in words), whose, until when."""

    reference: str
    what: str
    asker: str
    lapses_at: datetime


class Approving:
    """Takes requests and decisions.

    Raises NoSuchCase, NotAllowed or Incomplete; nothing is written then.
    """

    def __init__(self, casework: Casework) -> None:
        self._casework = casework

    async def ask(
        self, officer: Officer, reference: str, what: What, file: str, typed: Mapping[str, str],
        reasons: Collection[str], now: datetime,
    ) -> None:  # fmt: skip
        """Ask to look at something.

        reasons  the codes to choose from
        """

        async def made(session: AsyncSession, case: Case) -> Changes:
            act, care = act_of(officer, case, now, typed), await care_of(session, case.lead_bureau)
            if not _is_theirs(officer, case, what, file):
                raise NotAllowed("您的岗位不经办这个案件，不能申请。")
            if not _is_needed(case, care, what, file):
                raise NotAllowed("不需要另一人同意，可以说明理由直接查看。")
            if act.said("reason") not in reasons:
                raise Incomplete("reason", "请选择理由。")
            return asked(case, act, what, file, new_id(now), care.holds)

        await self._casework.change(officer, Seen(reference), now, made)

    async def decide(
        self, officer: Officer, reference: str, request: str, typed: Mapping[str, str], now: datetime,
        *, agrees: bool,
    ) -> None:  # fmt: skip
        """Agree to a request, or do not."""
        act = _act(officer, typed, now)

        async def made(session: AsyncSession, case: Case) -> Changes:
            care = await care_of(session, case.lead_bureau)
            bound = await bound_to(session, officer.id, now)
            return decided(case, act, request, care.holds, agrees=agrees, bound=bound)

        await self._casework.change(officer, Seen(reference), now, made)

    async def take_back(self, officer: Officer, reference: str, request: str, now: datetime) -> None:
        """Take a request back that waits."""
        act = _act(officer, {}, now)

        async def made(_: AsyncSession, case: Case) -> Changes:
            return taken_back(case, act, request)

        await self._casework.change(officer, Seen(reference), now, made)


async def waiting_for(session: AsyncSession, officer: Officer, now: datetime) -> tuple[WaitingLine, ...]:
    """Return what waits for this officer's word, what lapses first first."""
    if officer.role not in DECIDERS or officer.bureau is None:
        return ()
    barred = {officer.id, *await bound_to(session, officer.id, now)}
    query = (
        select(ApprovalWaitingRow, col(CaseRow.reference))
        .join(CaseRow, col(CaseRow.id) == col(ApprovalWaitingRow.case_id))
        .where(
            col(ApprovalWaitingRow.bureau) == officer.bureau,
            col(ApprovalWaitingRow.lapses_at) > now,
            col(ApprovalWaitingRow.asker).not_in(barred),
            wall.visible(officer),
        )
        .order_by(col(ApprovalWaitingRow.lapses_at), col(ApprovalWaitingRow.id))
        .limit(_MOST_SHOWN)
    )
    found = (await session.execute(query)).all()
    names = await names_of(session, {row.asker for row, _ in found})
    return tuple(
        WaitingLine(reference, WHATS.get(row.what, row.what), names.get(row.asker, ""), row.lapses_at)
        for row, reference in found
    )


def _is_theirs(officer: Officer, case: Case, what: What, file: str) -> bool:
    if what is What.IDENTITY:
        return wall.may_see_identity(officer, case)
    return may_open(officer, case, file)


def _is_needed(case: Case, care: Care, what: What, file: str) -> bool:
    if what is What.IDENTITY:
        return care.asks_two(case.kind, anonymous=case.anonymous)
    # Only files of the case are ever marked.
    return care.original_by_two and file != TEXT and mark_of(case, file).is_secret


def _act(officer: Officer, typed: Mapping[str, str], now: datetime) -> Act:
    return Act(officer.id, officer.role, officer.bureau, now, 0, typed, behalf_of_post(officer))
