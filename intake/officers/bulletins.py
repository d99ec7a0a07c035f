"""Notices and trainings at the desk: proposed by one officer of a bureau, published by another, withdrawn."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.bulletins.bulletin import Bulletin, BulletinKind, BulletinState
from intake.bulletins.proposal import WHOLE_CITY, read_proposal
from intake.cases.case import NotAllowed
from intake.clocks.calendar import day_in_shanghai
from intake.filers.bulletins import bulletin_of
from intake.filers.sign_ups import call_off
from intake.ids import is_id, new_id
from intake.journal.account_codes import AccountCode
from intake.journal.accounts import record
from intake.officers import wall
from intake.officers.guidance import NoSuchEntry, bureau_of
from intake.officers.officer import Officer, names_of
from intake.officers.pilots import STALE_PAGE, short_text
from intake.routing.bureaus import MUNICIPAL
from intake.storage.bulletin_tables import BulletinRow
from intake.storage.database import Database
from intake.storage.sealing import Vault

MOST: Final = 300
_NOT_YOURS: Final = "您的岗位不能发布通知，请交由承办人员起草。"
_ANOTHER_BUREAU: Final = "这是别的局的通知，由他们自己办理。"
_BY_ANOTHER: Final = "自己起草的不能自己发布，请本局另一名同事核对后发布。"
_DONE_ALREADY: Final = "这条通知已经办过了，请看现在的状态。"
_OVER: Final = "最后一天已经过去了，发出去没有用。请退回，另行起草。"
_BEGUN: Final = "培训已经开始了，不能再发布。请退回，另行起草。"


@dataclass(frozen=True, slots=True)
class DeskBulletin:
    """A bulletin as officers see it; names of who proposed, decided on and withdrew it.

    is_own  this officer proposed it
    """

    bulletin: Bulletin
    by: str
    decided_by: str
    withdrawn_by: str
    is_own: bool


class Bulletins:
    """Proposes, publishes and withdraws."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault

    def page(self, now: datetime) -> str:
        """Return what a new page carries: the place of its row, which stands once however often it is sent."""
        return new_id(now)

    async def seen_by(self, viewer: Officer, *which: ColumnElement[bool]) -> list[DeskBulletin]:
        """Return the bulletins of the bureaus that this viewer may see, the newest first."""
        query = (
            select(BulletinRow)
            .where(wall.of_bureau(viewer, col(BulletinRow.bureau)), *which)
            .order_by(col(BulletinRow.id).desc())
            .limit(MOST)
        )
        async with self._database.reading() as session:
            rows = list(await session.scalars(query))
            told = {who for row in rows for who in (row.by, row.decided_by, row.withdrawn_by) if who}
            names = await names_of(session, told)
        return [
            DeskBulletin(
                bulletin_of(row),
                names.get(row.by, ""),
                names.get(row.decided_by, ""),
                names.get(row.withdrawn_by, ""),
                row.by == viewer.id,
            )
            for row in rows
        ]

    async def one(self, viewer: Officer, bulletin_id: str) -> DeskBulletin:
        """Return one of them. Raises NoSuchEntry."""
        found = await self.seen_by(viewer, col(BulletinRow.id) == bulletin_id)
        if not found:
            raise NoSuchEntry
        return found[0]

    async def propose(
        self, officer: Officer, page: str, districts: Collection[str], said: Mapping[str, str], now: datetime
    ) -> None:
        """Propose a bulletin; the same page again proposes nothing more. Raises NotAllowed, Incomplete.

        districts  codes of those that there are
        said       as `read_proposal` takes it
        """
        _may(officer)
        if not is_id(page):
            raise NotAllowed(STALE_PAGE)
        told = read_proposal(said, addressed_by(officer, districts), day_in_shanghai(now))
        row = BulletinRow(
            id=page,
            bureau=bureau_of(officer),
            kind=told.kind.value,
            state=BulletinState.PROPOSED.value,
            title=told.title,
            text=told.text,
            subject=told.subject.value,
            district=told.district,
            from_on=told.from_on,
            until_on=told.until_on,
            link=told.link,
            place=told.place,
            begins=told.begins,
            ends=told.ends,
            capacity=told.capacity,
            by=officer.id,
            proposed_at=now,
        )
        try:
            async with self._database.writing() as session:
                session.add(row)
                await session.flush()
                await self._record(session, row, officer, AccountCode.BULLETIN_PROPOSED, now)
        except IntegrityError:
            # The button was pressed twice.
            return

    async def publish(self, officer: Officer, bulletin_id: str, now: datetime) -> None:
        """Publish what a colleague proposed. Raises NotAllowed, NoSuchEntry."""
        async with self._database.writing() as session:
            row = await self._held(session, officer, bulletin_id, BulletinState.PROPOSED)
            if row.by == officer.id:
                raise NotAllowed(_BY_ANOTHER)
            told = bulletin_of(row)
            if told.until_on < day_in_shanghai(now):
                raise NotAllowed(_OVER)
            if told.kind is BulletinKind.TRAINING and told.begins_at <= now:
                raise NotAllowed(_BEGUN)
            row.state, row.decided_by, row.published_at = BulletinState.PUBLISHED.value, officer.id, now
            await self._record(session, row, officer, AccountCode.BULLETIN_PUBLISHED, now)

    async def give_back(self, officer: Officer, bulletin_id: str, said: Mapping[str, str], now: datetime) -> None:
        """Return what was proposed, one's own too, with a reason. Raises NotAllowed, Incomplete, NoSuchEntry."""
        async with self._database.writing() as session:
            row = await self._held(session, officer, bulletin_id, BulletinState.PROPOSED)
            row.why = short_text(said, "why", "请写为什么退回，起草的人要看。")
            row.state, row.decided_by = BulletinState.RETURNED.value, officer.id
            await self._record(session, row, officer, AccountCode.BULLETIN_RETURNED, now)

    async def withdraw(self, officer: Officer, bulletin_id: str, said: Mapping[str, str], now: datetime) -> None:
        """Withdraw what was published; who was told is told. Raises NotAllowed, Incomplete, NoSuchEntry."""
        async with self._database.writing() as session:
            row = await self._held(session, officer, bulletin_id, BulletinState.PUBLISHED)
            row.why = short_text(said, "why", "请写为什么撤回，看过通知的人会看到。")
            row.state, row.withdrawn_by, row.withdrawn_at = BulletinState.WITHDRAWN.value, officer.id, now
            row.told_at = None
            await call_off(session, row.id, now)
            await self._record(session, row, officer, AccountCode.BULLETIN_WITHDRAWN, now)

    async def _held(
        self, session: AsyncSession, officer: Officer, bulletin_id: str, state: BulletinState
    ) -> BulletinRow:
        """Return the row, held: of two officers at once the second sees what the first has done."""
        theirs = (col(BulletinRow.id) == bulletin_id, wall.of_bureau(officer, col(BulletinRow.bureau)))
        row = await session.scalar(select(BulletinRow).where(*theirs).with_for_update())
        if row is None:
            raise NoSuchEntry
        _may(officer)
        if row.bureau != bureau_of(officer):
            raise NotAllowed(_ANOTHER_BUREAU)
        if row.state != state:
            raise NotAllowed(_DONE_ALREADY)
        return row

    async def _record(
        self, session: AsyncSession, row: BulletinRow, officer: Officer, code: AccountCode, now: datetime
    ) -> None:
        await record(session, self._vault.journal_key, row, officer.id, code, now)


def addressed_by(officer: Officer, districts: Collection[str]) -> tuple[str, ...]:
    """Return to whom an officer's bureau may speak: a district's to its own, 市局 to all."""
    own = bureau_of(officer)
    return (WHOLE_CITY, *districts) if own == MUNICIPAL else (own,)


def _may(officer: Officer) -> None:
    if not wall.may_enter(officer):
        raise NotAllowed(_NOT_YOURS)
