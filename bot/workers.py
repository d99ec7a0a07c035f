"""Several workers on one port: all is loaded once, and each worker is a fork that shares it.

SIGHUP restarts them in turn: whoever keeps them tries whether all can be loaded, becomes the new program with the
same number (so that nothing which watches it notices), loads, and replaces one worker after the other. The old one
ends when the new one listens, at the same socket. SQLite has one worker, and one at a time: there the old one ends
first, and whoever comes in between waits at the socket for the moment that the new one needs, all being loaded.
"""

from __future__ import annotations

import asyncio
import logging
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from socket import socket
from typing import NoReturn

from bot.channels.web.looks import compile_pages
from bot.conversation.handbook import Handbook, build_handbook
from bot.curation import Curation
from bot.listening import bound, listen
from bot.service import utc_now
from bot.serving import KEEPER_MARK, serve
from bot.settings import Settings, read_settings
from bot.succession import Succession
from bot.warming import compile_all, warm
from intake.cases.retention import load_schedule
from intake.clocks.calendar import day_in_shanghai
from intake.curation.editorial import Editorial
from intake.stations.directory import load_stations
from intake.storage.database import Database
from intake.storage.keeping.upgrade import refuse_unless_used
from intake.storage.sealing import Vault
from intents.index_files import IndexFiles
from knowledge.heap import give_back, set_apart

log = logging.getLogger(__name__)

_STOPS = (signal.SIGTERM, signal.SIGINT)
_LOOKS_EVERY_SECONDS = 1.0
# A new worker opens the database and reads what is in force.
_LISTENS_WITHIN_SECONDS = 60.0
_TRIES_TO_LOAD = ("-c", "from bot.workers import try_to_load; try_to_load()")


def serve_with_workers(settings: Settings, workers: int) -> int:
    """Run `workers` processes on one port, a dead one anew. Returns the exit status, in each of the processes."""
    before = Succession.taken_over()
    doors = before.doors if before else [bound(settings) for _ in range(workers)]
    keeper = _Keeper(settings, _loaded(settings), doors, dict(before.workers) if before else {})
    return keeper.keep()


def try_to_load() -> None:
    """Load as a start does, in a process of its own; what is wrong is told as always, and the process fails."""
    settings = read_settings()
    handbook = _loaded(settings)
    load_stations(settings.stations)
    load_schedule(settings.retention)
    asyncio.run(_database_tried(settings, handbook))


async def _database_tried(settings: Settings, handbook: Handbook) -> None:
    """Refuse a database of another version or under other keys: SQLite's old worker would have ended by then.

    What is published is laid over the files once, so that the new worker finds its index made.
    """
    vault = Vault.open(
        settings.data_dir, settings.data_key.get_secret_value() if settings.data_key else None, make=False
    )
    database = await Database.open(settings.database, make=False)
    try:
        await refuse_unless_used(database, vault)
        await Curation(handbook, Editorial(database), utc_now, lambda _: None).renew()
    finally:
        await database.close()


class _Keeper:
    """Keeps the workers: `running` has the process of each by its number."""

    def __init__(
        self, settings: Settings, handbook: Handbook, doors: Sequence[Sequence[socket]], old: dict[int, int]
    ) -> None:
        self._settings, self._handbook, self._doors = settings, handbook, doors
        self._running = dict(old)
        self._pid = os.getpid()
        self._is_stopping = False
        self._is_to_renew = False
        self._trial: subprocess.Popen[bytes] | None = None

    def keep(self) -> int:
        """Keep them until told to stop. Returns the worst of their exit statuses."""
        self._heed_signals()
        if self._running:
            self._replace_in_turn()
        elif not self._first_listens():
            return 1
        for door in self._doors:
            listen(door)
        while not self._is_stopping:
            self._renew_the_dead()
            self._begin_anew()
            signal.sigtimedwait({signal.SIGCHLD}, _LOOKS_EVERY_SECONDS)
        statuses = [_status_of(pid) for pid in self._running.values()]
        return max(statuses, default=0)

    def _heed_signals(self) -> None:
        for number in _STOPS:
            signal.signal(number, self._stop)
        if renews_on_hangup():
            signal.signal(signal.SIGHUP, self._renew)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, (*_STOPS, signal.SIGHUP))

    def _stop(self, *_: object) -> None:
        self._is_stopping = True
        for pid in self._running.values():
            _told_to_end(pid)

    def _renew(self, *_: object) -> None:
        self._is_to_renew = True

    def _first_listens(self) -> bool:
        """Say whether the first worker comes to listen: what cannot start is refused, and not tried for ever."""
        return _listens(self._put_in_place(1)) or self._is_stopping

    def _renew_the_dead(self) -> None:
        for worker in range(1, len(self._doors) + 1):
            if worker in self._running and (status := _ended(self._running[worker])) is not None:
                log.error("a worker died", extra={"worker": worker, "status": status})
                del self._running[worker]
            # A signal that came just now waits for the mask to go, and finds the newest worker in the list.
            with _held_back():
                if worker not in self._running and not self._is_stopping:
                    self._running[worker], heard = self._started(worker)
                    os.close(heard)

    def _started(self, worker: int) -> tuple[int, int]:
        """Fork a worker; return its process, and where a byte can be read when it listens."""
        heard, said = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(heard)
            self._work(worker, said)
            _leave()
        os.close(said)
        return pid, heard

    def _work(self, worker: int, said: int) -> None:
        """Be a worker until told to stop.

        said  where it writes a byte when it listens
        """
        os.environ[KEEPER_MARK] = str(self._pid)
        for number in _STOPS:
            signal.signal(number, signal.SIG_DFL)
        if renews_on_hangup():
            signal.signal(signal.SIGHUP, signal.SIG_IGN)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPS)
        asyncio.run(serve(self._settings, self._handbook, self._doors[worker - 1], lambda: _say(said)))

    # ---------------------------------------------------------------------------- in turn

    def _begin_anew(self) -> None:
        """Try in a process of its own whether all can be loaded; become the new program when that went well."""
        if self._is_to_renew and self._trial is None:
            self._is_to_renew = False
            log.info("a restart in turn was asked for")
            self._trial = subprocess.Popen([sys.executable, *_TRIES_TO_LOAD])  # noqa: S603 - our own program
        if self._trial is None or (status := self._trial.poll()) is None:
            return
        self._trial = None
        if status:
            log.error("what is there now cannot be loaded; all goes on as before", extra={"status": status})
            return
        with _held_back((*_STOPS, signal.SIGHUP)):
            if not self._is_stopping:
                Succession(self._doors, self._running).become()

    def _replace_in_turn(self) -> None:
        for worker, old in list(self._running.items()):
            if self._is_stopping or not self._replaced(worker, old):
                return
        log.info("all workers were replaced")

    def _replaced(self, worker: int, old: int) -> bool:
        """Let a new worker take the place of an old one; say whether the new one came to listen."""
        return self._after(worker, old) if self._settings.sqlite_file else self._beside(worker, old)

    def _beside(self, worker: int, old: int) -> bool:
        """The old one ends when the new one listens, and stays where it does not."""
        with _held_back():
            new, heard = self._started(worker)
        listens = _listens(heard, _LISTENS_WITHIN_SECONDS)
        gone = old if listens else new
        _told_to_end(gone)
        if listens:
            self._running[worker] = new
        else:
            log.error("a new worker did not come to listen; the old ones stay", extra={"worker": worker})
        if self._is_stopping:
            _told_to_end(new)
        _status_of(gone)
        return listens

    def _after(self, worker: int, old: int) -> bool:
        """The new one starts when the old one has ended: no two write into one file."""
        _told_to_end(old)
        _status_of(old)
        if self._is_stopping:
            del self._running[worker]
            return False
        listens = _listens(self._put_in_place(worker), _LISTENS_WITHIN_SECONDS)
        if not listens:
            log.error("a new worker did not come to listen; it is tried again", extra={"worker": worker})
        return listens

    def _put_in_place(self, worker: int) -> int:
        """Start a worker that is told of a stop like the others; return where it says that it listens."""
        with _held_back():
            self._running[worker], heard = self._started(worker)
        return heard


def renews_on_hangup() -> bool:
    """Say whether SIGHUP asks for a restart: where a terminal started us, it says that the terminal is gone."""
    return not (sys.stdin and sys.stdin.isatty())


def _loaded(settings: Settings) -> Handbook:
    """Load all that the workers share, and set it apart: a collector that marks it would give each a copy."""
    now = utc_now()
    with set_apart():
        handbook = build_handbook(
            settings.channel_status,
            settings.channel_notice,
            settings.outlines,
            day_in_shanghai(now),
            IndexFiles(settings.index_folder),
        )
        warm(handbook, now)
        compile_all()
        compile_pages(settings)
    give_back()
    return handbook


def _leave() -> NoReturn:
    """End a worker that has closed everything: the next one need not wait until all that it had is freed."""
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


def _say(where: int) -> None:
    # Of a worker that took a dead one's place nobody waits to hear.
    with suppress(BrokenPipeError):
        os.write(where, b"1")
    os.close(where)


def _listens(heard: int, within_seconds: float | None = None) -> bool:
    """Wait until a worker listens, or ended before; return which."""
    try:
        return bool(select.select([heard], [], [], within_seconds)[0] and os.read(heard, 1))
    finally:
        os.close(heard)


def _told_to_end(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGTERM)


def _ended(pid: int) -> int | None:
    """Return the exit status of a worker that ended, None while it runs."""
    ended, status = os.waitpid(pid, os.WNOHANG)
    return os.waitstatus_to_exitcode(status) if ended else None


def _status_of(pid: int) -> int:
    """Wait until a worker has ended, and return its exit status."""
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


@contextmanager
def _held_back(signals: Sequence[signal.Signals] = _STOPS) -> Iterator[None]:
    """Let signals wait: a stop until a worker that is just being started is known."""
    sys.stdout.flush()
    sys.stderr.flush()
    signal.pthread_sigmask(signal.SIG_BLOCK, signals)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, signals)
