"""Starting, memory, looking up and a lone caller: what is measured beside the load."""

from __future__ import annotations

import asyncio
import gc
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from benchmarks import load, servers
from benchmarks.account import delivery
from benchmarks.ledger import _turn
from benchmarks.mix import never_asked, places_as_typed, questions_of_strangers
from intake.clocks.calendar import day_in_shanghai
from intake.geography.gazetteer import Gazetteer
from intake.storage.committing import committing
from intake.storage.database import Database
from intake.storage.keeping.upgrade import prepare
from intake.storage.ledger import Ledger
from intake.storage.lines import line_to
from intake.storage.rows import CommitOutcome, TurnRows
from intake.storage.sealing import Vault
from intake.storage.speech import Speech
from intake.storage.steps import Work
from intents.once import forget_the_message
from knowledge.library import Library

_LOOKED_UP = 600
# Between these something else may be measured, so that both meet the same neighbours.
_PARTS = 8
_FIRST_QUESTION = "商业秘密是什么？"
# Two seconds in which a process uses less than a tenth of one: jobs by the clock.
_BEGINS_WITHIN_SECONDS, _LOOKS_EVERY_SECONDS, _AT_REST_CPU_SECONDS = 3.0, 2.0, 0.1
IMPORTS = "import aiohttp, sqlmodel, jieba"


@dataclass(frozen=True, slots=True)
class Start:
    """CPU seconds from nothing to the first question answered, and resident bytes when warm; beside imports.

    CPU, because the clock tells more of the neighbours than of a start.
    """

    seconds: float
    imports_seconds: float
    memory_bytes: int
    imports_memory_bytes: int


def start_of_the_service(repeats: int) -> Start:
    """Start the service on a database it knows, several times; medians."""
    with tempfile.TemporaryDirectory() as folder:
        environment = servers.service_environment(Path(folder), "")
        _first_answer(environment)
        ours = [_first_answer(environment) for _ in range(repeats)]
        theirs = [_imports_alone() for _ in range(repeats)]
    return Start(*(statistics.median(column) for column in _columns(ours, theirs)))  # type: ignore[arg-type]  # bytes stay whole


def milliseconds_of_places() -> Iterator[list[float]]:
    """Yield, part by part over all rows of the routing sheets, what looking up a place takes: the best of five."""
    gazetteer, today = Gazetteer.load(), day_in_shanghai(datetime.now(UTC))
    look_up = partial(gazetteer.locate, on=today)
    for part in _in_parts(places_as_typed()):
        yield [min(_timed(look_up, text) for _ in range(5)) * 1000 for text in part]


def milliseconds_of_lookups() -> Iterator[list[float]]:
    """Yield, part by part, the CPU that finding an answer takes, all features on, for questions never asked.

    Everything else is warm: each of the questions they were made of was asked once.
    """
    library = Library.load()
    for text in questions_of_strangers():
        library.find(text)
    gc.collect()
    gc.freeze()
    for part in _in_parts(never_asked(_LOOKED_UP)):
        yield [_cpu(library.find, text) * 1000 for text in part]
    gc.unfreeze()


def _in_parts(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    size = -(-len(texts) // _PARTS)
    return (texts[start : start + size] for start in range(0, len(texts), size))


def _committed(rows: Sequence[TurnRows], journal_key: bytes, speech: Speech) -> Work[list[CommitOutcome]]:
    return committing(rows, speech, journal_key)


async def lone_turns(turns: int) -> tuple[float, float]:
    """Return the p50 in seconds of a turn committed alone: through the ledger, and straight to the database."""
    with tempfile.TemporaryDirectory() as folder:
        vault = Vault.open(Path(folder))
        database = await Database.open(f"sqlite:///{folder}/lone.db")
        await prepare(database, vault)
        ledger, line = Ledger(database, vault), line_to(database)
        await ledger.start()
        batched, single = [], []
        for number in range(0, 2 * turns, 2):
            began = time.perf_counter()
            await ledger.commit(_turn(number, f"{number:064x}", 1))
            batched.append(time.perf_counter() - began)
            rows = [_turn(number + 1, f"{number + 1:064x}", 1)]
            began = time.perf_counter()
            await line.run(partial(_committed, rows, vault.journal_key), writes=True)
            single.append(time.perf_counter() - began)
        await ledger.close()
        await line.close()
        await database.close()
    return statistics.median(batched), statistics.median(single)


def _first_answer(environment: dict[str, str]) -> tuple[float, int]:
    port = servers.free_port()
    process = servers.started(["-m", "bot", "serve", "--port", str(port)], environment)
    try:
        servers.until_listening(port, process)
        # Listening is no answer yet: what a start leaves for later is paid by the first who asks.
        question = delivery(1, time.time_ns(), _FIRST_QUESTION)
        if asyncio.run(load.run(port, [question], connections=1)).statuses != {200: 1}:
            raise RuntimeError("the first question was not answered")
        seconds = servers.cpu_seconds_of(process.pid)
        _until_at_rest(process.pid)
        return seconds, servers.memory_of(process.pid)
    finally:
        process.terminate()
        process.wait(timeout=30)


def _until_at_rest(pid: int) -> None:
    """Wait until a process has done what it leaves for the time after its start."""
    time.sleep(_BEGINS_WITHIN_SECONDS)
    before, now = 0.0, servers.cpu_seconds_of(pid)
    while now - before > _AT_REST_CPU_SECONDS:
        time.sleep(_LOOKS_EVERY_SECONDS)
        before, now = now, servers.cpu_seconds_of(pid)


def _imports_alone() -> tuple[float, int]:
    waiting = f"{IMPORTS}; print(flush=True); import sys; sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", waiting], stdin=-1, stdout=-1) as process:
        assert process.stdout and process.stdin
        process.stdout.readline()
        seconds, memory = servers.cpu_seconds_of(process.pid), servers.memory_of(process.pid)
        process.stdin.close()
    return seconds, memory


def _columns(ours: list[tuple[float, int]], theirs: list[tuple[float, int]]) -> list[list[float]]:
    return [
        [one[0] for one in ours],
        [one[0] for one in theirs],
        [one[1] for one in ours],
        [one[1] for one in theirs],
    ]


def _timed(act: Callable[[str], object], text: str) -> float:
    began = time.perf_counter()
    act(text)
    return time.perf_counter() - began


def _cpu(act: Callable[[str], object], text: str) -> float:
    # What is worked out of a text once a message is forgotten with the message.
    forget_the_message()
    began = time.process_time()
    act(text)
    return time.process_time() - began


def lone(turns: int) -> tuple[float, float]:
    """Run `lone_turns`."""
    return asyncio.run(lone_turns(turns))
