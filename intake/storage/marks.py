"""Facts that one process notes for the others, each under its name; the last one stands."""

from __future__ import annotations

from contextlib import suppress

from sqlalchemy import ColumnElement, delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from intake.storage.database import Database
from intake.storage.tables import MarkRow


async def write_mark(database: Database, name: str, value: str) -> None:
    """Note a fact."""
    changed = update(MarkRow).where(col(MarkRow.name) == name).values(value=value).returning(col(MarkRow.name))
    async with database.writing() as session:
        if (await session.execute(changed)).first() is not None:
            return
    # Another process may have been first: its note is as good.
    with suppress(IntegrityError):
        async with database.writing() as session:
            await session.execute(insert(MarkRow).values(name=name, value=value))


async def mark_of(database: Database, name: str) -> str | None:
    """Return what is noted under this name, None for nothing."""
    async with database.reading() as session:
        return await session.scalar(select(col(MarkRow.value)).where(col(MarkRow.name) == name))


def is_noted(name: str) -> ColumnElement[bool]:
    """Return the condition that something is noted under this name."""
    return select(col(MarkRow.name)).where(col(MarkRow.name) == name).exists()


async def drop_mark(database: Database, name: str) -> None:
    """Forget what is noted under this name."""
    async with database.writing() as session:
        await session.execute(delete(MarkRow).where(col(MarkRow.name) == name))
