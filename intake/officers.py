"""Who works at the desk and which systems read along: accounts, sign-in, sessions, tokens.

A password is kept as argon2id, a session cookie and a bearer token as their keyed hash only.
"""

from __future__ import annotations

import asyncio
import secrets
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.bureaus import Bureaus
from intake.ids import new_id
from intake.storage.database import Database
from intake.storage.sealing import Vault
from intake.storage.tables import ApiTokenRow, DeskSessionRow, OfficerRow

ROLES: Mapping[str, str] = {
    "officer": "承办人员",
    "head": "机构负责人",
    "principal": "主要负责人",
    "coordinator": "市局统筹",
    "curator": "知识维护",
    "auditor": "审计",
    "admin": "系统管理",
}

# These work the cases of one bureau; the others belong to the service as a whole.
ROLES_OF_A_BUREAU: Final = frozenset({"officer", "head", "principal"})

SESSION_LASTS: Final = timedelta(hours=8)
SHORTEST_PASSWORD: Final = 10
_FREE_ATTEMPTS: Final = 3
_FIRST_PAUSE: Final = timedelta(seconds=5)
_LONGEST_PAUSE: Final = timedelta(minutes=15)
_STRANGERS_REMEMBERED: Final = 1_000


@dataclass(frozen=True, slots=True)
class Officer:
    """Somebody signed in at the desk.

    id      what the journal names as the actor
    bureau  code of their bureau; None for roles that belong to the whole service
    """

    id: str
    name: str
    role: str
    bureau: str | None


@dataclass(frozen=True, slots=True)
class TokenReader:
    """Another system reading `/api/v1`.

    identities  it may read what names a filer; else that is masked
    """

    name: str
    identities: bool

    @property
    def actor(self) -> str:
        """Return what the journal names as the actor."""
        return f"token:{self.name}"


class Refused(Exception):
    """An account or token that cannot be made. The text is a sentence for whoever typed the command."""


class SignInRefused(Exception):
    """Wrong name or password, or too soon after a failure.

    wait_seconds  how long the next attempt has to wait; 0 when it may be made at once
    """

    def __init__(self, wait_seconds: int) -> None:
        super().__init__("sign-in refused")
        self.wait_seconds = wait_seconds


# --------------------------------------------------------------------------- accounts and tokens


async def add_officer(
    database: Database,
    bureaus: Bureaus,
    *,
    name: str,
    role: str,
    bureau: str | None,
    password: str,
    now: datetime,
) -> Officer:
    """Create an account, or raise `Refused` with what to do instead."""
    name = name.strip()
    _refuse_unfit_account(bureaus, name, role, bureau, password)
    row = OfficerRow(
        id=new_id(now),
        name=name,
        role=role,
        bureau=bureau,
        password_hash=await asyncio.to_thread(_HASHER.hash, password),
        active=True,
        failures=0,
        created_at=now,
    )
    officer = _officer(row)
    try:
        async with database.writing() as session:
            session.add(row)
    except IntegrityError:
        raise Refused(f"已有名为“{name}”的账号，请换一个姓名，例如加上所在科室。") from None
    return officer


async def add_token(database: Database, vault: Vault, *, name: str, identities: bool, now: datetime) -> str:
    """Create a bearer token for `/api/v1` and return it: the only time it can be seen."""
    token = secrets.token_urlsafe(32)
    row = ApiTokenRow(
        token_hash=_token_hash(vault, token), name=name.strip(), identities=identities, created_at=now
    )
    if not row.name:
        raise Refused("请给令牌起一个名字，写明哪个系统在用。")
    try:
        async with database.writing() as session:
            session.add(row)
    except IntegrityError:
        raise Refused(f"已有名为“{name}”的令牌，请换一个名字。") from None
    return token


async def token_reader(session: AsyncSession, vault: Vault, token: str) -> TokenReader | None:
    """Return whose bearer token this is, or None when it is unknown or revoked."""
    row = await session.get(ApiTokenRow, _token_hash(vault, token))
    if row is None or row.revoked_at is not None:
        return None
    return TokenReader(row.name, row.identities)


async def names_of(session: AsyncSession, officer_ids: set[str]) -> dict[str, str]:
    """Return the names of officers by id; ids that are no officer's are left out."""
    if not officer_ids:
        return {}
    found = await session.execute(
        select(col(OfficerRow.id), col(OfficerRow.name)).where(col(OfficerRow.id).in_(officer_ids))
    )
    return {officer_id: name for officer_id, name in found}


def _refuse_unfit_account(bureaus: Bureaus, name: str, role: str, bureau: str | None, password: str) -> None:
    if not name:
        raise Refused("请填写姓名。")
    if role not in ROLES:
        raise Refused(f"没有“{role}”这个岗位，可用的有：{' '.join(ROLES)}。")
    if role in ROLES_OF_A_BUREAU and bureau is None:
        raise Refused(f"岗位 {role} 属于某个承办局，请加上 --bureau，例如 --bureau jiangjin。")
    if role not in ROLES_OF_A_BUREAU and bureau is not None:
        raise Refused(f"岗位 {role} 不属于某个承办局，请去掉 --bureau。")
    if bureau is not None and not _is_known(bureaus, bureau):
        raise Refused(f"没有代码为“{bureau}”的承办局，代码见 intake/bureaus.yaml。")
    if len(password) < SHORTEST_PASSWORD:
        raise Refused(f"密码至少 {SHORTEST_PASSWORD} 位。")


def _is_known(bureaus: Bureaus, code: str) -> bool:
    try:
        bureaus.by_code(code)
    except KeyError:
        return False
    return True


# ------------------------------------------------------------------------------ sign-in, sessions


class Strangers:
    """Pauses for names that have no account, so that a pause does not tell which names exist."""

    def __init__(self) -> None:
        self._failures: OrderedDict[str, tuple[int, datetime]] = OrderedDict()

    def attempt(self, name: str, now: datetime) -> int:
        """Count a failure and return the seconds the next attempt has to wait."""
        failures, until = self._failures.pop(name, (0, now))
        if now < until:
            self._failures[name] = (failures, until)
            return _seconds_until(until, now)
        failures += 1
        self._failures[name] = (failures, now + pause_after(failures))
        while len(self._failures) > _STRANGERS_REMEMBERED:
            self._failures.popitem(last=False)
        return _seconds_until(now + pause_after(failures), now)


async def sign_in(
    database: Database, vault: Vault, strangers: Strangers, *, name: str, password: str, now: datetime
) -> str:
    """Return the secret of a new session, or raise `SignInRefused`.

    The attempt is counted as a failure before the password is looked at: many attempts sent at the
    same moment would otherwise all pass the pause that the first of them has just earned.
    """
    row = await _counted_attempt(database, name.strip(), now)
    if row is None:
        await asyncio.to_thread(_matches, _NOBODYS_HASH, password)
        raise SignInRefused(strangers.attempt(name.strip(), now))
    if not await asyncio.to_thread(_matches, row.password_hash, password) or not row.active:
        raise SignInRefused(_seconds_until(row.locked_until, now))
    return await _new_session(database, vault, row.id, now)


async def signed_in(session: AsyncSession, vault: Vault, secret: str, now: datetime) -> Officer | None:
    """Return whose session this is, or None when it is unknown, expired or the account was closed."""
    found = await session.execute(
        select(OfficerRow)
        .join(DeskSessionRow, col(DeskSessionRow.officer_id) == col(OfficerRow.id))
        .where(
            col(DeskSessionRow.token_hash) == _session_hash(vault, secret),
            col(DeskSessionRow.expires_at) > now,
            col(OfficerRow.active).is_(True),
        )
    )
    row = found.scalar_one_or_none()
    return None if row is None else _officer(row)


async def sign_out(database: Database, vault: Vault, secret: str) -> None:
    """End a session; an unknown one is no error."""
    async with database.writing() as session:
        await session.execute(
            delete(DeskSessionRow).where(col(DeskSessionRow.token_hash) == _session_hash(vault, secret))
        )


def pause_after(failures: int) -> timedelta:
    """Return how long sign-in rests after so many failures in a row: three are free, then it doubles."""
    if failures < _FREE_ATTEMPTS:
        return timedelta(0)
    doublings = min(failures - _FREE_ATTEMPTS, 20)
    return min(_FIRST_PAUSE * 2**doublings, _LONGEST_PAUSE)


async def _counted_attempt(database: Database, name: str, now: datetime) -> OfficerRow | None:
    async with database.writing() as session:
        found = await session.execute(select(OfficerRow).where(col(OfficerRow.name) == name).with_for_update())
        row = found.scalar_one_or_none()
        if row is None:
            return None
        if row.locked_until is not None and now < row.locked_until:
            raise SignInRefused(_seconds_until(row.locked_until, now))
        row.failures += 1
        row.locked_until = now + pause_after(row.failures)
        await session.flush()
        session.expunge(row)
        return row


async def _new_session(database: Database, vault: Vault, officer_id: str, now: datetime) -> str:
    secret = secrets.token_urlsafe(32)
    async with database.writing() as session:
        await session.execute(delete(DeskSessionRow).where(col(DeskSessionRow.expires_at) <= now))
        await session.execute(
            update(OfficerRow)
            .where(col(OfficerRow.id) == officer_id)
            .values(failures=0, locked_until=None)
        )
        session.add(
            DeskSessionRow(
                token_hash=_session_hash(vault, secret),
                officer_id=officer_id,
                created_at=now,
                expires_at=now + SESSION_LASTS,
            )
        )
    return secret


def csrf_token(vault: Vault, secret: str) -> str:
    """Return the token that every form of this session carries."""
    return vault.keyed_id("desk_csrf", secret)


def _session_hash(vault: Vault, secret: str) -> str:
    return vault.keyed_id("desk_session", secret)


def _token_hash(vault: Vault, token: str) -> str:
    return vault.keyed_id("api_token", token)


def _matches(password_hash: str, password: str) -> bool:
    try:
        return _HASHER.verify(password_hash, password)
    except VerificationError:
        return False


def _seconds_until(until: datetime | None, now: datetime) -> int:
    if until is None or until <= now:
        return 0
    return -(-(until - now) // timedelta(seconds=1))


def _officer(row: OfficerRow) -> Officer:
    return Officer(row.id, row.name, row.role, row.bureau)


_HASHER = PasswordHasher()

# Checked for names without an account, so that they take as long as those with one.
_NOBODYS_HASH: Final = _HASHER.hash("nobody has this password")
