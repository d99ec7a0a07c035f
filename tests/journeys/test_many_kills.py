"""A hundred kills while people file, ten of them of PostgreSQL itself: nothing is lost, nothing doubled."""

from __future__ import annotations

import asyncio
import itertools
import os
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from tests import postgres
from tests.journeys.forked_servers import Servers, environment_for, forked_servers, free_port, until_ready
from tests.journeys.people import Heard, WeChatPerson, text_message
from tests.journeys.test_durability import FILING, in_lanes, some_people, what_stands

pytestmark = [pytest.mark.long, pytest.mark.timeout(3_600)]
# Said with the last delivery of a message that could not be taken.
BUSY = "系统繁忙"
KILLS = int(os.environ.get("KILLS", "100"))
ANSWERS_BETWEEN = 8
# So many that the last kill falls before the last answer.
PEOPLE = KILLS * (ANSWERS_BETWEEN + 1) // len(FILING) + 8
EVERY_TENTH = 10


class Hunt:
    """Kills again and again while people file, and starts anew what was killed."""

    def __init__(self, port: int, servers: Servers, own_postgres: postgres.Killable | None) -> None:
        self.kills: Counter[str] = Counter()
        self._port, self._servers, self._postgres = port, servers, own_postgres
        self._answers = 0
        self._is_due = asyncio.Event()

    def count(self) -> None:
        """Count an answer; after some of them the next kill is due."""
        self._answers += 1
        if self._answers % ANSWERS_BETWEEN == 0:
            self._is_due.set()

    async def go_on(self) -> None:
        """Kill the service, and every tenth time the database in its place."""
        for number in range(1, KILLS + 1):
            await self._is_due.wait()
            self._is_due.clear()
            if self._postgres is not None and number % EVERY_TENTH == 0:
                self._postgres.kill()
                self.kills["postgres"] += 1
                await asyncio.to_thread(self._postgres.start)
                # The service was not started anew: it finds the way back by itself.
                await until_ready(self._port)
            else:
                self._servers.kill(self._port)
                self.kills["service"] += 1
                await self._servers.start(self._port)


@asynccontextmanager
async def an_address(kind: str) -> AsyncIterator[tuple[str, postgres.Killable | None]]:
    """Give a database, and the server that may be killed."""
    if kind == "sqlite":
        yield "", None
        return
    with postgres.killable_server() as own:
        if own is None:
            pytest.skip(postgres.HOW)
        server = postgres.Server(own.dsn)
        yield await asyncio.to_thread(server.migrated_database), own


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
async def test_of_a_hundred_kills_none_loses_or_doubles_a_confirmed_filing(tmp_path: Path, kind: str) -> None:
    port, numbers = free_port(), itertools.count(1)
    references: list[str] = []
    async with (
        an_address(kind) as (url, own),
        forked_servers(environment_for(tmp_path, url), tmp_path / "log") as servers,
    ):
        await servers.start(port)
        hunt = Hunt(port, servers, own)

        async def file(doors: Sequence[WeChatPerson]) -> None:
            for line in FILING:
                xml = doors[0].xml("text", text_message(line, next(numbers)))
                heard = await until_answered(doors[0], xml, hunt.count)
            references.append(heard.reference)

        async with some_people([f"http://127.0.0.1:{port}"], PEOPLE) as people:
            hunting = asyncio.create_task(hunt.go_on())
            await in_lanes(people, 8, file)
            await hunting
        servers.kill_all()
        standing = await what_stands(tmp_path, url or f"sqlite:///{tmp_path}/shangmi.db")

    print(f"{kind}: killed {dict(hunt.kills)}, {len(references)} confirmed, {len(standing.references)} stand")
    assert hunt.kills.total() == KILLS
    assert standing.references == Counter(references)
    assert len(standing.references) == PEOPLE
    assert standing.codes == {("case_opened", "routed"): PEOPLE}
    assert standing.is_intact


async def until_answered(person: WeChatPerson, xml: str, count: Callable[[], None]) -> Heard:
    """Deliver a message, as WeChat does and then the person, again and again until it is answered."""
    while True:
        try:
            status, body = await person.deliver(xml)
        except (aiohttp.ClientError, OSError):
            status, body = 503, ""
        if status == 200 and not (heard := person.opened(body)).text.startswith(BUSY):
            count()
            return heard
        assert status in (200, 503)
        await asyncio.sleep(0.05)
