"""What every connection is held to, and what strangers are not told: over real sockets."""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from random import Random

import pytest
from aiohttp import web

from bot.app import build_app
from bot.connections import runner_of
from bot.settings import read_settings
from intake.filers.codes import new_code
from intake.ids import new_reference
from tests.bot.conversation.harness import handbook

HEAD_WITHIN = 1.0
TOKEN = "a-token-of-the-watchers"

Lines = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class Served:
    """The service on a port of its own."""

    def __init__(self, port: int, doors: AsyncExitStack) -> None:
        self.port = port
        self._doors = doors

    async def connected(self, source: str = "127.0.0.1") -> Lines:
        """Return a connection that has sent nothing."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port, local_addr=(source, 0))
        self._doors.callback(writer.close)
        return reader, writer

    async def ask(self, sent: str, source: str = "127.0.0.1") -> tuple[str, str]:
        """Send a request as it is; give head and body, read until the connection ends."""
        reader, writer = await self.connected(source)
        writer.write(sent.encode())
        told = (await asyncio.wait_for(reader.read(), 15)).decode()
        head, _, body = told.partition("\r\n\r\n")
        return head, body

    async def get(
        self, path: str, *headers: str, source: str = "127.0.0.1", host: str = "", version: str = "1.1"
    ) -> tuple[int, str]:
        """Look at a page, by the machine's own name unless another is given."""
        host = host or f"127.0.0.1:{self.port}"
        lines = (f"GET {path} HTTP/{version}", f"Host: {host}", "Connection: close", *headers)
        head, body = await self.ask("\r\n".join(lines) + "\r\n\r\n", source)
        return int(head.split(" ", 2)[1]), body


Opener = Callable[..., Awaitable[Served]]


@pytest.fixture
async def opened(tmp_path: Path) -> AsyncIterator[Opener]:
    async with AsyncExitStack() as doors:

        async def open_it(**given: str) -> Served:
            return await doors.enter_async_context(_serving(tmp_path, **given))

        yield open_it


@asynccontextmanager
async def _serving(folder: Path, **given: str) -> AsyncIterator[Served]:
    settings = read_settings(_env_file=None, data_dir=folder, **given)
    app = await build_app(settings, handbook=handbook("demo"))
    runner = runner_of(app, HEAD_WITHIN)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    async with AsyncExitStack() as doors:
        yield Served(runner.addresses[0][1], doors)
    await runner.cleanup()


async def is_closed(lines: Lines, within: float) -> bool:
    """Say whether the other side closed the connection."""
    try:
        return await asyncio.wait_for(lines[0].read(), within) == b""
    except TimeoutError:
        return False


@pytest.mark.parametrize("begun", ["", "G", "GET /chat HTTP/1.1\r\nHost: x\r\nX-Half: "])
async def test_half_a_head_is_closed_in_time(opened: Opener, begun: str) -> None:
    served = await opened()
    many = [await served.connected() for _ in range(30)]
    for _, writer in many:
        writer.write(begun.encode())

    closed = await asyncio.gather(*(is_closed(lines, HEAD_WITHIN + 3) for lines in many))

    assert all(closed)


async def test_a_head_that_comes_byte_by_byte_is_closed_in_time(opened: Opener) -> None:
    reader, writer = await (await opened()).connected()

    async def drip() -> None:
        writer.write(b"GET /healthz HTTP/1.1\r\nX: ")
        while not writer.is_closing():
            writer.write(b"y")
            await asyncio.sleep(0.1)

    dripping = asyncio.create_task(drip())
    ended = await is_closed((reader, writer), HEAD_WITHIN + 3)
    dripping.cancel()

    assert ended


async def test_the_second_head_of_a_connection_is_waited_for_no_longer_than_the_first(opened: Opener) -> None:
    reader, writer = await (await opened()).connected()
    whole = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
    writer.write(whole)
    await reader.readuntil(b"alive")

    # A quiet connection may rest; half a head may not.
    await asyncio.sleep(HEAD_WITHIN + 0.5)
    writer.write(whole)
    await reader.readuntil(b"alive")
    await reader.read(2)
    writer.write(whole[:20])

    assert await is_closed((reader, writer), HEAD_WITHIN + 3)


async def test_a_body_and_a_long_poll_may_take_longer_than_a_head(opened: Opener) -> None:
    reader, writer = await (await opened()).connected()
    writer.write(b"POST /api/chat/sessions HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{")

    await asyncio.sleep(HEAD_WITHIN + 0.5)
    writer.write(b"}")

    assert b" 201 " in await asyncio.wait_for(reader.readline(), 10)


async def test_a_head_too_large_is_refused_without_a_word_of_it(opened: Opener) -> None:
    head, body = await (await opened()).ask(
        f"GET /api/v1/cases HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer planted{'x' * 9_000}\r\n\r\n"
    )

    assert " 400 " in head and "planted" not in head + body
    assert set(json.loads(body)["error"]) == {"code", "message", "hint"}


@pytest.mark.parametrize("path", ["/chat", "/healthz", "/desk/sign-in", "/no-page", "/ x"])
async def test_nobody_is_told_which_program_answers(opened: Opener, path: str) -> None:
    head, _ = await (await opened()).ask(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")

    assert "Server: shangmi" in head and "aiohttp" not in head and "Python" not in head


FORWARDED = ("X-Forwarded-For: 203.0.113.7", "X-Real-IP: 203.0.113.7", "Forwarded: for=203.0.113.7", "Via: 1.1 p")


async def test_figures_are_shown_on_this_machine_and_to_nobody_else(opened: Opener) -> None:
    served = await opened()

    here, told = await served.get("/metrics")
    elsewhere = [(await served.get("/metrics", header))[0] for header in FORWARDED]

    assert here == 200 and "shangmi_requests" in told
    assert elsewhere == [404] * len(FORWARDED)
    assert (await served.get("/metrics", source="127.0.0.7"))[0] == 404
    assert (await served.get("/metrics", f"Authorization: Bearer {TOKEN}", source="127.0.0.7"))[0] == 404


PUBLIC = "shangmi.example.gov.cn"
NOT_ITSELF = (
    PUBLIC,
    f"{PUBLIC}:443",
    "x",
    "10.0.0.5:8080",
    "127.0.0.1.example.org",
    "localhost.",
    "[",
    "127.0.0.1:x",
)


async def test_a_proxy_that_says_nothing_of_itself_is_known_by_the_name_it_is_asked_for(opened: Opener) -> None:
    served = await opened(public_url=f"https://{PUBLIC}", metrics_token=TOKEN)

    for host in NOT_ITSELF:
        assert (await served.get("/metrics", host=host))[0] in (400, 404), host
        told = (await served.get("/readyz", host=host))[1]
        assert "entries" not in told and "database" not in told, host
    # nginx asks in HTTP/1.0, and by our own name, unless it is told otherwise.
    assert (await served.get("/metrics", version="1.0"))[0] == 404
    for host in ("127.0.0.1", "localhost", "[::1]", f"localhost:{served.port}"):
        assert (await served.get("/metrics", host=host))[0] == 200, host
        assert json.loads((await served.get("/readyz", host=host))[1])["database"] == "ok", host
    assert (await served.get("/metrics", f"Authorization: Bearer {TOKEN}", host=PUBLIC))[0] == 200


async def test_a_public_address_that_is_a_name_of_this_machine_is_the_public_one(opened: Opener) -> None:
    served = await opened(public_url="http://localhost")

    assert [(await served.get("/metrics", host=host))[0] for host in ("localhost", "localhost:80")] == [404, 404]
    assert (await served.get("/metrics"))[0] == 200


async def test_a_token_opens_the_figures_from_elsewhere(opened: Opener) -> None:
    served = await opened(metrics_token=TOKEN)

    async def asked(*headers: str) -> int:
        return (await served.get("/metrics", *headers, source="127.0.0.7"))[0]

    assert await asked(f"Authorization: Bearer {TOKEN}") == 200
    assert [await asked(), await asked("Authorization: Bearer 错"), await asked(f"Authorization: {TOKEN}")] == [
        404
    ] * 3


async def test_the_proxy_on_this_machine_is_not_this_machine(opened: Opener) -> None:
    served = await opened(trusted_proxy="127.0.0.1")

    assert (await served.get("/metrics"))[0] == 404


async def test_a_proxy_that_nobody_named_is_told_of_once(opened: Opener, caplog: pytest.LogCaptureFixture) -> None:
    served = await opened()
    for _ in range(3):
        await served.get("/healthz", FORWARDED[0])

    named = [line for line in caplog.messages if "SHANGMI_TRUSTED_PROXY" in line]
    assert len(named) == 1 and "203.0.113.7" not in named[0]


async def test_the_proxy_that_was_named_is_no_news(opened: Opener, caplog: pytest.LogCaptureFixture) -> None:
    served = await opened(trusted_proxy="127.0.0.1")
    await served.get("/healthz", FORWARDED[0])

    assert not [line for line in caplog.messages if "SHANGMI_TRUSTED_PROXY" in line]


async def test_strangers_hear_no_more_than_that_we_are_ready(opened: Opener) -> None:
    served = await opened()

    here, elsewhere = await served.get("/readyz"), await served.get("/readyz", source="127.0.0.7")

    assert json.loads(here[1])["entries"] > 0
    assert json.loads(elsewhere[1]) == {"status": "ready"}


@pytest.mark.parametrize(("path", "begun"), [("/api/chat/sessions", 201), ("/chat", 200), ("/file/begin", 303)])
async def test_what_is_begun_and_kept_is_limited_by_address(opened: Opener, path: str, begun: int) -> None:
    served = await opened()
    form = "form=tip&say=hello"
    lines = (f"POST {path} HTTP/1.1", "Host: x", "Connection: close", f"Content-Length: {len(form)}")
    request = "\r\n".join(lines) + "\r\n\r\n" + form

    async def asked(source: str) -> int:
        return int((await served.ask(request, source))[0].split(" ", 2)[1])

    started = time.monotonic()
    statuses = [await asked("127.0.0.7") for _ in range(64)]
    more = int((time.monotonic() - started) / 10)

    assert statuses[:60] == [begun] * 60 and statuses.count(429) >= 4 - more
    assert await asked("127.0.0.8") == begun


GUESSES = {
    "/mycase": "reference={reference}&code={code}",
    "/file/resume": "code={code}",
    "/assess/open": "code={code}",
    "/verify": "reference={reference}&tag=AAAA-AAAA-AAAA",
}


async def test_what_is_guessed_without_a_pass_is_limited_by_address_wherever_it_is_asked_for(
    opened: Opener,
) -> None:
    served = await opened()

    async def asked(path: str, form: str, source: str) -> int:
        kind = "Content-Type: application/x-www-form-urlencoded"
        lines = (f"POST {path} HTTP/1.1", "Host: x", "Connection: close", kind, f"Content-Length: {len(form)}")
        head, _ = await served.ask("\r\n".join(lines) + "\r\n\r\n" + form, source)
        if (told := re.search(r"Location: (\S+)", head)) is None:
            return int(head.split(" ", 2)[1])
        # What became of it stands on the page that is gone to.
        cookies = "; ".join(re.findall(r"Set-Cookie: ([^;]+)", head))
        return (await served.get(told[1], f"Cookie: {cookies}", source=source))[0]

    found, chance = {}, Random(1)
    for path, form in GUESSES.items():
        guesses = [form.format(code=new_code(), reference=new_reference(chance)) for _ in range(35)]
        statuses = [await asked(path, guess, "127.0.0.7") for guess in guesses[1:]]
        found[path] = (statuses[0], 429 in statuses, await asked(path, guesses[0], "127.0.0.8"))

    assert found == dict.fromkeys(GUESSES, (404, True, 404))
