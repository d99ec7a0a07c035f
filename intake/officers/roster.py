"""Accounts, sessions and their journal, as they are listed. Nothing here knows a case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.codes import Role
from intake.journal.account_codes import AccountCode
from intake.journal.accounts import is_of_rules, is_switch, record, talk_in
from intake.officers.officer import Officer, officer_of
from intake.officers.pauses import paused_places
from intake.officers.sessions import held, is_open
from intake.storage.account_tables import AccountJournalRow
from intake.storage.database import Database
from intake.storage.sealing import Vault
from intake.storage.tables import ApiTokenRow, DeskSessionRow, OfficerRow
from intake.stored import Stored
from intake.talks.talk import number_of

_SWITCH: Final = "自动答复"
_RULES: Final = "分办规则"
# What a bureau's settings are called.
_SETTINGS: Final = {"bureau": "保密设置", "talk_desk": "网上值守", "webhook": "回调地址", "bulletin": "通知"}


@dataclass(frozen=True, slots=True)
class AccountLine:
    """An account as it is listed.

    is_qualified     has 执法资格
    must_change      the password was given by somebody else and not changed yet
    has_second_step  one-time codes are asked for
    has_login        single sign-on opens it
    signed_in_at     when somebody last signed in with it; None: never, or before that was kept
    sessions         how many are open
    paused_places    from how many places sign-in waits after wrong passwords
    """

    id: str
    name: str
    role: Role
    bureau: str | None
    is_active: bool
    is_qualified: bool
    must_change: bool
    has_second_step: bool
    has_login: bool
    created_at: datetime
    signed_in_at: datetime | None
    sessions: int
    paused_places: int


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A session that is open. `id` opens nothing."""

    id: str
    officer: Officer
    began_at: datetime
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class AccountEvent:
    """One entry of the accounts' journal.

    account  as the journal calls it
    about    name of the account or token
    by       who did it: a name, or a word of the journal
    """

    account: str
    seq: int
    at: datetime
    about: str
    by: str
    code: str
    payload: Stored


async def all_accounts(database: Database, now: datetime, officer_id: str = "") -> list[AccountLine]:
    """Return the accounts by name, those in use first; only one when its id is given."""
    open_sessions = (
        select(col(DeskSessionRow.officer_id), func.count())
        .where(is_open(now))
        .group_by(col(DeskSessionRow.officer_id))
    )
    query = select(OfficerRow).order_by(col(OfficerRow.active).desc(), col(OfficerRow.name))
    async with database.reading() as session:
        rows = (
            await session.scalars(query.where(col(OfficerRow.id) == officer_id) if officer_id else query)
        ).all()
        sessions = {officer: count for officer, count in await session.execute(open_sessions)}
        paused = await paused_places(session, now)
    return [_line(row, sessions.get(row.id, 0), paused.get(row.id, 0)) for row in rows]


async def open_sessions(database: Database, now: datetime, officer_id: str = "") -> list[SessionLine]:
    """Return the open sessions, the latest in use first; only those of one account when its id is given."""
    query = (
        select(DeskSessionRow, OfficerRow)
        .join(OfficerRow, col(DeskSessionRow.officer_id) == col(OfficerRow.id))
        .where(is_open(now))
        .order_by(col(DeskSessionRow.seen_at).desc())
    )
    if officer_id:
        query = query.where(col(OfficerRow.id) == officer_id)
    async with database.reading() as session:
        found = (await session.execute(query)).all()
    return [
        SessionLine(row.token_hash, officer_of(officer), row.created_at, row.seen_at) for row, officer in found
    ]


async def end_session(database: Database, vault: Vault, actor: str, session_id: str, now: datetime) -> None:
    """End one session; one that is over already is no error."""
    is_this = col(DeskSessionRow.token_hash) == session_id
    async with database.writing() as session:
        officer_id = await session.scalar(select(col(DeskSessionRow.officer_id)).where(is_this))
        if officer_id is None:
            return
        row = await held(session, officer_id)
        await session.execute(delete(DeskSessionRow).where(is_this))
        await record(session, vault.journal_key, row, actor, AccountCode.SESSIONS_ENDED, now, sessions=1)


async def account_events(
    database: Database, *, most: int, account: str = "", left_out: int = 0
) -> list[AccountEvent]:
    """Return what happened, the newest first, without the newest `left_out`; of one account, when given."""
    row = AccountJournalRow
    query = (
        select(row).order_by(col(row.at).desc(), col(row.chain), col(row.seq).desc()).offset(left_out).limit(most)
    )
    if account:
        query = query.where(col(row.chain) == account)
    async with database.reading() as session:
        return await told_events(session, (await session.scalars(query)).all())


async def told_events(session: AsyncSession, entries: Sequence[AccountJournalRow]) -> list[AccountEvent]:
    """Return entries of the accounts' journal as they are told, with the names that accounts have now."""
    names = await _names(session)
    return [_event(entry, names) for entry in entries]


def _event(entry: AccountJournalRow, names: Mapping[str, str]) -> AccountEvent:
    about = _SWITCH if is_switch(entry.chain) else _RULES if is_of_rules(entry.chain) else ""
    about = about or names.get(entry.chain, entry.chain)
    about = _SETTINGS.get(entry.chain.partition(":")[0], about)
    if talk := talk_in(entry.chain):
        about = f"人工对话 {number_of(talk)}"
    by = names.get(f"officer:{entry.actor}", entry.actor)
    return AccountEvent(entry.chain, entry.seq, entry.at, about, by, entry.code, entry.payload)


async def _names(session: AsyncSession) -> dict[str, str]:
    officers = await session.execute(select(col(OfficerRow.id), col(OfficerRow.name)))
    tokens = await session.execute(select(col(ApiTokenRow.token_hash), col(ApiTokenRow.name)))
    return {f"officer:{id_}": name for id_, name in officers} | {f"token:{id_}": name for id_, name in tokens}


def _line(row: OfficerRow, sessions: int, paused: int) -> AccountLine:
    return AccountLine(
        id=row.id,
        name=row.name,
        role=Role(row.role),
        bureau=row.bureau,
        is_active=row.active,
        is_qualified=row.is_qualified,
        must_change=row.must_change,
        has_second_step=row.second_step is not None,
        has_login=row.login_id is not None,
        created_at=row.created_at,
        signed_in_at=row.signed_in_at,
        sessions=sessions,
        paused_places=paused,
    )
