"""Exports of lists of cases: who asked for what and why, how far it is, and when it is over.

What is asked for is made in the background (`bot.desk.exports.making`), row by row through the wall of whoever
asked. It is theirs alone, in the post they asked in: who is moved meanwhile gets nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

import msgspec
from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.case import Incomplete, NotAllowed
from intake.cases.changes import JournalEntry
from intake.cases.codes import DECIDERS, JournalCode, Role
from intake.ids import is_id, new_id
from intake.journal import entries as journal
from intake.journal.accounts import SERVICE, AccountCode, record
from intake.officers.officer import Officer, officer_of
from intake.officers.passphrases import passphrase_of
from intake.officers.sessions import held
from intake.officers.stand_ins import standing_in
from intake.storage.database import Database
from intake.storage.export_tables import ExportPartRow, ExportRow
from intake.storage.sealing import Vault
from intake.storage.tables import OfficerRow

# How long one is kept once it was asked for, and how long it is listed after that.
KEPT: Final = timedelta(hours=24)
LISTED: Final = timedelta(days=30)
MOST_ROWS: Final = 10_000
MOST_AT_ONCE: Final = 3
_PURPOSE: Final = "export_part"

REASONS: Final[Mapping[str, str]] = {
    "meeting": "会商、联席会议",
    "inspection": "执法监督、案卷评查",
    "statistics": "统计上报",
    "archive": "归档",
    "handover": "工作交接",
}


class ExportState(StrEnum):
    """How an export stands."""

    MAKING = "making"
    READY = "ready"
    VOID = "void"
    OVER = "over"


EXPORT_STATES: Final[Mapping[str, str]] = {
    ExportState.MAKING: "正在生成",
    ExportState.READY: "可以下载",
    ExportState.VOID: "已作废",
    ExportState.OVER: "已过期，内容已删除",
}

Lines = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Export:
    """An export as its owner sees it.

    expected  how many rows there were when it was asked for, counted no further than a list counts
    is_cut    the list went on beyond MOST_ROWS
    """

    id: str
    query: str
    reason: str
    state: ExportState
    asked_at: datetime
    expected: int
    rows: int
    parts: int
    is_cut: bool
    ready_at: datetime | None
    over_at: datetime


@dataclass(frozen=True, slots=True)
class Begun:
    """An export to go on with.

    owner   whoever asked, in the post they have now
    cursor  where its rows end so far
    """

    export: Export
    owner: Officer
    cursor: str


def may_export(officer: Officer) -> bool:
    """Say whether an officer may take a list away: who answers for a bureau, or for all."""
    return officer.role in DECIDERS or officer.role == Role.COORDINATOR


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
            return tuple(map(_export, await session.scalars(query.limit(50))))

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
            await self._end(row, ExportState.OVER, now)
        elif is_open and not _is_in_post(row, officer):
            await self._end(row, ExportState.VOID, now)
        else:
            return _export(row)
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
            await self._end(row, ExportState.VOID, now, by=officer.id)

    async def lines(self, export: Export) -> list[list[str]]:
        """Return its rows, as they are shown."""
        query = select(col(ExportPartRow.id), col(ExportPartRow.sealed)).where(
            col(ExportPartRow.export_id) == export.id, col(ExportPartRow.number) <= export.parts
        )
        async with self._database.reading() as session:
            parts = (await session.execute(query.order_by(col(ExportPartRow.number)))).all()
        opened = (self._vault.unseal(sealed, _PURPOSE, part_id) for part_id, sealed in parts)
        return [line for part in opened for line in msgspec.json.decode(part, type=list[list[str]])]

    async def next(self, now: datetime) -> Begun | None:
        """Return the export to go on with, the oldest first; those whose owner has another post now end."""
        query = select(ExportRow).where(col(ExportRow.state) == ExportState.MAKING).order_by(col(ExportRow.id))
        while True:
            async with self._database.reading() as session:
                row = await session.scalar(query.limit(1))
                owner = None if row is None else await _owner(session, row, now)
            if row is None:
                return None
            if owner is not None and _is_in_post(row, owner):
                return Begun(_export(row), owner, row.cursor)
            await self._end(row, ExportState.VOID, now)

    async def add(
        self, begun: Begun, case_ids: Sequence[str], lines: Lines, cursor: str, now: datetime, *, is_cut: bool
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
            if not _is_in_post(await session.get_one(ExportRow, export.id), await _today(session, account, now)):
                return
            here = update(ExportRow).where(
                col(ExportRow.id) == export.id,
                col(ExportRow.state) == ExportState.MAKING,
                col(ExportRow.parts) == export.parts,
            )
            if (await session.execute(here.values(values).returning(col(ExportRow.id)))).first() is None:
                return
            sealed = self._vault.seal(msgspec.json.encode(lines), _PURPOSE, part)
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
            await self._end(row, ExportState.OVER, now)
        async with self._database.writing() as session:
            await session.execute(delete(ExportRow).where(col(ExportRow.over_at) <= now - LISTED))

    async def _end(self, row: ExportRow, state: ExportState, now: datetime, by: str = SERVICE) -> None:
        """Erase its rows; what was asked for stays listed."""
        async with self._database.writing() as session:
            account = await held(session, row.officer_id)
            still = update(ExportRow).where(
                col(ExportRow.id) == row.id, col(ExportRow.state).in_((ExportState.MAKING, ExportState.READY))
            )
            ended = still.values(state=state, open_as=None).returning(col(ExportRow.id))
            if (await session.execute(ended)).first() is None:
                return
            await session.execute(delete(ExportPartRow).where(col(ExportPartRow.export_id) == row.id))
            if state is ExportState.VOID:
                key, told = self._vault.journal_key, {"export": row.id}
                await record(session, key, account, by, AccountCode.EXPORT_VOIDED, now, **told)

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


async def _owner(session: AsyncSession, row: ExportRow, now: datetime) -> Officer | None:
    account = await session.get(OfficerRow, row.officer_id)
    return None if account is None else await _today(session, account, now)


async def _today(session: AsyncSession, account: OfficerRow, now: datetime) -> Officer | None:
    return await standing_in(session, officer_of(account), now) if account.active else None


def _is_in_post(row: ExportRow, officer: Officer | None) -> bool:
    return officer is not None and (row.role, row.bureau) == (officer.role, officer.bureau)


def _export(row: ExportRow) -> Export:
    return Export(
        id=row.id,
        query=row.query,
        reason=row.reason,
        state=ExportState(row.state),
        asked_at=row.asked_at,
        expected=row.expected,
        rows=row.rows,
        parts=row.parts,
        is_cut=row.is_cut,
        ready_at=row.ready_at,
        over_at=row.over_at,
    )
