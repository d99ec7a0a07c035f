"""One connection to the database that carries out works, many turns at a time.

A line opens when it is first used and again after it broke. What the driver raises is told apart into what
the turns can do about it: wait for the database (LedgerUnavailable), run again (Clash), or nothing
(RowsRefused). No text of a driver is passed on: it repeats values.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

from intake.storage.database import Database, sqlite_connection
from intake.storage.refusals import Clash, LedgerUnavailable, RowsRefused
from intake.storage.speech import Speech
from intake.storage.sqlite_file import GONE, identity_of
from intake.storage.steps import Ask, Result, Row, Work

_SQLITE_CLASHES = frozenset(
    {sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY, sqlite3.SQLITE_CONSTRAINT_ROWID}
)
# Keys are drawn by chance, so every turn touches pages all over its tables: at most 32 MB, taken as they fill.
_PAGES_KEPT = "PRAGMA cache_size = -32768"
# Primary result codes after which other rows would fare no better: busy, locked, out of memory, read-only,
# interrupted, disk errors, corrupt, full, cannot open, protocol, not a database.
_SQLITE_GONE = frozenset({5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 26})


class DatabaseLine(Protocol):
    """What the ledger and the recall work over."""

    async def run(self, work: Callable[[Speech], Work[Result]], *, writes: bool) -> Result:
        """Carry out the work in one transaction of its own; commit it when it `writes`."""

    async def close(self) -> None:
        """Hang up."""


def line_to(database: Database) -> DatabaseLine:
    """Return a line of its own to this database."""
    if database.is_sqlite:
        return SqliteLine(database)
    # Its driver is loaded where there is such a database.
    from intake.storage.postgres_line import PostgresLine

    return PostgresLine(database.postgres_dsn)


class SqliteLine:
    """A thread with a connection of its own."""

    def __init__(self, database: Database) -> None:
        """Make a line; it opens when it is used."""
        self._path = database.sqlite_path
        self._pen = database.pen
        self._speech = Speech(is_sqlite=True)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="sqlite-line")
        self._connection: sqlite3.Connection | None = None
        self._file: tuple[int, int] | None = None

    async def run(self, work: Callable[[Speech], Work[Result]], *, writes: bool) -> Result:
        """Carry out the work in the thread; a work that writes takes the pen before."""
        loop = asyncio.get_running_loop()
        if not writes:
            return await loop.run_in_executor(self._thread, self._run, work, False)
        async with self._pen:
            return await loop.run_in_executor(self._thread, self._run, work, True)

    async def close(self) -> None:
        """Hang up, when what is under way is done."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self._hang_up)
        self._thread.shutdown()

    def _run(self, work: Callable[[Speech], Work[Result]], writes: bool) -> Result:
        try:
            connection = self._open_connection()
            connection.execute("BEGIN IMMEDIATE" if writes else "BEGIN")
            result = _carried_out(connection, self._speech, work(self._speech))
            connection.execute("COMMIT")
            return result
        except sqlite3.Error as error:
            self._roll_back()
            raise self._meaning(error) from None
        except BaseException:
            self._roll_back()
            raise

    def _open_connection(self) -> sqlite3.Connection:
        """Return the connection, to the file that stands at the path now.

        A file that was removed or replaced could still be written to, and every filing in it would be lost.
        """
        file = identity_of(self._path)
        if self._connection is not None and file == self._file:
            return self._connection
        self._hang_up()
        if file is None:
            raise LedgerUnavailable(GONE)
        self._connection, self._file = sqlite_connection(self._path), file
        self._connection.execute(_PAGES_KEPT)
        return self._connection

    def _roll_back(self) -> None:
        try:
            if self._connection is not None and self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
        except sqlite3.Error:
            self._hang_up()

    def _meaning(self, error: sqlite3.Error) -> Exception:
        code = getattr(error, "sqlite_errorcode", 0)
        if code in _SQLITE_CLASHES:
            return Clash("a key is taken")
        if code & 0xFF in _SQLITE_GONE:
            if code & 0xFF != sqlite3.SQLITE_BUSY:
                self._hang_up()
            return LedgerUnavailable(f"SQLite: {getattr(error, 'sqlite_errorname', 'gone')}")
        return RowsRefused(f"SQLite: {getattr(error, 'sqlite_errorname', type(error).__name__)}")

    def _hang_up(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None


def _carried_out(connection: sqlite3.Connection, speech: Speech, work: Work[Result]) -> Result:
    rows: Sequence[Row]
    try:
        step = next(work)
        while True:
            if isinstance(step, Ask):
                rows = connection.execute(*speech.asked(step)).fetchall()
            else:
                connection.executemany(*speech.each(step))
                rows = ()
            step = work.send(rows)
    except StopIteration as end:
        result: Result = end.value
        return result
