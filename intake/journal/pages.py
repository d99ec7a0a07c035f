"""The cases with all that stands beside them, some at a time, each page as it was at one moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Table, select
from sqlalchemy.ext.asyncio import AsyncSession

from intake.storage.database import Database
from intake.storage.queried import AnyColumn
from intake.storage.steps import METADATA
from intake.storage.witness import WITNESSED, case_column

Row = Mapping[str, Any]
CASES_A_PAGE: Final = 200

# What stands beside a case, and is read with it.
BESIDE: Final = (*WITNESSED, "case_key", "evidence_file")


@dataclass(frozen=True, slots=True)
class WholeCase:
    """A case with its rows.

    row      of `case_file`
    entries  of its journal, in order
    beside   by table, its other rows
    """

    row: Row
    entries: Sequence[Row]
    beside: Mapping[str, Sequence[Row]]

    @property
    def id(self) -> str:
        """Return its id."""
        return str(self.row["id"])


async def whole_cases(database: Database) -> AsyncIterator[WholeCase]:
    """Give every case, by id."""
    last = ""
    while page := await _page_after(database, last):
        for case in page:
            yield case
        last = page[-1].id


async def of_no_case(database: Database) -> list[tuple[str, Row]]:
    """Return the rows beside cases whose case is not there, each with its table."""
    cases = _table("case_file")
    found: list[tuple[str, Row]] = []
    async with database.reading() as session:
        for name in BESIDE:
            table = _table(name)
            whose = table.c[case_column(name)]
            is_there = select(cases.c.id).where(cases.c.id == whose).exists()
            query = select(table).where(whose.is_not(None), ~is_there)
            found += [(name, dict(row._mapping)) for row in await session.execute(query)]
    return found


async def _page_after(database: Database, case_id: str) -> list[WholeCase]:
    cases, journal = _table("case_file"), _table("journal")
    query = select(cases).where(cases.c.id > case_id).order_by(cases.c.id).limit(CASES_A_PAGE)
    async with database.reading() as session:
        if not database.is_sqlite:
            await session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        rows = [dict(row._mapping) for row in await session.execute(query)]
        ids = [row["id"] for row in rows]
        entries = await _by_case(session, journal, ids, journal.c.seq)
        beside = {name: await _by_case(session, _table(name), ids, *_table(name).primary_key) for name in BESIDE}
    return [
        WholeCase(row, entries[row["id"]], {name: found[row["id"]] for name, found in beside.items()})
        for row in rows
    ]


async def _by_case(
    session: AsyncSession, table: Table, ids: Sequence[str], *order: AnyColumn
) -> Mapping[str, list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    whose = table.c[case_column(table.name)]
    for row in await session.execute(select(table).where(whose.in_(ids)).order_by(*order)):
        found[row._mapping[whose.name]].append(dict(row._mapping))
    return found


def _table(name: str) -> Table:
    table: Table = METADATA.tables[name]
    return table
