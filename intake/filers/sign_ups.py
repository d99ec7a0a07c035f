"""Signing up for a training: places while there are any, then a waiting list that moves up by itself.

Whoever signs up or leaves holds the training's row first, so that of fifty who ask for one place one has it.
Whoever leaves is erased at once, everybody half a year after the training; the ledger keeps units and numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

import orjson
from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.bulletins.bulletin import Bulletin, BulletinState
from intake.bulletins.seen import as_seen
from intake.cases.case import Incomplete, NotAllowed
from intake.clocks.calendar import day_in_shanghai
from intake.filers.bulletins import bulletin_of
from intake.filers.visits import Passes
from intake.ids import is_id, new_id
from intake.storage.bulletin_tables import BulletinRow, SignUpRow
from intake.storage.database import Database
from intake.storage.sealing import Vault
from intake.storage.tables import OutboxRow
from intents.reading.mails import is_mail_address

PURPOSE: Final = "sign_up"
KEPT: Final = timedelta(days=180)
# The kind of the notices that tell of a sign-up by mail.
BY_MAIL: Final = "sign_up_mail"
LONGEST_NAME: Final = 20
LONGEST_UNIT: Final = 60
# As many as have a place may wait for one, and at least so many; behind them nobody gets one any more.
LEAST_WAITING: Final = 50
_PHONE: Final = re.compile(r"\+?[0-9]{3,4}[0-9 -]{4,14}")
_STALE: Final = "这一页已经失效，没有报名。请重新打开通知再报名。"
_CLOSED: Final = "这场培训现在不能报名：已经开始、已经撤回，或者不在这里报名。"
_FULL: Final = "名额和候补都满了，请留意下一场。"
_TWICE: Final = "这个姓名和电话已经报过名了。要改的，先在报名成功的页面取消，再重新报名。"


class SignUpStanding(StrEnum):
    """How somebody stands."""

    PLACED = "placed"
    WAITING = "waiting"


class MailWhat(StrEnum):
    """What a mail tells: that they signed up, moved up, or that the training is off."""

    SIGNED = "signed"
    MOVED_UP = "moved_up"
    CALLED_OFF = "called_off"


@dataclass(frozen=True, slots=True)
class SignUp:
    """One who wants to come.

    ahead  how many stand before them on the waiting list; 0 of who has a place
    mails  their address was proven: they hear of changes
    came   whether they came; None: nobody noted it
    """

    id: str
    place: SignUpStanding
    name: str
    unit: str
    phone: str
    mail: str
    ahead: int
    mails: bool
    came: bool | None


@dataclass(frozen=True, slots=True)
class Fullness:
    """How full a training is."""

    placed: int
    waiting: int


class SignUps:
    """Signs up, and lets go."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault

    def page(self, now: datetime) -> str:
        """Return what a new page carries: the place of its row, which stands once however often it is sent."""
        return new_id(now)

    async def filling(self, bulletin_id: str) -> Fullness:
        """Return how full a training is."""
        async with self._database.reading() as session:
            return await _filling(session, bulletin_id)

    async def sign_up(self, bulletin_id: str, page: str, said: Mapping[str, str], now: datetime) -> str:
        """Sign up for a training and return by which id; the same page again signs nobody up more.

        said  name, unit, phone, mail; the last may be empty

        Raises Incomplete, NotAllowed.
        """
        if not is_id(page):
            raise NotAllowed(_STALE)
        words = read_words(said)
        who = self._vault.keyed_id("sign-up", f"{bulletin_id} {words['name']} {_digits(words['phone'])}")
        async with self._database.writing() as session:
            row = await _held(session, bulletin_id)
            if await session.get(SignUpRow, page) is not None:
                return page
            if row is None or not bulletin_of(row).takes_sign_ups(now):
                raise NotAllowed(_CLOSED)
            if await session.scalar(select(col(SignUpRow.id)).where(col(SignUpRow.standing) == who)) is not None:
                raise Incomplete("name", _TWICE)
            filling = await _filling(session, bulletin_id)
            capacity = row.capacity or 0
            has_place = filling.placed < capacity
            if not has_place and filling.waiting >= max(capacity, LEAST_WAITING):
                raise NotAllowed(_FULL)
            state = SignUpStanding.PLACED if has_place else SignUpStanding.WAITING
            values: dict[str, object] = {
                "id": page,
                "bulletin_id": bulletin_id,
                "state": state.value,
                "standing": who,
                "sealed": self._vault.seal(orjson.dumps(words), PURPOSE, page),
                "signed_at": now,
                "placed_at": now if has_place else None,
            }
            await session.execute(insert(SignUpRow).values(values))
            if words["mail"]:
                await _tell(session, [page], MailWhat.SIGNED, now)
        return page

    async def of(self, sign_up_id: str) -> tuple[SignUp, Bulletin] | None:
        """Return how one stands, and for what; None where they left, or it was long ago."""
        async with self._database.reading() as session:
            row = await session.get(SignUpRow, sign_up_id)
            bulletin = await session.get(BulletinRow, row.bulletin_id) if row is not None else None
            if row is None or bulletin is None:
                return None
            before = col(SignUpRow.signed_at) < row.signed_at
            waits = (
                col(SignUpRow.bulletin_id) == row.bulletin_id,
                col(SignUpRow.state) == SignUpStanding.WAITING.value,
            )
            query = select(func.count()).select_from(SignUpRow).where(*waits, before)
            ahead = await session.scalar(query) if row.state == SignUpStanding.WAITING else 0
        return self.shown(row, int(ahead or 0)), bulletin_of(bulletin)

    async def prove_mail(self, sign_up_id: str, now: datetime) -> None:
        """Note that the address is theirs: from now on they hear of changes."""
        mine = update(SignUpRow).where(col(SignUpRow.id) == sign_up_id, col(SignUpRow.mail_at).is_(None))
        async with self._database.writing() as session:
            await session.execute(mine.values(mail_at=now))

    async def leave(self, sign_up_id: str, now: datetime) -> None:
        """Let one go, and the next of the waiting list move up; a button pressed twice stands."""
        async with self._database.writing() as session:
            known = await session.get(SignUpRow, sign_up_id)
            bulletin = await _held(session, known.bulletin_id) if known is not None else None
            if known is None or bulletin is None:
                return
            await session.execute(delete(SignUpRow).where(col(SignUpRow.id) == sign_up_id))
            if bulletin_of(bulletin).takes_sign_ups(now):
                await _move_up(session, bulletin, now)

    def shown(self, row: SignUpRow, ahead: int = 0) -> SignUp:
        """Return one as they and the desk see them."""
        said = orjson.loads(self._vault.unseal(row.sealed, PURPOSE, row.id))
        mails = bool(said["mail"]) and row.mail_at is not None
        return SignUp(
            row.id,
            SignUpStanding(row.state),
            said["name"],
            said["unit"],
            said["phone"],
            said["mail"],
            ahead,
            mails,
            row.came,
        )


def own_of(vault: Vault, clock: Callable[[], datetime]) -> Passes:
    """Return the passes to one's own sign-up."""
    return Passes(vault, "sign-up", KEPT, clock)


def mailed_of(vault: Vault, clock: Callable[[], datetime]) -> Passes:
    """Return the passes that stand in mails alone: who has one reads the mails of that address."""
    return Passes(vault, "sign-up-mail", KEPT, clock)


async def call_off(session: AsyncSession, bulletin_id: str, now: datetime) -> None:
    """Tell those who signed up, and proved their address, that the training is off."""
    theirs = select(col(SignUpRow.id)).where(
        col(SignUpRow.bulletin_id) == bulletin_id, col(SignUpRow.mail_at).is_not(None)
    )
    await _tell(session, list(await session.scalars(theirs)), MailWhat.CALLED_OFF, now)


async def forget_old(database: Database, now: datetime) -> None:
    """Erase those whose training was half a year ago."""
    old = select(col(BulletinRow.id)).where(col(BulletinRow.until_on) < day_in_shanghai(now) - KEPT)
    async with database.writing() as session:
        await session.execute(delete(SignUpRow).where(col(SignUpRow.bulletin_id).in_(old)))


async def _held(session: AsyncSession, bulletin_id: str) -> BulletinRow | None:
    # Of two at once the second waits here, and then sees how full it is.
    found: BulletinRow | None = await session.scalar(
        select(BulletinRow).where(col(BulletinRow.id) == bulletin_id).with_for_update()
    )
    return found


async def _filling(session: AsyncSession, bulletin_id: str) -> Fullness:
    query = select(col(SignUpRow.state), func.count()).where(col(SignUpRow.bulletin_id) == bulletin_id)
    counts = {state: count for state, count in await session.execute(query.group_by(col(SignUpRow.state)))}
    return Fullness(counts.get(SignUpStanding.PLACED.value, 0), counts.get(SignUpStanding.WAITING.value, 0))


async def _move_up(session: AsyncSession, bulletin: BulletinRow, now: datetime) -> None:
    filling = await _filling(session, bulletin.id)
    free = (bulletin.capacity or 0) - filling.placed
    if free <= 0 or bulletin.state != BulletinState.PUBLISHED:
        return
    waits = (col(SignUpRow.bulletin_id) == bulletin.id, col(SignUpRow.state) == SignUpStanding.WAITING.value)
    query = select(SignUpRow).where(*waits).order_by(col(SignUpRow.signed_at), col(SignUpRow.id)).limit(free)
    moved = list(await session.scalars(query))
    for row in moved:
        row.state, row.placed_at = SignUpStanding.PLACED.value, now
    await _tell(session, [row.id for row in moved if row.mail_at is not None], MailWhat.MOVED_UP, now)


async def _tell(session: AsyncSession, sign_ups: list[str], what: MailWhat, now: datetime) -> None:
    rows = [
        {
            "id": new_id(now),
            "kind": BY_MAIL,
            "told": [{"sign_up": one, "what": what.value}],
            "state": "waiting",
            "tries": 0,
            "created_at": now,
            "next_try_at": now,
        }
        for one in sign_ups
    ]
    if rows:
        await session.execute(insert(OutboxRow), rows)


def read_words(said: Mapping[str, str]) -> dict[str, str]:
    """Return name, unit, phone and mail as they are kept. Raises Incomplete."""
    words = {name: " ".join(as_seen(said.get(name, "")).split()) for name in ("name", "unit", "phone", "mail")}
    if not 0 < len(words["name"]) <= LONGEST_NAME:
        raise Incomplete("name", f"请写姓名，最多 {LONGEST_NAME} 字。")
    if not 0 < len(words["unit"]) <= LONGEST_UNIT:
        raise Incomplete("unit", f"请写单位全称，最多 {LONGEST_UNIT} 字；个人报名的写“个人”。")
    if not _PHONE.fullmatch(words["phone"]):
        raise Incomplete("phone", "请写联系电话，有变动时找得到您。")
    if words["mail"] and not is_mail_address(words["mail"]):
        raise Incomplete("mail", "邮箱地址不对，例如 name@example.com；不用邮箱的请清空。")
    return words


def _digits(phone: str) -> str:
    return "".join(sign for sign in phone if sign.isdigit())
