"""A clerk enters a filing that came by telephone, letter or visit: a real case, counted from the day it came."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from intake.cases.case import Incomplete, NotAllowed
from intake.cases.changes import Rulebook
from intake.cases.codes import WAYS
from intake.cases.filer import key_of_nobody
from intake.cases.opening import Receipt, opened_case
from intake.clocks.calendar import SHANGHAI, day_in_shanghai
from intake.filers.access import Access
from intake.filers.visits import Passes
from intake.forms.draft import Draft
from intake.ids import new_id, new_reference
from intake.officers import wall
from intake.officers.officer import Officer
from intake.routing.route import route
from intake.routing.rules import RoutingRules
from intake.storage.changes import rows_of, writing
from intake.storage.database import Database
from intake.storage.rows import Rows, together
from intake.storage.sealing import Vault
from intake.storage.steps import carried_out_in
from intake.storage.tables import CaseRow
from intake.storage.witness import named

# A page that is filled may lie on the screen over lunch, not over night.
PAGES_LAST: Final = timedelta(hours=12)
# What is older was hardly received on that day: a slip of the pen in the year.
LONGEST_AGO: Final = timedelta(days=3 * 365)
# References are drawn by chance; that two clash is rare, that three do is a fault.
_TRIES: Final = 3


class EnteredBefore(Exception):
    """The page was sent before, and its filing stands; nothing was entered a second time."""

    def __init__(self, reference: str) -> None:
        super().__init__("entered before")
        self.reference = reference


@dataclass(frozen=True, slots=True)
class EnteredCase:
    """A filing as it now stands.

    code        by which the filer finds it: told once
    is_visible  whoever entered it may see the case: it went to their own bureau
    """

    case_id: str
    reference: str
    code: str = field(repr=False)
    lead_bureau: str
    route_reason: str
    received_on: date
    due_on: date | None
    provisional: bool
    is_visible: bool


class Entering:
    """Enters filings."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        rulebook: Rulebook,
        rules: RoutingRules,
        access: Access,
        passes: Passes,
        chance: random.Random,
        *,
        is_demo: bool,
    ) -> None:
        """Take the parts.

        passes  what a page carries, so that it enters one case however often it is sent
        """
        self._database = database
        self._vault = vault
        self._rulebook = rulebook
        self._rules = rules
        self._access = access
        self._passes = passes
        self._chance = chance
        self._is_demo = is_demo

    def page(self, now: datetime) -> str:
        """Return what a new page carries: the place of the case that it will enter."""
        return self._passes.to(new_id(now))

    async def enter(
        self, officer: Officer, draft: Draft, way: str, received_on: str, page: str, now: datetime
    ) -> EnteredCase:
        """Open the case.

        received_on  as entered, YYYY-MM-DD
        page         what `page` gave

        Raises NotAllowed, Incomplete for what was entered beside the form, EnteredBefore.
        """
        if not wall.may_enter(officer):
            raise NotAllowed("您的岗位不能录入举报和咨询，请交由承办人员录入。")
        if way not in WAYS:
            raise Incomplete("way", "请选择来件方式。")
        received_at = _received_at(received_on, now)
        case_id = self._passes.case_of(page)
        if case_id is None:
            raise NotAllowed("这一页打开得太久了，没有录入。请重新打开录入页再提交。")
        for _ in range(_TRIES):
            try:
                return await self._opened(officer, draft, way, received_at, case_id, now)
            except IntegrityError:
                reference = await self._reference_of(case_id)
                if reference is not None:
                    raise EnteredBefore(reference) from None
        raise NotAllowed("编号没有取到，没有录入，请再提交一次。")

    async def _opened(
        self, officer: Officer, draft: Draft, way: str, received_at: datetime, case_id: str, now: datetime
    ) -> EnteredCase:
        bureaus = self._rulebook.bureaus
        there = route(draft, self._rules, bureaus, day_in_shanghai(now))
        receipt = Receipt(
            case_id=case_id,
            reference=new_reference(self._chance),
            # Whoever wrote or called has no account with us: their case is found by its code.
            filer=key_of_nobody(self._chance),
            channel=way,
            demo=self._is_demo,
            at=received_at,
            recorded_at=now,
            by=officer.id,
        )
        changes = opened_case(draft, there, receipt, self._rulebook)
        code = await self._access.issued()
        rows = rows_of(changes, self._vault.new_case_key(case_id), self._vault, now)
        whole = named(together([rows, Rows(inserts=(code.row(case_id),))]))
        async with self._database.writing() as session:
            await carried_out_in(session, writing(whole, self._vault.journal_key))
        case = changes.after
        return EnteredCase(
            case_id=case_id,
            reference=case.reference,
            code=code.code,
            lead_bureau=bureaus.public_name_of(case.lead_bureau),
            route_reason=there.reason,
            received_on=day_in_shanghai(received_at),
            due_on=case.next_due_on,
            provisional=any(clock.provisional for clock in case.clocks),
            is_visible=wall.sees_every_bureau(officer) or officer.bureau == case.lead_bureau,
        )

    async def _reference_of(self, case_id: str) -> str | None:
        query = select(col(CaseRow.reference)).where(col(CaseRow.id) == case_id)
        async with self._database.reading() as session:
            return (await session.execute(query)).scalar_one_or_none()


def _received_at(received_on: str, now: datetime) -> datetime:
    """Return since when the bureau has it: the moment of entering today, the beginning of an earlier day."""
    today = day_in_shanghai(now)
    try:
        day = date.fromisoformat(received_on)
    except ValueError:
        raise Incomplete("received_on", "请填写收到日期。") from None
    if day > today:
        raise Incomplete("received_on", "收到日期还没到，请核对；最晚填今天。")
    if day < today - LONGEST_AGO:
        raise Incomplete("received_on", "收到日期太早了，请核对年份。")
    return now if day == today else datetime.combine(day, time(), SHANGHAI)
