"""What filers' pages say while the database is away, or hangs: 503, what became of it, and soon enough."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot import readiness
from bot.app import build_app
from bot.settings import read_settings
from bot.unreachable import ANSWER_WITHIN_SECONDS
from tests.bot.channels.web.test_mycase import Time
from tests.bot.conversation.harness import handbook

pytestmark = pytest.mark.postgres
Client = TestClient[web.Request, web.Application]
_SOCKET = ".s.PGSQL.5432"
_BROWSER = {"Accept": "text/html"}
_ENTERED = {"reference": "VRD8-GCS9-3", "code": "J7YK-BQUS-WNQP-Y53E-FBF3"}


class Relay:
    """Stands between the service and PostgreSQL; a test can cut it, or let it hang."""

    def __init__(self, behind: Path, here: Path) -> None:
        self._behind, self._here = behind, here
        self._ends: set[asyncio.StreamWriter] = set()
        self._passes = asyncio.Event()
        self._server: asyncio.Server | None = None

    async def open(self) -> None:
        self._passes.set()
        self._server = await asyncio.start_unix_server(self._pass_on, self._here / _SOCKET)

    def hang(self) -> None:
        self._passes.clear()

    async def cut(self) -> None:
        assert self._server is not None
        self._passes.set()
        self._server.close()
        for end in self._ends:
            end.close()
        (self._here / _SOCKET).unlink(missing_ok=True)

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            up_reader, up_writer = await asyncio.open_unix_connection(self._behind / _SOCKET)
            self._ends |= {writer, up_writer}
            await asyncio.gather(self._one_way(reader, up_writer), self._one_way(up_reader, writer))

    async def _one_way(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while piece := await reader.read(16_384):
                await self._passes.wait()
                writer.write(piece)
                await writer.drain()
        writer.close()


@pytest.fixture
async def relay(postgres_url: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Relay]:
    behind = Path(parse_qs(urlsplit(postgres_url).query)["host"][0])
    relay = Relay(behind, tmp_path_factory.mktemp("r"))
    await relay.open()
    yield relay
    await relay.cut()


@pytest.fixture
async def client(
    relay: Relay, postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Client]:
    monkeypatch.setattr(readiness, "KNOWN_FOR_SECONDS", 0)
    url = re.sub(r"host=[^&]+", f"host={relay._here}", postgres_url)
    url = url.replace("postgresql://", "postgresql+asyncpg://")
    settings = read_settings(_env_file=None, data_dir=tmp_path, database_url=url)
    async with TestClient(TestServer(await build_app(settings, Time(), handbook("demo")))) as client:
        yield client


async def test_while_it_is_away_a_page_says_that_nothing_was_taken(client: Client, relay: Relay) -> None:
    assert (await client.get("/readyz")).status == 200
    await relay.cut()

    answer = await client.post("/mycase", data=_ENTERED, headers=_BROWSER)

    page = await answer.text()
    assert answer.status == 503 and "还没有收下" in page and "不会重复提交" in page and "/chat" in page
    assert answer.headers["Retry-After"] == "10"
    assert (await client.get("/readyz")).status == 503


async def test_while_it_hangs_the_page_is_answered_as_soon(client: Client, relay: Relay) -> None:
    relay.hang()
    began = time.monotonic()

    answer = await client.post("/mycase", data=_ENTERED, headers=_BROWSER)

    assert answer.status == 503 and "还没有收下" in await answer.text()
    assert time.monotonic() - began < ANSWER_WITHIN_SECONDS + 6
    assert (await client.get("/readyz")).status == 503


async def test_a_program_is_told_too(client: Client, relay: Relay) -> None:
    await relay.cut()

    answer = await client.post("/upload/nonsense/files", headers={"Tus-Resumable": "1.0.0"})

    assert answer.status in (404, 503)
