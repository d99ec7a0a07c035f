"""Everything of one who leaves goes to another in one act: each case with an entry of its own, all or none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.case import Case, Incomplete, NotAllowed
from intake.cases.changes import CaseWords, Changes, JournalEntry, Rulebook
from intake.cases.codes import DECIDERS, FINAL_STATES, HANDLERS, JournalCode, Role
from intake.cases.handling import Colleague, knows_of, why_not_without
from intake.cases.running import with_clocks
from intake.officers import wall
from intake.officers.officer import Officer
from intake.officers.staff import staff_of
from intake.storage.cases import found_case
from intake.storage.changes import rows_of, writing
from intake.storage.database import Database
from intake.storage.desk_tables import CaseHandlerRow
from intake.storage.rows import together
from intake.storage.sealing import Vault
from intake.storage.steps import carried_out_in
from intake.storage.tables import CaseRow, OfficerRow

# Which case it is is not said: an administrator sees none.
_TOO_FEW: Final = (
    "没有移交：其中有已立案的案件，移交后有执法资格的承办人不足两名（APP 第22条）。"
    "请选择有执法资格、还没有承办这些案件的人，或者先在案件里指派。"
)
_CLOSED: Final = "没有移交：其中有限定知情范围的案件，接收的人不在范围内。请先由负责人把他加入范围。"


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody of a bureau, and how many open cases they handle there.

    is_here  works in the bureau and signs in; whoever has gone stands here only while cases hang on them
    """

    id: str
    name: str
    role: Role
    is_qualified: bool
    is_here: bool
    cases: int


class HandingOver:
    """Shows who has how much in hand, and hands it over."""

    def __init__(self, database: Database, vault: Vault, rulebook: Rulebook) -> None:
        self._database = database
        self._vault = vault
        self._rulebook = rulebook

    async def people(self, bureau: str, viewer: Officer) -> tuple[PersonLine, ...]:
        """Return who works in the bureau, and who does not any more but still has cases of it, by name.

        Of cases that are closed to the viewer nothing is counted.
        """
        counted = (
            select(col(CaseHandlerRow.officer_id), func.count())
            .join(CaseRow, col(CaseRow.id) == col(CaseHandlerRow.case_id))
            .where(col(CaseRow.lead_bureau) == bureau, col(CaseRow.state).not_in(FINAL_STATES), _in_reach(viewer))
            .group_by(col(CaseHandlerRow.officer_id))
        )
        async with self._database.reading() as session:
            cases = {officer: count for officer, count in await session.execute(counted)}
            rows = await session.scalars(select(OfficerRow).order_by(col(OfficerRow.name)))
            return tuple(
                _line(row, bureau, cases.get(row.id, 0))
                for row in rows
                if row.id in cases or _is_here(row, bureau)
            )

    async def hand_over(self, by: Officer, bureau: str, leaving: str, to: str, reason: str, now: datetime) -> int:
        """Hand over every open case of this bureau; return how many. Raises NotAllowed or Incomplete.

        Cases that are closed to whoever hands over stay, and nothing is said of them.
        """
        if not reason.strip():
            raise Incomplete("reason", "请写明移交的理由。")
        async with self._database.writing() as session:
            await self._refuse_unfit(session, by, bureau, leaving)
            staff = await staff_of(session, bureau)
            if to == leaving or to not in {one.id for one in staff}:
                raise Incomplete("to", "请选择本局另一名正在使用账号的工作人员。")
            cases = await self._cases(session, by, bureau, leaving)
            if not cases:
                raise NotAllowed("这个人手上没有办理中的案件。")
            words = CaseWords("reason", reason.strip())
            rows = []
            for case_id in cases:
                found = await found_case(session, self._vault, col(CaseRow.id) == case_id)
                if found is None:
                    continue
                case, key = found
                changes = handed_over(case, by.id, leaving, to, words, staff, now)
                rows.append(rows_of(with_clocks(changes, self._rulebook.clocks), key, self._vault, now))
            await carried_out_in(session, writing(together(rows), self._vault.journal_key))
        return len(cases)

    async def _refuse_unfit(self, session: AsyncSession, by: Officer, bureau: str, leaving: str) -> None:
        row = await session.get(OfficerRow, leaving)
        is_head = by.role in DECIDERS and by.bureau == bureau
        if row is None or not (is_head or by.role == Role.ADMIN):
            raise NotAllowed("移交由本局负责人或者系统管理人员办理。")

    async def _cases(self, session: AsyncSession, by: Officer, bureau: str, officer_id: str) -> list[str]:
        query = (
            select(col(CaseRow.id))
            .join(CaseHandlerRow, col(CaseHandlerRow.case_id) == col(CaseRow.id))
            .where(
                col(CaseHandlerRow.officer_id) == officer_id,
                col(CaseRow.lead_bureau) == bureau,
                col(CaseRow.state).not_in(FINAL_STATES),
                _in_reach(by),
            )
            .order_by(col(CaseRow.id))
            .with_for_update(of=CaseRow)
        )
        return list(await session.scalars(query))


def handed_over(
    case: Case, by: str, leaving: str, to: str, words: CaseWords, staff: tuple[Colleague, ...], now: datetime
) -> Changes:
    """Return what it comes to that one handler takes the place of another. Raises NotAllowed. Pure."""
    if why_not_without(case, leaving, staff, to):
        raise NotAllowed(_TOO_FEW)
    if not knows_of(case, to):
        raise NotAllowed(_CLOSED)
    payload = {"officer": to, "instead_of": leaving}
    entry = JournalEntry(case.id, now, by, JournalCode.HANDLER_REPLACED, payload, words=words)
    return Changes(case, replace(case, version=case.version + 1), (entry,))


def _in_reach(by: Officer) -> ColumnElement[bool]:
    """Return the condition for the cases somebody hands over.

    An administrator sees none and moves what is open to all; what is closed to a circle is its bureau's alone.
    """
    return wall.is_open_to_all() if by.role == Role.ADMIN else wall.visible(by)


def _is_here(row: OfficerRow, bureau: str) -> bool:
    return row.active and row.bureau == bureau and row.role in HANDLERS


def _line(row: OfficerRow, bureau: str, cases: int) -> PersonLine:
    return PersonLine(row.id, row.name, Role(row.role), row.is_qualified, _is_here(row, bureau), cases)
