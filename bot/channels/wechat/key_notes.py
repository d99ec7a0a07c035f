"""When no EncodingAESKey of ours opens what WeChat has signed: said in the log and noted for the doctor.

The people who write see nothing but silence then, and whoever set the key up must hear of it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy.exc import SQLAlchemyError

from intake.storage.database import Database
from intake.storage.marks import drop_mark, write_mark

log = logging.getLogger(__name__)

UNOPENED: Final = "wechat:unopened"
# Every message of every person fails in the same way.
SAID_EVERY: Final = timedelta(minutes=5)
NOTED_WITHIN_SECONDS: Final = 1.0


class KeyNotes:
    """Says it once in a while, and takes the note back when a callback is opened."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock
        self._said_at: datetime | None = None
        self._may_be_noted = True

    async def did_not_open(self) -> None:
        """Tell that a callback was signed with our token and no key opened it."""
        now = self._clock()
        if self._said_at is not None and now - self._said_at < SAID_EVERY:
            return
        self._said_at = now
        log.error(
            "no EncodingAESKey opens WeChat's messages, nobody is answered: make SHANGMI_WECHAT_AES_KEY the same "
            "as in the account's console and restart; while the key is being changed there, the one before "
            "belongs into SHANGMI_WECHAT_AES_KEY_PREVIOUS"
        )
        await self._noting(write_mark(self._database, UNOPENED, now.astimezone(UTC).isoformat(timespec="seconds")))
        self._may_be_noted = True

    async def opened(self) -> None:
        """Take the note back; asked for every message, it costs something only after a failure or a start."""
        if self._may_be_noted:
            self._may_be_noted, self._said_at = False, None
            await self._noting(drop_mark(self._database, UNOPENED))

    async def _noting(self, noting: Awaitable[None]) -> None:
        try:
            # WeChat waits for its answer; the note can wait for the next message.
            async with asyncio.timeout(NOTED_WITHIN_SECONDS):
                await noting
        except (SQLAlchemyError, OSError, TimeoutError) as error:
            log.warning("a note of WeChat's key was left", extra={"reason": type(error).__name__})
