"""The growing pauses after wrong passwords: for one name from one place, so that nobody locks out another."""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.storage.account_tables import SignInPauseRow
from intake.storage.database import Database
from intake.storage.sealing import Vault

FREE_ATTEMPTS: Final = 3
# What was typed wrongly yesterday counts no more.
FORGOTTEN_AFTER: Final = timedelta(days=1)
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


def sign_in_pause(failures: int) -> timedelta:
    """Return how long sign-in rests after so many failures in a row: three are free, then it doubles."""
    if failures < FREE_ATTEMPTS:
        return timedelta(0)
    doublings = min(failures - FREE_ATTEMPTS, 20)
    return min(_FIRST_PAUSE * (1 << doublings), _LONGEST_PAUSE)


def seconds_until(until: datetime, now: datetime) -> int:
    """Return the whole seconds until then; 0 when it is past."""
    return max(0, -(-(until - now) // timedelta(seconds=1)))


def _holds(until: datetime, now: datetime) -> bool:
    """Say whether a pause goes on; one that ends later than any could was set before the clock was put back."""
    return now < until <= now + _LONGEST_PAUSE


class Strangers:
    """Pauses for names that have no account, so that a pause does not tell which names exist."""

    def __init__(self) -> None:
        self._failures: OrderedDict[tuple[str, str], tuple[int, datetime]] = OrderedDict()

    def counted_attempt(self, name: str, place: str, now: datetime) -> int:
        """Count a failure and return the seconds the next attempt has to wait; refuse at once during a pause."""
        key = (name, place)
        failures, until = self._failures.get(key, (0, now))
        if _holds(until, now):
            raise SignInRefused(seconds_until(until, now))
        failures += 1
        until = now + sign_in_pause(failures)
        self._failures[key] = (failures, until)
        self._failures.move_to_end(key)
        if len(self._failures) > _STRANGERS_REMEMBERED:
            self._failures.popitem(last=False)
        return seconds_until(until, now)


async def counted_attempt(
    session: AsyncSession, vault: Vault, officer_id: str, place: str, now: datetime
) -> SignInPauseRow:
    """Count a failure of this account from this place, or raise `SignInRefused` during a pause.

    The account's row is held, so that attempts sent at one moment count one after the other.
    """
    row_id = _id_of(vault, officer_id, place)
    row = await session.get(SignInPauseRow, row_id)
    if row is not None and _holds(row.until, now):
        raise SignInRefused(seconds_until(row.until, now))
    if row is None:
        row = SignInPauseRow(id=row_id, officer_id=officer_id, failures=0, failed_at=now, until=now)
        session.add(row)
    if now - row.failed_at >= FORGOTTEN_AFTER:
        row.failures = 0
    row.failures += 1
    row.failed_at, row.until = now, now + sign_in_pause(row.failures)
    await session.flush()
    return row


async def forget_place(session: AsyncSession, vault: Vault, officer_id: str, place: str) -> None:
    """Forget what was typed wrongly there: the right password came."""
    row_id = _id_of(vault, officer_id, place)
    await session.execute(delete(SignInPauseRow).where(col(SignInPauseRow.id) == row_id))


async def lift(session: AsyncSession, officer_id: str) -> None:
    """Forget every failure of an account."""
    await session.execute(delete(SignInPauseRow).where(col(SignInPauseRow.officer_id) == officer_id))


async def paused_places(session: AsyncSession, now: datetime) -> dict[str, int]:
    """Return from how many places sign-in pauses now, by the id of the account."""
    counted = (
        select(col(SignInPauseRow.officer_id), func.count())
        .where(col(SignInPauseRow.until) > now)
        .group_by(col(SignInPauseRow.officer_id))
    )
    return {officer_id: places for officer_id, places in await session.execute(counted)}


async def forget_old(database: Database, now: datetime) -> None:
    """Forget failures that count no more."""
    async with database.writing() as session:
        await session.execute(delete(SignInPauseRow).where(col(SignInPauseRow.failed_at) <= now - FORGOTTEN_AFTER))


def _id_of(vault: Vault, officer_id: str, place: str) -> str:
    return vault.keyed_id("sign_in_pause", f"{officer_id}\n{place}")
