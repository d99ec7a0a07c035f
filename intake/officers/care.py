"""What an administrator sets for a bureau about who may see what; every change stands in the accounts' journal."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.case import Incomplete
from intake.cases.codes import CaseKind
from intake.journal.account_codes import AccountCode
from intake.journal.accounts import record
from intake.routing.bureaus import Bureaus
from intake.storage.database import Database
from intake.storage.sealing import Vault
from intake.storage.secrecy_tables import BureauCareRow

MOST_DAYS: Final = 30


@dataclass(frozen=True, slots=True)
class Care:
    """What is set for a bureau.

    identity_by_two  who filed a real-name tip is shown after a second person of the bureau agreed
    original_by_two  so does the original of a marked file leave
    grant_days       for so many days an agreement holds, and a request is waited for
    """

    identity_by_two: bool = False
    original_by_two: bool = False
    grant_days: int = 7

    @property
    def holds(self) -> timedelta:
        """For how long an agreement holds."""
        return timedelta(days=self.grant_days)

    def asks_two(self, kind: str, *, anonymous: bool) -> bool:
        """Say whether who filed a case of this kind is shown after a second person agreed."""
        return self.identity_by_two and kind == CaseKind.TIP and not anonymous


NOTHING_SET: Final = Care()


async def care_of(session: AsyncSession, bureau: str) -> Care:
    """Return what is set for a bureau."""
    row = await session.get(BureauCareRow, bureau)
    return NOTHING_SET if row is None else _care(row)


async def all_care(session: AsyncSession) -> dict[str, Care]:
    """Return what is set, by bureau; those with nothing set are left out."""
    rows = await session.scalars(select(BureauCareRow).order_by(col(BureauCareRow.bureau)))
    return {row.bureau: _care(row) for row in rows}


class CareBook:
    """Changes what is set."""

    def __init__(self, database: Database, vault: Vault, bureaus: Bureaus) -> None:
        self._database = database
        self._vault = vault
        self._codes: Collection[str] = {bureau.code for bureau in bureaus.all}

    async def set(self, actor: str, bureau: str, care: Care, now: datetime) -> None:
        """Set it for a bureau; raises Incomplete for what cannot be set."""
        if bureau not in self._codes:
            raise Incomplete("bureau", "请选择单位。")
        if not 1 <= care.grant_days <= MOST_DAYS:
            raise Incomplete("grant_days", f"天数填 1 到 {MOST_DAYS}。")
        async with self._database.writing() as session:
            row = await session.get(BureauCareRow, bureau, with_for_update=True)
            if row is None:
                row = BureauCareRow(bureau=bureau, identity_by_two=False, original_by_two=False, grant_days=7)
                session.add(row)
            row.identity_by_two, row.original_by_two = care.identity_by_two, care.original_by_two
            row.grant_days = care.grant_days
            await session.flush()
            await record(
                session,
                self._vault.journal_key,
                row,
                actor,
                AccountCode.CARE_SET,
                now,
                identity_by_two=care.identity_by_two,
                original_by_two=care.original_by_two,
                grant_days=care.grant_days,
            )


def _care(row: BureauCareRow) -> Care:
    return Care(row.identity_by_two, row.original_by_two, row.grant_days)
