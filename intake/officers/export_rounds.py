"""The rounds in which an export is made: through the wall of whoever asked, under the journal, each row once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import msgspec
from sqlalchemy import ColumnElement, and_, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.changes import JournalEntry
from intake.cases.codes import JournalCode
from intake.journal import entries as journal
from intake.journal.account_codes import AccountCode
from intake.journal.accounts import SERVICE, record
from intake.officers.export import (
    EXPORT_PART,
    LISTED,
    BegunExport,
    ExportState,
    Lines,
    export_of,
    is_in_post,
)
from intake.officers.exporting import ended
from intake.officers.officer import Officer, officer_of
from intake.officers.sessions import held
from intake.officers.stand_ins import standing_in
from intake.storage.database import Database
from intake.storage.export_tables import ExportPartRow, ExportRow
from intake.storage.sealing import Vault
from intake.storage.tables import OfficerRow


def is_anything_to_do(now: datetime) -> ColumnElement[bool]:
    """Return the condition that an export is being made, or has come to its end, or is not listed any more."""
    is_over = and_(col(ExportRow.over_at) <= now, col(ExportRow.state) == ExportState.READY)
    is_forgotten = col(ExportRow.over_at) <= now - LISTED
    is_made = col(ExportRow.state) == ExportState.MAKING
    return select(col(ExportRow.id)).where(or_(is_made, is_over, is_forgotten)).exists()


class ExportRounds:
    """Makes exports, some cases a round."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault

    async def next(self, now: datetime) -> BegunExport | None:
        """Return the export to go on with, the oldest first; those whose owner has another post now end."""
        query = select(ExportRow).where(col(ExportRow.state) == ExportState.MAKING).order_by(col(ExportRow.id))
        while True:
            async with self._database.reading() as session:
                row = await session.scalar(query.limit(1))
                owner = None if row is None else await _owner(session, row, now)
            if row is None:
                return None
            if owner is not None and is_in_post(row, owner):
                return BegunExport(export_of(row), owner, row.cursor)
            await ended(self._database, self._vault, row, ExportState.VOID, now)

    async def add(
        self,
        begun: BegunExport,
        case_ids: Sequence[str],
        lines: Lines,
        cursor: str,
        now: datetime,
        *,
        is_cut: bool,
    ) -> None:
        """Add rows, with an entry in the journal of each case; all or nothing, and once.

        cursor  where they end; "" when these were the last
        """
        export = begun.export
        number, part = export.parts + 1, f"{export.id}-{export.parts + 1}"
        values: dict[str, object] = {"cursor": cursor, "parts": number, "rows": export.rows + len(lines)}
        if not cursor:
            values |= {"state": ExportState.READY, "open_as": None, "ready_at": now, "is_cut": is_cut}
        said = {"export": export.id, "reason": export.reason}
        entries = [
            JournalEntry(case_id, now, begun.owner.id, JournalCode.CASES_EXPORTED, said)
            for case_id in sorted(case_ids)
        ]
        async with self._database.writing() as session:
            account = await held(session, begun.owner.id)
            # Who was moved since, or whose rows another process added meanwhile, changes nothing here.
            if not is_in_post(await session.get_one(ExportRow, export.id), await _today(session, account, now)):
                return
            here = update(ExportRow).where(
                col(ExportRow.id) == export.id,
                col(ExportRow.state) == ExportState.MAKING,
                col(ExportRow.parts) == export.parts,
            )
            if (await session.execute(here.values(values).returning(col(ExportRow.id)))).first() is None:
                return
            sealed = self._vault.seal(msgspec.json.encode(lines), EXPORT_PART, part)
            session.add(ExportPartRow(id=part, export_id=export.id, number=number, sealed=sealed))
            await session.flush()
            if entries:
                await journal.append(session, entries, self._vault.journal_key)
            if not cursor:
                made: dict[str, str | int] = {"export": export.id, "rows": export.rows + len(lines)}
                key = self._vault.journal_key
                await record(session, key, account, SERVICE, AccountCode.EXPORT_MADE, now, **made)

    async def forget(self, now: datetime) -> None:
        """End what is over, and let go of what has been over for long."""
        is_over = col(ExportRow.over_at) <= now
        is_open = col(ExportRow.state).in_((ExportState.MAKING, ExportState.READY))
        async with self._database.reading() as session:
            rows = (await session.scalars(select(ExportRow).where(is_over, is_open))).all()
        for row in rows:
            await ended(self._database, self._vault, row, ExportState.OVER, now)
        async with self._database.writing() as session:
            await session.execute(delete(ExportRow).where(col(ExportRow.over_at) <= now - LISTED))


async def _owner(session: AsyncSession, row: ExportRow, now: datetime) -> Officer | None:
    account = await session.get(OfficerRow, row.officer_id)
    return None if account is None else await _today(session, account, now)


async def _today(session: AsyncSession, account: OfficerRow, now: datetime) -> Officer | None:
    return await standing_in(session, officer_of(account), now) if account.active else None
