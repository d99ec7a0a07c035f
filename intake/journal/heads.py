"""The head line of the moment, read without proving every entry: cheap enough for the running service."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Final

from sqlalchemy import Table, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from intake.journal.chain import Head
from intake.journal.entries import Heads
from intake.storage.database import Database
from intake.storage.queried import AnyColumn
from intake.storage.steps import METADATA

_AT_ONCE: Final = 1000


async def head_line(database: Database, journal_key: bytes, until: datetime) -> str:
    """Return the line over all chains as they were at `until`; the same as verification gives."""
    heads = Heads(until)
    journal, accounts = METADATA.tables["journal"], METADATA.tables["account_journal"]
    async with database.reading() as session:
        for table, chain in ((journal, journal.c.case_id), (accounts, accounts.c.chain)):
            async for name, seq, last in _ends(session, table, chain, until):
                heads.add(name, Head(seq, last))
    return heads.line(journal_key)


async def _ends(
    session: AsyncSession, table: Table, chain: AnyColumn, until: datetime
) -> AsyncIterator[tuple[str, int, str]]:
    """Give the last entry of every chain up to then, by name."""
    name = ""
    while True:
        ends = (
            select(chain.label("name"), func.max(table.c.seq).label("seq"))
            .where(chain > name, table.c.at <= until)
            .group_by(chain)
            .order_by(chain)
            .limit(_AT_ONCE)
            .subquery()
        )
        found = select(ends.c.name, ends.c.seq, table.c.hash).join(
            ends, (chain == ends.c.name) & (table.c.seq == ends.c.seq)
        )
        page = (await session.execute(found.order_by(ends.c.name))).all()
        for row in page:
            yield row.name, row.seq, row.hash
        if len(page) < _AT_ONCE:
            return
        name = page[-1].name
