"""Servers to be measured: each a process of its own, pinned to the first core; the load has the other one."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from benchmarks.account import AES_KEY, APP_ID, TOKEN

SERVER_CORE, LOAD_CORE = 0, max(os.sched_getaffinity(0))
REPOSITORY = Path(__file__).parents[1]
OUR_PYTHON = Path(sys.executable)
# A start takes a minute where ten others want the same two cores; what was measured before must not be lost by it.
READY_WITHIN_SECONDS = 300
_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")
# As where it is installed: the first start compiles our code, and every later one reads what it left.
_COMPILED_ONCE = {"PYTHONDONTWRITEBYTECODE": ""}


@dataclass(frozen=True, slots=True)
class Served:
    """A server that answers on this port."""

    name: str
    port: int
    process: subprocess.Popen[bytes]

    @property
    def cpu_seconds(self) -> float:
        """CPU used so far by the process and its children."""
        return sum(cpu_seconds_of(pid) for pid in _family(self.process.pid))

    @property
    def cpu_seconds_of_workers(self) -> dict[int, float]:
        """CPU used so far by each process that answers, by its number; whoever keeps others answers nothing."""
        _, *workers = _family(self.process.pid)
        return {pid: cpu_seconds_of(pid) for pid in workers or (self.process.pid,)}

    @property
    def memory_bytes(self) -> int:
        """Resident memory of the process."""
        return memory_of(self.process.pid)


@contextmanager
def served(
    name: str,
    command: Sequence[str],
    environment: Mapping[str, str] | None = None,
    cores: tuple[int, ...] = (),
    python: Path = OUR_PYTHON,
) -> Iterator[Served]:
    """Start a server; PORT in the command stands for its port."""
    port = free_port()
    process = started([part.replace("PORT", str(port)) for part in command], environment, cores, python)
    try:
        until_listening(port, process, name)
        yield Served(name, port, process)
    finally:
        process.terminate()
        process.wait(timeout=30)


def started(
    command: Sequence[str],
    environment: Mapping[str, str] | None = None,
    cores: tuple[int, ...] = (),
    python: Path = OUR_PYTHON,
) -> subprocess.Popen[bytes]:
    """Start a process on the server's core, or on the cores given."""
    pin = ",".join(str(core) for core in cores or (SERVER_CORE,))
    return subprocess.Popen(
        ["taskset", "-c", pin, python, *command],
        cwd=REPOSITORY,
        env={**os.environ, **_COMPILED_ONCE, **(environment or {})},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def service_environment(data_dir: Path, database_url: str) -> dict[str, str]:
    """Return the settings of our own service for a run."""
    return {
        "SHANGMI_DATA_DIR": str(data_dir),
        "SHANGMI_DATABASE_URL": database_url.replace("postgresql://", "postgresql+asyncpg://"),
        "SHANGMI_WECHAT_APP_ID": APP_ID,
        "SHANGMI_WECHAT_TOKEN": TOKEN,
        "SHANGMI_WECHAT_AES_KEY": AES_KEY,
    }


def memory_of(pid: int) -> int:
    """Return the resident memory of a process in bytes."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE


def free_port() -> int:
    """Return a port that nobody listens on now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def until_listening(port: int, process: subprocess.Popen[bytes], name: str = "the service") -> None:
    """Wait until the server answers anything at all."""
    deadline = time.monotonic() + READY_WITHIN_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with suppress(ConnectionError, TimeoutError, urllib.error.URLError):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5).close()
            except urllib.error.HTTPError as answer:
                answer.close()
            return
        time.sleep(0.01)
    ended = process.poll()
    why = f"it ended with {ended}" if ended is not None else f"no answer within {READY_WITHIN_SECONDS} seconds"
    raise RuntimeError(f"{name} did not start: {why}; run it by hand to see what it says")


def _family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(one for child in children for one in _family(int(child)))]


def cpu_seconds_of(pid: int) -> float:
    """Return the CPU seconds that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS
