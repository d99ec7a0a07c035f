"""The database: SQLite in a file, or PostgreSQL by its address.

Turns are committed by the ledger; everybody else (desk, courier, commands) works in `reading()` and
`writing()` sessions over the same tables. In SQLite there is one writer at a time: a session that writes
begins with BEGIN IMMEDIATE and waits for others at most five seconds.
"""

from __future__ import annotations

import asyncio
import os
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine

from intake.storage.checkpoints import Checkpointer
from intake.storage.keeping.log_looked_at import refuse_broken_log
from intake.storage.keeping.upgrade import make_tables
from intake.storage.refusals import DatabaseRefused
from intake.storage.sqlite_file import keep_to_the_file
from intake.storage.sqlite_inline import INLINE

BUSY_TIMEOUT_SECONDS = 5.0

# The ledger and the checkpointer care for the write-ahead log, so that no commit pays for a checkpoint.
_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    f"PRAGMA busy_timeout = {int(BUSY_TIMEOUT_SECONDS * 1000)}",
    "PRAGMA wal_autocheckpoint = 0",
)
# Whoever is alone may lose the last acts with the power, and begins anew then; the file stays whole.
_PRAGMAS_ALONE = (*_PRAGMAS, "PRAGMA synchronous = NORMAL")


class Database:
    """One open database."""

    def __init__(self, url: URL, engine: AsyncEngine) -> None:
        """Use `Database.open`."""
        self.url = url
        self.engine = engine
        self.is_sqlite = url.get_backend_name() == "sqlite"
        # Within this process SQLite's one pen is handed on in order of arrival: its own busy handler only
        # polls, and an officer could wait behind a busy ledger for seconds. In PostgreSQL nobody waits here.
        self.pen = asyncio.Lock()
        # Lines of their own that others have laid to this database, to be closed with it.
        self.before_closing: list[Callable[[], Awaitable[None]]] = []
        self._checkpointer = Checkpointer(self.sqlite_path, self.pen) if self.is_sqlite else None

    @classmethod
    async def open(cls, url: str, *, make: bool = True, alone: bool = False) -> Database:
        """Open the database at `url`: sqlite:///path or postgresql+asyncpg://user:password@host/name.

        make   a missing SQLite file is made; without it, it is refused
        alone  nobody is answered meanwhile and all can be done again: SQLite works in the loop itself

        Raises DatabaseRefused for any other address and for a file that cannot be used. Nothing is migrated, and
        PostgreSQL is not called yet.
        """
        address = _understood(url)
        if address.get_backend_name() == "sqlite":
            if not make:
                _refuse_missing_file(address)
            lines = (address.set(drivername=INLINE), _PRAGMAS_ALONE) if alone else (address, _PRAGMAS)
            database = cls(address, _sqlite_engine(*lines))
            await asyncio.to_thread(_turn_on_write_ahead_log, database.sqlite_path)
        else:
            database = cls(address, _postgres_engine(address))
        if database._checkpointer:
            database._checkpointer.start()
        return database

    @property
    def sqlite_path(self) -> Path:
        """The SQLite file."""
        return Path(self.url.database or "")

    @property
    def postgres_dsn(self) -> str:
        """The address as PostgreSQL's own clients read it, with its password: never log it."""
        return self.url.set(drivername="postgresql").render_as_string(hide_password=False)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """Give a session for reading; what it changes is dropped."""
        async with AsyncSession(self.engine, expire_on_commit=False) as session:
            yield session

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncSession]:
        """Give a session whose changes are committed at the end, all or none.

        Keep it short and call nothing slow in it: in SQLite everybody else waits, the ledger too.
        """
        async with self._pen_of_sqlite(), AsyncSession(self.engine, expire_on_commit=False) as session:
            await session.connection(execution_options={"shangmi_writes": True})
            yield session
            await session.commit()

    async def migrate(self) -> None:
        """Bring an empty database to this version; refuse an older or newer one (DatabaseRefused)."""
        await make_tables(self)

    async def close(self) -> None:
        """Close every connection."""
        for close in self.before_closing:
            await close()
        if self._checkpointer:
            await self._checkpointer.stop()
        await self.engine.dispose()

    @asynccontextmanager
    async def _pen_of_sqlite(self) -> AsyncIterator[None]:
        if not self.is_sqlite:
            yield
            return
        async with self.pen:
            yield


def sqlite_connection(path: Path) -> sqlite3.Connection:
    """Open SQLite as this house uses it; transactions are begun and ended by hand, in any one thread."""
    connection = sqlite3.connect(
        path, timeout=BUSY_TIMEOUT_SECONDS, isolation_level=None, check_same_thread=False, cached_statements=256
    )
    for pragma in _PRAGMAS:
        connection.execute(pragma)
    return connection


def _turn_on_write_ahead_log(path: Path) -> None:
    """Let the first connection do what needs the file for itself; a new file is its owner's alone, its log too."""
    with suppress(OSError):
        refuse_broken_log(path)
    with suppress(OSError):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    try:
        sqlite_connection(path).close()
    except sqlite3.Error as error:
        reason = getattr(error, "sqlite_errorname", type(error).__name__)
        raise DatabaseRefused(
            f"数据库文件 {path} 打不开（{reason}）。请检查目录是否存在、是否可写，以及它是不是本服务的数据库。"
        ) from None


def _refuse_missing_file(address: URL) -> None:
    if not Path(address.database or "").is_file():
        raise DatabaseRefused(
            f"找不到数据库文件 {address.database}。请核对 SHANGMI_DATABASE_URL 和 SHANGMI_DATA_DIR。"
        )


def _understood(url: str) -> URL:
    try:
        address = make_url(url)
    except ArgumentError:
        # The text of the exception would repeat the address, and with it the password.
        address = None
    drivers = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}
    driver = drivers.get(address.get_backend_name()) if address else None
    if address is None or driver is None:
        raise DatabaseRefused(
            "SHANGMI_DATABASE_URL 不是可用的数据库地址。例如 sqlite:///var/shangmi.db，"
            "或 postgresql+asyncpg://用户:口令@主机/库名。"
        )
    if address.get_backend_name() == "sqlite" and address.database in (None, "", ":memory:"):
        raise DatabaseRefused(
            "SHANGMI_DATABASE_URL 必须指向文件：内存数据库会丢失已提交的案件。例如 sqlite:///var/shangmi.db。"
        )
    return address.set(drivername=driver)


def _sqlite_engine(url: URL, pragmas: tuple[str, ...]) -> AsyncEngine:
    engine = create_async_engine(url, connect_args={"timeout": BUSY_TIMEOUT_SECONDS})
    keep_to_the_file(engine, Path(url.database or ""))

    @event.listens_for(engine.sync_engine, "connect")
    def _configure(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(pragma)
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("shangmi_writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _postgres_engine(url: URL) -> AsyncEngine:
    return create_async_engine(
        url, pool_pre_ping=True, pool_size=5, max_overflow=10, connect_args={"timeout": 5, "command_timeout": 30}
    )
