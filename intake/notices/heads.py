"""The head line of each day leaves this machine: by whichever process is first, again until it is out."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final

import msgspec
from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.clocks.calendar import day_in_shanghai
from intake.jobs import Job
from intake.journal.heads import head_line
from intake.notices.courier import CannotCarry
from intake.notices.head_ways import WayOut
from intake.notices.outbox import retry_pause
from intake.storage.database import Database
from intake.storage.marks import mark_of
from intake.storage.tables import MarkRow

_MARK: Final = "head"
_LOOKS_EVERY_SECONDS: Final = 60.0
_WITHIN_SECONDS: Final = 300.0
# What is being committed just now has not settled; what is older has.
_SETTLED: Final = timedelta(minutes=1)


class HeadStanding(msgspec.Struct, frozen=True):
    """How the head of the newest day stands.

    on       the day in Shanghai
    line     the line; of a day that is not out yet, the one to send
    tries    how often it was tried
    next_at  before then nobody tries
    sent     the last line that left
    sent_at  when it did; None: none has
    reason   a code: why the last try failed; "" after one that went well
    """

    on: str
    line: str
    tries: int
    next_at: datetime
    sent: str = ""
    sent_at: datetime | None = None
    reason: str = ""

    @property
    def is_out(self) -> bool:
        """Whether the line of the day has left."""
        return self.sent == self.line


class HeadsLeaving:
    """Sends one line a day."""

    def __init__(self, database: Database, journal_key: bytes, way: WayOut, clock: Callable[[], datetime]) -> None:
        """Send by `way`."""
        self._database = database
        self._journal_key = journal_key
        self._way = way
        self._clock = clock

    def job(self) -> Job:
        """Return the loop that sends what is due."""

        async def send_what_is_due() -> bool:
            await self.round()
            return False

        return Job("heads", _LOOKS_EVERY_SECONDS, _WITHIN_SECONDS, send_what_is_due)

    async def round(self) -> bool:
        """Send the line of the day where it is due; say whether it was tried."""
        now = self._clock()
        standing = await standing_of(self._database)
        if standing is None or standing.on != day_in_shanghai(now).isoformat():
            line = await head_line(self._database, self._journal_key, now - _SETTLED)
            standing = await self._begun(line, now)
        if standing.is_out or standing.next_at > now or not await self._claimed(standing, now):
            return False
        reason = await self._failure(standing.line)
        await self._note(standing.line, reason)
        return True

    async def _begun(self, line: str, now: datetime) -> HeadStanding:
        """Note the line of a new day, unless another process was first; return what stands."""
        today = day_in_shanghai(now).isoformat()
        with suppress(IntegrityError):
            async with self._database.writing() as session:
                before = await _held(session)
                if before is None:
                    standing = HeadStanding(today, line, 0, now)
                    await session.execute(insert(MarkRow).values(name=_MARK, value=_written(standing)))
                    return standing
                if before.on == today:
                    return before
                standing = HeadStanding(today, line, 0, now, before.sent, before.sent_at, before.reason)
                await _put(session, standing)
                return standing
        return await standing_of(self._database) or HeadStanding(today, line, 0, now + retry_pause(1))

    async def _claimed(self, seen: HeadStanding, now: datetime) -> bool:
        """Count a try, so that nobody else tries before its pause is over."""
        async with self._database.writing() as session:
            standing = await _held(session)
            if standing != seen:
                return False
            tries = seen.tries + 1
            await _put(session, msgspec.structs.replace(seen, tries=tries, next_at=now + retry_pause(tries)))
        return True

    async def _failure(self, line: str) -> str:
        try:
            await self._way.send(line)
        except CannotCarry as failure:
            return failure.reason
        return ""

    async def _note(self, line: str, reason: str) -> None:
        async with self._database.writing() as session:
            standing = await _held(session)
            if standing is not None and reason:
                await _put(session, msgspec.structs.replace(standing, reason=reason))
            elif standing is not None:
                now = self._clock()
                await _put(session, msgspec.structs.replace(standing, sent=line, sent_at=now, reason=""))


async def standing_of(database: Database) -> HeadStanding | None:
    """Return how the head of the newest day stands; None where none was ever due."""
    noted = await mark_of(database, _MARK)
    return None if noted is None else msgspec.json.decode(noted, type=HeadStanding)


async def _held(session: AsyncSession) -> HeadStanding | None:
    query = select(col(MarkRow.value)).where(col(MarkRow.name) == _MARK).with_for_update()
    noted = await session.scalar(query)
    return None if noted is None else msgspec.json.decode(noted, type=HeadStanding)


async def _put(session: AsyncSession, standing: HeadStanding) -> None:
    await session.execute(update(MarkRow).where(col(MarkRow.name) == _MARK).values(value=_written(standing)))


def _written(standing: HeadStanding) -> str:
    return msgspec.json.encode(standing).decode()
