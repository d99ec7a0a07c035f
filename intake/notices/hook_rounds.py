"""Calls other systems when something happened: the loop, and what it does about one that never answers."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Final

from intake.jobs import Job
from intake.notices import hook_calls
from intake.notices.hook_post import WITHIN_SECONDS, CallFailed, HookPost, body_of, headers_of
from intake.officers.hooks import STOPPED_BY_SERVICE, secret_of, stopped
from intake.storage.database import Database
from intake.storage.hook_tables import HookCallRow, HookRow
from intake.storage.sealing import Vault

log = logging.getLogger(__name__)

_LOOKS_EVERY_SECONDS: Final = 2.0
_HOOKS_AT_ONCE: Final = 8
_CALLS_OF_EACH: Final = 20
# Held against others who note, not against cases that write calls to it meanwhile.
_HELD: Final = {"key_share": True}
# All calls to an address may take their full time before somebody else may try them.
_LEASE: Final = timedelta(seconds=_CALLS_OF_EACH * WITHIN_SECONDS + 60)


class HookRounds:
    """Looks for calls that are due and carries them: to one address one after the other, to several at once."""

    def __init__(self, database: Database, vault: Vault, post: HookPost, clock: Callable[[], datetime]) -> None:
        """Take the parts; `job` is the loop."""
        self._database = database
        self._vault = vault
        self._post = post
        self._clock = clock

    def job(self) -> Job:
        """Return the loop."""

        async def carry_some() -> bool:
            return await self.round() > 0

        within = _LEASE.total_seconds()
        return Job("webhooks", _LOOKS_EVERY_SECONDS, within, carry_some, hook_calls.is_any_due)

    async def round(self) -> int:
        """Carry what is due, some calls of some addresses; return how many came through."""
        async with self._database.writing() as session:
            taken = await hook_calls.claimed(session, self._clock(), _HOOKS_AT_ONCE, _CALLS_OF_EACH, _LEASE)
        # No transaction is open while something leaves the machine.
        return sum(await asyncio.gather(*(self._carried(hook, calls) for hook, calls in taken)))

    async def _carried(self, hook: HookRow, calls: Sequence[HookCallRow]) -> int:
        """Carry the calls to one address until one fails: what is behind it would not come through either."""
        key = secret_of(self._vault, hook)
        for number, call in enumerate(calls):
            body = body_of(call)
            try:
                await self._post.carry(hook.address, body, headers_of(call.id, body, key, self._clock()))
            except CallFailed as failure:
                await self._note_failure(hook, call, [one.id for one in calls[number + 1 :]], failure.reason)
                return number
            await self._note_success(hook, call)
        return len(calls)

    async def _note_success(self, hook: HookRow, call: HookCallRow) -> None:
        now = self._clock()
        async with self._database.writing() as session:
            row = await session.get_one(HookRow, hook.id, with_for_update=_HELD)
            row.failing_since = None
            await hook_calls.note_sent(session, call.id, now)

    async def _note_failure(self, hook: HookRow, call: HookCallRow, behind: Sequence[str], reason: str) -> None:
        now = self._clock()
        log.warning("a webhook call failed", extra={"hook": hook.id, "call": call.id, "reason": reason})
        async with self._database.writing() as session:
            row = await session.get_one(HookRow, hook.id, with_for_update=_HELD)
            await hook_calls.note_failed(session, call, reason, now)
            await hook_calls.note_untried(session, behind, now + hook_calls.retry_pause(call.tries + 1))
            row.failing_since = row.failing_since or now
            if row.stopped_at is None and now - row.failing_since >= hook_calls.TRIED_FOR:
                log.error("a webhook was stopped", extra={"hook": hook.id})
                await stopped(session, self._vault, row, STOPPED_BY_SERVICE, now)
