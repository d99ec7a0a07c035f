"""A service that is stopped and started anew while people file: all of them file, once, and it is soon back."""

from __future__ import annotations

import asyncio
import itertools
import os
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.journeys.forked_servers import free_port, until_ready
from tests.journeys.people import WeChatPerson, text_message
from tests.journeys.test_durability import FILING, in_lanes, some_people, what_stands
from tests.journeys.test_flooded_sign_in import cpu_of
from tests.journeys.test_many_kills import until_answered
from tests.journeys.test_process import a_command

pytestmark = [pytest.mark.long, pytest.mark.timeout(1_200)]
RESTARTS = 5
ANSWERS_BETWEEN = 40
PEOPLE = (RESTARTS + 1) * ANSWERS_BETWEEN // len(FILING) + 8


class Restarts:
    """Stops and starts one service again and again, and notes how long nobody was answered."""

    def __init__(self, folder: Path, port: int) -> None:
        self.silent, self.cpu, self.statuses = list[float](), list[float](), list[int]()
        self._folder, self._port = folder, port
        self._answers, self._last, self._is_due = 0, 0.0, asyncio.Event()
        self._process: subprocess.Popen[bytes] | None = None

    async def start(self) -> None:
        """Start the service as an operator does, and wait until it is ready."""
        log = self._folder / f"log {len(self.statuses)}"
        self._process = a_command(self._folder, log, "serve", "--port", str(self._port))
        await until_ready(self._port)
        self.cpu.append(cpu_of(self._process.pid))

    def count(self) -> None:
        """Count an answer; the first after a restart tells how long there was none."""
        now = time.monotonic()
        if len(self.silent) < len(self.statuses):
            self.silent.append(round(now - self._last, 2))
        self._last = now
        self._answers += 1
        if self._answers % ANSWERS_BETWEEN == 0:
            self._is_due.set()

    async def go_on(self) -> None:
        """Stop it politely under load, and start it anew."""
        for _ in range(RESTARTS):
            await self._is_due.wait()
            self._is_due.clear()
            assert self._process
            os.kill(self._process.pid, signal.SIGTERM)
            self.statuses.append(await asyncio.to_thread(self._process.wait, 60))
            await self.start()

    def end(self) -> None:
        """Leave nobody behind."""
        if self._process and self._process.poll() is None:
            self._process.kill()
            self._process.wait()


async def test_of_those_who_file_during_restarts_everybody_files_once(tmp_path: Path) -> None:
    port, numbers = free_port(), itertools.count(1)
    references: list[str] = []
    restarts = Restarts(tmp_path, port)

    async def file(doors: Sequence[WeChatPerson]) -> None:
        for line in FILING:
            xml = doors[0].xml("text", text_message(line, next(numbers)))
            heard = await until_answered(doors[0], xml, restarts.count)
        references.append(heard.reference)

    try:
        await restarts.start()
        async with some_people([f"http://127.0.0.1:{port}"], PEOPLE) as people:
            going = asyncio.create_task(restarts.go_on())
            await in_lanes(people, 8, file)
            await going
    finally:
        restarts.end()
    standing = await what_stands(tmp_path, f"sqlite:///{tmp_path}/shangmi.db")

    print(f"nobody was answered for {restarts.silent} s; a start took {restarts.cpu} CPU seconds")
    assert restarts.statuses == [0] * RESTARTS
    assert standing.references == Counter(references) and len(references) == PEOPLE
    assert standing.is_intact
