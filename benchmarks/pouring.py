"""Writes a great many rows at once: bound as the tables bind them, indexes made when all of them stand.

SQLite by a connection of its own that waits for no disk, PostgreSQL by COPY. Nobody else may work in the database
meanwhile, and whoever loses the power begins anew.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import groupby, islice
from typing import Any, Final

from sqlalchemy import Dialect

from intake.storage.database import Database
from intake.storage.steps import METADATA

Rows = dict[str, list[dict[str, Any]]]
Named = tuple[str, dict[str, Any]]

_AT_ONCE: Final = 100_000
_PRAGMAS: Final = ("synchronous = OFF", "cache_size = -2000000", "temp_store = MEMORY")
# Seconds: an index of many rows takes longer than the service ever waits.
_LONG: Final = 3_600
_WORDS: Final = "case_search"


class Binding:
    """Turns the values of a row into what the database takes, as the types of its columns do."""

    def __init__(self, database: Database) -> None:
        self._dialect: Dialect = database.engine.dialect
        self._bound = cache(self._processors)

    def row(self, table: str, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return the values as they are written; some columns of a row will do."""
        processors = self._bound(table)
        return {name: bind(value) if (bind := processors[name]) else value for name, value in values.items()}

    def _processors(self, table: str) -> dict[str, Callable[[Any], Any] | None]:
        columns = METADATA.tables[table].columns
        return {one.name: one.type.dialect_impl(self._dialect).bind_processor(self._dialect) for one in columns}


async def pour(database: Database, rows: Iterable[Named]) -> None:
    """Write rows, by the name of their table; all rows of a table have the columns of its first."""
    if database.is_sqlite:
        await database.engine.dispose()
        _into_sqlite(database, rows)
    else:
        await _into_postgres(database, rows)


def _into_sqlite(database: Database, rows: Iterable[Named]) -> None:
    connection = sqlite3.connect(database.sqlite_path, isolation_level=None, timeout=60)
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    indexes = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name"
    ).fetchall()
    come = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (f"{_WORDS}_come",)).fetchone()[0]
    connection.execute(f"DROP TRIGGER {_WORDS}_come")
    for name, _ in indexes:
        connection.execute(f"DROP INDEX {name}")
    for some in _at_once(rows):
        connection.execute("BEGIN IMMEDIATE")
        for table, columns, values in some:
            places = ", ".join("?" * len(columns))
            connection.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})", values)  # noqa: S608 - our own tables' names
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for statement in [*(sql for _, sql in indexes), come]:
        connection.execute(statement)
    connection.execute(f"INSERT INTO {_WORDS}_index({_WORDS}_index) VALUES ('rebuild')")  # noqa: S608 - our own tables' names
    connection.execute("ANALYZE")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


async def _into_postgres(database: Database, rows: Iterable[Named]) -> None:
    async with database.engine.connect() as session:
        line: Any = (await session.get_raw_connection()).driver_connection
        # As a superuser may: keys to other tables are not looked up for every row.
        await line.execute("SET session_replication_role = replica")
        indexes = await line.fetch(
            "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema() "
            "AND indexname NOT IN (SELECT conname FROM pg_constraint)"
        )
        for name, _ in indexes:
            await line.execute(f'DROP INDEX "{name}"')
        for some in _at_once(rows):
            for table, columns, values in some:
                await line.copy_records_to_table(table, columns=columns, records=values, timeout=_LONG)
        for _, statement in indexes:
            await line.execute(statement, timeout=_LONG)
        await line.execute("SET session_replication_role = DEFAULT")
        await line.execute("VACUUM ANALYZE", timeout=_LONG)


def _at_once(rows: Iterable[Named]) -> Iterator[list[tuple[str, list[str], list[tuple[Any, ...]]]]]:
    """Return so many rows together, by table, cases before what hangs on them."""
    order = {table.name: place for place, table in enumerate(METADATA.sorted_tables)}
    stream = iter(rows)
    while some := sorted(islice(stream, _AT_ONCE), key=lambda one: order[one[0]]):
        yield [
            (table, list(of_it[0][1]), [tuple(values.values()) for _, values in of_it])
            for table, of_it in ((name, list(group)) for name, group in groupby(some, key=lambda one: one[0]))
        ]
