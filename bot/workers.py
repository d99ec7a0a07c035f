"""Several workers on one port: all is loaded once, and each worker is a fork that shares it."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from bot.conversation.handbook import Handbook, build_handbook
from bot.service import utc_now
from bot.serving import KEEPER_MARK, WORKER_MARK, serve
from bot.settings import Settings
from bot.warming import compile_all, warm
from intake.clocks.calendar import day_in_shanghai
from intents.index_files import IndexFiles
from knowledge.heap import give_back, uncollected

log = logging.getLogger(__name__)

_STOPS = (signal.SIGTERM, signal.SIGINT)
_LOOKS_EVERY_SECONDS = 1.0


def serve_with_workers(settings: Settings, workers: int) -> int:
    """Run `workers` processes on one port, a dead one anew. Returns the exit status, in each of the processes."""
    handbook, keeper = _loaded(settings), os.getpid()
    running: dict[int, int] = {}
    worst, stopping = 0, False

    def stop(*_: object) -> None:
        nonlocal stopping
        stopping = True
        for pid in running.values():
            os.kill(pid, signal.SIGTERM)

    for number in _STOPS:
        signal.signal(number, stop)
    while not stopping:
        for worker in range(1, workers + 1):
            if worker in running and (status := _ended(running[worker])) is not None:
                log.error("a worker died", extra={"worker": worker, "status": status})
                del running[worker]
            # A signal that came just now waits for the mask to go, and finds the newest worker in the list.
            with _held_back():
                if worker not in running and not stopping:
                    pid = os.fork()
                    if pid == 0:
                        return _work(settings, handbook, worker, keeper)
                    running[worker] = pid
        signal.sigtimedwait({signal.SIGCHLD}, _LOOKS_EVERY_SECONDS)
    for pid in running.values():
        worst = max(worst, os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
    return worst


def _loaded(settings: Settings) -> Handbook:
    """Load all that the workers share, and set it apart: a collector that marks it would give each a copy."""
    now = utc_now()
    with uncollected():
        handbook = build_handbook(
            settings.channel_status,
            settings.channel_notice,
            settings.outlines,
            day_in_shanghai(now),
            IndexFiles(settings.index_folder),
        )
        warm(handbook, now)
        compile_all()
    gc.collect()
    give_back()
    gc.freeze()
    return handbook


def _work(settings: Settings, handbook: Handbook, worker: int, keeper: int) -> int:
    """Be a worker until told to stop."""
    os.environ |= {WORKER_MARK: str(worker), KEEPER_MARK: str(keeper)}
    for number in _STOPS:
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPS)
    asyncio.run(serve(settings, handbook))
    return 0


def _ended(pid: int) -> int | None:
    """Return the exit status of a worker that ended, None while it runs."""
    ended, status = os.waitpid(pid, os.WNOHANG)
    return os.waitstatus_to_exitcode(status) if ended else None


@contextmanager
def _held_back() -> Iterator[None]:
    """Let a stop wait until a worker that is just being started is known."""
    sys.stdout.flush()
    sys.stderr.flush()
    signal.pthread_sigmask(signal.SIG_BLOCK, _STOPS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPS)
