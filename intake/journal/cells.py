"""Cells that nothing of ours writes or reads: SQLite takes words where bytes belong."""

from __future__ import annotations

from collections.abc import AsyncIterator

from sqlalchemy import LargeBinary, Table, text
from sqlalchemy.ext.asyncio import AsyncSession

from intake.storage.database import Database
from intake.storage.steps import METADATA

_MOST_TOLD = 20


async def misshapen_cells(database: Database) -> tuple[str, ...]:
    """Return the first rows with such a cell as table, key and column; none on PostgreSQL, which refuses them."""
    if not database.is_sqlite:
        return ()
    async with database.reading() as session:
        return tuple([cell async for cell in _cells(session)][:_MOST_TOLD])


async def _cells(session: AsyncSession) -> AsyncIterator[str]:
    for table in METADATA.sorted_tables:
        for column in (one.name for one in table.columns if isinstance(one.type, LargeBinary)):
            # The names are ours, out of the tables as this program knows them.
            wrong = f"{column} IS NOT NULL AND typeof({column}) <> 'blob'"
            query = f"SELECT {_key_of(table)} FROM {table.name} WHERE {wrong} LIMIT {_MOST_TOLD}"  # noqa: S608
            for row in await session.execute(text(query)):
                yield f"{table.name} {'/'.join(map(str, row))} 的 {column}"


def _key_of(table: Table) -> str:
    return ", ".join(column.name for column in table.primary_key.columns)
