"""Workers are restarted one after the other, and who asks meanwhile is always answered.

With SQLite there is one, and it is gone for a moment: whoever comes in then waits, and is not refused.
"""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest

from tests.journeys.forked_servers import free_port, until_ready
from tests.journeys.test_flooded_sign_in import cpu_of
from tests.journeys.test_process import a_command, workers_of

pytestmark = [pytest.mark.long, pytest.mark.timeout(900)]
# A start takes seconds where nobody else is at work, and minutes where many are.
_WITHIN_SECONDS = 400.0


@dataclass
class Kept:
    """Workers, whoever keeps them, and their log."""

    keeper: subprocess.Popen[bytes]
    port: int
    log: Path
    count: int

    def workers(self) -> set[int]:
        """Return the processes that serve."""
        return set(workers_of(self.keeper.pid, count=self.count))

    async def until_logged(self, words: str) -> None:
        """Wait until the log says so."""
        deadline = time.monotonic() + _WITHIN_SECONDS
        while words not in self.log.read_text(encoding="utf-8"):
            assert time.monotonic() < deadline, self.log.read_text(encoding="utf-8")
            await asyncio.sleep(0.1)


@pytest.fixture
async def kept(tmp_path: Path, database_url: str) -> AsyncIterator[Kept]:
    port, url = free_port(), database_url.replace("postgresql://", "postgresql+asyncpg://")
    count = 1 if url.startswith("sqlite") else 2
    arguments = ("serve", "--port", str(port), "--workers", str(count))
    keeper = a_command(tmp_path, tmp_path / "stderr", *arguments, cwd=tmp_path, SHANGMI_DATABASE_URL=url)
    kept = Kept(keeper, port, tmp_path / "stderr", count)
    try:
        await kept.until_logged('"listening"')
        yield kept
    finally:
        keeper.terminate()
        assert await asyncio.to_thread(keeper.wait, 60) == 0


async def test_nobody_is_refused_while_all_workers_are_replaced(kept: Kept) -> None:
    before = await asyncio.to_thread(kept.workers)
    stop = asyncio.Event()
    asking = asyncio.create_task(_asked_throughout(kept.port, stop))

    os.kill(kept.keeper.pid, signal.SIGHUP)
    await kept.until_logged("all workers were replaced")
    stop.set()
    statuses, longest = await asking

    spent = {pid: cpu_of(pid) for pid in await asyncio.to_thread(kept.workers)}
    print(f"{kept.count}: the longest wait {longest:.2f} s; CPU seconds of the new ones so far {spent}")
    assert set(statuses) == {200}
    assert len(statuses) > 20
    assert kept.keeper.poll() is None
    assert before.isdisjoint(await asyncio.to_thread(kept.workers))


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("SHANGMI_CHANNEL_STATUS=nonsense", "what is there now cannot be loaded; all goes on as before"),
        ("SHANGMI_STATIONS=stations.yaml", "what is there now cannot be loaded; all goes on as before"),
        ("SHANGMI_DATA_DIR=elsewhere", "what is there now cannot be loaded; all goes on as before"),
    ],
)
async def test_what_cannot_start_changes_nothing(kept: Kept, tmp_path: Path, setting: str, said: str) -> None:
    before = await asyncio.to_thread(kept.workers)
    # Settings are read anew; `.env` lies where the service was started.
    (tmp_path / "stations.yaml").write_text("no list of stations", encoding="utf-8")
    (tmp_path / ".env").write_text(f"{setting}\n", encoding="utf-8")

    os.kill(kept.keeper.pid, signal.SIGHUP)
    await kept.until_logged(said)

    assert await asyncio.to_thread(kept.workers) == before
    await until_ready(kept.port)


async def _asked_throughout(port: int, stop: asyncio.Event) -> tuple[list[int | str], float]:
    """Ask, each time anew, until told to stop; return what came back, and the longest wait."""
    statuses: list[int | str] = []
    longest = 0.0
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(force_close=True)) as session:
        while not stop.is_set():
            began = time.monotonic()
            try:
                async with session.get(f"http://127.0.0.1:{port}/healthz") as answer:
                    statuses.append(answer.status)
            except aiohttp.ClientError as error:
                statuses.append(type(error).__name__)
            longest = max(longest, time.monotonic() - began)
    return statuses, longest
