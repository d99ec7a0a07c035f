"""Whether the service is able to work: the database answers and takes what is written, and there is room."""

from __future__ import annotations

import asyncio
import logging
import secrets
import shutil
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import text

from intake.storage.database import Database
from intake.storage.marks import write_mark

log = logging.getLogger(__name__)

# Whoever asks gives up after a few seconds, and then hears nothing at all: what is known is younger than this,
# and what is not known after this long is not able to work. Together below five seconds.
KNOWN_FOR_SECONDS: Final = 1.5
WITHIN_SECONDS: Final = 3.0
# Less than this, and a commit may fail at any moment.
LEAST_FREE_BYTES: Final = 16 * 1024 * 1024
_MARK: Final = "readiness"
_OK: Final = "ok"


@dataclass(frozen=True, slots=True)
class Readiness:
    """How the parts stand: "ok", or what is wrong."""

    database: str = _OK
    disk: str = _OK

    @property
    def is_ready(self) -> bool:
        """Whether all of them are able to work."""
        return self.database == self.disk == _OK


class Probe:
    """Looks at the parts, at most once in a while, however many ask; one look that hangs is not joined by more."""

    def __init__(self, database: Database, data_dir: Path) -> None:
        """Look at a database, and at the disk that the data directory lies on."""
        self._database = database
        self._data_dir = data_dir
        self._looking: asyncio.Task[str] | None = None
        self._known = Readiness()
        self._known_until = 0.0
        self._wrong_until_done = _OK
        self._turn = asyncio.Lock()

    async def look(self) -> Readiness:
        """Return how the parts stand now, or did a moment ago."""
        async with self._turn:
            if time.monotonic() >= self._known_until:
                self._known = Readiness(await self._database_standing(), self._disk_standing())
                self._known_until = time.monotonic() + KNOWN_FOR_SECONDS
            return self._known

    async def close(self) -> None:
        """Look no more."""
        if self._looking is not None:
            self._looking.cancel()
            await asyncio.gather(self._looking, return_exceptions=True)

    async def _database_standing(self) -> str:
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._tried())
        done, _ = await asyncio.wait({self._looking}, timeout=WITHIN_SECONDS)
        return self._looking.result() if done else self._wrong_until_done

    async def _tried(self) -> str:
        for step, wrong in ((self._read, "does not answer"), (self._write, "takes nothing that is written")):
            self._wrong_until_done = wrong
            try:
                await step()
            except Exception as error:
                # Drivers put addresses and values into their texts: the kind of the error is all we keep.
                log.error("the database is not able to work", extra={"reason": type(error).__name__})
                return wrong
        return _OK

    async def _read(self) -> None:
        async with self._database.reading() as session:
            await session.execute(text("SELECT 1"))

    async def _write(self) -> None:
        await write_mark(self._database, _MARK, secrets.token_hex(4))

    def _disk_standing(self) -> str:
        try:
            free = shutil.disk_usage(self._data_dir).free
        except OSError:
            return "cannot be read"
        return _OK if free >= LEAST_FREE_BYTES else "full"
