"""SQLite without a thread beside the loop, for a command that is alone with its file and answers nobody.

aiosqlite hands every statement to a thread and waits for it, which costs more than most statements do. What serves
people needs that: one slow statement would keep everybody waiting. What fills a database for a demonstration makes
tens of thousands of statements, microseconds each, and nobody waits behind it.
"""

from __future__ import annotations

import sqlite3
from typing import Any, Final

from sqlalchemy import URL, AsyncAdaptedQueuePool, Pool
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine.interfaces import ConnectArgsType

INLINE: Final = "sqlite+inline"


class InlineDialect(SQLiteDialect_pysqlite):
    """Python's own sqlite3, as an asynchronous engine takes it: nothing ever waits."""

    driver = "inline"
    is_async = True
    supports_statement_cache = True

    @classmethod
    def get_pool_class(cls, url: URL) -> type[Pool]:
        """Return a pool that an asynchronous engine may have."""
        return AsyncAdaptedQueuePool

    def create_connect_args(self, url: URL) -> ConnectArgsType:
        """Return how to connect: with cursors that can be closed as an asynchronous session does."""
        path, how = super().create_connect_args(url)
        return path, {**how, "factory": _Connection}


class _Connection(sqlite3.Connection):
    def cursor(self, factory: Any = None) -> Any:
        return super().cursor(factory or _Cursor)


class _Cursor(sqlite3.Cursor):
    async def _async_soft_close(self) -> None:
        """Stay open: the rows are read from it, which waits for nobody."""


registry.register("sqlite.inline", __name__, InlineDialect.__name__)
