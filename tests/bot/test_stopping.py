"""Whoever comes in while one process stops and the next takes its place is answered by one of the two."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator

import pytest
from aiohttp import web

from bot.connections import runner_of
from bot.listening import listen

REQUEST = b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
# None: with the connection; else so many turns of the loop after it.
SENT_AFTER = (None, 0, 1, 2, 3, 10)


@pytest.fixture
def door() -> Iterator[socket.socket]:
    """A socket that outlives both, as whoever keeps the workers has it."""
    with socket.socket() as one:
        one.setblocking(False)
        one.bind(("127.0.0.1", 0))
        listen([one])
        yield one


async def serving(door: socket.socket) -> web.AppRunner:
    """Return a process's way of answering, at this socket."""

    async def alive(_: web.Request) -> web.Response:
        return web.Response(text="alive")

    app = web.Application()
    app.router.add_get("/", alive)
    runner = runner_of(app)
    await runner.setup()
    await web.SockSite(runner, door.dup()).start()
    return runner


async def turns(number: int) -> None:
    for _ in range(number):
        await asyncio.sleep(0)


@pytest.mark.parametrize("sent_after", SENT_AFTER)
@pytest.mark.parametrize("turns_until_stop", range(8))
async def test_who_comes_in_at_whatever_moment_of_a_stop_is_answered(
    door: socket.socket, turns_until_stop: int, sent_after: int | None
) -> None:
    old = await serving(door)
    with socket.socket() as person:
        person.connect(door.getsockname())
        person.setblocking(False)
        if sent_after is None:
            person.sendall(REQUEST)
        await turns(turns_until_stop)
        stopping = asyncio.create_task(old.cleanup())
        if sent_after is not None:
            await turns(sent_after)
            person.sendall(REQUEST)
        await stopping
        new = await serving(door)

        told = await asyncio.wait_for(asyncio.get_running_loop().sock_recv(person, 1000), 10)

        await new.cleanup()
    assert told.startswith(b"HTTP/1.1 200 ")
