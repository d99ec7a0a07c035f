"""Fetching what people sent in a channel that keeps it for us only for a while: a job of its own.

Nothing here waits for the person, and nobody waits here: an answer has long left when something is fetched.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, suppress
from datetime import datetime, timedelta
from typing import Final, Protocol

from intake.clocks.calendar import SHANGHAI
from intake.evidence.arriving import Arriving, Sent, is_anything_due
from intake.evidence.file import EvidenceRefused, OfCase, WhyRefused
from intake.evidence.latecomers import Latecomers
from intake.evidence.store import EvidenceStore
from intake.evidence.telling import LossTelling
from intake.jobs import Job

log = logging.getLogger(__name__)

_LOOKS_EVERY_SECONDS: Final = 2.0
_AT_ONCE: Final = 5
# A round's files one after the other, each with its full time, and somebody else may try only then.
_LEASE: Final = timedelta(minutes=15)
# WeChat keeps what a person sent for three days.
KEPT_THERE: Final = timedelta(days=3)
# What is not what it should be may be a page of the network between us: asked for again, but not for days.
_TRIES_OF_LIES: Final = 4
_FOR_GOOD: Final = frozenset({WhyRefused.TOO_LARGE, WhyRefused.TOO_MANY, WhyRefused.PROGRAM})
_LIES: Final = frozenset({WhyRefused.UNKNOWN_TYPE, WhyRefused.EMPTY, WhyRefused.HALF})


class CannotFetch(Exception):
    """A channel did not hand over what somebody sent.

    reason    a code such as "timeout" or "expired"; it is stored and shown to officers
    for_good  asking again would not help
    """

    def __init__(self, reason: str, *, for_good: bool = False) -> None:
        """Say why, as a code."""
        super().__init__(reason)
        self.reason = reason
        self.for_good = for_good


class MediaSource(Protocol):
    """A channel that hands over what was sent in it."""

    def handed_over(self, told: Mapping[str, str]) -> AbstractAsyncContextManager[AsyncIterator[bytes]]:
        """Give it piece by piece. Raises CannotFetch, also between two pieces.

        told  what the channel told of it, by its own names
        """


class Fetching:
    """Fetches what is due, and keeps it as evidence."""

    def __init__(
        self,
        arriving: Arriving,
        store: EvidenceStore,
        latecomers: Latecomers,
        telling: LossTelling,
        source: MediaSource,
        clock: Callable[[], datetime],
    ) -> None:
        """Take the parts."""
        self._arriving = arriving
        self._store = store
        self._latecomers = latecomers
        self._telling = telling
        self._source = source
        self._clock = clock

    def job(self) -> Job:
        """Return the loop that fetches what is due."""

        async def fetch_a_handful() -> bool:
            return await self.round() >= _AT_ONCE

        return Job("media", _LOOKS_EVERY_SECONDS, _LEASE.total_seconds(), fetch_a_handful, is_anything_due)

    async def round(self) -> int:
        """Fetch what is due, at most one handful; return how many were tried."""
        due = await self._arriving.claimed(self._clock(), _AT_ONCE, _LEASE)
        for sent in due:
            await self._fetch(sent)
        return len(due)

    async def _fetch(self, sent: Sent) -> None:
        try:
            await self._take(sent)
        except CannotFetch as failure:
            await self._failed(sent, failure.reason, for_good=failure.for_good)
        except EvidenceRefused as refused:
            lies = refused.why in _LIES and sent.tries >= _TRIES_OF_LIES
            await self._failed(sent, refused.why, for_good=lies or refused.why in _FOR_GOOD)
        else:
            await self._arriving.here(sent)

    async def _take(self, sent: Sent) -> None:
        """Fetch it into a file of its own; what was begun and did not come whole is taken away again."""
        if sent.file_id is not None and await self._is_here(sent, sent.file_id):
            return await self._settle(sent)
        async with self._source.handed_over(sent.told) as pieces:
            # Asked for now and not before: the draft may have been filed meanwhile.
            owner = await self._arriving.owner_of(sent.id)
            if owner is None:
                return
            file = await self._store.begin(owner, _name_of(sent))
            await self._arriving.begun(sent, file.id)
            try:
                await self._store.append(file.id, 0, pieces)
                await self._store.finish(file.id)
            except BaseException:
                await self._drop(sent, file.id)
                raise
        await self._settle(sent)

    async def _is_here(self, sent: Sent, file_id: str) -> bool:
        """Say whether an earlier round got it and could not note so; what is left of a failed one goes."""
        with suppress(EvidenceRefused):
            if (await self._store.of(file_id)).is_whole:
                return True
        await self._drop(sent, file_id)
        return False

    async def _drop(self, sent: Sent, file_id: str) -> None:
        owner = await self._arriving.owner_of(sent.id)
        with suppress(EvidenceRefused):
            await self._store.discard(owner or sent.owner, file_id)

    async def _settle(self, sent: Sent) -> None:
        """Bring it to the case that its draft became while it came."""
        owner = await self._arriving.owner_of(sent.id)
        if isinstance(owner, OfCase) and not isinstance(sent.owner, OfCase):
            await self._latecomers.bring(sent.owner, owner.case_id)

    async def _failed(self, sent: Sent, reason: str, *, for_good: bool) -> None:
        now = self._clock()
        is_over = now - sent.created_at >= KEPT_THERE
        reason = "expired" if is_over else reason
        give_up = for_good or is_over
        await self._arriving.failed(sent, reason, now, give_up=give_up)
        if not give_up:
            return
        log.error("something that was sent was given up", extra={"note": sent.id, "reason": reason})
        owner = await self._arriving.owner_of(sent.id)
        if isinstance(owner, OfCase):
            await self._telling.did_not_come(owner.case_id, reason, now)


def _name_of(sent: Sent) -> str:
    """Return what to call a file that has no name of its own: 微信图片 1125-1030."""
    kind = {"image": "图片", "voice": "语音", "video": "视频"}.get(sent.told.get("kind", ""), "文件")
    return f"微信{kind} {sent.created_at.astimezone(SHANGHAI):%m%d-%H%M}"
