"""Canned replies as they are kept: every version stands, the newest of a name is offered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.canned import refuse_unfit
from intake.cases.case import Incomplete
from intake.ids import new_id
from intake.officers.officer import Officer, names_of
from intake.storage.database import Database
from intake.storage.desk_tables import CannedReplyRow


@dataclass(frozen=True, slots=True)
class CannedReply:
    """A canned reply in its newest version.

    by            who wrote that version
    is_withdrawn  it is not offered any more
    """

    id: str
    name: str
    version: int
    text: str
    by: str
    at: datetime
    is_withdrawn: bool


class CannedReplies:
    """Lists and changes them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def all(self) -> tuple[CannedReply, ...]:
        """Return every reply in its newest version, by name; those that are offered first."""
        async with self._database.reading() as session:
            rows = await _newest(session)
            names = await names_of(session, {row.by for row in rows})
        found = [_reply(row, names.get(row.by, "")) for row in rows]
        return tuple(sorted(found, key=lambda one: (one.is_withdrawn, one.name)))

    async def offered(self) -> tuple[CannedReply, ...]:
        """Return those that can be chosen."""
        return tuple(one for one in await self.all() if not one.is_withdrawn)

    async def save(self, by: Officer, name: str, text: str, seen: int, now: datetime) -> None:
        """Write a new version; `seen` is the newest that was known. Raises Incomplete."""
        name, text = name.strip(), text.replace("\r\n", "\n").strip()
        refuse_unfit(name, text)
        async with self._database.writing() as session:
            this = col(CannedReplyRow.name) == name
            last = await session.scalar(select(func.max(col(CannedReplyRow.version))).where(this)) or 0
            if last != seen:
                raise Incomplete(
                    "text", "刚才有人改过这一条，请看过现在的内容再改。" if seen else "已有这个名称。"
                )
            session.add(CannedReplyRow(id=new_id(now), name=name, version=last + 1, text=text, by=by.id, at=now))

    async def withdraw(self, reply_id: str, now: datetime) -> None:
        """Offer it no more; what was sent with it stays as it was sent. An unknown one is no error."""
        this = update(CannedReplyRow).where(
            col(CannedReplyRow.id) == reply_id, col(CannedReplyRow.withdrawn_at).is_(None)
        )
        async with self._database.writing() as session:
            await session.execute(this.values(withdrawn_at=now))


async def _newest(session: AsyncSession) -> Sequence[CannedReplyRow]:
    newest = select(col(CannedReplyRow.name), func.max(col(CannedReplyRow.version)).label("version"))
    last = newest.group_by(col(CannedReplyRow.name)).subquery()
    query = select(CannedReplyRow).join(
        last, (col(CannedReplyRow.name) == last.c.name) & (col(CannedReplyRow.version) == last.c.version)
    )
    return (await session.scalars(query)).all()


def _reply(row: CannedReplyRow, by: str) -> CannedReply:
    return CannedReply(row.id, row.name, row.version, row.text, by, row.at, row.withdrawn_at is not None)
