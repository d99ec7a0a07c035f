"""What was confirmed stands, once, whatever is delivered how often and whoever is killed meanwhile."""

from __future__ import annotations

import asyncio
import itertools
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest
from sqlalchemy import select
from sqlmodel import col

from intake.journal.verifying import verify
from intake.storage.database import Database
from intake.storage.sealing import Vault
from intake.storage.tables import CaseRow, JournalRow
from tests.journeys.forked_servers import Servers, environment_for, forked_servers, free_port
from tests.journeys.house import RealClock
from tests.journeys.people import Heard, WeChatPerson, text_message

FILING = (
    "我是员工，匿名举报重庆长坪饲料厂，今年三月在合川钱塘镇用盗窃手段拿走同行的客户名单",
    "1",
    "先提交，以后再补",
    "确认提交",
)
ANSWERS_BETWEEN_KILLS = 9
# The last kill falls before the last answer: of 100 answers, and of 320.
KILLS = pytest.mark.parametrize(
    ("kills", "filers"), [pytest.param(6, 25, id="six"), pytest.param(20, 80, id="twenty", marks=pytest.mark.long)]
)


@asynccontextmanager
async def some_people(addresses: Sequence[str], count: int) -> AsyncIterator[list[list[WeChatPerson]]]:
    """Give people; each as many times over as there are servers, to be heard by any of them."""
    clock = RealClock()
    connector = aiohttp.TCPConnector(limit=64)
    async with aiohttp.ClientSession(connector=connector) as session:
        yield [
            [WeChatPerson(session, f"oDurable{number:020d}", clock, address) for address in addresses]
            for number in range(count)
        ]


@dataclass
class Standing:
    """What stands in the database afterwards."""

    references: Counter[str]
    codes: Counter[tuple[str, ...]]
    is_intact: bool


async def what_stands(data_dir: Path, url: str) -> Standing:
    """Look at the cases and their journals."""
    database, vault = await Database.open(url), Vault.open(data_dir)
    async with database.reading() as session:
        cases = {row.id: row.reference for row in await session.scalars(select(CaseRow))}
        entries: dict[str, list[str]] = {case_id: [] for case_id in cases}
        query = select(JournalRow).order_by(col(JournalRow.case_id), col(JournalRow.seq))
        for entry in await session.scalars(query):
            entries[entry.case_id].append(entry.code)
    verified = await verify(database, vault.journal_key, datetime.now(UTC) + timedelta(days=1))
    await database.close()
    codes = Counter(tuple(of_case) for of_case in entries.values())
    return Standing(Counter(cases.values()), codes, verified.is_intact)


@pytest.mark.postgres
async def test_two_hundred_people_file_once_each_though_every_message_comes_three_times_to_two_servers(
    tmp_path: Path, postgres_url: str
) -> None:
    ports = (free_port(), free_port())
    statuses: Counter[int] = Counter()
    references: list[str] = []
    numbers = itertools.count(1)

    async def file(doors: Sequence[WeChatPerson]) -> None:
        for line in FILING:
            xml = doors[0].xml("text", text_message(line, next(numbers)))
            copies = await asyncio.gather(*(door.deliver(xml) for door in doors))
            copies.append(await doors[len(references) % 2].deliver(xml))
            statuses.update(status for status, _ in copies)
            texts = {doors[0].opened(body).text for _, body in copies}
            assert len(texts) == 1, texts
        references.append(Heard(texts.pop()).reference)

    async with forked_servers(environment_for(tmp_path, postgres_url), tmp_path / "log") as servers:
        for port in ports:
            await servers.start(port)
        async with some_people([f"http://127.0.0.1:{port}" for port in ports], 200) as people:
            await in_lanes(people, 16, file)

    standing = await what_stands(tmp_path, postgres_url)
    assert statuses == {200: 200 * len(FILING) * 3}
    assert standing.references == Counter(references)
    assert len(standing.references) == 200
    assert standing.codes == {("case_opened", "routed"): 200}
    assert standing.is_intact


@dataclass
class Killer:
    """Kills the server again and again while people file, and starts it again."""

    kills: int = 0
    is_due: asyncio.Event = field(default_factory=asyncio.Event)
    is_back: asyncio.Event = field(default_factory=asyncio.Event)
    answers: int = 0

    def count(self) -> None:
        """Count an answer; after some of them the next kill is due."""
        self.answers += 1
        if self.answers % ANSWERS_BETWEEN_KILLS == 0:
            self.is_due.set()


@KILLS
async def test_a_server_killed_again_and_again_during_filings_loses_and_doubles_nothing(
    tmp_path: Path, database_url: str, kills: int, filers: int
) -> None:
    port, killer, numbers = free_port(), Killer(), itertools.count(1)
    references: list[str] = []

    async def answered(person: WeChatPerson, xml: str) -> Heard:
        # As WeChat does, and then the person: the same message again until it is answered.
        while True:
            try:
                status, body = await person.deliver(xml)
            except aiohttp.ClientError:
                await killer.is_back.wait()
                continue
            if status == 200:
                killer.count()
                return person.opened(body)
            assert status == 503

    async def file(doors: Sequence[WeChatPerson]) -> None:
        for line in FILING:
            heard = await answered(doors[0], doors[0].xml("text", text_message(line, next(numbers))))
        references.append(heard.reference)

    async def kill_now_and_then(servers: Servers) -> None:
        for _ in range(kills):
            await killer.is_due.wait()
            killer.is_due.clear()
            killer.is_back.clear()
            servers.kill(port)
            killer.kills += 1
            await servers.start(port)
            killer.is_back.set()

    async with forked_servers(environment_for(tmp_path, database_url), tmp_path / "log") as servers:
        await servers.start(port)
        async with some_people([f"http://127.0.0.1:{port}"], filers) as people:
            hunt = asyncio.create_task(kill_now_and_then(servers))
            await in_lanes(people, 8, file)
            await hunt

    standing = await what_stands(tmp_path, database_url)
    assert killer.kills == kills
    assert standing.references == Counter(references)
    assert len(standing.references) == filers
    assert standing.codes == {("case_opened", "routed"): filers}
    assert standing.is_intact


async def in_lanes(
    people: Sequence[Sequence[WeChatPerson]],
    lanes: int,
    act: Callable[[Sequence[WeChatPerson]], Awaitable[None]],
) -> None:
    """Let everybody act, this many at a time."""
    waiting = iter(people)

    async def lane() -> None:
        for doors in waiting:
            await act(doors)

    await asyncio.gather(*(lane() for _ in range(lanes)))
