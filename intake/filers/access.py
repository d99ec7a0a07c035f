"""Reference and access code: how they are given out, and how a case is found by both together."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import os
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from argon2.low_level import Type, hash_secret_raw
from sqlalchemy import select
from sqlmodel import col

from intake.filers.codes import new_code
from intake.filers.shared_pace import SharedPace
from intake.storage.database import Database
from intake.storage.rows import Insert
from intake.storage.sealing import Vault
from intake.storage.tables import AccessCodeRow, CaseRow

# argon2id over 2^10 KiB, once: 1 MB, as scrypt took for them before, in 0.4 ms of CPU instead of 1.5. The code has
# 80 bits of chance, which nobody tries out at any price of a hash; a dearer one only slows down whoever files at a
# busy hour (docs/decisions/018, 053).
COST: Final = 0x80 | 10
# A kept hash says in its first byte how it was made: by argon2id with so many doublings of a KiB where the highest
# bit is set, else by scrypt with so many doublings of its cost. The first ones did not say it, and had this.
_BY_ARGON2: Final = 0x80
_COST_UNSAID: Final = 14
_HASH_BYTES: Final = 32
SALT_BYTES: Final = 16
NOBODYS_SALT: Final = bytes(SALT_BYTES)

# Whoever copies a code from paper may err a few times. Only what does not fit is counted, so that nobody's errors
# keep a filer from their case; the pace of a reference, and that of wrong codes, is everybody's together.
SOURCE_PACE: Final = (8, 20.0)
REFERENCE_PACE: Final = (12, 20.0)
WRONG_PACE: Final = (200, 0.5)
# At most so many are worked out at one time, of those that fit and of the others: neither waits for the other.
_AT_ONCE: Final = 2


class TooManyTries(Exception):
    """A code did not fit, after too many others from there, for that reference or altogether; try again later."""


@dataclass(frozen=True, slots=True)
class IssuedCode:
    """A code just drawn, and what will be kept of it."""

    code: str = field(repr=False)
    tag: str
    salt: bytes
    hash: bytes

    def row(self, case_id: str) -> Insert:
        """Return the row that leads from the code to the case."""
        values = {"case_id": case_id, "tag": self.tag, "salt": self.salt, "hash": self.hash}
        return Insert("access_code", values)


class Access:
    """Gives codes out, and finds cases by them."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault
        self._of_sources = SharedPace(database, "code-source", *SOURCE_PACE)
        self._of_references = SharedPace(database, "code-reference", *REFERENCE_PACE)
        self._of_wrong = SharedPace(database, "code-wrong", *WRONG_PACE)
        self._right, self._wrong = asyncio.Semaphore(_AT_ONCE), asyncio.Semaphore(_AT_ONCE)

    async def issued(self) -> IssuedCode:
        """Draw a code."""
        code, salt = new_code(), os.urandom(SALT_BYTES)
        return IssuedCode(code, self._tag(code), salt, await slow_hash(code, salt))

    async def case_of(self, reference: str, code: str, source: str, now: datetime) -> str | None:
        """Return the id of the case with this reference and this code; None when there is none such.

        source  whoever asks: a keyed id, or "" for somebody who stands for everybody

        What fits is let in whatever was tried before it. A wrong code and a reference that nobody has look the
        same, are counted alike and take the same time. Raises TooManyTries, never for what fits.
        """
        query = (
            select(col(AccessCodeRow.case_id), col(AccessCodeRow.salt), col(AccessCodeRow.hash))
            .join(CaseRow, col(CaseRow.id) == col(AccessCodeRow.case_id))
            .where(col(AccessCodeRow.tag) == self._tag(code), col(CaseRow.reference) == reference)
        )
        async with self._database.reading() as session:
            found = (await session.execute(query)).first()
        if found is None:
            await self._count_wrong(reference, source, now)
            async with self._wrong:
                await slow_hash(code, NOBODYS_SALT)
            return None
        case_id, salt, kept = found
        async with self._right:
            fits = await is_hash_of(kept, code, salt)
        return case_id if fits else None

    async def _count_wrong(self, reference: str, source: str, now: datetime) -> None:
        """Count a code that does not fit, before time is spent on it."""
        of_source, of_reference = (self._vault.keyed_id("tries", text) for text in (source, reference))
        # Both are counted, whichever of them refuses.
        allowed = [
            not source or await self._of_sources.allows(of_source, now),
            await self._of_references.allows(of_reference, now),
        ]
        # Nothing is worked out for those that were refused, so they take nothing from the others.
        if not all(allowed) or not await self._of_wrong.allows("", now):
            raise TooManyTries

    def _tag(self, code: str) -> str:
        return self._vault.keyed_id("access_code", code)


async def is_hash_of(kept: bytes, code: str, salt: bytes) -> bool:
    """Say whether this was kept of the code, by whichever hash it was made."""
    says_its_cost = len(kept) > _HASH_BYTES
    worked_out = await slow_hash(code, salt, kept[0] if says_its_cost else _COST_UNSAID)
    return hmac.compare_digest(worked_out if says_its_cost else worked_out[1:], kept)


async def slow_hash(code: str, salt: bytes, cost: int = COST) -> bytes:
    """Work the hash out in a thread of its own: it takes a while on purpose."""
    return bytes([cost]) + await asyncio.to_thread(_worked_out, code.encode(), salt, cost)


def _worked_out(code: bytes, salt: bytes, cost: int) -> bytes:
    if cost & _BY_ARGON2:
        kibibytes = 2 ** (cost ^ _BY_ARGON2)
        return hash_secret_raw(code, salt, 1, kibibytes, 1, _HASH_BYTES, Type.ID)
    return hashlib.scrypt(code, salt=salt, n=2**cost, r=8, p=1, dklen=_HASH_BYTES)
