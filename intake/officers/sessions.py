"""Signing in at the desk: sessions. A session cookie is kept as its keyed hash only."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, and_, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.codes import Role
from intake.journal.account_codes import NEWS, AccountCode
from intake.journal.accounts import account_of, record
from intake.officers import devices, passwords, pauses, second_step
from intake.officers.gate import PasswordGate
from intake.officers.officer import Officer, officer_of
from intake.officers.pauses import FREE_ATTEMPTS, SignInRefused, Strangers, seconds_until
from intake.storage.account_tables import AccountJournalRow
from intake.storage.database import Database
from intake.storage.sealing import Vault
from intake.storage.tables import DeskSessionRow, OfficerRow

# A day's work at most, and not over a long lunch.
SESSION_LASTS: Final = timedelta(hours=8)
SESSION_RESTS: Final = timedelta(hours=2)
SEEN_EVERY: Final = timedelta(minutes=5)
FRESH_FOR: Final = timedelta(minutes=10)
# A place where somebody signs in is a known browser, or an address.
_BROWSER: Final = "browser "
_WRONG_CODE: Final = -1


@dataclass(frozen=True, slots=True)
class Attempt:
    """What somebody typed, and where.

    code    of the second step; "" where none is asked for
    source  the network address it comes from
    mark    what the browser carries of an earlier sign-in; "" for nothing
    """

    name: str
    password: str
    code: str = ""
    source: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Admitted:
    """Somebody who signed in.

    secret    of their session
    mark      what their browser keeps
    has_news  since they last signed in, somebody else did something with their account
    """

    secret: str
    mark: str
    has_news: bool


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session that is open.

    id           under which it is kept; opens nothing
    own_role     the post of the account itself, whomever they stand in for
    must_change  the password must be changed before anything else
    has_codes    one-time codes are asked for
    is_fresh     single sign-on opened it a moment ago: that counts where a password would be asked for
    seen_at      when a page was last asked for, to within some minutes
    """

    id: str
    officer: Officer
    own_role: Role
    must_change: bool
    has_codes: bool
    is_fresh: bool
    seen_at: datetime


class SigningIn:
    """Looks at names and passwords, one after the other."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault
        self._strangers = Strangers()
        self._gate = PasswordGate()

    async def sign_in(self, attempt: Attempt, now: datetime) -> Admitted:
        """Open a session, or raise SignInRefused or, before anything was looked at, Crowded."""
        name, browser, row = attempt.name.strip(), "", None
        # Without a mark nothing is read before there is a place: whoever floods the sign-in costs next to nothing.
        if attempt.mark and (row := await self._account(name)):
            browser = devices.number_in(self._vault, attempt.mark, row.id)
        place = f"{_BROWSER}{browser}" if browser else f"address {attempt.source}"
        with self._gate.place(place, is_known=bool(browser)):
            row = row or await self._account(name)
            if row is None:
                wait_seconds = self._strangers.counted_attempt(name, place, now)
                await passwords.fits(attempt.password, passwords.NOBODYS)
                raise SignInRefused(wait_seconds)
            secret = await self._looked_at(row, attempt, place, now)
            mark = devices.mark_for(self._vault, row.id, browser)
            return Admitted(secret, mark, await has_news(self._database, row, now))

    async def _account(self, name: str) -> OfficerRow | None:
        async with self._database.reading() as session:
            return await session.scalar(select(OfficerRow).where(col(OfficerRow.name) == name))

    async def _looked_at(self, row: OfficerRow, attempt: Attempt, place: str, now: datetime) -> str:
        """Count the attempt as a failure before the password is looked at.

        Many attempts sent at the same moment would otherwise all pass the pause that the first of them has
        just earned.
        """
        wait_seconds = await self._counted(row.id, place, now)
        step = self._step(row, attempt.code, now)
        known = place.startswith(_BROWSER)
        fits = await passwords.fits(attempt.password, row.password_hash, is_known=known)
        if not fits or not row.active or step == _WRONG_CODE:
            raise SignInRefused(wait_seconds)
        renewed = await passwords.hashed(attempt.password) if passwords.is_dated(row.password_hash) else ""
        return await self._new_session(row, place, step, renewed, now)

    def _step(self, row: OfficerRow, code: str, now: datetime) -> int | None:
        """Return the number of the code, None where none is asked for, _WRONG_CODE for a wrong one."""
        if row.second_step is None:
            return None
        secret = second_step.unsealed(self._vault, row.second_step, row.id)
        step = second_step.step_of(secret, code, now, row.second_step_used)
        return _WRONG_CODE if step is None else step

    async def _counted(self, officer_id: str, place: str, now: datetime) -> int:
        async with self._database.writing() as session:
            row = await held(session, officer_id)
            counted = await pauses.counted_attempt(session, self._vault, officer_id, place, now)
            failures = counted.failures
            # Of many failures few are noted: a stranger must not be able to fill the journal.
            if failures >= FREE_ATTEMPTS and (failures == FREE_ATTEMPTS or failures & (failures - 1) == 0):
                code = AccountCode.PAUSED
                known = place.startswith(_BROWSER)
                await record(
                    session, self._vault.journal_key, row, "", code, now, failures=failures, known_browser=known
                )
            return seconds_until(counted.until, now)

    async def _new_session(
        self, seen: OfficerRow, place: str, step: int | None, renewed: str, now: datetime
    ) -> str:
        """Open a session for the account as it was looked at; none when somebody changed it meanwhile.

        renewed  what is kept of the password from now on; "" for what is kept already
        """
        async with self._database.writing() as session:
            row = await held(session, seen.id)
            is_as_seen = row.password_hash == seen.password_hash and row.second_step == seen.second_step
            is_used = step is not None and row.second_step_used is not None and row.second_step_used >= step
            if not row.active or not is_as_seen or is_used:
                raise SignInRefused(0)
            row.password_hash = renewed or row.password_hash
            await pauses.forget_place(session, self._vault, row.id, place)
            return await begun(session, self._vault, row, step, now)


async def begun(
    session: AsyncSession,
    vault: Vault,
    row: OfficerRow,
    step: int | None,
    now: datetime,
    *,
    by_provider: bool = False,
) -> str:
    """Open a session for an account that is held, and return its secret.

    step  number of the code that was given; None where none was asked for
    """
    secret = secrets.token_urlsafe(32)
    row.signed_in_at, row.second_step_used = now, step if step is not None else row.second_step_used
    await session.execute(delete(DeskSessionRow).where(_is_over(now)))
    session.add(
        DeskSessionRow(
            token_hash=_session_hash(vault, secret),
            officer_id=row.id,
            created_at=now,
            expires_at=now + SESSION_LASTS,
            seen_at=now,
            by_provider=by_provider,
        )
    )
    await session.flush()
    how = {"by_provider": True} if by_provider else {}
    await record(session, vault.journal_key, row, row.id, AccountCode.SIGNED_IN, now, **how)
    return secret


async def has_news(database: Database, seen: OfficerRow, now: datetime) -> bool:
    """Say whether somebody else did something with the account since its owner last signed in."""
    entry = AccountJournalRow
    by_others = select(col(entry.seq)).where(
        col(entry.chain) == account_of(seen),
        col(entry.actor) != seen.id,
        col(entry.code).in_(NEWS),
        col(entry.at) > (seen.signed_in_at or seen.created_at),
        col(entry.at) <= now,
    )
    async with database.reading() as session:
        return (await session.execute(by_others.limit(1))).first() is not None


async def open_session(session: AsyncSession, vault: Vault, secret: str, now: datetime) -> OpenSession | None:
    """Return the session of this secret; None when it is unknown or over, or the account was closed."""
    found = await session.execute(
        select(OfficerRow, DeskSessionRow)
        .join(DeskSessionRow, col(DeskSessionRow.officer_id) == col(OfficerRow.id))
        .where(
            col(DeskSessionRow.token_hash) == _session_hash(vault, secret),
            ~_is_over(now),
            col(OfficerRow.active).is_(True),
        )
    )
    row = found.first()
    if row is None:
        return None
    officer, opened = row
    return OpenSession(
        opened.token_hash,
        officer_of(officer),
        Role(officer.role),
        # Who came by single sign-on does not use the password that somebody gave them.
        must_change=officer.must_change and not opened.by_provider,
        has_codes=officer.second_step is not None,
        is_fresh=is_fresh(opened, now),
        seen_at=opened.seen_at,
    )


def is_fresh(opened: DeskSessionRow, now: datetime) -> bool:
    """Say whether single sign-on opened this session a moment ago."""
    return opened.by_provider and now - opened.created_at <= FRESH_FOR


async def note_seen(database: Database, session_id: str, now: datetime) -> None:
    """Note that a session is in use."""
    async with database.writing() as session:
        await session.execute(
            update(DeskSessionRow).where(col(DeskSessionRow.token_hash) == session_id).values(seen_at=now)
        )


async def sign_out(database: Database, vault: Vault, secret: str, now: datetime) -> None:
    """End a session; an unknown one is no error."""
    is_this = col(DeskSessionRow.token_hash) == _session_hash(vault, secret)
    async with database.writing() as session:
        opened = await session.scalar(select(DeskSessionRow).where(is_this))
        if opened is None:
            return
        row = await held(session, opened.officer_id)
        await session.execute(delete(DeskSessionRow).where(is_this))
        await record(session, vault.journal_key, row, row.id, AccountCode.SIGNED_OUT, now)


async def held(session: AsyncSession, officer_id: str) -> OfficerRow:
    """Return an account as it is now, held until the transaction ends: others who change it wait."""
    query = select(OfficerRow).where(col(OfficerRow.id) == officer_id).with_for_update()
    return (await session.scalars(query)).one()


async def end_all(session: AsyncSession, officer_id: str, but: str = "") -> int:
    """End the sessions of an officer, but for one; return how many."""
    mine = and_(col(DeskSessionRow.officer_id) == officer_id, col(DeskSessionRow.token_hash) != but)
    ended = await session.execute(delete(DeskSessionRow).where(mine).returning(col(DeskSessionRow.token_hash)))
    return len(ended.all())


def is_open(now: datetime) -> ColumnElement[bool]:
    """Return the condition that holds for sessions that are not over."""
    return ~_is_over(now)


def csrf_token(vault: Vault, secret: str) -> str:
    """Return the token that every form of this session carries."""
    return vault.keyed_id("desk_csrf", secret)


def _is_over(now: datetime) -> ColumnElement[bool]:
    return or_(col(DeskSessionRow.expires_at) <= now, col(DeskSessionRow.seen_at) <= now - SESSION_RESTS)


def _session_hash(vault: Vault, secret: str) -> str:
    return vault.keyed_id("desk_session", secret)
