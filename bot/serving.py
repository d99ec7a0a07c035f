"""Run the web application: listen, and stop gracefully."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import signal
import sys
from collections.abc import Callable, Sequence
from socket import socket

from aiohttp import web

from bot.alone import alone_on
from bot.app import SERVICE_KEY, build_app
from bot.connections import runner_of
from bot.conversation.handbook import Handbook
from bot.listening import why_not
from bot.settings import Settings
from bot.warming import warm_between
from intake.storage.refusals import StartRefused
from knowledge.heap import give_back, set_apart

log = logging.getLogger(__name__)

# Told to the workers, so that none outlives whoever keeps it.
KEEPER_MARK = "SHANGMI_WORKERS_KEPT_BY"
_LOOKS_FOR_KEEPER_EVERY_SECONDS = 1.0
_SWITCH_INTERVAL_SECONDS = 0.0005


async def serve(
    settings: Settings,
    handbook: Handbook | None = None,
    doors: Sequence[socket] = (),
    listens: Callable[[], object] | None = None,
) -> None:
    """Serve until SIGTERM or SIGINT; then take no new connections and answer what was received.

    doors    sockets that are bound already; without them the settings say where we listen
    listens  called when people can reach us
    """
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    async with alone_on(settings.sqlite_file):
        await _serve(settings, handbook, stop, doors, listens)


async def _serve(
    settings: Settings,
    handbook: Handbook | None,
    stop: asyncio.Event,
    doors: Sequence[socket],
    listens: Callable[[], object] | None,
) -> None:
    with set_apart():
        app = await build_app(settings, handbook=handbook)
        runner = runner_of(app)
    _stop_when_alone(stop)
    try:
        await runner.setup()
        await _listen(runner, settings, doors)
        give_back()
        # A turn makes thousands of short-lived values and hardly a cycle: looking for cycles less often saves
        # a tenth of the time and costs a few megabytes.
        gc.set_threshold(20_000, 20, 20)
        # The threads of the database work in short spells: what waits for one need not wait for its turn as well.
        sys.setswitchinterval(_SWITCH_INTERVAL_SECONDS)
        if listens:
            listens()
        log.info("listening", extra={"host": settings.host, "port": settings.port})
        if sys.stdout.isatty():
            # For whoever typed the command; the log goes to standard error.
            where = f"http://{settings.host}:{settings.port}"
            print(f"渝商秘已启动：{where}/chat ，工作台 {where}/desk/ 。按 Ctrl+C 停止。", flush=True)
        service = app[SERVICE_KEY]
        warming = asyncio.create_task(warm_between(service.handbook, service.clock()))
        await stop.wait()
        warming.cancel()
        log.info("stopping")
    finally:
        await runner.cleanup()


def _stop_when_alone(stop: asyncio.Event) -> None:
    """Let a worker end when whoever keeps it is gone: nobody would renew it, or end it before an upgrade."""
    keeper = os.environ.get(KEEPER_MARK)
    if keeper is None:
        return
    if os.getppid() == int(keeper):
        asyncio.get_running_loop().call_later(_LOOKS_FOR_KEEPER_EVERY_SECONDS, _stop_when_alone, stop)
        return
    log.error("the process that keeps the workers is gone")
    stop.set()


async def _listen(runner: web.AppRunner, settings: Settings, doors: Sequence[socket]) -> None:
    for door in doors:
        await web.SockSite(runner, door).start()
    if doors:
        return
    try:
        await web.TCPSite(runner, settings.host, settings.port).start()
    except OSError as error:
        raise StartRefused(why_not(error, settings)) from None
