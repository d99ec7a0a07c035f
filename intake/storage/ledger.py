"""Commits the rows of many turns at once, then lets their replies go.

One writer works through whatever waits: it never waits for a batch to fill, so a lone turn is committed at
once, and while one batch is being written the next one gathers. A batch that fails is written again turn by
turn, so that only the guilty turn fails. Should the writer itself die, those in its hands are told and another
one takes over.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from intake.storage.committing import committing
from intake.storage.database import Database
from intake.storage.keeping.sweeping import (
    Trim,
    erase_ended_visits,
    erase_lost_draft_codes,
    erase_lost_sessions,
    erase_old_conversations,
    erase_old_reminders,
    erase_old_turns,
    forget_own_cases,
    trim_conversations,
)
from intake.storage.lines import line_to
from intake.storage.refusals import Clash, LedgerBusy, LedgerUnavailable, RowsRefused
from intake.storage.rows import CommitOutcome, Stale, TurnRows
from intake.storage.sealing import Vault
from intake.storage.speech import Speech
from intake.storage.steps import Work

__all__ = ["Ledger", "LedgerBusy", "LedgerUnavailable", "RowsRefused"]

log = logging.getLogger(__name__)

MOST_WAITING = 1000
MOST_AT_ONCE = 128


@dataclass(frozen=True, slots=True)
class _Waiting:
    rows: TurnRows
    outcome: asyncio.Future[CommitOutcome]

    def tell(self, outcome: CommitOutcome | Exception) -> None:
        if self.outcome.done():
            return  # whoever asked has gone
        if isinstance(outcome, Exception):
            self.outcome.set_exception(outcome)
        else:
            self.outcome.set_result(outcome)


class Ledger:
    """The one place where turns are written."""

    def __init__(self, database: Database, vault: Vault) -> None:
        """Write to `database`, chaining journal entries with the vault's journal key."""
        self._database = database
        self._journal_key = vault.journal_key
        self._line = line_to(database)
        self._waiting: deque[_Waiting] = deque()
        self._in_hand: Sequence[_Waiting] = ()
        self._awake = asyncio.Event()
        self._writer: asyncio.Task[None] | None = None
        self._is_closing = False

    async def start(self) -> None:
        """Begin to write."""
        self._writer = asyncio.create_task(self._write_on(), name="ledger")
        self._writer.add_done_callback(self._replace_dead_writer)

    async def commit(self, rows: TurnRows) -> CommitOutcome:
        """Return when the turn's rows stand, or when it is known that they do not.

        Raises LedgerBusy when too many wait, LedgerUnavailable when the database is locked or gone, and
        RowsRefused when the database will never take these rows.
        """
        return await self.handed_in(rows)

    def handed_in(self, rows: TurnRows) -> asyncio.Future[CommitOutcome]:
        """Return what `commit` waits for: whoever stops waiting does not call the rows back. Raises as it does."""
        if self._is_closing or self._writer is None:
            raise LedgerUnavailable("the ledger is closed")
        if len(self._waiting) >= MOST_WAITING:
            raise LedgerBusy
        waiting = _Waiting(rows, asyncio.get_running_loop().create_future())
        self._waiting.append(waiting)
        self._awake.set()
        return waiting.outcome

    async def close(self) -> None:
        """Write what was handed in, then stop."""
        self._is_closing = True
        self._awake.set()
        while self._writer and not self._writer.done():
            await asyncio.wait([self._writer])
            await asyncio.sleep(0)  # should it have died, another one has taken over now
        await self._line.close()

    async def expire_turns(self, now: datetime) -> int:
        """Erase replies whose message will not come again; return how many."""
        return await erase_old_turns(self._database, now)

    async def expire_own_cases(self, now: datetime) -> int:
        """Forget whose cases are whose, where that is due; return of how many accounts."""
        return await forget_own_cases(self._database, now)

    async def expire_visits(self, now: datetime) -> int:
        """Erase the ended visits that would be over anyway; return how many."""
        return await erase_ended_visits(self._database, now)

    async def expire_draft_codes(self, before: datetime) -> int:
        """Erase draft codes given out before `before` whose draft is gone; return how many."""
        return await erase_lost_draft_codes(self._database, before)

    async def expire_sessions(self, before: datetime) -> int:
        """Erase sessions opened before `before` to which nothing belongs; return how many."""
        return await erase_lost_sessions(self._database, before)

    async def expire_conversations(self, before: datetime) -> int:
        """Erase conversations that rest since before `before`; return how many."""
        return await erase_old_conversations(self._database, before)

    async def expire_drafts(self, now: datetime, trim: Trim) -> int:
        """Take the drafts that are due out of conversations that go on; return of how many."""
        return await trim_conversations(self._database, now, trim)

    async def expire_reminders(self, before: datetime) -> int:
        """Erase what was said of drafts and is of no use any more; return how many."""
        return await erase_old_reminders(self._database, before)

    async def _write_on(self) -> None:
        while self._waiting or not self._is_closing:
            await self._awake.wait()
            self._awake.clear()
            while self._waiting:
                self._in_hand = self._next_batch()
                await self._write_batch(self._in_hand)
                self._in_hand = ()

    def _next_batch(self) -> list[_Waiting]:
        batch: list[_Waiting] = []
        while self._waiting and len(batch) < MOST_AT_ONCE:
            waiting = self._waiting.popleft()
            # A turn nobody waits for any more was promised to nobody: its message will come again.
            if not waiting.outcome.done():
                batch.append(waiting)
        return batch

    async def _write_batch(self, batch: Sequence[_Waiting]) -> None:
        try:
            outcomes = await self._committed([waiting.rows for waiting in batch])
        except LedgerUnavailable as error:
            log.error("the database does not take turns", extra={"turns": len(batch), "reason": str(error)})
            for waiting in batch:
                waiting.tell(error)
        except Exception:
            for waiting in batch:
                waiting.tell(await self._alone(waiting.rows))
        else:
            for waiting, outcome in zip(batch, outcomes, strict=True):
                waiting.tell(outcome)

    async def _alone(self, rows: TurnRows) -> CommitOutcome | Exception:
        """Write one turn by itself, after its batch failed."""
        try:
            return (await self._committed([rows]))[0]
        except Clash:
            return Stale()
        except (LedgerUnavailable, RowsRefused) as error:
            log.error("a turn was not written", extra={"reason": str(error)})
            return error
        except Exception as error:
            # Rows that cannot even be sent. The text of the error would repeat their values.
            log.error("a turn was not written", extra={"reason": type(error).__name__})
            return RowsRefused(type(error).__name__)

    async def _committed(self, turns: Sequence[TurnRows]) -> list[CommitOutcome]:
        if not turns:
            return []

        def work(speech: Speech) -> Work[list[CommitOutcome]]:
            return committing(turns, speech, self._journal_key)

        return await self._line.run(work, writes=True)

    def _replace_dead_writer(self, writer: asyncio.Task[None]) -> None:
        died = writer.cancelled() or writer.exception() is not None
        for waiting in self._in_hand:
            waiting.tell(LedgerUnavailable("the writer died"))
        self._in_hand = ()
        if not died:
            return
        log.critical("the ledger's writer died; another one takes over")
        self._awake.set()
        self._writer = asyncio.get_running_loop().create_task(self._write_on(), name="ledger")
        self._writer.add_done_callback(self._replace_dead_writer)
