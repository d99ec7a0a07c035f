"""Tells those who want to hear of a bulletin, and those who heard of it that it was withdrawn: each once, by day.

Each gets a row that says so, and with it what carries it: a letter in the chat, which the web chat shows at once
and others with their next contact; beside it a 订阅通知, or a mail. Such a notice has the id of that row.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

import orjson
from sqlalchemy import (
    ColumnElement,
    Select,
    SQLColumnExpression,
    and_,
    delete,
    exists,
    insert,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.bulletins.bulletin import Bulletin, BulletinKind, BulletinState
from intake.bulletins.quiet import quiet_until
from intake.bulletins.words import told_in_chat
from intake.clocks.calendar import day_in_shanghai
from intake.filers.bulletins import bulletin_of
from intake.filers.subscriptions import ASKED_KEPT, KEPT, PUBLISHED, WITHDRAWN, TellingWay
from intake.ids import new_id
from intake.jobs import Job
from intake.notices.outbox import SENT, WAITING
from intake.routing.bureaus import Bureaus
from intake.storage.bulletin_tables import BulletinReachRow, BulletinRow, BulletinToldRow, SubscriptionRow
from intake.storage.changes import posting
from intake.storage.database import Database
from intake.storage.rows import PostedLetter
from intake.storage.sealing import Vault
from intake.storage.steps import carried_out_in
from intake.storage.tables import ConversationRow, MailRow, OutboxRow

BY_WECHAT: Final = "bulletin_wechat"
BY_MAIL: Final = "bulletin_mail"
# So long after its last day who was told of it is forgotten.
TOLD_KEPT: Final = timedelta(days=30)
_LOOKS_EVERY_SECONDS: Final = 30.0
_AT_ONCE: Final = 200


@dataclass(slots=True)
class _Telling:
    """What is written in one go."""

    told: list[dict[str, object]]
    letters: list[PostedLetter]
    notices: list[dict[str, object]]


class BulletinRounds:
    """Looks what is to be told."""

    def __init__(
        self, database: Database, vault: Vault, bureaus: Bureaus, reached_at: str, clock: Callable[[], datetime]
    ) -> None:
        """Take the parts.

        reached_at  where this service is reached, without a slash at the end; "" where nobody said
        """
        self._database = database
        self._vault = vault
        self._bureaus = bureaus
        self._reached_at = reached_at
        self._clock = clock

    def job(self) -> Job:
        """Return the loop that tells."""

        async def tell_a_handful() -> bool:
            return await self.round() >= _AT_ONCE

        return Job("bulletins", _LOOKS_EVERY_SECONDS, 120.0, tell_a_handful)

    async def round(self) -> int:
        """Tell a handful of those who are to be told; return how many they were."""
        now = self._clock()
        if quiet_until(now) is not None:
            return 0
        async with self._database.reading() as session:
            waiting = await session.scalar(_untold(day_in_shanghai(now)).limit(1))
        if waiting is None:
            return 0
        async with self._database.writing() as session:
            # Of two processes the second waits here, and then finds them told.
            row = await session.scalar(select(BulletinRow).where(col(BulletinRow.id) == waiting).with_for_update())
            if row is None or row.told_at is not None:
                return 0
            return await self._tell(session, row, now)

    async def _tell(self, session: AsyncSession, row: BulletinRow, now: datetime) -> int:
        one = bulletin_of(row)
        if one.is_published:
            found = await _who_want(session, one)
        else:
            found = await _who_heard(session, one)
        telling = _Telling([], [], [])
        for subscription in found:
            await self._add(session, telling, one, subscription, now)
        await _write(session, telling)
        if len(found) < _AT_ONCE:
            await session.execute(update(BulletinRow).where(col(BulletinRow.id) == one.id).values(told_at=now))
        return len(found)

    async def _add(
        self, session: AsyncSession, telling: _Telling, one: Bulletin, to: SubscriptionRow, now: datetime
    ) -> None:
        told: dict[str, object] = {"id": new_id(now), "bulletin_id": one.id, "subscriber": to.id, "at": now}
        told |= {"what": PUBLISHED if one.is_published else WITHDRAWN, "letter": ""}
        if to.way == TellingWay.CHAT:
            letter = self._letter(one, to.id, now)
            told["letter"] = letter.id
            telling.letters.append(letter)
            if await session.get(BulletinReachRow, to.id) is not None:
                telling.notices.append(_notice(BY_WECHAT, told, now))
        elif to.way == TellingWay.MAIL:
            telling.notices.append(_notice(BY_MAIL, told, now))
        telling.told.append(told)

    def _letter(self, one: Bulletin, person: str, now: datetime) -> PostedLetter:
        address = f"{self._reached_at}/notices/{one.id}" if self._reached_at else ""
        text = told_in_chat(one, address, self._bureaus.public_name_of(one.bureau))
        said = orjson.dumps({"replies": [{"text": text, "notice": True}]})
        return PostedLetter(new_id(now), person, None, self._vault.seal(said, "mail", person), now)


def _untold(today: date) -> Select[str]:
    """Return the query for bulletins that are to be told, or to be called back, the oldest first."""
    is_told = and_(
        col(BulletinRow.state) == BulletinState.PUBLISHED.value,
        col(BulletinRow.until_on) >= today,
        or_(col(BulletinRow.kind) == BulletinKind.TRAINING.value, col(BulletinRow.from_on) <= today),
    )
    is_called_back = col(BulletinRow.state) == BulletinState.WITHDRAWN.value
    untold = (col(BulletinRow.told_at).is_(None), or_(is_told, is_called_back))
    return select(col(BulletinRow.id)).where(*untold).order_by(col(BulletinRow.id))


async def _who_want(session: AsyncSession, one: Bulletin) -> list[SubscriptionRow]:
    """Return those who want to hear of it and were not told; browsers see it when they come.

    Whoever asked when it stood already was shown it then.
    """
    row = SubscriptionRow
    wants = [
        col(row.way).in_([TellingWay.CHAT.value, TellingWay.MAIL.value]),
        col(row.asked_at) <= one.visible_at,
        _names(col(row.subjects), one.subject),
        *([_names(col(row.districts), one.district)] if one.district else []),
    ]
    query = select(row).where(*wants, ~_was_told(one, PUBLISHED)).order_by(col(row.id)).limit(_AT_ONCE)
    return list(await session.scalars(query))


def _names(listed: SQLColumnExpression[str], wanted: str) -> ColumnElement[bool]:
    """Return the condition that a list of words names this one, or none: then all are wanted."""
    return or_(listed == "", literal(" ").concat(listed).concat(" ").contains(f" {wanted} ", autoescape=True))


async def _who_heard(session: AsyncSession, one: Bulletin) -> list[SubscriptionRow]:
    """Return those whom the bulletin has reached; what is on its way yet is stopped instead."""
    told = BulletinToldRow
    of_it = (col(told.bulletin_id) == one.id, col(told.what) == PUBLISHED)
    unread = select(col(told.letter)).where(*of_it, col(told.letter) != "")
    stopped = delete(MailRow).where(col(MailRow.id).in_(unread), col(MailRow.delivered_at).is_(None))
    gone = list(await session.scalars(stopped.returning(col(MailRow.id))))
    await session.execute(delete(told).where(*of_it, col(told.letter).in_(gone)))
    by_mail = select(col(OutboxRow.id)).where(col(OutboxRow.id) == col(told.id), col(OutboxRow.state) == SENT)
    reached = or_(col(told.letter) != "", by_mail.exists())
    heard = select(col(told.subscriber)).where(*of_it, reached)
    query = (
        select(SubscriptionRow)
        .where(col(SubscriptionRow.id).in_(heard), ~_was_told(one, WITHDRAWN))
        .order_by(col(SubscriptionRow.id))
        .limit(_AT_ONCE)
    )
    return list(await session.scalars(query))


def _was_told(one: Bulletin, what: str) -> ColumnElement[bool]:
    told = BulletinToldRow
    theirs = col(told.subscriber) == col(SubscriptionRow.id)
    return exists().where(col(told.bulletin_id) == one.id, col(told.what) == what, theirs)


def _notice(kind: str, told: dict[str, object], now: datetime) -> dict[str, object]:
    return {
        "id": told["id"],
        "kind": kind,
        "told": [{"bulletin": told["bulletin_id"]}],
        "state": WAITING,
        "tries": 0,
        "created_at": now,
        "next_try_at": now,
    }


async def _write(session: AsyncSession, telling: _Telling) -> None:
    if telling.told:
        await session.execute(insert(BulletinToldRow), telling.told)
    await carried_out_in(session, posting(telling.letters))
    if telling.notices:
        await session.execute(insert(OutboxRow), telling.notices)


async def forget_old_subscriptions(database: Database, now: datetime) -> None:
    """Erase whoever was not here for a year, addresses that nobody proved, and who was told long ago."""
    subscription, told = SubscriptionRow, BulletinToldRow
    lives = select(col(ConversationRow.person)).where(col(ConversationRow.person) == col(subscription.id)).exists()
    old = select(col(BulletinRow.id)).where(col(BulletinRow.until_on) < day_in_shanghai(now) - TOLD_KEPT)
    asked = col(subscription.way) == TellingWay.ASKED.value
    async with database.writing() as session:
        seen = update(subscription).where(col(subscription.seen_at) < now - timedelta(days=1), lives)
        await session.execute(seen.values(seen_at=now).execution_options(synchronize_session=False))
        await session.execute(delete(subscription).where(asked, col(subscription.asked_at) <= now - ASKED_KEPT))
        await session.execute(delete(subscription).where(~asked, col(subscription.seen_at) <= now - KEPT))
        known = select(col(subscription.id)).where(col(subscription.id) == col(BulletinReachRow.id)).exists()
        await session.execute(delete(BulletinReachRow).where(~known))
        await session.execute(delete(told).where(col(told.bulletin_id).in_(old)))
        # What waits for somebody who stopped since is of no use.
        told_to = select(col(told.letter)).where(
            col(told.letter) != "",
            ~select(col(subscription.id)).where(col(subscription.id) == col(told.subscriber)).exists(),
        )
        waits = col(MailRow.delivered_at).is_(None)
        await session.execute(delete(MailRow).where(col(MailRow.id).in_(told_to), waits))
