"""Run the web application: listen, and stop gracefully."""

from __future__ import annotations

import asyncio
import errno
import gc
import logging
import os
import signal
import sys

from aiohttp import web

from bot.alone import alone_on
from bot.app import build_app
from bot.connections import runner_of
from bot.conversation.handbook import Handbook
from bot.settings import Settings
from bot.warming import compile_between
from intake.storage.refusals import Refused
from knowledge.heap import give_back, uncollected

log = logging.getLogger(__name__)

# Told to the workers, so that each listens on the same port beside the others.
WORKER_MARK = "SHANGMI_WORKER_NUMBER"
KEEPER_MARK = "SHANGMI_WORKERS_KEPT_BY"
_LOOKS_FOR_KEEPER_EVERY_SECONDS = 1.0
_SWITCH_INTERVAL_SECONDS = 0.0005


async def serve(settings: Settings, handbook: Handbook | None = None) -> None:
    """Serve until SIGTERM or SIGINT; then take no new connections and answer what was received."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    async with alone_on(settings.sqlite_file):
        await _serve(settings, handbook, stop)


async def _serve(settings: Settings, handbook: Handbook | None, stop: asyncio.Event) -> None:
    with uncollected():
        app = await build_app(settings, handbook=handbook)
    runner = runner_of(app)
    _stop_when_alone(stop)
    try:
        await runner.setup()
        await _listen(runner, settings)
        # Everything loaded lives as long as the process: no need to look through it again.
        gc.collect()
        give_back()
        gc.freeze()
        # A turn makes thousands of short-lived values and hardly a cycle: looking for cycles less often saves
        # a tenth of the time and costs a few megabytes.
        gc.set_threshold(20_000, 20, 20)
        # The threads of the database work in short spells: what waits for one need not wait for its turn as well.
        sys.setswitchinterval(_SWITCH_INTERVAL_SECONDS)
        log.info("listening", extra={"host": settings.host, "port": settings.port})
        if sys.stdout.isatty():
            # For whoever typed the command; the log goes to standard error.
            where = f"http://{settings.host}:{settings.port}"
            print(f"渝商秘已启动：{where}/chat ，工作台 {where}/desk/ 。按 Ctrl+C 停止。", flush=True)
        compiling = asyncio.create_task(compile_between())
        await stop.wait()
        compiling.cancel()
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


async def _listen(runner: web.AppRunner, settings: Settings) -> None:
    try:
        await web.TCPSite(runner, settings.host, settings.port, reuse_port=WORKER_MARK in os.environ).start()
    except OSError as error:
        raise Refused(_why_not_listening(error, settings)) from None


def _why_not_listening(error: OSError, settings: Settings) -> str:
    where = f"{settings.host}:{settings.port}"
    match error.errno:
        case errno.EADDRINUSE:
            return f"{where} 已被别的程序占用。请停掉它，或者换一个端口：shangmi serve --port {settings.port + 1}"
        case errno.EACCES | errno.EPERM:
            return f"没有权限监听 {where}。1024 以下的端口需要授权，请换一个端口，例如 --port 8080。"
        case errno.EADDRNOTAVAIL:
            return f"本机没有地址 {settings.host}。请检查 SHANGMI_HOST，例如 127.0.0.1 或 0.0.0.0。"
    # A name that nobody knows has a number of its own, which is none of the system's.
    return f"不能监听 {where}。请检查 SHANGMI_HOST 和 SHANGMI_PORT，例如 127.0.0.1 和 8080。"
