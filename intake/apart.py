"""Runs a program of ours apart from the service, for content that nobody has proven."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path


@asynccontextmanager
async def run_apart(program: Path, within_seconds: float) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run a program with both ends as pipes, for the length of the block; afterwards it is gone, finished or not.

    Raises TimeoutError when the block takes longer than `within_seconds`.
    """
    # -I: neither our environment, in which keys may stand, nor our folder.
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-I",
        str(program),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={},
        cwd="/",
    )
    try:
        async with asyncio.timeout(within_seconds):
            yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
