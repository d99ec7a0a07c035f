"""Parts the anonymous cases of an older database from their filers: each gets a key that leads to it alone.

Once, at the first start after the upgrade: it needs the service's keys, which no migration has.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.filer import older_key_of_anonymous
from intake.storage.sealing import Vault
from intake.storage.tables import CaseRow, MailRow, MarkRow

if TYPE_CHECKING:
    from intake.storage.database import Database

_MARK, _PARTED = "filers", "parted"


async def part_anonymous_cases(database: Database, vault: Vault) -> None:
    """Give every anonymous case, and its letters, a key of its own, unless that was done before."""
    if await _is_done(database):
        return
    # Another process may be first. It holds the mark until it is done, and then ours is refused.
    with suppress(IntegrityError):
        async with database.writing() as session:
            await session.execute(insert(MarkRow).values(name=_MARK, value=_PARTED))
            await _part(session, vault)


async def _is_done(database: Database) -> bool:
    async with database.reading() as session:
        return await session.scalar(select(col(MarkRow.value)).where(col(MarkRow.name) == _MARK)) is not None


async def _part(session: AsyncSession, vault: Vault) -> None:
    cases = await session.execute(
        select(col(CaseRow.id), col(CaseRow.filer), col(CaseRow.reference)).where(col(CaseRow.anonymous))
    )
    for case_id, person, reference in cases.all():
        key = older_key_of_anonymous(person, reference, vault.keyed_id)
        await session.execute(update(CaseRow).where(col(CaseRow.id) == case_id).values(filer=key))
        await session.execute(update(MailRow).where(col(MailRow.case_id) == case_id).values(filer=key))
