"""Exports of lists of cases: who asked for what and why, how far it is, and when it is over.

What is asked for is made in the background (`bot.desk.exports.making`), row by row through the wall of whoever
asked. It is theirs alone, in the post they asked in: who is moved meanwhile gets nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import msgspec
from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.case import Incomplete, NotAllowed
from intake.ids import is_id, new_id
from intake.journal.account_codes import AccountCode
from intake.journal.accounts import SERVICE, record
from intake.officers.export import (
    EXPORT_PART,
    KEPT,
    MOST_AT_ONCE,
    REASONS,
    Export,
    ExportState,
    export_of,
    is_in_post,
    may_export,
)
from intake.officers.officer import Officer
from intake.officers.passphrases import passphrase_of
from intake.officers.sessions import held
from intake.storage.database import Database
from intake.storage.export_tables import ExportPartRow, ExportRow
from intake.storage.sealing import Vault


class Exports:
    """Keeps exports."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault

    async def ask(self, officer: Officer, query: str, reason: str, expected: int, now: datetime) -> str:
        """Note what is asked for and return its id; the same asked for again while it is made is the same.

        Raises NotAllowed, Incomplete.
        """
        if not may_export(officer):
            raise NotAllowed("导出由机构负责人、主要负责人或者市局统筹办理。")
        if reason not in REASONS:
            raise Incomplete("reason", "请选择导出的用途。")
        if not expected:
            raise Incomplete("query", "没有符合这些条件的案件，不用导出。")
        open_as = self._vault.keyed_id("export", f"{officer.id} {officer.role} {officer.bureau} {query}")
        export_id = new_id(now)
        try:
            async with self._database.writing() as session:
                account = await held(session, officer.id)
                if (same := await _same(session, open_as)) is not None:
                    return same
                await _refuse_too_many(session, officer)
                row = ExportRow(
                    id=export_id,
                    officer_id=officer.id,
                    role=officer.role,
                    bureau=officer.bureau,
                    query=query,
                    reason=reason,
                    state=ExportState.MAKING,
                    open_as=open_as,
                    asked_at=now,
                    expected=expected,
                    over_at=now + KEPT,
                )
                session.add(row)
                await session.flush()
                told = {"export": export_id, "query": query, "reason": reason}
                await record(
                    session, self._vault.journal_key, account, officer.id, AccountCode.EXPORT_ASKED, now, **told
                )
        except IntegrityError:
            # Another process was first.
            async with self._database.reading() as session:
                if (same := await _same(session, open_as)) is not None:
                    return same
            raise
        return export_id

    async def of(self, officer: Officer) -> tuple[Export, ...]:
        """Return the officer's exports, the newest first."""
        query = select(ExportRow).where(col(ExportRow.officer_id) == officer.id).order_by(col(ExportRow.id).desc())
        async with self._database.reading() as session:
            return tuple(map(export_of, await session.scalars(query.limit(50))))

    async def one(self, officer: Officer, export_id: str, now: datetime) -> Export | None:
        """Return an export of this officer; one they asked for in another post is void from now on."""
        if not is_id(export_id):
            return None
        async with self._database.reading() as session:
            row = await session.get(ExportRow, export_id)
        if row is None or row.officer_id != officer.id:
            return None
        is_open = row.state in (ExportState.MAKING, ExportState.READY)
        if is_open and row.over_at <= now:
            await ended(self._database, self._vault, row, ExportState.OVER, now)
        elif is_open and not is_in_post(row, officer):
            await ended(self._database, self._vault, row, ExportState.VOID, now)
        else:
            return export_of(row)
        return await self.one(officer, export_id, now)

    async def taken(self, officer: Officer, export: Export, sha256: str, now: datetime) -> None:
        """Note that it was downloaded."""
        told: dict[str, str | int] = {"export": export.id, "rows": export.rows, "sha256": sha256}
        await self._note(officer, AccountCode.EXPORT_TAKEN, told, now)

    async def passphrase(self, officer: Officer, export: Export, now: datetime) -> str:
        """Return the passphrase of an export, once it is noted who asked."""
        await self._note(officer, AccountCode.EXPORT_OPENED, {"export": export.id}, now)
        return passphrase_of(self._vault, "export", export.id)

    def archive_passphrase(self, export: Export) -> str:
        """Return what its archive is encrypted with."""
        return passphrase_of(self._vault, "export", export.id)

    async def void(self, officer: Officer, export: Export, now: datetime) -> None:
        """Take it back: whoever asked does not want it any more."""
        async with self._database.reading() as session:
            row = await session.get(ExportRow, export.id)
        if row is not None and row.state in (ExportState.MAKING, ExportState.READY):
            await ended(self._database, self._vault, row, ExportState.VOID, now, by=officer.id)

    async def lines(self, export: Export) -> list[list[str]]:
        """Return its rows, as they are shown."""
        query = select(col(ExportPartRow.id), col(ExportPartRow.sealed)).where(
            col(ExportPartRow.export_id) == export.id, col(ExportPartRow.number) <= export.parts
        )
        async with self._database.reading() as session:
            parts = (await session.execute(query.order_by(col(ExportPartRow.number)))).all()
        opened = (self._vault.unseal(sealed, EXPORT_PART, part_id) for part_id, sealed in parts)
        return [line for part in opened for line in msgspec.json.decode(part, type=list[list[str]])]

    async def _note(
        self, officer: Officer, code: AccountCode, told: Mapping[str, str | int], now: datetime
    ) -> None:
        async with self._database.writing() as session:
            account = await held(session, officer.id)
            await record(session, self._vault.journal_key, account, officer.id, code, now, **told)


async def _same(session: AsyncSession, open_as: str) -> str | None:
    return await session.scalar(select(col(ExportRow.id)).where(col(ExportRow.open_as) == open_as))


async def _refuse_too_many(session: AsyncSession, officer: Officer) -> None:
    open_ones = select(func.count()).where(
        col(ExportRow.officer_id) == officer.id, col(ExportRow.state) == ExportState.MAKING
    )
    if int(await session.scalar(open_ones) or 0) >= MOST_AT_ONCE:
        raise NotAllowed(f"您已有 {MOST_AT_ONCE} 份清单正在生成，请等其中一份完成，或者作废一份。")


async def ended(
    database: Database, vault: Vault, row: ExportRow, state: ExportState, now: datetime, by: str = SERVICE
) -> None:
    """Erase its rows; what was asked for stays listed."""
    async with database.writing() as session:
        account = await held(session, row.officer_id)
        still = update(ExportRow).where(
            col(ExportRow.id) == row.id, col(ExportRow.state).in_((ExportState.MAKING, ExportState.READY))
        )
        ended = still.values(state=state, open_as=None).returning(col(ExportRow.id))
        if (await session.execute(ended)).first() is None:
            return
        await session.execute(delete(ExportPartRow).where(col(ExportPartRow.export_id) == row.id))
        if state is ExportState.VOID:
            key, told = vault.journal_key, {"export": row.id}
            await record(session, key, account, by, AccountCode.EXPORT_VOIDED, now, **told)
