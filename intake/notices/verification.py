"""Verification that the auditor asks for: done in the background, by whichever process is first, once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

import msgspec

from intake.jobs import Job
from intake.journal.verifying import Verified, verify
from intake.notices.heads import standing_of
from intake.storage.database import Database
from intake.storage.marks import is_noted, mark_of, write_mark
from intake.storage.sealing import Vault

_ASKED: Final = "verify:asked"
_DONE: Final = "verify:done"
_LOOKS_EVERY_SECONDS: Final = 5.0
# A database that takes longer is verified by the command, beside the service.
_WITHIN_SECONDS: Final = 3600.0
# What is being committed just now has not settled; what is older has.
_SETTLED: Final = timedelta(minutes=1)
MOST_FAULTS: Final = 50


class AskedFor(msgspec.Struct, frozen=True):
    """That a verification was asked for, by which officer; and since when one is under way."""

    at: datetime
    by: str
    begun_at: datetime | None = None


class VerificationOutcome(msgspec.Struct, frozen=True):
    """What the last verification found.

    faults     the first of them, as the command says them; `more` are left out
    head_fits  whether the head line that left last is the same; None: none has left
    """

    asked_at: datetime
    by: str
    at: datetime
    is_intact: bool
    cases: int
    accounts: int
    entries: int
    rows: int
    since: datetime | None
    faults: list[str]
    more: int
    head: str
    head_fits: bool | None


class Verifying:
    """Asks for verifications, and does them."""

    def __init__(self, database: Database, vault: Vault, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._vault = vault
        self._clock = clock

    def job(self) -> Job:
        """Return the loop."""

        async def look() -> bool:
            await self.round()
            return False

        return Job("verification", _LOOKS_EVERY_SECONDS, _WITHIN_SECONDS, look, lambda _: is_noted(_ASKED))

    async def ask(self, by: str) -> None:
        """Ask for one; where one is asked for already, that is it."""
        if await self.asked() is None:
            await self._note(_ASKED, AskedFor(self._clock(), by))

    async def asked(self) -> AskedFor | None:
        """Return what is asked for and not done yet."""
        noted, done = await mark_of(self._database, _ASKED), await self.outcome()
        asked = None if noted is None else msgspec.json.decode(noted, type=AskedFor)
        return None if asked is None or (done is not None and done.asked_at >= asked.at) else asked

    async def outcome(self) -> VerificationOutcome | None:
        """Return what the last one found."""
        noted = await mark_of(self._database, _DONE)
        return None if noted is None else msgspec.json.decode(noted, type=VerificationOutcome)

    async def round(self) -> bool:
        """Do what is asked for, unless another process is at it; say whether anything was done."""
        asked, now = await self.asked(), self._clock()
        if asked is None:
            return False
        if asked.begun_at is not None and now - asked.begun_at < timedelta(seconds=_WITHIN_SECONDS):
            return False
        await self._note(_ASKED, msgspec.structs.replace(asked, begun_at=now))
        heads = await standing_of(self._database)
        known = heads.sent if heads is not None and heads.sent else None
        found = await verify(self._database, self._vault.journal_key, now - _SETTLED, known, self._vault)
        await self._note(_DONE, _outcome(asked, found, self._clock()))
        return True

    async def _note(self, name: str, what: msgspec.Struct) -> None:
        await write_mark(self._database, name, msgspec.json.encode(what).decode())


def _outcome(asked: AskedFor, found: Verified, now: datetime) -> VerificationOutcome:
    faults = [f"{one.where}{f' 第 {one.seq} 条' if one.seq else ''}：{one.why}" for one in found.faults]
    return VerificationOutcome(
        asked_at=asked.at,
        by=asked.by,
        at=now,
        is_intact=found.is_intact,
        cases=found.cases,
        accounts=found.accounts,
        entries=found.entries,
        rows=found.rows,
        since=found.since,
        faults=faults[:MOST_FAULTS],
        more=max(0, len(faults) - MOST_FAULTS),
        head=found.head,
        head_fits=found.head_fits,
    )
