"""Carries the notices of the outbox: later, again if need be, and loudly given up."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Protocol

from intake.jobs import Job
from intake.notices import outbox
from intake.notices.outbox import Notice
from intake.storage.database import Database

log = logging.getLogger(__name__)

_LOOKS_EVERY_SECONDS = 2.0
_AT_ONCE = 50
_CARRIED_WITHIN_SECONDS = 10.0
# All notices of a round may take their full time before somebody else may try them.
_LEASE = timedelta(seconds=_AT_ONCE * _CARRIED_WITHIN_SECONDS + 60)


class CannotCarry(Exception):
    """A carrier did not get a notice through.

    reason     a code such as "refused" or "unknown_recipient"; it is stored and shown to officers
    for_good   trying again would not help
    """

    def __init__(self, reason: str, *, for_good: bool = False) -> None:
        """Say why, as a code."""
        super().__init__(reason)
        self.reason = reason
        self.for_good = for_good


class NotCarried(CannotCarry):
    """Nothing was wrong, and nothing is tried again: what the notice tells of waits where it is.

    reason  a code such as "no_window", "no_address", "delivered"
    """


class Postponed(CannotCarry):
    """Nothing was wrong, and it was not tried: it is to be carried later.

    until  when
    """

    def __init__(self, until: datetime) -> None:
        """Say until when."""
        super().__init__("postponed")
        self.until = until


class Carrier(Protocol):
    """A way for notices to reach a bureau."""

    async def carry(self, notice: Notice) -> None:
        """Carry one notice, or raise CannotCarry. The same notice may come twice."""


class ByKind:
    """Hands each notice to the carrier of its kind."""

    def __init__(self, carriers: Mapping[str, Carrier], others: Carrier) -> None:
        """Take the carriers, and the one of all other kinds."""
        self._carriers = carriers
        self._others = others

    async def carry(self, notice: Notice) -> None:
        """Carry one notice, or raise CannotCarry."""
        await self._carriers.get(notice.kind, self._others).carry(notice)


class DeskOnly:
    """Carries nothing anywhere: the desk's list shows the case to its bureau, and that is the notice."""

    async def carry(self, notice: Notice) -> None:
        """Leave it to the desk."""


class Courier:
    """Looks into the outbox and hands what is due to the carrier."""

    def __init__(
        self,
        database: Database,
        clock: Callable[[], datetime],
        carrier: Carrier | None = None,
        gives_up_after: timedelta = timedelta(days=2),
    ) -> None:
        """Carry with `carrier`, the desk alone by default; give a notice up when it is that old."""
        self._database = database
        self._clock = clock
        self._carrier = carrier or DeskOnly()
        self._gives_up_after = gives_up_after

    def job(self) -> Job:
        """Return the loop that carries what is due."""

        async def carry_a_handful() -> bool:
            return await self.round() >= _AT_ONCE

        within = _LEASE.total_seconds()
        return Job("courier", _LOOKS_EVERY_SECONDS, within, carry_a_handful, outbox.is_anything_due)

    async def round(self) -> int:
        """Carry what is due, at most one handful; return how many were tried."""
        async with self._database.writing() as session:
            notices = await outbox.claimed(session, self._clock(), _AT_ONCE, _LEASE)
        # No transaction is open while something leaves the machine.
        failed = {notice.id: failure for notice in notices if (failure := await self._failure(notice))}
        async with self._database.writing() as session:
            await outbox.note_sent(session, [notice.id for notice in notices if notice.id not in failed])
            for notice in notices:
                failure = failed.get(notice.id)
                if isinstance(failure, Postponed):
                    await outbox.note_postponed(session, notice, failure.until)
                elif isinstance(failure, NotCarried):
                    await outbox.note_left(session, notice, failure.reason)
                elif failure is not None:
                    give_up = self._is_given_up(notice, failure)
                    await outbox.note_failed(session, notice, failure.reason, self._clock(), give_up=give_up)
        return len(notices)

    async def _failure(self, notice: Notice) -> CannotCarry | None:
        try:
            async with asyncio.timeout(_CARRIED_WITHIN_SECONDS):
                await self._carrier.carry(notice)
        except CannotCarry as failure:
            return failure
        except TimeoutError:
            return CannotCarry("timeout")
        except Exception as error:
            # A carrier's mistake must not stop the others' notices. Its text may repeat what it carried.
            log.error("a carrier failed", extra={"notice": notice.id, "reason": type(error).__name__})
            return CannotCarry("carrier_failed")
        return None

    def _is_given_up(self, notice: Notice, failure: CannotCarry) -> bool:
        given_up = failure.for_good or self._clock() - notice.created_at >= self._gives_up_after
        if given_up:
            log.error("a notice was given up", extra={"notice": notice.id, "kind": notice.kind})
        return given_up
