"""An officer enters what another organ handed over: a real case, counted from the day it came."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from intake.cases.case import Incomplete, NotAllowed
from intake.cases.changes import Act, Rulebook
from intake.cases.codes import EntryWay
from intake.cases.filer import key_of_nobody
from intake.cases.opening import Receipt
from intake.clocks.calendar import SHANGHAI, day_in_shanghai
from intake.ids import is_id, new_id, new_reference
from intake.officers import wall
from intake.officers.bodies import bodies_in
from intake.officers.officer import Officer
from intake.storage.changes import rows_of, writing
from intake.storage.database import Database
from intake.storage.sealing import Vault
from intake.storage.steps import carried_out_in
from intake.storage.tables import CaseRow
from intake.transfers.inbound import handed, taken_in
from intake.transfers.step import Office

# What is older was hardly received on that day: a slip of the pen in the year.
LONGEST_AGO: Final = timedelta(days=3 * 365)
_TRIES: Final = 3


class TakingIn:
    """Enters what comes in from other organs."""

    def __init__(
        self, database: Database, vault: Vault, rulebook: Rulebook, chance: random.Random, *, is_demo: bool
    ) -> None:
        self._database = database
        self._vault = vault
        self._rulebook = rulebook
        self._chance = chance
        self._is_demo = is_demo

    def page(self, now: datetime) -> str:
        """Return what a new page carries: the place of the one case that it enters, however often it is sent."""
        return new_id(now)

    async def office(self) -> Office:
        """Return what the rules look up."""
        async with self._database.reading() as session:
            return Office(self._rulebook, await bodies_in(session, self._rulebook.bureaus))

    async def enter(self, officer: Officer, page: str, said: Mapping[str, str], now: datetime) -> str:
        """Open the case; return its reference. Raises NotAllowed or Incomplete."""
        if not wall.may_enter(officer):
            raise NotAllowed("您的岗位不能登记来件，请交由承办人员登记。")
        if not is_id(page):
            raise NotAllowed("这一页已经失效，没有登记。请重新打开再登记。")
        act = Act(officer.id, officer.role, officer.bureau, now, 0, said)
        office = await self.office()
        entered = handed(said, act, office)
        received_at = _received_at(said.get("received_on", ""), now)
        for _ in range(_TRIES):
            receipt = Receipt(
                case_id=page,
                reference=new_reference(self._chance),
                filer=key_of_nobody(self._chance),
                channel=EntryWay.LETTER,
                demo=self._is_demo,
                at=received_at,
                recorded_at=now,
                by=officer.id,
            )
            changes = taken_in(entered, receipt, new_id(now), act, office)
            rows = rows_of(changes, self._vault.new_case_key(page), self._vault, now)
            try:
                async with self._database.writing() as session:
                    await carried_out_in(session, writing(rows, self._vault.journal_key))
            except IntegrityError:
                if (standing := await self._reference_of(page)) is not None:
                    # A button pressed twice: it stands.
                    return standing
            else:
                return receipt.reference
        raise NotAllowed("编号没有取到，没有登记，请再提交一次。")

    async def _reference_of(self, case_id: str) -> str | None:
        async with self._database.reading() as session:
            query = select(col(CaseRow.reference)).where(col(CaseRow.id) == case_id)
            return (await session.execute(query)).scalar_one_or_none()


def _received_at(received_on: str, now: datetime) -> datetime:
    today = day_in_shanghai(now)
    try:
        day = date.fromisoformat(received_on)
    except ValueError:
        raise Incomplete("received_on", "请填写收到日期。") from None
    if not today - LONGEST_AGO <= day <= today:
        raise Incomplete("received_on", "请核对收到日期：最晚填今天，三年以内。")
    return now if day == today else datetime.combine(day, time(), SHANGHAI)
