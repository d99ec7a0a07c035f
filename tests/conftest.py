"""Fixtures that many tests share: a real database of either kind, and keys."""

from __future__ import annotations

import asyncio
import gc
import os
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from aiohttp import web_app

from bot import reception
from intake import pace
from intake.storage import postgres_line
from intake.storage.database import Database
from intake.storage.sealing import Vault
from tests import postgres
from tests.compiled import compile_once
from tests.long_runs import leave_postgres
from tests.made_once import make_once
from tests.quick_passwords import make_quick
from tests.scratch import share_index_files, write_into_memory

# Before pytest, or a process it starts, makes its first folder.
write_into_memory()
share_index_files()


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: a fifth of a run waits for databases, browsers and processes."""
    return (os.cpu_count() or 1) + 1


# Where single tests take longest: begun first, so that no worker is left alone with one of them at the end.
_LONGEST = ("journeys", "browser")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what belongs to the long run. Begin with what takes longest; otherwise in the order of the files."""
    leave_postgres(items)
    here = str(Path(__file__).parent)
    begun = tuple(os.path.join(here, folder, "") for folder in _LONGEST)
    items.sort(key=lambda item: not str(item.path).startswith(begun))


def pytest_collection_finish() -> None:
    """Spare the collector what stays until the end: it walks through all tests once, not at every pass."""
    gc.collect()
    gc.freeze()
    # What tests make is let go of as it was made; its circles may wait.
    gc.set_threshold(20_000, 20, 20)


def pytest_runtest_teardown() -> None:
    """Let go of the test's service.

    aiohttp remembers the last 1,024 handlers with their middlewares, and so the services they belong to: a run
    that makes thousands would keep a thousand of them, with all they loaded.
    """
    web_app._cached_build_middleware.cache_clear()


@pytest.fixture(scope="session", autouse=True)
def _patience() -> Iterator[None]:
    """Give the service more time than it gives itself: a machine that stands still is no fault of it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reception, "COMMITTED_WITHIN_SECONDS", 15.0)
        patch.setattr(postgres_line, "_ANSWER_WITHIN_SECONDS", 15)
        yield


@pytest.fixture(scope="session", autouse=True)
def _statements() -> Iterator[None]:
    """Compile each statement once in the run, not once in each test."""
    with pytest.MonkeyPatch.context() as patch:
        compile_once(patch)
        yield


@pytest.fixture(scope="session", autouse=True)
def _starts() -> Iterator[None]:
    """Make the tables once in the run, not for each service."""
    with pytest.MonkeyPatch.context() as patch:
        make_once(patch)
        yield


@pytest.fixture(scope="session", autouse=True)
def _passwords() -> Iterator[None]:
    """Spare each sign-in what it costs on purpose."""
    with pytest.MonkeyPatch.context() as patch:
        make_quick(patch)
        yield


@pytest.fixture
def paces_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no time pass for paces, so that a slow machine gives nobody one more word."""
    monkeypatch.setattr(pace, "monotonic", lambda: 1_000.0)


BOTH = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[postgres.Server]:
    """A PostgreSQL server of the session's own."""
    with postgres.running_server() as server:
        if server is None:
            (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(postgres.HOW)
        yield server


@pytest.fixture
def postgres_url(postgres_server: postgres.Server) -> Iterator[str]:
    """The address of a PostgreSQL database with our tables and nothing in them."""
    url = postgres_server.migrated_database()
    yield url
    postgres_server.give_back(url)


@pytest.fixture(scope="session")
def made_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with our tables and nothing in them: a copy costs a hundredth of making it."""
    file = tmp_path_factory.mktemp("tables") / "shangmi.db"
    asyncio.run(_made(f"sqlite:///{file}"))
    return file


async def _made(url: str) -> None:
    database = await Database.open(url)
    await database.migrate()
    await database.close()


@pytest.fixture
def data_dir(tmp_path: Path, made_tables: Path) -> Path:
    """The test's directory with a fresh database where the service keeps its own."""
    shutil.copyfile(made_tables, tmp_path / made_tables.name)
    return tmp_path


@pytest.fixture(params=BOTH)
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without tables: SQLite, then PostgreSQL."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/shangmi.db"
        return
    server: postgres.Server = request.getfixturevalue("postgres_server")
    url = server.empty_database()
    yield url
    server.drop(url)


# What tries everything there is: on PostgreSQL it belongs to the long run.
POSTGRES_IN_LONG_RUNS = ["sqlite", pytest.param("postgres", marks=[pytest.mark.postgres, pytest.mark.long])]


@pytest.fixture(params=BOTH)
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of a fresh database: SQLite, then PostgreSQL."""
    if request.param == "sqlite":
        return f"sqlite:///{request.getfixturevalue('data_dir')}/shangmi.db"
    url: str = request.getfixturevalue("postgres_url")
    return url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """A fresh database with our tables: SQLite, then PostgreSQL."""
    opened = await Database.open(database_url)
    await opened.migrate()
    yield opened
    await opened.close()


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    """Keys of their own in the test's directory."""
    return Vault.open(tmp_path)
