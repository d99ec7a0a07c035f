"""Notices and trainings as everybody may read them: what stands today, and what was withdrawn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from sqlalchemy import select
from sqlmodel import col

from intake.bulletins.bulletin import Bulletin, BulletinKind, BulletinState, BulletinWish, Subject
from intake.ids import is_id
from intake.storage.bulletin_tables import BulletinRow
from intake.storage.database import Database

MOST: Final = 300
# For so long what was withdrawn is told of in the feed.
_WITHDRAWN_SHOWN: Final = timedelta(days=90)


class PublicBulletins:
    """Reads them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def standing(self, today: date, wish: BulletinWish | None = None) -> list[Bulletin]:
        """Return what is told today, trainings by their day first, then notices, the newest first."""
        query = (
            select(BulletinRow)
            .where(col(BulletinRow.state) == BulletinState.PUBLISHED, col(BulletinRow.until_on) >= today)
            .order_by(col(BulletinRow.published_at).desc())
            .limit(MOST)
        )
        async with self._database.reading() as session:
            found = [bulletin_of(row) for row in await session.scalars(query)]
        told = [one for one in found if one.is_told(today) and (wish is None or wish.is_met_by(one))]
        trainings = [one for one in told if one.kind is BulletinKind.TRAINING]
        return [
            *sorted(trainings, key=lambda one: (one.from_on, one.begins)),
            *(one for one in told if one.kind is BulletinKind.NOTICE),
        ]

    async def changed(self, today: date, wish: BulletinWish) -> list[Bulletin]:
        """Return what is told today and what was withdrawn lately, the latest change first: for the feed."""
        since = today - _WITHDRAWN_SHOWN
        query = select(BulletinRow).where(
            col(BulletinRow.state) == BulletinState.WITHDRAWN, col(BulletinRow.until_on) >= since
        )
        async with self._database.reading() as session:
            gone = [bulletin_of(row) for row in await session.scalars(query.limit(MOST))]
        withdrawn = [one for one in gone if wish.is_met_by(one)]
        both: Sequence[Bulletin] = [*await self.standing(today, wish), *withdrawn]
        return sorted(both, key=lambda one: one.changed_at, reverse=True)

    async def one(self, bulletin_id: str, today: date) -> Bulletin | None:
        """Return one that is or was to be read by everybody; None for one that never was, or is not yet."""
        if not is_id(bulletin_id):
            return None
        async with self._database.reading() as session:
            row = await session.get(BulletinRow, bulletin_id)
        if row is None or row.published_at is None:
            return None
        found = bulletin_of(row)
        is_to_come = found.kind is BulletinKind.NOTICE and found.from_on > today
        return None if is_to_come else found


def bulletin_of(row: BulletinRow) -> Bulletin:
    """Return the bulletin of a row."""
    return Bulletin(
        id=row.id,
        bureau=row.bureau,
        kind=BulletinKind(row.kind),
        state=BulletinState(row.state),
        title=row.title,
        text=row.text,
        subject=Subject(row.subject),
        district=row.district,
        from_on=row.from_on,
        until_on=row.until_on,
        link=row.link,
        place=row.place,
        begins=row.begins,
        ends=row.ends,
        capacity=row.capacity,
        proposed_at=row.proposed_at,
        published_at=row.published_at,
        withdrawn_at=row.withdrawn_at,
        why=row.why,
    )
