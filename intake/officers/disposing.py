"""Disposing of what was kept long enough: one enters it, another confirms, then its keys and texts are gone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.case import Case, NotAllowed
from intake.cases.changes import Act, Changes
from intake.cases.parting import part_ids
from intake.cases.retention import (
    Schedule,
    asked_for,
    held_back,
    refuse_to_confirm,
    released,
    taken_back,
    why_part_kept,
)
from intake.cases.running import with_clocks
from intake.clocks.calendar import day_in_shanghai
from intake.clocks.counting import Clocks
from intake.officers import wall
from intake.officers.casework import CHANGED_PAST_US, Casework, NoSuchCase, Seen, act_of
from intake.officers.officer import Officer
from intake.storage.bureau_tables import CrossingRow
from intake.storage.cases import found_case
from intake.storage.database import Database
from intake.storage.keeping.disposal import Disposal, dispose, note_on_list
from intake.storage.refusals import JournalDisagrees
from intake.storage.sealing import Vault
from intake.storage.tables import CaseRow, MailRow
from intake.storage.transfer_tables import TransferRow
from intake.storage.upload_tables import ArrivingRow

UNREAD: Final = "有写给来访人的话还没有送达"
UNREAD_BY_US: Final = "来访人写的话还没有人处理"

Pure = Callable[[Case, Act], Changes]


class Disposing:
    """The acts, each one transaction. They raise NoSuchCase, NotAllowed or Incomplete; nothing is written then."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        casework: Casework,
        clocks: Clocks,
        schedule: Schedule,
        purge_list: Path,
    ) -> None:
        self._database = database
        self._vault = vault
        self._casework = casework
        self._clocks = clocks
        self._list = purge_list
        self.schedule = schedule

    async def hold_back(self, officer: Officer, reference: str, reason: str, now: datetime) -> None:
        """Keep a case whatever its period says, until that is lifted."""
        await self._changed(officer, reference, now, held_back, reason)

    async def release(self, officer: Officer, reference: str, reason: str, now: datetime) -> None:
        """Lift that."""
        await self._changed(officer, reference, now, released, reason)

    async def ask(self, officer: Officer, reference: str, now: datetime) -> None:
        """Ask that a case be disposed of."""

        async def decided(session: AsyncSession, case: Case) -> Changes:
            changes = asked_for(case, act_of(officer, case, now, {}), self.schedule)
            await self._refuse_unfinished(session, case, now)
            return with_clocks(changes, self._clocks)

        await self._casework.change(officer, Seen(reference), now, decided)

    async def take_back(self, officer: Officer, reference: str, now: datetime) -> None:
        """Ask for it no more; or, of whoever would have confirmed it, do not agree."""
        await self._changed(officer, reference, now, taken_back, "")

    async def confirm(self, officer: Officer, reference: str, now: datetime) -> None:
        """Dispose of a case that somebody else asked for, and of its parts: whole or not at all."""
        try:
            async with self._database.writing() as session:
                case, _ = await self._casework.held(session, officer, Seen(reference))
                asked = refuse_to_confirm(case, act_of(officer, case, now, {}), self.schedule)
                family = [case, *await self._refuse_unfinished(session, case, now)]
                for one in family:
                    period, until = self.schedule.period_of(one), self.schedule.kept_until(one)
                    if period is None or until is None:
                        raise NotAllowed("保存期限没有确定，不能销毁。")
                    asker = str(asked.payload.get("asker"))
                    done = Disposal(asker, officer.id, until.isoformat(), period.basis, now)
                    await dispose(session, self._vault, self._clocks, one, done)
        except JournalDisagrees:
            raise NotAllowed(CHANGED_PAST_US) from None
        await note_on_list(self._database, self._list, self._vault.journal_key)

    async def why_not(self, session: AsyncSession, officer: Officer, reference: str, now: datetime) -> str:
        """Say what stands in the way beside the journal, for whoever looks; "" for nothing."""
        this = col(CaseRow.reference) == reference
        found = await found_case(session, self._vault, wall.visible(officer), this)
        if found is None:
            raise NoSuchCase
        try:
            await self._refuse_unfinished(session, found[0], now)
        except NotAllowed as refusal:
            return str(refusal)
        return ""

    async def _changed(self, officer: Officer, reference: str, now: datetime, made: Pure, reason: str) -> None:
        async def decided(_: AsyncSession, case: Case) -> Changes:
            return with_clocks(made(case, act_of(officer, case, now, {"reason": reason})), self._clocks)

        await self._casework.change(officer, Seen(reference), now, decided)

    async def _refuse_unfinished(self, session: AsyncSession, case: Case, now: datetime) -> list[Case]:
        """Return the parts that go with a filing; raise NotAllowed where anything of them is not done with."""
        parts = []
        for part_id in sorted(part_ids(case)):
            await session.execute(select(col(CaseRow.id)).where(col(CaseRow.id) == part_id).with_for_update())
            if (found := await found_case(session, self._vault, col(CaseRow.id) == part_id)) is None:
                continue
            if why := why_part_kept(found[0], self.schedule, day_in_shanghai(now)):
                raise NotAllowed(f"不能销毁：{found[0].reference}（这一件的一部分）{why}。")
            parts.append(found[0])
        for one in (case, *parts):
            if why := await unfinished(session, one.id):
                raise NotAllowed(f"不能销毁：{why}。请先办完，再提出。")
        return parts


async def unfinished(session: AsyncSession, case_id: str) -> str:
    """Say what of a case is not done with beside its clocks; "" for nothing."""
    for condition, why in _UNFINISHED:
        if await session.scalar(_any(condition(case_id))):
            return why
    return ""


Condition = Callable[[str], ColumnElement[bool]]

_UNFINISHED: Final[tuple[tuple[Condition, str], ...]] = (
    (lambda one: (col(MailRow.case_id) == one) & col(MailRow.delivered_at).is_(None), UNREAD),
    (lambda one: (col(CaseRow.id) == one) & col(CaseRow.unread_since).is_not(None), UNREAD_BY_US),
    (lambda one: (col(TransferRow.case_id) == one) & col(TransferRow.is_over).is_(False), "有移送还没有办完"),
    (
        lambda one: (col(CrossingRow.case_id) == one) & col(CrossingRow.ended_on).is_(None),
        "有往来事项没有办完",
    ),
    (lambda one: (col(ArrivingRow.case_id) == one) & (col(ArrivingRow.state) == "waiting"), "有文件正在取回"),
)


def _any(condition: ColumnElement[bool]) -> Select[int]:
    return select(func.count()).where(condition)
