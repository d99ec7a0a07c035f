"""Bearer tokens of other systems for `/api/v1`: made, listed, revoked. A token is kept as its keyed hash only."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.journal.account_codes import AccountCode
from intake.journal.accounts import record
from intake.officers.accounts import LONGEST_NAME, AccountRefused, NoSuchAccount
from intake.officers.officer import ORDINARY_SCOPES, SCOPES, TokenReader, TokenScope
from intake.storage.database import Database
from intake.storage.sealing import Vault
from intake.storage.tables import ApiTokenRow
from intents.signs import has_control_characters


@dataclass(frozen=True, slots=True)
class TokenLine:
    """A token as it is listed.

    identities  it reads who filed a case
    scopes      what it may do
    bureau      whose cases alone it reads; None: of all
    revoked_at  since when it opens nothing; None: it does
    """

    name: str
    identities: bool
    scopes: tuple[str, ...]
    bureau: str | None
    created_at: datetime
    revoked_at: datetime | None


async def add_token(
    database: Database,
    vault: Vault,
    *,
    actor: str,
    name: str,
    identities: bool,
    now: datetime,
    scopes: Collection[str] = ORDINARY_SCOPES,
    bureau: str | None = None,
) -> str:
    """Create a bearer token for `/api/v1` and return it: the only time it can be seen.

    bureau  a code that its caller has looked up; None: of all bureaus
    """
    token, name = secrets.token_urlsafe(32), name.strip()
    if has_control_characters(name):
        raise AccountRefused("令牌的名字里不能有控制字符，请重新输入。", "name")
    if not name:
        raise AccountRefused("请给令牌起一个名字，写明哪个系统在用。", "name")
    if len(name) > LONGEST_NAME:
        raise AccountRefused(f"令牌的名字最多 {LONGEST_NAME} 个字。", "name")
    if not scopes or set(scopes) - set(SCOPES):
        raise AccountRefused("请至少选一项用途，只能选列出的用途。", "scopes")
    row = ApiTokenRow(
        token_hash=_token_hash(vault, token),
        name=name,
        identities=identities,
        scopes=" ".join(scope for scope in SCOPES if scope in scopes),
        bureau=bureau,
        created_at=now,
    )
    try:
        async with database.writing() as session:
            session.add(row)
            await session.flush()
            code = AccountCode.TOKEN_ADDED
            said: dict[str, str | bool | None] = {"name": name, "identities": identities, "scopes": row.scopes}
            said["bureau"] = bureau
            await record(session, vault.journal_key, row, actor, code, now, **said)
    except IntegrityError:
        raise AccountRefused(f"已有名为“{name}”的令牌，请换一个名字。", "name") from None
    return token


async def revoke_token(database: Database, vault: Vault, *, actor: str, name: str, now: datetime) -> None:
    """Let a token open nothing any more, from this commit on."""
    async with database.writing() as session:
        query = select(ApiTokenRow).where(col(ApiTokenRow.name) == name.strip()).with_for_update()
        row = await session.scalar(query)
        if row is None:
            raise NoSuchAccount(f"没有名为“{name.strip()}”的令牌。")
        if row.revoked_at is not None:
            raise AccountRefused(f"令牌“{row.name}”已经作废了。")
        row.revoked_at = now
        await session.flush()
        await record(session, vault.journal_key, row, actor, AccountCode.TOKEN_REVOKED, now, name=row.name)


async def all_tokens(database: Database) -> list[TokenLine]:
    """Return every token, those that open something first, the newest on top."""
    async with database.reading() as session:
        rows = (await session.scalars(select(ApiTokenRow).order_by(col(ApiTokenRow.created_at).desc()))).all()
    lines = [_line(row) for row in rows]
    return sorted(lines, key=lambda line: line.revoked_at is not None)


async def token_reader(session: AsyncSession, vault: Vault, token: str) -> TokenReader | None:
    """Return whose bearer token this is, or None when it is unknown or revoked."""
    row = await session.get(ApiTokenRow, _token_hash(vault, token))
    if row is None or row.revoked_at is not None:
        return None
    return TokenReader(
        row.name, row.identities, frozenset(TokenScope(one) for one in row.scopes.split()), row.bureau
    )


async def note_list_read(
    session: AsyncSession, vault: Vault, reader: TokenReader, now: datetime, *, what: str, query: str, rows: int
) -> None:
    """Enter into a token's chain that it read a list: what was asked for, and how much it got."""
    row = await session.scalar(select(ApiTokenRow).where(col(ApiTokenRow.name) == reader.name).with_for_update())
    if row is None:
        raise NoSuchAccount(f"没有名为“{reader.name}”的令牌。")
    code, actor = AccountCode.LIST_READ, reader.actor
    await record(session, vault.journal_key, row, actor, code, now, what=what, query=query, rows=rows)


def _line(row: ApiTokenRow) -> TokenLine:
    return TokenLine(
        row.name, row.identities, tuple(row.scopes.split()), row.bureau, row.created_at, row.revoked_at
    )


def _token_hash(vault: Vault, token: str) -> str:
    return vault.keyed_id("api_token", token)
