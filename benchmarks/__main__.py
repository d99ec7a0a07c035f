"""`make bench`: the goals for speed, side by side in one run.

    python -m benchmarks [--quick]

The server has one core, the load the other. Rounds go through all servers one after the other, so that a busy
neighbour disturbs everybody alike; what is printed are medians over the rounds and ratios of medians.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import platform
import statistics
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from benchmarks import beside, load, rasa_project, reference
from benchmarks.account import opened
from benchmarks.mix import everything_told, never_asked, told_by, told_in_the_midst
from benchmarks.servers import LOAD_CORE, SERVER_CORE, Served, served, service_environment
from tests import postgres

ECHO, WEROBOT, FLASK, RASA, SQLITE, POSTGRES, TWO = (
    "echo",
    "WeRoBot",
    "Flask",
    "Rasa",
    "SQLite",
    "PostgreSQL",
    "two processes",
)
# The same service, asked in words that no wording of the base has: every question goes through the whole finder.
STRANGERS = "SQLite, strangers"
# Two with the connections that one has: half of the turns in each commit.
BETWEEN_TWO = "two processes, half of the connections each"
OURS = frozenset({SQLITE, POSTGRES, TWO, BETWEEN_TWO, STRANGERS})
ECHO_SERVER = ("-m", "benchmarks.echo", "PORT")
GUNICORN = ("-m", "gunicorn", "-k", "gthread", "--threads", "4", "--keep-alive", "60", "--log-level", "critical")


@dataclass
class Figures:
    """What a server's rounds came to."""

    rates: list[float] = field(default_factory=list)
    cpu_microseconds: list[float] = field(default_factory=list)
    half_load_p99: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    decrypted: int = 0

    @property
    def rate(self) -> float:
        """Requests a second."""
        return statistics.median(self.rates)

    @property
    def cpu(self) -> float:
        """Microseconds of CPU a message."""
        return statistics.median(self.cpu_microseconds)

    @property
    def p99(self) -> float:
        """Seconds at half load."""
        return statistics.median(self.half_load_p99)


@dataclass(frozen=True, slots=True)
class Size:
    """How long a run is."""

    rounds: int
    persons: int
    starts: int
    lone_turns: int


QUICK, FULL = Size(3, 64, 1, 200), Size(5, 200, 3, 2000)


def main() -> None:
    """Measure everything and print the table."""
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--quick", action="store_true", help="two minutes instead of ten")
    size = QUICK if parser.parse_args().quick else FULL
    if rasa_project.is_installed():
        rasa_project.train()
    else:
        print("Rasa is not installed (`make rasa`): its figures stand in benchmarks/RESULTS.md")
    start = beside.start_of_the_service(size.starts)
    lone = beside.lone(size.lone_turns)
    os.sched_setaffinity(0, {LOAD_CORE})
    print(f"\n{platform.processor() or _processor()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print(f"{size.rounds} rounds of {size.persons * 20} messages by {size.rounds * size.persons} persons\n")
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        database = stack.enter_context(postgres.running_server())
        with served(ECHO, ECHO_SERVER) as echo:
            lookup, place = reference.looked_up(echo), reference.placed(echo)
        one_core = measured(_pinned(home, database), size)
        _print_servers(one_core)
        _print_goals(_goals(one_core, start, lone, lookup, place))
        every = list(one_core.values())
        if database:
            shared = measured(_two_beside_one(home, database, (SERVER_CORE,)), size)
            both = measured(_two_beside_one(home, database, (SERVER_CORE, LOAD_CORE)), size)
            _print_goals(_goals_of_two(shared, both))
            every += [*shared.values(), *both.values()]
    _print_lost(every)


@contextmanager
def _pinned(home: Path, database: postgres.Server | None) -> Iterator[list[Served]]:
    with ExitStack() as stack:
        wanted = [
            (ECHO, ECHO_SERVER, {}),
            (WEROBOT, ("-m", "benchmarks.peers", "PORT"), {}),
            (FLASK, (*GUNICORN, "-b", "127.0.0.1:PORT", "benchmarks.peers:flask_app"), {}),
            (SQLITE, SERVE, service_environment(_made(home / "sqlite"), "")),
        ]
        if database:
            environment = service_environment(_made(home / "postgres"), database.empty_database())
            wanted.append((POSTGRES, SERVE, environment))
        running = [stack.enter_context(served(name, command, env)) for name, command, env in wanted]
        if rasa_project.is_installed():
            command, quiet = rasa_project.served_from(_made(home / "rasa"))
            running.append(stack.enter_context(served(RASA, command, quiet, python=rasa_project.PYTHON)))
        yield running


SERVE = ("-m", "bot", "serve", "--port", "PORT")


@contextmanager
def _two_beside_one(home: Path, database: postgres.Server, cores: tuple[int, ...]) -> Iterator[list[Served]]:
    """One and two processes on the same cores, beside load and database: only their ratio says something."""
    with ExitStack() as stack:
        running = []
        for name, workers in ((POSTGRES, ()), (TWO, ("--workers", "2"))):
            environment = service_environment(
                _made(home / f"{len(cores)}-{len(workers)}"), database.empty_database()
            )
            running.append(stack.enter_context(served(name, (*SERVE, *workers), environment, cores)))
        yield running


def measured(servers: object, size: Size) -> dict[str, Figures]:
    """Let every server answer every round, then every server at half of its own load."""
    figures: dict[str, Figures] = {}
    with servers as running:  # type: ignore[attr-defined]  # a context manager of list[Served]
        for one in running:
            figures[one.name] = Figures()
            # Rasa remembers no answers: there is nothing that it would find a second time.
            if one.name != RASA:
                _warm(one)
        for _ in range(size.rounds):
            for one in running:
                _full_load(one, figures[one.name], size)
                if one.name == TWO:
                    between = figures.setdefault(BETWEEN_TWO, Figures())
                    _full_load(one, between, size, connections=load.CONNECTIONS)
        for _ in range(size.rounds):
            for one in running:
                _half_load(one, figures[one.name], size)
        for one in running:
            if one.name == SQLITE:
                figures[STRANGERS] = _asked_by_strangers(one, size)
    return figures


def _warm(one: Served) -> None:
    """Let each process of a server answer every question once.

    What people ask daily is remembered by each for itself: where two share the load, both would else find it for
    the first time while they are measured. Who gets a connection is the system's choice, so it is seen by the CPU.
    """
    cold = set(one.cpu_seconds_of_workers)
    for _ in range(MOST_CONNECTIONS_TO_WARM):
        before = one.cpu_seconds_of_workers
        asyncio.run(load.run(one.port, everything_told(), connections=1))
        cold.discard(max(before, key=lambda pid: one.cpu_seconds_of_workers[pid] - before[pid]))
        if not cold:
            return
    raise RuntimeError(f"{one.name}: {len(cold)} processes got none of {MOST_CONNECTIONS_TO_WARM} connections")


def _asked_by_strangers(one: Served, size: Size) -> Figures:
    figures = Figures()
    for _ in range(size.rounds):
        _full_load(one, figures, size, never_asked(size.persons * 14))
    for _ in range(size.rounds):
        _half_load(one, figures, size, never_asked(size.persons * 2 * 14))
    return figures


def _full_load(
    one: Served, figures: Figures, size: Size, asked: Sequence[str] | None = None, connections: int | None = None
) -> None:
    """Let a server answer as fast as it can.

    connections  between all of its processes; when not given each has as many as one alone
    """
    # Rasa would take a quarter of an hour for what the others do in seconds.
    deliveries = told_by(size.persons if one.name != RASA else size.persons // 8, asked)
    connections = connections or load.CONNECTIONS * (2 if one.name == TWO else 1)
    before = one.cpu_seconds
    result = asyncio.run(load.run(one.port, deliveries, connections=connections, keep_bodies=True))
    figures.cpu_microseconds.append((one.cpu_seconds - before) / len(deliveries) * 1e6)
    figures.rates.append(result.rate)
    figures.statuses += result.statuses
    figures.decrypted += _decrypted(one.name, result.bodies)


def _half_load(one: Served, figures: Figures, size: Size, asked: Sequence[str] | None = None) -> None:
    # A percentile of so few that three of them lie beyond it says nothing; Rasa would take a quarter of an hour.
    before, deliveries = told_in_the_midst(size.persons if one.name != RASA else 10, asked)
    figures.statuses += asyncio.run(load.run(one.port, before)).statuses
    result = asyncio.run(load.run(one.port, deliveries, rate=figures.rate / 2))
    figures.half_load_p99.append(result.percentile(0.99))
    figures.statuses += result.statuses


def _decrypted(name: str, bodies: Sequence[bytes]) -> int:
    if name in OURS:
        for body in bodies:
            opened(body)
    return len(bodies)


def _print_servers(figures: dict[str, Figures]) -> None:
    echo = figures[ECHO]
    print(f"{'one process, one core':24}{'req/s':>8}{'CPU µs':>8}{'of echo':>9}{'p99 ms at half load':>21}")
    for name, one in figures.items():
        print(f"{name:24}{one.rate:8.0f}{one.cpu:8.0f}{one.rate / echo.rate:9.2f}{one.p99 * 1000:21.1f}")


class Goal(NamedTuple):
    """What is said in the table, measured, compared with what is wanted; None: printed and not judged.

    at_reference  what is judged in place of what was measured: the same at the speed of the reference
    why_not       why it is not judged
    """

    said: str
    measured: float
    sign: str
    wanted: float | None
    at_reference: float | None = None
    why_not: str = ""


def _goals(
    figures: dict[str, Figures],
    start: beside.Start,
    lone: tuple[float, float],
    lookup: reference.Milliseconds,
    place: reference.Milliseconds,
) -> Iterator[Goal]:
    echo, sqlite, strangers = figures[ECHO], figures[SQLITE], figures[STRANGERS]
    yield Goal("1 SQLite, of echo", sqlite.rate / echo.rate, ">=", 0.40)
    if RASA in figures:
        yield Goal("  SQLite, of Rasa", sqlite.rate / figures[RASA].rate, ">=", 1)
    if POSTGRES in figures:
        yield Goal("2 PostgreSQL, of echo", figures[POSTGRES].rate / echo.rate, ">=", 0.35)
    yield Goal("2 strangers, of echo", strangers.rate / echo.rate, ">=", 0.20)
    yield Goal("3 CPU a message, times echo's", sqlite.cpu / echo.cpu, "<=", 2.6)
    yield Goal("4 of WeRoBot's echo", sqlite.rate / figures[WEROBOT].rate, ">=", 0.6)
    yield Goal("4 of Flask's echo", sqlite.rate / figures[FLASK].rate, ">=", 0.9)
    yield _judged_at_reference("5 finding an answer, CPU ms, median", lookup.share(0.5), 1.0)
    yield _judged_at_reference("5 finding an answer, CPU ms, p99", lookup.share(0.99), 5)
    yield _judged_at_reference("5 looking up a place, p99 ms", place.share(0.99), 0.2)
    yield Goal("6 p99 at half load, times echo's", sqlite.p99 / echo.p99, "<=", 4)
    yield Goal("7 a lone turn, batched of single", lone[0] / lone[1], "<=", 1.3)
    yield Goal("8 start, times the imports (CPU)", start.seconds / start.imports_seconds, "<=", 3.0)
    yield Goal("8 memory, times the imports", start.memory_bytes / start.imports_memory_bytes, "<=", 3.0)


def _judged_at_reference(said: str, milliseconds: tuple[float, float], most: float) -> Goal:
    measured, at_reference = milliseconds
    return Goal(said, measured, "<=", most, at_reference)


def _goals_of_two(shared: dict[str, Figures], both: dict[str, Figures]) -> Iterator[Goal]:
    one, two = shared[POSTGRES], shared[TWO]
    yield Goal("9 two on one core, of one", two.rate / one.rate, ">=", 0.9)
    yield Goal("9 CPU a message of two, times one's", two.cpu / one.cpu, "<=", 1.15)
    between = shared[BETWEEN_TWO]
    why_not = "commits of half as many turns"
    yield Goal("9 the same, with one's connections", between.cpu / one.cpu, "<=", None, why_not=why_not)
    # Beside load and database two cores have nothing left for a second process.
    enough = (os.cpu_count() or 1) >= FOUR
    yield Goal(
        "9 two on all cores, of one",
        both[TWO].rate / both[POSTGRES].rate,
        ">=",
        1.5 if enough else None,
        why_not=f"on {os.cpu_count()} cores",
    )


FOUR = 4
# That one of two gets none of so many is one in ten thousand.
MOST_CONNECTIONS_TO_WARM = 15


def _print_goals(goals: Iterator[Goal]) -> None:
    print(f"\n{'goal':40}{'measured':>9}{'wanted':>10}")
    for said, value, sign, wanted, at_reference, why_not in goals:
        if wanted is None:
            print(f"{said:40}{value:9.2f}          not judged: {why_not}", flush=True)
            continue
        judged = value if at_reference is None else at_reference
        is_met = judged >= wanted if sign == ">=" else judged <= wanted
        how = "" if at_reference is None else f" (at echo {reference.ECHO_MICROSECONDS} µs: {at_reference:.2f})"
        print(f"{said:40}{value:9.2f}{sign:>5} {wanted:<5g}{'met' if is_met else 'not met'}{how}", flush=True)


def _print_lost(every: Sequence[Figures]) -> None:
    others = sum(count for one in every for status, count in one.statuses.items() if status != 200)
    print(f"9 {sum(one.decrypted for one in every)} replies read, {others} with a status other than 200")


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    return next((line.partition(": ")[2] for line in lines if line.startswith("model name")), "unknown processor")


if __name__ == "__main__":
    main()
