"""Makes anew what cases are found by, from what is sealed: after an upgrade, or when terms are read otherwise.

The service may run meanwhile: a case is held while it is read, so that no word written at the same time is lost.
"""

from __future__ import annotations

from typing import Final

import orjson
from sqlalchemy import Result, delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.terms import strings_in
from intake.storage.database import Database
from intake.storage.desk_tables import CasePartRow
from intake.storage.sealing import CaseKey, Vault
from intake.storage.search_rows import bureau_token, rows_of_case, spoken_in
from intake.storage.search_tables import CaseSearchRow, CaseWhoRow
from intake.storage.steps import METADATA
from intake.storage.tables import CaseIdentityRow, CaseKeyRow, CaseNoteRow, CaseRow, CaseTextRow, MarkRow
from intents.persons.covering import covered

_AT_ONCE: Final = 50


async def rebuild(database: Database, vault: Vault) -> int:
    """Make anew the tokens of every case; return of how many."""
    last, count = "", 0
    while ids := await _next(database, last):
        async with database.writing() as session:
            for case_id in ids:
                await _rebuild_one(session, vault, case_id)
        last, count = ids[-1], count + len(ids)
    async with database.writing() as session:
        await session.execute(delete(MarkRow).where(col(MarkRow.name) == "search"))
    return count


async def _next(database: Database, last: str) -> list[str]:
    query = select(col(CaseRow.id)).where(col(CaseRow.id) > last).order_by(col(CaseRow.id)).limit(_AT_ONCE)
    async with database.reading() as session:
        return list(await session.scalars(query))


async def _rebuild_one(session: AsyncSession, vault: Vault, case_id: str) -> None:
    found: Result[str, bytes, bytes, bytes] = await session.execute(
        select(
            col(CaseRow.lead_bureau),
            col(CaseKeyRow.wrapped),
            col(CaseTextRow.sealed).label("text"),
            col(CaseIdentityRow.sealed).label("identity"),
        )
        .join(CaseKeyRow, col(CaseKeyRow.case_id) == col(CaseRow.id))
        .join(CaseTextRow, col(CaseTextRow.case_id) == col(CaseRow.id))
        .outerjoin(CaseIdentityRow, col(CaseIdentityRow.case_id) == col(CaseRow.id))
        .where(col(CaseRow.id) == case_id)
        .with_for_update(of=CaseRow)
    )
    for table in (CaseSearchRow, CaseWhoRow):
        await session.execute(delete(table).where(col(table.case_id) == case_id))
    row = found.one_or_none()
    if row is None:
        return
    bureau, wrapped, text, identity = row
    key = vault.unwrap(wrapped, case_id)
    spoken = [*strings_in(orjson.loads(key.unseal(text, "case_text"))), *await _noted(session, key, case_id)]
    known = orjson.loads(key.unseal(identity, "case_identity")) if identity else ()
    if (filing := await _filing_of(session, vault, case_id)) is not None:
        spoken = [covered(text, filing, everybody=False) for text in spoken]
    for insert in rows_of_case(vault, case_id, bureau_token(vault, bureau), spoken, known):
        await session.execute(METADATA.tables[insert.table].insert(), dict(insert.values))


async def _filing_of(session: AsyncSession, vault: Vault, case_id: str) -> tuple[str, ...] | None:
    """Return what names the filer of a part: it stands with its filing alone; None for what is no part."""
    query = (
        select(col(CaseKeyRow.case_id), col(CaseKeyRow.wrapped), col(CaseIdentityRow.sealed))
        .join(CasePartRow, col(CasePartRow.filing_id) == col(CaseKeyRow.case_id))
        .join(CaseIdentityRow, col(CaseIdentityRow.case_id) == col(CaseKeyRow.case_id))
        .where(col(CasePartRow.part_id) == case_id)
    )
    row = (await session.execute(query)).one_or_none()
    if row is None:
        return None
    filing, wrapped, sealed = row
    return tuple(strings_in(orjson.loads(vault.unwrap(wrapped, filing).unseal(sealed, "case_identity"))))


async def _noted(session: AsyncSession, key: CaseKey, case_id: str) -> list[str]:
    rows = await session.scalars(select(CaseNoteRow).where(col(CaseNoteRow.case_id) == case_id))
    return spoken_in((row.purpose, orjson.loads(key.unseal(row.sealed, "case_note"))["text"]) for row in rows)
