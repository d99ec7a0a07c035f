"""Single sign-on (OpenID Connect): an account is found by the subject that an administrator bound to it alone.

A provider's word takes the place of the password, and of nothing more: whoever has one-time codes gives one,
whoever is disabled stays out, a session lasts as long as any other. No account is made by it, and none is found by
a name or a mail address: both change hands.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import msgspec
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.officers import devices, pauses, second_step
from intake.officers.pauses import SignInRefused
from intake.officers.sessions import Admitted, begun, has_news, held
from intake.routing.bureaus import MUNICIPAL
from intake.storage.account_tables import UsedProofRow
from intake.storage.database import Database
from intake.storage.sealing import CannotUnseal, Vault
from intake.storage.tables import OfficerRow

# As long as somebody may need to find the telephone.
TICKET_LASTS: Final = timedelta(minutes=5)
# Longer than a proof is taken at all.
_PROOFS_KEPT: Final = timedelta(hours=1)
_TICKET: Final = "single_sign_on"
# The place where codes are counted: the provider knows who it is, so it is one for all browsers.
_HERE: Final = "single sign-on"


@dataclass(frozen=True, slots=True)
class SignInProof:
    """That a provider vouches for somebody.

    subject  as the provider calls them: never changed, never given to another
    nonce    what we drew for this one sign-in
    """

    issuer: str
    subject: str
    nonce: str


class Unbound(Exception):
    """No account is bound to this subject."""


class NotHere(Exception):
    """The account is closed, or its bureau does not sign in this way."""


class UsedUp(Exception):
    """This proof opened a session already, or is too old."""


@dataclass(frozen=True, slots=True)
class CodeWanted:
    """The account has one-time codes. `ticket` is what the browser keeps meanwhile; it opens nothing alone."""

    ticket: str


class _Ticket(msgspec.Struct, frozen=True):
    issuer: str
    login: str
    nonce: str
    until: datetime


def login_of(vault: Vault, issuer: str, subject: str) -> str:
    """Return what is kept of a subject: it can be looked up, and not be read."""
    return vault.keyed_id("single_sign_on", f"{issuer}\n{subject}")


class SingleSignOn:
    """Opens sessions for whom a provider vouches.

    bureaus  of each issuer, codes of those whose accounts sign in this way; empty for all. Accounts of the whole
             service count as the municipal bureau's
    """

    def __init__(self, database: Database, vault: Vault, bureaus: Mapping[str, frozenset[str]]) -> None:
        self._database = database
        self._vault = vault
        self._bureaus = bureaus

    async def sign_in(self, proof: SignInProof, mark: str, now: datetime) -> Admitted | CodeWanted:
        """Open a session, or ask for a code. Raises Unbound, NotHere, UsedUp.

        mark  what the browser carries of an earlier sign-in
        """
        login = login_of(self._vault, proof.issuer, proof.subject)
        nonce = self._vault.keyed_id("single_sign_on_nonce", proof.nonce)
        ticket = _Ticket(proof.issuer, login, nonce, now + TICKET_LASTS)
        row = await self._account(ticket)
        if row.second_step is not None:
            return CodeWanted(self._sealed(ticket))
        return await self._admitted(row, ticket, mark, None, now)

    async def sign_in_with_code(self, ticket: str, code: str, mark: str, now: datetime) -> Admitted:
        """Open the session that a code was asked for. Raises what `sign_in` does, and SignInRefused."""
        opened = self._unsealed(ticket)
        if opened is None or opened.until <= now:
            raise UsedUp
        row = await self._account(opened)
        async with self._database.writing() as session:
            await held(session, row.id)
            counted = await pauses.counted_attempt(session, self._vault, row.id, _HERE, now)
            wait_seconds = pauses.seconds_until(counted.until, now)
        step = self._step(row, code, now)
        if row.second_step is not None and step is None:
            raise SignInRefused(wait_seconds)
        return await self._admitted(row, opened, mark, step, now)

    async def _account(self, ticket: _Ticket) -> OfficerRow:
        async with self._database.reading() as session:
            row = await session.scalar(select(OfficerRow).where(col(OfficerRow.login_id) == ticket.login))
        if row is None:
            raise Unbound
        self._refuse_elsewhere(row, ticket.issuer)
        return row

    def _refuse_elsewhere(self, row: OfficerRow, issuer: str) -> None:
        bureaus = self._bureaus.get(issuer)
        if not row.active or bureaus is None or (bureaus and (row.bureau or MUNICIPAL) not in bureaus):
            raise NotHere

    def _step(self, row: OfficerRow, code: str, now: datetime) -> int | None:
        if row.second_step is None:
            return None
        secret = second_step.unsealed(self._vault, row.second_step, row.id)
        return second_step.step_of(secret, code, now, row.second_step_used)

    async def _admitted(
        self, seen: OfficerRow, ticket: _Ticket, mark: str, step: int | None, now: datetime
    ) -> Admitted:
        """Open a session for the account as it was looked at; none when somebody changed it meanwhile."""
        news = await has_news(self._database, seen, now)
        try:
            async with self._database.writing() as session:
                row = await held(session, seen.id)
                self._refuse_elsewhere(row, ticket.issuer)
                if row.login_id != ticket.login or row.second_step != seen.second_step:
                    raise Unbound
                if step is not None and row.second_step_used is not None and row.second_step_used >= step:
                    raise SignInRefused(0)
                await _use_up(session, ticket.nonce, now)
                await pauses.forget_place(session, self._vault, row.id, _HERE)
                secret = await begun(session, self._vault, row, step, now, by_provider=True)
        except IntegrityError:
            raise UsedUp from None
        browser = devices.number_in(self._vault, mark, seen.id)
        return Admitted(secret, devices.mark_for(self._vault, seen.id, browser), news)

    def _sealed(self, ticket: _Ticket) -> str:
        sealed = self._vault.seal(msgspec.json.encode(ticket), _TICKET, "ticket")
        return base64.urlsafe_b64encode(sealed).decode()

    def _unsealed(self, ticket: str) -> _Ticket | None:
        try:
            sealed = base64.b64decode(ticket.encode("ascii", errors="replace"), altchars=b"-_", validate=True)
            return msgspec.json.decode(self._vault.unseal(sealed, _TICKET, "ticket"), type=_Ticket)
        except (ValueError, CannotUnseal, msgspec.DecodeError):
            return None


async def _use_up(session: AsyncSession, nonce: str, now: datetime) -> None:
    """Note that a proof opened a session; a second use of it breaks on the key."""
    await session.execute(delete(UsedProofRow).where(col(UsedProofRow.at) <= now - _PROOFS_KEPT))
    session.add(UsedProofRow(id=nonce, at=now))
    await session.flush()
