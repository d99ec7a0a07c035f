"""Who wants to hear of bulletins: an account of a chat, a mail address that was proven, or a browser.

An address is proven by the link of a mail to it: until then nothing of ours goes there but that one mail, and
after two days nothing is left of it. Whoever stops is gone at once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy import delete, insert, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.bulletins.bulletin import BulletinWish, read_wish
from intake.filers.visits import Passes
from intake.ids import new_id
from intake.storage.bulletin_tables import BulletinReachRow, SubscriptionRow
from intake.storage.database import Database
from intake.storage.rows import Delete, Insert, Rows
from intake.storage.sealing import Vault
from intake.storage.tables import OutboxRow

# Whoever was not here for so long is told no more.
KEPT: Final = timedelta(days=365)
ASKED_KEPT: Final = timedelta(days=2)
# The kind of the notice that carries the link by which an address is proven.
CONFIRMING: Final = "bulletin_confirm"
# What somebody is told of a bulletin.
PUBLISHED: Final = "published"
WITHDRAWN: Final = "withdrawn"
_TABLE: Final = "subscription"
_WAITING: Final = "waiting"


class TellingWay(StrEnum):
    """Where somebody is told; ASKED is an address that is not proven yet."""

    CHAT = "chat"
    MAIL = "mail"
    PAGE = "page"
    ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Subscribed:
    """What somebody asked to hear of, and since when or last."""

    id: str
    way: TellingWay
    wish: BulletinWish
    asked_at: datetime
    seen_at: datetime


class Subscriptions:
    """Keeps them."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault

    async def of(self, subscriber: str) -> Subscribed | None:
        """Return what this one asked for; None where they did not."""
        async with self._database.reading() as session:
            row = await session.get(SubscriptionRow, subscriber)
        return _subscribed(row) if row is not None and row.way != TellingWay.ASKED else None

    def kept(self, person: str, wish: BulletinWish, now: datetime) -> Rows:
        """Return the rows by which an account of a chat is told from now on, in the place of those before."""
        row = _values(person, TellingWay.CHAT, wish, b"", now)
        return Rows(inserts=(Insert(_TABLE, row),), deletes=(Delete(_TABLE, person),))

    def ended(self, person: str) -> Rows:
        """Return the rows that end it, with the leave to write to the account; nothing has to be there."""
        return Rows(deletes=(Delete(_TABLE, person), Delete("bulletin_reach", person)))

    def of_browser(self, secret: str) -> str:
        """Return as whom a browser is told that keeps this secret."""
        return self._vault.keyed_id("bulletin-page", secret)

    async def keep_on_page(self, subscriber: str, wish: BulletinWish, now: datetime) -> None:
        """Tell a browser from now on."""
        async with self._database.writing() as session:
            await self._put(session, subscriber, TellingWay.PAGE, wish, b"", now)

    async def ask(self, address: str, wish: BulletinWish, now: datetime) -> None:
        """Have a mail sent to this address with the link that proves it."""
        asked = new_id(now)
        async with self._database.writing() as session:
            sealed = self._sealed(address, asked)
            await session.execute(
                insert(SubscriptionRow).values(_values(asked, TellingWay.ASKED, wish, sealed, now))
            )
            notice = {
                "id": new_id(now),
                "kind": CONFIRMING,
                "told": [{"asked": asked}],
                "state": _WAITING,
                "tries": 0,
                "created_at": now,
                "next_try_at": now,
            }
            await session.execute(insert(OutboxRow).values(notice))

    async def confirm(self, asked: str, now: datetime) -> BulletinWish | None:
        """Tell this address from now on; None where it was not asked, too long ago, or confirmed already."""
        async with self._database.writing() as session:
            mine = delete(SubscriptionRow).where(
                col(SubscriptionRow.id) == asked,
                col(SubscriptionRow.way) == TellingWay.ASKED,
                col(SubscriptionRow.asked_at) > now - ASKED_KEPT,
            )
            row = await session.scalar(mine.returning(SubscriptionRow))
            if row is None:
                return None
            address = self.address_of(row)
            subscriber, wish = self.of_address(address), wish_of(row)
            await self._put(session, subscriber, TellingWay.MAIL, wish, self._sealed(address, subscriber), now)
            return wish

    def of_address(self, address: str) -> str:
        """Return as whom a mail address is told."""
        return self._vault.keyed_id("bulletin-mail", address.casefold())

    def address_of(self, row: SubscriptionRow) -> str:
        """Return the address of one who is told by mail, or asked to be."""
        return self._vault.unseal(row.sealed, _TABLE, row.id).decode()

    async def end(self, subscriber: str) -> None:
        """End it now; a button pressed twice stands."""
        async with self._database.writing() as session:
            await session.execute(delete(SubscriptionRow).where(col(SubscriptionRow.id) == subscriber))
            await session.execute(delete(BulletinReachRow).where(col(BulletinReachRow.id) == subscriber))

    async def was_here(self, subscriber: str, now: datetime) -> None:
        """Note that they came: a year from now it would end."""
        async with self._database.writing() as session:
            theirs = update(SubscriptionRow).where(col(SubscriptionRow.id) == subscriber)
            await session.execute(theirs.values(seen_at=now))

    async def _put(
        self,
        session: AsyncSession,
        subscriber: str,
        way: TellingWay,
        wish: BulletinWish,
        sealed: bytes,
        now: datetime,
    ) -> None:
        await session.execute(delete(SubscriptionRow).where(col(SubscriptionRow.id) == subscriber))
        await session.execute(insert(SubscriptionRow).values(_values(subscriber, way, wish, sealed, now)))

    def _sealed(self, address: str, subscriber: str) -> bytes:
        return self._vault.seal(address.encode(), _TABLE, subscriber)


def stops_of(vault: Vault, clock: Callable[[], datetime]) -> Passes:
    """Return the passes that stand in mails, and end what was asked."""
    return Passes(vault, "bulletin-stop", KEPT + timedelta(days=31), clock)


def asks_of(vault: Vault, clock: Callable[[], datetime]) -> Passes:
    """Return the passes that prove an address."""
    return Passes(vault, "bulletin-confirm", ASKED_KEPT, clock)


def wish_of(row: SubscriptionRow) -> BulletinWish:
    """Return what a row asks for."""
    return read_wish(row.subjects.split(), row.districts.split())


def _subscribed(row: SubscriptionRow) -> Subscribed:
    return Subscribed(row.id, TellingWay(row.way), wish_of(row), row.asked_at, row.seen_at)


def _values(
    subscriber: str, way: TellingWay, wish: BulletinWish, sealed: bytes, now: datetime
) -> dict[str, object]:
    return {
        "id": subscriber,
        "way": way.value,
        "subjects": " ".join(sorted(wish.subjects)),
        "districts": " ".join(sorted(wish.districts)),
        "sealed": sealed,
        "asked_at": now,
        "seen_at": now,
    }
