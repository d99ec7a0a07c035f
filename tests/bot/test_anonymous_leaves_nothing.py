"""Who filed without a name is in nothing that is kept, once the replies have expired."""

from __future__ import annotations

import json
import logging
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import RowMapping, select

from bot import metrics
from bot.app import SERVICE_KEY, build_app
from bot.conversation.channels import ChannelName
from bot.logs import JsonLines
from bot.service import Service
from bot.settings import read_settings
from intake.filers.codes import read_code
from intake.storage.keeping.backup import backup
from intake.storage.steps import METADATA
from tests.bot.channels.web.test_mycase import NOW, Browser, Time
from tests.bot.conversation.harness import handbook
from tests.bot.test_anonymous_filers import TIP, Person, write_to_the_filer

NAME, NUMBER, ADDRESS, OPENID = "柳青川", "19900007788", "203.0.113.77", "oPLANTED-openid-0001"
PROXIED = {"X-Forwarded-For": ADDRESS, "User-Agent": "planted-browser/7.7"}
# The service keeps no access log (bot/logs.py); the test server does.
ACCESS = "aiohttp.access"
PLANTED = (NAME, NUMBER, ADDRESS, OPENID, "planted-browser")


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
async def client(database_url: str, tmp_path: Path, time: Time) -> AsyncIterator[TestClient]:  # type: ignore[type-arg]
    url = database_url.replace("postgresql://", "postgresql+asyncpg://")
    settings = read_settings(
        _env_file=None, data_dir=tmp_path / "data", database_url=url, trusted_proxy="127.0.0.1"
    )
    app = await build_app(settings, time, handbook("demo"))
    async with TestClient(TestServer(app), headers=PROXIED) as client:
        yield client


@pytest.fixture
def service(client: TestClient) -> Service:  # type: ignore[type-arg]
    app = client.app
    assert isinstance(app, web.Application)
    return app[SERVICE_KEY]


async def test_nothing_planted_is_found_after_expiry(
    client: TestClient,  # type: ignore[type-arg]
    service: Service,
    time: Time,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    codes = [await _tip_on_the_web(client), await _tip_in_wechat(service)]
    for reference, code in codes:
        await write_to_the_filer(service, reference, "请说明仓库在哪里。")
        browser = Browser(client)
        assert "已分送" in await browser.post(reference=reference, code=code)
        await browser.post("/mycase/words", purpose="supplement", text="仓库在二楼")
        await browser.post("/mycase/leave")

    time.now += timedelta(days=1, minutes=1)
    await _keep_house(service, time)

    kept = {
        "dump": await _dump(service),
        "states": await _states(service),
        "backup": await _backup(service, tmp_path, time),
        "logs": "\n".join(JsonLines().format(record) for record in caplog.records if record.name != ACCESS),
        "metrics": metrics.exposition().decode(),
    }
    assert len(kept["dump"]) > 2_000 and len(kept["backup"]) > 2_000
    persons = await _persons(service)
    planted = (*PLANTED, *(code for _, code in codes))
    found = {(where, what) for where, text in kept.items() for what in planted if what in text}
    assert found == set()
    cases = await _cases(service)
    assert not any(person in cases for person in persons)
    assert not any(reference in kept["states"] for reference, _ in codes)
    assert str(NOW) not in await _moments(service) and str(NOW) in cases


async def _tip_on_the_web(client: TestClient) -> tuple[str, str]:  # type: ignore[type-arg]
    session = (await (await client.post("/api/chat/sessions", json={})).json())["session"]
    told = ""
    for number, line in enumerate((f"什么是商业秘密？我叫{NAME}，电话{NUMBER}", *TIP)):
        answer = await client.post(
            "/api/chat/messages",
            json={"id": str(number), "text": line},
            headers={"Authorization": f"Bearer {session}"},
        )
        told = "\n".join(reply["text"] for reply in (await answer.json())["replies"])
    return _both_in(told)


async def _tip_in_wechat(service: Service) -> tuple[str, str]:
    filer = Person(service, ChannelName.WECHAT, OPENID)
    told = ""
    for line in (f"什么是商业秘密？我叫{NAME}，电话{NUMBER}", *TIP):
        told = await filer.say(line)
    return _both_in(told)


def _both_in(told: str) -> tuple[str, str]:
    code = read_code(told)
    assert isinstance(code, str), told
    return told.split("编号：")[1].split()[0], code


async def _keep_house(service: Service, time: Time) -> None:
    await service.ledger.expire_turns(time.now)
    await service.ledger.expire_drafts(time.now, service.resting.trimmed)
    await service.ledger.expire_own_cases(time.now)


async def _dump(service: Service) -> str:
    parts = list[str]()
    async with service.database.reading() as session:
        for table in METADATA.sorted_tables:
            rows = (await session.execute(select(table))).mappings().all()
            parts += [f"{table.name} {_plain(row)}" for row in rows]
    return "\n".join(parts)


def _plain(row: RowMapping) -> str:
    return json.dumps({name: _text(value) for name, value in row.items()}, ensure_ascii=False)


def _text(value: object) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


async def _states(service: Service) -> str:
    """Return the conversations opened with our own keys: what whoever has them all would read."""
    table = METADATA.tables["conversation"]
    async with service.database.reading() as session:
        rows = (await session.execute(select(table.c.person, table.c.state, table.c.own))).all()
    assert rows and all(own is None for _, _, own in rows)
    return "\n".join(service.vault.unseal(state, "state", person).decode() for person, state, _ in rows)


async def _moments(service: Service) -> str:
    """Return when people last wrote: an instant shared with a case would lead to it."""
    async with service.database.reading() as session:
        return str([str(at) for at in await session.scalars(select(METADATA.tables["conversation"].c.updated_at))])


async def _backup(service: Service, tmp_path: Path, time: Time) -> str:
    target = await backup(service.database, service.settings.data_dir, tmp_path / "backup", time.now)
    return "\n".join(_text(path.read_bytes()) for path in sorted(target.rglob("*")) if path.is_file())


async def _persons(service: Service) -> set[str]:
    async with service.database.reading() as session:
        return {
            person
            for table in METADATA.sorted_tables
            if "person" in table.c
            for person in await session.scalars(select(table.c.person))
        }


async def _cases(service: Service) -> str:
    """Return all that is kept of cases."""
    about = ("case_file", "mail", "journal", "case_note", "outbox", "access_code")
    parts = list[str]()
    async with service.database.reading() as session:
        for name in about:
            rows = (await session.execute(select(METADATA.tables[name]))).mappings().all()
            parts += [_plain(row) for row in rows]
    return "\n".join(parts)
