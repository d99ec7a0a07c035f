"""The file that a SQLite connection is open on: one that was moved or replaced could still be written to, and all
that is written there would be lost."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.pool import ConnectionPoolEntry

GONE = "the database file is gone"
_FILE = "file"


def identity_of(path: Path) -> tuple[int, int] | None:
    """Return by what a file is told from every other; None where there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def keep_to_the_file(engine: AsyncEngine, path: Path) -> None:
    """Let sessions work on the file that stands at the path now, and on no other; none is made."""

    @event.listens_for(engine.sync_engine, "do_connect")
    def _refuse_to_make_one(*_: object) -> None:
        if identity_of(path) is None:
            raise sqlite3.OperationalError(GONE)

    @event.listens_for(engine.sync_engine, "connect")
    def _note(_connection: object, record: ConnectionPoolEntry) -> None:
        record.info[_FILE] = identity_of(path)

    @event.listens_for(engine.sync_engine, "checkout")
    def _look(_connection: object, record: ConnectionPoolEntry, _proxy: object) -> None:
        if record.info.get(_FILE) != identity_of(path):
            # The pool opens another one, which is refused where there is nothing to open.
            raise DisconnectionError(GONE)
