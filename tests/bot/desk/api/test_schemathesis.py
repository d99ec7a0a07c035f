"""Every address of the description is asked what nobody would ask: it answers as it says, and never breaks.

In short here, at length in `make test-long`.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import orjson
import pytest
import schemathesis
from aiohttp import web
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from bot.connections import runner_of
from bot.desk.api.doors import OPENAPI, api_routes
from bot.faults import faults_told
from bot.settings import read_settings
from intake.officers.hooks import Hooks
from intake.officers.officer import SCOPES
from intake.officers.tokens import add_token
from intake.storage.database import Database
from intake.storage.sealing import Vault
from tests.bot.desk.conftest import DeskSettings
from tests.builders import NOW, a_case, bureaus, clocks, some_cases

CHECKS: Final = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
SCHEMA: Final = schemathesis.openapi.from_dict(orjson.loads(OPENAPI))
OPERATIONS: Final = {
    found.ok().label: found.ok() for found in SCHEMA.get_all_operations() if isinstance(found, Ok)
}


@dataclass(frozen=True)
class Service:
    """The running doors, and what is there to be asked for."""

    address: str
    token: str
    known: dict[str, str]


@pytest.fixture(scope="module")
def service(made_tables: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """The doors in a thread of their own: what asks them waits for its answer."""
    folder = tmp_path_factory.mktemp("api")
    (folder / made_tables.name).write_bytes(made_tables.read_bytes())
    loop, stands, served = asyncio.new_event_loop(), threading.Event(), list[Service]()
    over = asyncio.Event()

    async def serve() -> None:
        async with _served(folder, f"sqlite:///{folder / made_tables.name}") as service:
            served.append(service)
            stands.set()
            await over.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),))
    thread.start()
    try:
        assert stands.wait(60)
        yield served[0]
    finally:
        loop.call_soon_threadsafe(over.set)
        thread.join()
        loop.close()


@asynccontextmanager
async def _served(folder: Path, url: str) -> AsyncIterator[Service]:
    database, vault = await Database.open(url), Vault.open(folder)
    case = await a_case(database, vault, assisting=["banan"])
    await some_cases(database, vault, [{"kind": "tip", "state": "routed"}] * 3)
    token = await add_token(database, vault, actor="command", name="x", identities=True, now=NOW, scopes=[*SCOPES])
    async with database.writing() as session:
        hooks, address = Hooks(vault, bureaus()), "https://example.org/"
        hook = (await hooks.enter(session, "x", "jiangjin", address, ["case.opened"], NOW)).hook.id
        call = await hooks.ping(session, hook, None, NOW)
    app = web.Application(middlewares=faults_told(read_settings(_env_file=None, data_dir=folder)))
    app.add_routes(api_routes(database, vault, DeskSettings(), lambda: NOW, bureaus(), clocks()))
    runner = runner_of(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    known = {"reference": case.reference, "webhook": hook, "call": call}
    yield Service(f"http://127.0.0.1:{runner.addresses[0][1]}", token, known)
    await runner.cleanup()
    await database.close()


@pytest.mark.parametrize("label", OPERATIONS)
def test_whatever_is_asked_is_answered_as_the_description_says(service: Service, label: str) -> None:
    _ask(service, label, 4)


@pytest.mark.long
@pytest.mark.parametrize("label", OPERATIONS)
def test_whatever_is_asked_at_length_is_answered_as_the_description_says(service: Service, label: str) -> None:
    _ask(service, label, 400)


def _ask(service: Service, label: str, times: int) -> None:
    operation = OPERATIONS[label]
    right = operation.as_strategy(generation_mode=schemathesis.GenerationMode.POSITIVE)
    wrong = operation.as_strategy(generation_mode=schemathesis.GenerationMode.NEGATIVE)

    @settings(
        max_examples=times,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=[*HealthCheck],
    )
    @given(case=right | wrong, is_known=st.booleans())
    def asks(case: Any, is_known: bool) -> None:
        if is_known:
            case.path_parameters = {
                name: service.known.get(name, value) for name, value in (case.path_parameters or {}).items()
            }
        headers = {"Authorization": f"Bearer {service.token}"}
        case.call_and_validate(base_url=service.address, headers=headers, checks=CHECKS)

    asks()
