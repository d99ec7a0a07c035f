"""Brings a database to the version of this program, or refuses it with the command that helps."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

from sqlalchemy import Connection, insert, inspect, select, text
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from intake.storage.keeping.parting import part_anonymous_cases
from intake.storage.keeping.revisions import (
    MIGRATIONS,
    known_revisions,
    revision_of_this_program,
    standing_revision,
)
from intake.storage.refusals import DatabaseRefused, KeyRefused
from intake.storage.sealing import Vault
from intake.storage.tables import MarkRow

if TYPE_CHECKING:
    from alembic.config import Config

    from intake.storage.database import Database

# Any number, as long as nobody else uses it in this database.
_POSTGRES_LOCK = 7_233_914_550


async def prepare(database: Database, vault: Vault) -> None:
    """Make ready for the start, or refuse it (DatabaseRefused, KeyRefused).

    An empty database gets its tables and notes which keys it is filled under.
    """
    await make_tables(database)
    await keep_to_keys(database, vault)
    await part_anonymous_cases(database, vault)


async def refuse_unless_used(database: Database, vault: Vault) -> None:
    """Refuse a database that this service has not worked with under these keys; make and note nothing.

    For commands that look at what is there: an empty or foreign database must not pass for a sound one.
    """
    async with _connected(database) as connection:
        await connection.run_sync(_refuse_unless_made)
    for name, fingerprint in _fingerprints(vault):
        noted = await _mark(database, name)
        if noted is None:
            raise DatabaseRefused(
                "数据库里没有本服务用过的痕迹，可能被清空过，或者不是原来的库。请核对 SHANGMI_DATABASE_URL；"
                "确认是新装的，先启动一次服务。"
            )
        if noted != fingerprint:
            raise _other_keys(name)


async def make_tables(database: Database) -> None:
    """Make the tables in an empty database; refuse an older, newer or foreign one (DatabaseRefused).

    Several processes may do this at once: one makes the tables, the others wait and find them.
    """
    await _locked(database, _made)


async def make_tables_of(database: Database, revision: str) -> None:
    """Make the tables of an older version in an empty database, for what is to be put back; else refuse it."""

    def made(connection: Connection) -> None:
        if revision not in known_revisions():
            raise DatabaseRefused(_what_to_do_with(revision))
        standing = standing_revision(connection)
        if standing is None:
            _refuse_foreign_tables(connection)
            _migrate(connection, revision)
        elif standing != revision:
            raise DatabaseRefused("数据库不是空库。请让 SHANGMI_DATABASE_URL 指向空库，再恢复备份。")

    await _locked(database, made)


async def revision_of(database: Database) -> str:
    """Return the revision of the tables that a database has; "" for none of ours."""
    async with _connected(database) as connection:
        return await connection.run_sync(lambda opened: standing_revision(opened) or "")


async def upgrade(database: Database) -> None:
    """Bring an older database to this version: what `shangmi db upgrade` does."""
    await _locked(database, _upgraded)


async def keep_to_keys(database: Database, vault: Vault) -> None:
    """Refuse keys other than those the database was filled under; note them at the first start."""
    for name, fingerprint in _fingerprints(vault):
        if await _noted(database, name, fingerprint) != fingerprint:
            raise _other_keys(name)


async def _locked(database: Database, work: Callable[[Connection], None]) -> None:
    """Do the work in one transaction that no other process can enter meanwhile."""
    async with _connected(database) as connection:
        await connection.execution_options(shangmi_writes=True)
        async with connection.begin():
            if not database.is_sqlite:
                await connection.execute(text(f"SELECT pg_advisory_xact_lock({_POSTGRES_LOCK})"))
            await connection.run_sync(work)


@asynccontextmanager
async def _connected(database: Database) -> AsyncIterator[AsyncConnection]:
    try:
        connection = await database.engine.connect()
    except (SQLAlchemyError, OSError) as error:
        # The text may repeat the address; the kind of error says enough.
        kind = type(getattr(error, "orig", None) or error).__name__
        raise DatabaseRefused(
            f"连不上数据库（{kind}）。请确认数据库已启动，SHANGMI_DATABASE_URL 里的主机、用户、口令和库名无误。"
        ) from None
    try:
        yield connection
    finally:
        await connection.close()


def _made(connection: Connection) -> None:
    revision = standing_revision(connection)
    if revision is None:
        _refuse_foreign_tables(connection)
        _migrate(connection)
    elif revision != revision_of_this_program():
        raise DatabaseRefused(_what_to_do_with(revision))


def _refuse_unless_made(connection: Connection) -> None:
    revision = standing_revision(connection)
    if revision is None:
        raise DatabaseRefused(
            "这个数据库里没有本服务的表，可能被清空过，或者不是原来的库。"
            "请核对 SHANGMI_DATABASE_URL 和 SHANGMI_DATA_DIR。"
        )
    if revision != revision_of_this_program():
        raise DatabaseRefused(_what_to_do_with(revision))


def _upgraded(connection: Connection) -> None:
    revision = standing_revision(connection)
    if revision is None:
        _refuse_foreign_tables(connection)
    elif revision not in known_revisions():
        raise DatabaseRefused(_what_to_do_with(revision))
    _migrate(connection)


def _refuse_foreign_tables(connection: Connection) -> None:
    if tables := inspect(connection).get_table_names():
        raise DatabaseRefused(
            f"数据库里已有别的表（{'、'.join(sorted(tables)[:3])}），不是本服务的数据库。"
            "请让 SHANGMI_DATABASE_URL 指向空库，或本服务自己的库。"
        )


def _what_to_do_with(revision: str) -> str:
    if revision in known_revisions():
        return f"数据库是旧版本（{revision}）。请先用 shangmi backup 备份，再运行 shangmi db upgrade。"
    return (
        f"数据库是更新的版本（{revision}），本程序只认得 {revision_of_this_program()}。"
        "请改用新版程序，或恢复由本版本做的备份。"
    )


def _migrate(connection: Connection, to: str = "head") -> None:
    # Eleven megabytes, for a database that is new or old: no ordinary start needs them.
    from alembic import command

    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def _config() -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config


def _fingerprints(vault: Vault) -> tuple[tuple[str, str], ...]:
    return (("data_key", vault.fingerprint), ("keyring", vault.keyring_fingerprint))


def _other_keys(name: str) -> KeyRefused:
    return KeyRefused(
        f"数据库是用另一套密钥写入的（{name} 的指纹不符），已拒绝启动，数据没有改动。"
        "请把 SHANGMI_DATA_KEY 以及 SHANGMI_DATA_DIR 里的 data.key、keyring.json 换回原来的，备份里都有。"
    )


async def _noted(database: Database, name: str, value: str) -> str:
    """Return the mark's value, writing `value` if there is none yet."""
    known = await _mark(database, name)
    if known is not None:
        return known
    # Another process may be first; what it wrote decides.
    with suppress(IntegrityError):
        async with database.writing() as session:
            await session.execute(insert(MarkRow).values(name=name, value=value))
    return str(await _mark(database, name))


async def _mark(database: Database, name: str) -> str | None:
    async with database.reading() as session:
        return await session.scalar(select(col(MarkRow.value)).where(col(MarkRow.name) == name))
