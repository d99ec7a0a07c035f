"""A browser that asked to hear of bulletins is told when it comes, of each once; of withdrawn ones too."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from intake.bulletins.bulletin import Bulletin, BulletinState
from intake.filers.bulletins import PublicBulletins, bulletin_of
from intake.filers.subscriptions import PUBLISHED, WITHDRAWN, Subscribed, Subscriptions
from intake.ids import new_id
from intake.storage.bulletin_tables import BulletinRow, BulletinToldRow
from intake.storage.database import Database


@dataclass(frozen=True, slots=True)
class News:
    """What a browser has not been shown yet.

    published    what it asked to hear of
    called_back  what it was told of and holds no more
    """

    subscribed: Subscribed
    published: tuple[Bulletin, ...]
    called_back: tuple[Bulletin, ...]


class BrowsersTold:
    """Tells them."""

    def __init__(self, database: Database, bulletins: PublicBulletins, subscriptions: Subscriptions) -> None:
        """Take the parts."""
        self._database = database
        self._bulletins = bulletins
        self._subscriptions = subscriptions

    async def told(self, subscriber: str, today: date, now: datetime) -> News | None:
        """Return what is new to a browser, which counts as told from now on; None where it asked for nothing."""
        subscribed = await self._subscriptions.of(subscriber)
        if subscribed is None:
            return None
        standing = await self._bulletins.standing(today, subscribed.wish)
        async with self._database.reading() as session:
            mine = select(col(BulletinToldRow.bulletin_id), col(BulletinToldRow.what)).where(
                col(BulletinToldRow.subscriber) == subscriber
            )
            known = {(bulletin, what) for bulletin, what in await session.execute(mine)}
            heard = [bulletin for bulletin, what in known if what == PUBLISHED]
            gone = select(BulletinRow).where(
                col(BulletinRow.id).in_(heard), col(BulletinRow.state) == BulletinState.WITHDRAWN.value
            )
            called_back = [bulletin_of(row) for row in await session.scalars(gone)]
        news = News(
            subscribed,
            tuple(
                one
                for one in standing
                if one.visible_at >= subscribed.asked_at and (one.id, PUBLISHED) not in known
            ),
            tuple(one for one in called_back if (one.id, WITHDRAWN) not in known),
        )
        await self._note(subscriber, [one.id for one in news.published], PUBLISHED, now)
        await self._note(subscriber, [one.id for one in news.called_back], WITHDRAWN, now)
        await self._subscriptions.was_here(subscriber, now)
        return news

    async def _note(self, subscriber: str, bulletins: Collection[str], what: str, now: datetime) -> None:
        rows = [
            {
                "id": new_id(now),
                "bulletin_id": one,
                "subscriber": subscriber,
                "what": what,
                "letter": "",
                "at": now,
            }
            for one in bulletins
        ]
        if not rows:
            return
        # Another window of the same browser was first.
        with suppress(IntegrityError):
            async with self._database.writing() as session:
                await session.execute(insert(BulletinToldRow), rows)
