"""One service on one SQLite file: a second one is told so before it touches anything."""

from __future__ import annotations

import asyncio
import fcntl
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from intake.storage.refusals import DatabaseRefused

# One that was killed a moment ago may still be going.
_WAITS_SECONDS: Final = 3.0
_LOOKS_EVERY_SECONDS: Final = 0.05


@asynccontextmanager
async def alone_on(file: Path | None) -> AsyncIterator[None]:
    """Hold a database file for this service as long as the block runs; None where others may work beside it.

    A file beside it is locked, never itself: closing it would end SQLite's own locks. Raises DatabaseRefused.
    """
    if file is None:
        yield
        return
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = os.open(file.with_name(f"{file.name}.serving"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        await _locked(beside, file)
        yield
    finally:
        os.close(beside)


async def _locked(beside: int, file: Path) -> None:
    for _ in range(round(_WAITS_SECONDS / _LOOKS_EVERY_SECONDS)):
        try:
            fcntl.flock(beside, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            await asyncio.sleep(_LOOKS_EVERY_SECONDS)
        else:
            return
    raise DatabaseRefused(
        f"{file} 已经有一个服务进程在用，这一步没有做，什么也没有改动。SQLite 只能由一个服务进程使用："
        "请先停掉在运行的；要多个进程，请改用 PostgreSQL（SHANGMI_DATABASE_URL）。"
    )
