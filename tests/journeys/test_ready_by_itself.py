"""What befalls a database while the service runs: `/readyz` turns red, and green by itself, on both databases.

How soon is printed; the limits themselves are those of `bot.readiness`, which add up to less than five seconds.
"""

from __future__ import annotations

import asyncio
import os
import resource
import signal
import sqlite3
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
import asyncpg
import pytest

from tests import postgres
from tests.journeys.filings import TIP, led
from tests.journeys.forked_servers import environment_for, forked_servers, free_port
from tests.journeys.test_durability import some_people, what_stands
from tests.journeys.test_many_kills import an_address

pytestmark = [pytest.mark.long, pytest.mark.timeout(1_200)]
_PATIENCE_SECONDS = 60
_SIDES = ("", "-wal", "-shm")


@dataclass
class Place:
    """Where a service runs, and what can be done to its database."""

    port: int
    pid: int
    folder: Path
    own: postgres.Killable | None = None
    url: str = ""

    @property
    def file(self) -> Path:
        return self.folder / "shangmi.db"

    @property
    def name(self) -> str:
        """The name of the database on its server."""
        return urlsplit(self.url).path.lstrip("/")

    async def tell(self, *statements: str) -> None:
        """Say something to the server, as an operator does."""
        assert self.own
        operator = await asyncpg.connect(self.own.dsn)
        for statement in statements:
            await operator.execute(statement)
        await operator.close()


Mishap = Callable[[Place], AbstractAsyncContextManager[None]]


@asynccontextmanager
async def _full(place: Place) -> AsyncIterator[None]:
    before = resource.prlimit(place.pid, resource.RLIMIT_FSIZE, (1, resource.RLIM_INFINITY))
    yield
    resource.prlimit(place.pid, resource.RLIMIT_FSIZE, before)


@asynccontextmanager
async def _held(place: Place) -> AsyncIterator[None]:
    with closing(sqlite3.connect(place.file, isolation_level=None)) as somebody:
        somebody.execute("BEGIN IMMEDIATE")
        yield
        somebody.execute("ROLLBACK")


@asynccontextmanager
async def _moved_away(place: Place) -> AsyncIterator[None]:
    with _elsewhere(place.file):
        yield


@contextmanager
def _elsewhere(file: Path) -> Iterator[None]:
    pairs = [(Path(f"{file}{side}"), Path(f"{file}.away{side}")) for side in _SIDES]
    for here, there in pairs:
        here.rename(there)
    yield
    for here, there in pairs:
        here.unlink(missing_ok=True)
        there.rename(here)


@asynccontextmanager
async def _stopped(place: Place) -> AsyncIterator[None]:
    assert place.own
    processes = place.own.processes()
    for pid in processes:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in processes:
            # Whoever served a connection that nobody waits for any more may have gone.
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGCONT)


@asynccontextmanager
async def _only_reads(place: Place) -> AsyncIterator[None]:
    setting = "ALTER SYSTEM SET default_transaction_read_only = "
    await place.tell(f"{setting}on", "SELECT pg_reload_conf()")
    yield
    await place.tell("SET default_transaction_read_only = off", f"{setting}off", "SELECT pg_reload_conf()")


@asynccontextmanager
async def _killed(place: Place) -> AsyncIterator[None]:
    assert place.own
    place.own.kill()
    yield
    await asyncio.to_thread(place.own.start)


@asynccontextmanager
async def _gone(place: Place) -> AsyncIterator[None]:
    leave = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{place.name}'"
    await _again_and_again(lambda: place.tell(leave, f"ALTER DATABASE {place.name} RENAME TO away"))
    yield
    await place.tell(f"ALTER DATABASE away RENAME TO {place.name}")


async def _again_and_again(act: Callable[[], Awaitable[None]]) -> None:
    """Do it; somebody may come back in between."""
    for _ in range(50):
        try:
            return await act()
        except asyncpg.ObjectInUseError:
            await asyncio.sleep(0.05)
    raise TimeoutError


_MISHAPS: Mapping[str, Mapping[str, Mishap]] = {
    "sqlite": {"full": _full, "held": _held, "moved away": _moved_away},
    "postgres": {"stopped": _stopped, "only reads": _only_reads, "killed": _killed, "gone": _gone},
}


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
async def test_each_mishap_turns_it_red_and_its_end_green_and_what_was_filed_stands(
    tmp_path: Path, kind: str
) -> None:
    turned: dict[str, tuple[float, float]] = {}
    filed: list[str] = []
    async with _running(tmp_path, kind) as (place, url), aiohttp.ClientSession() as session:
        async with some_people([f"http://127.0.0.1:{place.port}"], len(_MISHAPS[kind])) as people:
            for (name, mishap), (person, *_) in zip(_MISHAPS[kind].items(), people, strict=True):
                async with mishap(place):
                    red = await _until(session, place.port, 503)
                turned[name] = (red, await _until(session, place.port, 200))
                filed.append((await led(person, TIP)).reference)
        standing = await what_stands(tmp_path, url)

    print(f"{kind}: red and green after seconds: {turned}")
    assert set(turned) == set(_MISHAPS[kind])
    assert sorted(standing.references) == sorted(filed) and standing.is_intact


@asynccontextmanager
async def _running(folder: Path, kind: str) -> AsyncIterator[tuple[Place, str]]:
    """Run a service by itself, on a database of its own that may suffer."""
    async with (
        an_address(kind) as (url, own),
        forked_servers(environment_for(folder, url), folder / "log") as servers,
    ):
        port = free_port()
        await servers.start(port)
        yield Place(port, servers.pid_of(port), folder, own, url), url or f"sqlite:///{folder}/shangmi.db"


async def _until(session: aiohttp.ClientSession, port: int, wanted: int) -> float:
    """Return after how many seconds the service said so. Raises TimeoutError."""
    began = time.monotonic()
    async with asyncio.timeout(_PATIENCE_SECONDS):
        while True:
            async with session.get(f"http://127.0.0.1:{port}/readyz") as answer:
                if answer.status == wanted:
                    return round(time.monotonic() - began, 1)
            await asyncio.sleep(0.1)
