"""A line to PostgreSQL: one connection of asyncpg, which is loaded with this module alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import asyncpg

from intake.storage.refusals import Clash, LedgerUnavailable, RowsRefused
from intake.storage.speech import Speech
from intake.storage.steps import Ask, Result, Row, Work

# Every statement of a line finds its rows by a key. Left to itself the server plans them once, over tables that
# are still empty, and reads whole tables ever after (2 to 3 times slower after 10,000 turns).
_POSTGRES_SETTINGS = {
    "jit": "off",
    "enable_seqscan": "off",
    "enable_bitmapscan": "off",
    "application_name": "shangmi",
}

_CONNECT_WITHIN_SECONDS = 3
_ANSWER_WITHIN_SECONDS = 4

# Classes of SQLSTATE in the same sense: connection, resources, operator, system; and read-only.
_POSTGRES_GONE = ("08", "53", "55", "57", "58", "25006", "3D")


class PostgresLine:
    """A connection of asyncpg."""

    def __init__(self, dsn: str) -> None:
        """Make a line to the address `dsn`; it opens when it is used."""
        self._dsn = dsn
        self._speech = Speech(is_sqlite=False)
        self._connection: asyncpg.Connection | None = None

    async def run(self, work: Callable[[Speech], Work[Result]], *, writes: bool) -> Result:
        """Carry out the work; reading takes no transaction, it is one statement."""
        try:
            connection = await self._open_connection()
            if not writes:
                return await _carried_out_async(connection, self._speech, work(self._speech))
            async with connection.transaction():
                return await _carried_out_async(connection, self._speech, work(self._speech))
        except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError, TimeoutError) as error:
            raise self._meaning(error) from None

    async def close(self) -> None:
        """Hang up."""
        if self._connection is not None:
            await self._connection.close(timeout=_ANSWER_WITHIN_SECONDS)
        self._connection = None

    async def _open_connection(self) -> asyncpg.Connection:
        if self._connection is None or self._connection.is_closed():
            self._connection = await asyncpg.connect(
                self._dsn,
                timeout=_CONNECT_WITHIN_SECONDS,
                command_timeout=_ANSWER_WITHIN_SECONDS,
                server_settings=_POSTGRES_SETTINGS,
            )
        return self._connection

    def _meaning(self, error: Exception) -> Exception:
        state = getattr(error, "sqlstate", None) or ""
        # Class 40: rolled back by the server because of others (a deadlock).
        if isinstance(error, asyncpg.UniqueViolationError) or state.startswith("40"):
            return Clash("a key is taken, or others were in the way")
        if isinstance(error, asyncpg.DataError) or (state and not state.startswith(_POSTGRES_GONE)):
            return RowsRefused(f"PostgreSQL: {state or type(error).__name__}")
        if self._connection is not None:
            self._connection.terminate()
            self._connection = None
        return LedgerUnavailable(f"PostgreSQL: {state or type(error).__name__}")


async def _carried_out_async(connection: asyncpg.Connection, speech: Speech, work: Work[Result]) -> Result:
    rows: Sequence[Row]
    try:
        step = next(work)
        while True:
            if isinstance(step, Ask):
                sql, values = speech.asked(step)
                rows = await connection.fetch(sql, *values)
            else:
                await connection.executemany(*speech.each(step))
                rows = ()
            step = work.send(rows)
    except StopIteration as end:
        result: Result = end.value
        return result
