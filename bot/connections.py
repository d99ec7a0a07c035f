"""What we hold every connection to before a request is read: a head comes whole within a time, or not at all."""

from __future__ import annotations

import asyncio
from typing import Final

from aiohttp import web
from aiohttp.web_protocol import RequestHandler
from aiohttp.web_request import BaseRequest
from aiohttp.web_server import Server

from bot.channels.refusals import refusal

HEAD_WITHIN_SECONDS: Final = 15.0
# Longer than proxies keep a quiet connection to us, so that it is they who close it.
QUIET_FOR_SECONDS: Final = 75.0
STOP_WITHIN_SECONDS: Final = 20.0
# Whoever was let in just before a stop has sent what they want, or does within a round trip; a browser that holds
# a line open to be quicker later sends nothing.
HEARD_OUT_WITHIN_SECONDS: Final = 0.25
_LOOKS_EVERY_SECONDS: Final = 0.005
# What was accepted is a connection after three turns of the loop.
_TURNS_TO_BECOME_A_CONNECTION: Final = 5
SERVER_NAME: Final = "shangmi"


def runner_of(app: web.Application, head_within_seconds: float = HEAD_WITHIN_SECONDS) -> web.AppRunner:
    """Return what hands requests to the application. What comes packed is never unpacked: it may be huge.

    head_within_seconds  a head that is not whole by then ends its connection
    """
    runner = _Runner(
        app,
        access_log=None,
        shutdown_timeout=STOP_WITHIN_SECONDS,
        keepalive_timeout=QUIET_FOR_SECONDS,
        auto_decompress=False,
    )
    runner.head_within_seconds = head_within_seconds
    app.on_response_prepare.append(_named)
    return runner


async def _named(_: BaseRequest, answer: web.StreamResponse) -> None:
    # Which program and version answers is nobody's business.
    answer.headers["Server"] = SERVER_NAME


class _Runner(web.AppRunner):
    """Makes a server whose connections are ours."""

    __slots__ = ("head_within_seconds",)
    head_within_seconds: float

    async def cleanup(self) -> None:
        """Let nobody in any more, hear out whoever came in just now, and stop."""
        loop = asyncio.get_running_loop()
        for site in self.sites:
            for door in site._server.sockets if isinstance(site._server, asyncio.Server) else ():
                loop.remove_reader(door.fileno())
        if isinstance(self.server, _Server):
            await self.server.heard_out()
        await super().cleanup()

    async def _make_server(self) -> Server:
        made = await super()._make_server()
        server = _Server(
            made.request_handler,
            request_factory=made.request_factory,
            loop=asyncio.get_running_loop(),
            **made._kwargs,
        )
        server.head_within_seconds = self.head_within_seconds
        return server


class _Server(Server):
    head_within_seconds = HEAD_WITHIN_SECONDS

    async def heard_out(self) -> None:
        """Wait a moment for those who have not said yet what they want.

        A stop would throw away what they are sending, and wait for them in vain until their head is overdue;
        asyncio loses whom it let in while it closes the door.
        """
        for _ in range(_TURNS_TO_BECOME_A_CONNECTION):
            await asyncio.sleep(0)
        until = self._loop.time() + HEARD_OUT_WITHIN_SECONDS
        while self._loop.time() < until and not all(_has_asked(one) for one in self.connections):  # noqa: ASYNC110 - aiohttp tells nobody
            await asyncio.sleep(_LOOKS_EVERY_SECONDS)

    def __call__(self) -> RequestHandler:
        return _Connection(self, loop=self._loop, **self._kwargs)


class _Connection(RequestHandler):
    """A connection that is closed when a request has begun to come and its head is not whole in time."""

    __slots__ = ("_head_timer", "_head_within_seconds")

    def __init__(self, server: _Server, *, loop: asyncio.AbstractEventLoop, **kwargs: object) -> None:
        super().__init__(server, loop=loop, **kwargs)  # type: ignore[arg-type]  # handed on as they came
        self._head_within_seconds = server.head_within_seconds
        self._head_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin to wait for the first head."""
        super().connection_made(transport)
        self._await_head()

    def data_received(self, data: bytes) -> None:
        """Take what came; whatever is no whole head yet is waited for, from its first byte on."""
        heads_before = self._request_count
        super().data_received(data)
        if self._request_count > heads_before:
            self._stop_awaiting()
        elif self._waiter is not None:
            # Nothing is being answered: this is the beginning of the next head.
            self._await_head()

    def connection_lost(self, exc: BaseException | None) -> None:
        """Wait no longer."""
        self._stop_awaiting()
        super().connection_lost(exc)

    def handle_error(
        self,
        request: BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        """Tell what is wrong without a word of what was sent."""
        super().handle_error(request, status, exc, message)
        if status < 500:
            told = refusal(status, "bad_request", "发来的请求不完整或者格式不对，没有收下。", "请核对后重新发送。")
        else:
            told = refusal(status, "internal", "服务内部出错。", "请稍后再试。")
        told.headers["Server"] = SERVER_NAME
        told.force_close()
        return told

    def _await_head(self) -> None:
        if self._head_timer is None:
            self._head_timer = self._loop.call_later(self._head_within_seconds, self._give_up)

    def _stop_awaiting(self) -> None:
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None

    def _give_up(self) -> None:
        self._head_timer = None
        self.force_close()


def _has_asked(connection: RequestHandler) -> bool:
    return connection._request_count > 0
