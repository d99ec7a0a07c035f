"""Whom we may write to in WeChat: kept sealed for two days after they last wrote, while it is of use.

Never of anybody who has, or is about to have, a case without a name: with an account's own id our keys would open
which cases that account may see (decision 60).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, select, update
from sqlmodel import col

from intake.storage.database import Database
from intake.storage.reach_table import ReachRow
from intake.storage.rows import Delete, Insert, Rows
from intake.storage.sealing import Vault
from intake.storage.tables import CaseRow

# A message of theirs buys five of ours, within 48 hours.
WINDOW: Final = timedelta(hours=48)
MOST_SENT: Final = 5
_TABLE: Final = "reach"


class Reach:
    """Keeps it, gives it out to be used once, and erases it."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault

    def kept(self, person: str, openid: str, now: datetime) -> Rows:
        """Return the rows that keep it from now on, in the place of what was kept before."""
        sealed = self._vault.seal(openid.encode(), _TABLE, person)
        row = {"id": person, "sealed": sealed, "until": now + WINDOW, "sent": 0}
        return Rows(inserts=(Insert(_TABLE, row),), deletes=(Delete(_TABLE, person),))

    def forgotten(self, person: str) -> Rows:
        """Return the rows that erase it; nothing has to be there."""
        return Rows(deletes=(Delete(_TABLE, person),))

    async def has_named_case(self, person: str) -> bool:
        """Say whether they filed a case under their name."""
        query = select(col(CaseRow.id)).where(col(CaseRow.filer) == person, col(CaseRow.anonymous).is_(False))
        async with self._database.reading() as session:
            return (await session.execute(query.limit(1))).first() is not None

    async def until(self, person: str, now: datetime) -> datetime | None:
        """Return until when it is kept; None: it is not."""
        query = select(col(ReachRow.until)).where(col(ReachRow.id) == person, col(ReachRow.until) > now)
        async with self._database.reading() as session:
            return await session.scalar(query)

    async def taken(self, person: str, now: datetime) -> str | None:
        """Return the openid for one message, and count it; None where none may be sent."""
        may = (col(ReachRow.id) == person, col(ReachRow.until) > now, col(ReachRow.sent) < MOST_SENT)
        one_more = update(ReachRow).where(*may).values(sent=col(ReachRow.sent) + 1).returning(col(ReachRow.sealed))
        async with self._database.writing() as session:
            sealed = await session.scalar(one_more)
        return None if sealed is None else self._vault.unseal(sealed, _TABLE, person).decode()

    async def given_back(self, person: str) -> None:
        """Count one message less: it surely did not leave."""
        one_less = update(ReachRow).where(col(ReachRow.id) == person, col(ReachRow.sent) > 0)
        async with self._database.writing() as session:
            await session.execute(one_less.values(sent=col(ReachRow.sent) - 1))

    async def forget(self, person: str) -> None:
        """Erase it now."""
        async with self._database.writing() as session:
            await session.execute(delete(ReachRow).where(col(ReachRow.id) == person))

    async def forget_old(self, now: datetime) -> None:
        """Erase what is of no use any more."""
        async with self._database.writing() as session:
            await session.execute(delete(ReachRow).where(col(ReachRow.until) <= now))
