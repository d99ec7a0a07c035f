"""Who signed up for a training of one's own bureau, and who came: into the ledger of guidance, once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.bulletins.bulletin import Bulletin, BulletinKind
from intake.cases.case import Incomplete, NotAllowed
from intake.clocks.calendar import day_in_shanghai
from intake.filers.bulletins import bulletin_of
from intake.filers.sign_ups import SignUp, SignUps, SignUpStanding
from intake.journal.account_codes import AccountCode
from intake.journal.accounts import record
from intake.officers import wall
from intake.officers.guidance import GuidanceEntry, NoSuchEntry, bureau_of, event_row
from intake.officers.officer import Officer
from intake.storage.bulletin_tables import BulletinRow, SignUpRow
from intake.storage.database import Database
from intake.storage.sealing import Vault

# What somebody writes who comes for no company.
_ALONE: Final = "个人"
_MOST_MORE: Final = 9_999
_LONGEST: Final[Mapping[str, int]] = {"who": 300, "result": 500}
_LONGEST_UNIT: Final = 60
_ONCE: Final = "这场培训已经记入台账了。记错的，在“台账”里撤销那一条，再照实登记。"
_NOT_YET: Final = "培训还没有开始，开始以后再登记。"
_NO_TRAINING: Final = "只有已发布的培训才登记签到。"


class Attendance:
    """Shows who signed up, and notes who came."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault
        self._sign_ups = SignUps(database, vault)

    async def listed(
        self, officer: Officer, bulletin_id: str, now: datetime
    ) -> tuple[Bulletin, bool, list[SignUp]]:
        """Return a training of the officer's own bureau, whether it is in the ledger, and who signed up.

        Those with a place first, each in the order in which they came. That it was read stands in the journal.
        Raises NoSuchEntry.
        """
        async with self._database.writing() as session:
            row = await _own(session, officer, bulletin_id)
            rows = await _rows(session, bulletin_id)
            if rows:
                await record(session, self._vault.journal_key, row, officer.id, AccountCode.SIGN_UPS_READ, now)
        waiting = [one for one in rows if one.state == SignUpStanding.WAITING]
        shown = [self._sign_ups.shown(one, waiting.index(one) if one in waiting else 0) for one in rows]
        return bulletin_of(row), row.held_at is not None, shown

    async def note(
        self, officer: Officer, bulletin_id: str, came: Collection[str], said: Mapping[str, str], now: datetime
    ) -> None:
        """Note who came, and enter the training into the ledger. Raises Incomplete, NotAllowed, NoSuchEntry.

        came  ids of the sign-ups of those who came
        said  more (how many came who had not signed up), units (theirs, one a line), who (held it), result
        """
        async with self._database.writing() as session:
            row = await _own(session, officer, bulletin_id)
            one = bulletin_of(row)
            _may_be_noted(row, one, now)
            rows = await _rows(session, bulletin_id)
            there = [each for each in rows if each.id in came]
            entry = self._entry(one, there, said)
            for each in rows:
                each.came = each in there
            row.held_at = now
            session.add(event_row(self._vault, officer, bulletin_id, entry, now))
            await record(session, self._vault.journal_key, row, officer.id, AccountCode.TRAINING_HELD, now)

    def _entry(self, one: Bulletin, there: list[SignUpRow], said: Mapping[str, str]) -> GuidanceEntry:
        more = said.get("more", "").strip() or "0"
        if not (more.isascii() and more.isdigit() and int(more[:6]) <= _MOST_MORE):
            raise Incomplete("more", "没有报名也来了的，请填人数；没有的留空。")
        people = len(there) + int(more)
        if not people:
            raise Incomplete("more", "请勾选来了的人，或者填写人数。")
        typed = [line.strip() for line in said.get("units", "").replace("\r\n", "\n").split("\n") if line.strip()]
        if any(len(unit) > _LONGEST_UNIT for unit in typed):
            raise Incomplete("units", f"单位名称最多 {_LONGEST_UNIT} 字，一行一个。")
        signed = [self._sign_ups.shown(each).unit for each in there]
        units = tuple(unit for unit in dict.fromkeys([*signed, *typed]) if unit != _ALONE)
        words = {name: said.get(name, "").strip() for name in _LONGEST}
        for name, most in _LONGEST.items():
            if len(words[name]) > most:
                raise Incomplete(name, f"最多 {most} 字，您写了 {len(words[name])} 字，请删减。")
        return GuidanceEntry(one.from_on, "training", people, units, {"topic": one.title, **words})


def _may_be_noted(row: BulletinRow, one: Bulletin, now: datetime) -> None:
    if one.kind is not BulletinKind.TRAINING or not one.is_published:
        raise NotAllowed(_NO_TRAINING)
    if row.held_at is not None:
        raise NotAllowed(_ONCE)
    if one.from_on > day_in_shanghai(now):
        raise NotAllowed(_NOT_YET)


async def _own(session: AsyncSession, officer: Officer, bulletin_id: str) -> BulletinRow:
    """Return a training of the officer's own bureau, held: whoever signs up there is nobody else's business."""
    theirs = (col(BulletinRow.id) == bulletin_id, col(BulletinRow.bureau) == bureau_of(officer))
    training = col(BulletinRow.kind) == BulletinKind.TRAINING.value
    row = await session.scalar(select(BulletinRow).where(*theirs, training).with_for_update())
    if row is None or not wall.may_enter(officer):
        raise NoSuchEntry
    return row


async def _rows(session: AsyncSession, bulletin_id: str) -> list[SignUpRow]:
    query = select(SignUpRow).where(col(SignUpRow.bulletin_id) == bulletin_id)
    found = await session.scalars(
        query.order_by(col(SignUpRow.state), col(SignUpRow.signed_at), col(SignUpRow.id))
    )
    return list(found)
