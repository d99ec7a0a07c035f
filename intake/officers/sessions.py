"""Signing in at the desk: sessions, and the growing pauses after failures.

A session cookie is kept as its keyed hash only.
"""

from __future__ import annotations

import secrets
from collections import OrderedDict
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.officers import passwords
from intake.officers.officer import Officer, officer_of
from intake.storage.database import Database
from intake.storage.sealing import Vault
from intake.storage.tables import DeskSessionRow, OfficerRow

SESSION_LASTS: Final = timedelta(hours=8)
_FREE_ATTEMPTS: Final = 3
_FIRST_PAUSE: Final = timedelta(seconds=5)
_LONGEST_PAUSE: Final = timedelta(minutes=15)
_STRANGERS_REMEMBERED: Final = 1_000


class SignInRefused(Exception):
    """Wrong name or password, or too soon after a failure.

    wait_seconds  how long the next attempt has to wait; 0 when it may be made at once
    """

    def __init__(self, wait_seconds: int) -> None:
        super().__init__("sign-in refused")
        self.wait_seconds = wait_seconds


class Strangers:
    """Pauses for names that have no account, so that a pause does not tell which names exist."""

    def __init__(self) -> None:
        self._failures: OrderedDict[str, tuple[int, datetime]] = OrderedDict()

    def counted_attempt(self, name: str, now: datetime) -> int:
        """Count a failure and return the seconds the next attempt has to wait; refuse at once during a pause."""
        failures, until = self._failures.get(name, (0, now))
        if now < until:
            raise SignInRefused(_seconds_until(until, now))
        failures += 1
        until = now + sign_in_pause(failures)
        self._failures[name] = (failures, until)
        self._failures.move_to_end(name)
        if len(self._failures) > _STRANGERS_REMEMBERED:
            self._failures.popitem(last=False)
        return _seconds_until(until, now)


async def sign_in(
    database: Database, vault: Vault, strangers: Strangers, *, name: str, password: str, now: datetime
) -> str:
    """Return the secret of a new session, or raise `SignInRefused`.

    The attempt is counted as a failure before the password is looked at: many attempts sent at the
    same moment would otherwise all pass the pause that the first of them has just earned.
    """
    row = await _counted_attempt(database, name.strip(), now)
    if row is None:
        wait_seconds = strangers.counted_attempt(name.strip(), now)
        await passwords.fits(password, passwords.NOBODYS)
        raise SignInRefused(wait_seconds)
    if not await passwords.fits(password, row.password_hash) or not row.active:
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
    return None if row is None else officer_of(row)


async def sign_out(database: Database, vault: Vault, secret: str) -> None:
    """End a session; an unknown one is no error."""
    async with database.writing() as session:
        await session.execute(
            delete(DeskSessionRow).where(col(DeskSessionRow.token_hash) == _session_hash(vault, secret))
        )


def sign_in_pause(failures: int) -> timedelta:
    """Return how long sign-in rests after so many failures in a row: three are free, then it doubles."""
    if failures < _FREE_ATTEMPTS:
        return timedelta(0)
    doublings = min(failures - _FREE_ATTEMPTS, 20)
    return min(_FIRST_PAUSE * (1 << doublings), _LONGEST_PAUSE)


async def _counted_attempt(database: Database, name: str, now: datetime) -> OfficerRow | None:
    async with database.writing() as session:
        found = await session.execute(select(OfficerRow).where(col(OfficerRow.name) == name).with_for_update())
        row = found.scalar_one_or_none()
        if row is None:
            return None
        if row.locked_until is not None and now < row.locked_until:
            raise SignInRefused(_seconds_until(row.locked_until, now))
        row.failures += 1
        row.locked_until = now + sign_in_pause(row.failures)
        await session.flush()
        session.expunge(row)
        return row


async def _new_session(database: Database, vault: Vault, officer_id: str, now: datetime) -> str:
    secret = secrets.token_urlsafe(32)
    async with database.writing() as session:
        await session.execute(delete(DeskSessionRow).where(col(DeskSessionRow.expires_at) <= now))
        await session.execute(
            update(OfficerRow).where(col(OfficerRow.id) == officer_id).values(failures=0, locked_until=None)
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


def _seconds_until(until: datetime | None, now: datetime) -> int:
    if until is None or until <= now:
        return 0
    return -(-(until - now) // timedelta(seconds=1))
