"""Draft codes: by which a form filled on its page is resumed from any browser. As access codes, decision 18.

The code stands for the filer: the keyed ids of their account follow from it, so that whoever has it goes on with
the draft, and nobody else finds it. Kept of it are a slow hash and the keyed id by which it is looked up.
"""

from __future__ import annotations

import asyncio
import os
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlmodel import col

from intake.cases.filer import Filer
from intake.filers.access import NOBODYS_SALT, SALT_BYTES, TooManyTries, is_hash_of, slow_hash
from intake.filers.codes import new_code
from intake.filers.shared_pace import SharedPace
from intake.storage.database import Database
from intake.storage.sealing import Vault
from intake.storage.tables import DraftCodeRow

# As many errors as somebody makes who copies from paper; what fits is let in whatever was tried before.
SOURCE_PACE: Final = (8, 20.0)
WRONG_PACE: Final = (200, 0.5)
_AT_ONCE: Final = 2


class DraftCodes:
    """Gives codes out, and knows them again."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault
        self._of_sources = SharedPace(database, "draft-source", *SOURCE_PACE)
        self._of_wrong = SharedPace(database, "draft-wrong", *WRONG_PACE)
        self._right, self._wrong = asyncio.Semaphore(_AT_ONCE), asyncio.Semaphore(_AT_ONCE)

    async def issued(self, now: datetime) -> str:
        """Draw a code and remember that it was given out."""
        code, salt = new_code(), os.urandom(SALT_BYTES)
        row = DraftCodeRow(
            person=self.filer_of(code).person,
            salt=salt,
            hash=await slow_hash(code, salt),
            opened_at=now,
        )
        async with self._database.writing() as session:
            session.add(row)
        return code

    def filer_of(self, code: str) -> Filer:
        """Return whoever has this code."""
        return Filer(self._vault.keyed_id("draft", code), self._vault.keyed_id("draft-own", code))

    async def fits(self, code: str, source: str, now: datetime) -> bool:
        """Say whether this code was given out for a draft that is still there.

        source  whoever asks: an address, or "" for somebody who stands for everybody

        Raises TooManyTries, never for what fits.
        """
        query = select(col(DraftCodeRow.salt), col(DraftCodeRow.hash)).where(
            col(DraftCodeRow.person) == self.filer_of(code).person
        )
        async with self._database.reading() as session:
            found = (await session.execute(query)).first()
        if found is None:
            of_source = self._vault.keyed_id("tries", source)
            if source and not await self._of_sources.allows(of_source, now):
                raise TooManyTries
            if not await self._of_wrong.allows("", now):
                raise TooManyTries
            async with self._wrong:
                await slow_hash(code, NOBODYS_SALT)
            return False
        salt, kept = found
        async with self._right:
            return await is_hash_of(kept, code, salt)
