"""Moves SQLite's write-ahead log into the database file, beside the commits and not inside them."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from contextlib import suppress
from pathlib import Path

log = logging.getLogger(__name__)

_LOOK_EVERY_SECONDS = 0.5
# From here on the log is copied, which hinders nobody; and from there on it is also emptied, for which the
# writers wait a moment: under an unbroken stream of commits it would otherwise never end.
_COPY_FROM_BYTES = 4 << 20
_EMPTY_FROM_BYTES = 32 << 20


class Checkpointer:
    """Watches the size of the write-ahead log of one SQLite file."""

    def __init__(self, path: Path, pen: asyncio.Lock) -> None:
        """Watch the log of `path`; `pen` is held by whoever writes."""
        self._path = path
        self._log_path = path.with_name(path.name + "-wal")
        self._pen = pen
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to watch."""
        self._task = asyncio.create_task(self._watch())

    async def stop(self) -> None:
        """End the watch."""
        if self._task:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(_LOOK_EVERY_SECONDS)
            try:
                await self.look()
            except (OSError, sqlite3.Error):
                log.warning("the write-ahead log could not be copied; will try again")

    async def look(self) -> None:
        """Copy or empty the log if it has grown."""
        if self._log_bytes() > _COPY_FROM_BYTES:
            await asyncio.to_thread(self._checkpoint, "PASSIVE")
        if self._log_bytes() > _EMPTY_FROM_BYTES:
            async with self._pen:
                await asyncio.to_thread(self._checkpoint, "TRUNCATE")

    def _log_bytes(self) -> int:
        return self._log_path.stat().st_size if self._log_path.exists() else 0

    def _checkpoint(self, how: str) -> None:
        connection = sqlite3.connect(self._path, timeout=1.0)
        try:
            connection.execute(f"PRAGMA wal_checkpoint({how})")
        finally:
            connection.close()
