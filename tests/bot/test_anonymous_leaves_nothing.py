"""Who filed without a name is in nothing that is kept, once the replies have expired."""

from __future__ import annotations

import json
import logging
import re
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
from intake.storage.sealing import CaseKey
from intake.storage.steps import METADATA
from tests.bot.channels.web.test_mycase import NOW, Browser, Time
from tests.bot.conversation.harness import handbook
from tests.bot.test_anonymous_filers import TIP, Person, write_to_the_filer
from tests.builders import a_case

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


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_with_all_keys_nothing_leads_from_one_anonymous_case_to_another_or_to_an_account(
    service: Service, time: Time
) -> None:
    stranger = await Person(service, ChannelName.WEB, "stranger").files_a_tip()
    await write_to_the_filer(service, stranger, "请说明仓库在哪里。")
    for filer in (Person(service, ChannelName.WEB, "filer"), Person(service, ChannelName.WECHAT, OPENID)):
        # Twice by one person; and once under their name, which must not help either.
        for _ in range(2):
            time.now += timedelta(seconds=17)
            reference = await filer.files_a_tip()
            await write_to_the_filer(service, reference, "请说明仓库在哪里。")
            await filer.say("查进度")
        await a_case(service.database, service.vault, kind="tip", filer=filer.person)
    time.now += timedelta(days=1, minutes=1)
    await _keep_house(service, time)

    traces, others = await _traces(service)
    anonymous = await _anonymous(service)

    assert len(anonymous) == 5
    # What the cases of a bureau have in common on one day: a date's digest, no person's.
    (ordinary,) = (traces[one] for one, reference in anonymous.items() if reference == stranger)
    for one in anonymous:
        assert traces[one] & others == set()
        assert [other for other in anonymous if other != one and traces[one] & traces[other] - ordinary] == []
        # Whatever of accounts is kept, worked on with every key that we have.
        guesses = {
            service.vault.keyed_id(purpose, text)
            for purpose in ("anonymous_case", "own", "web", "web-own", "wechat", "wechat-own", "mail", "case")
            for text in (*others, *(f"{other}:{anonymous[one]}" for other in others))
        }
        assert traces[one] & guesses == set()


_LONG_ID = re.compile(r"[0-9a-f]{24,}")


async def _anonymous(service: Service) -> dict[str, str]:
    """Return the references of the anonymous cases, by id."""
    table = METADATA.tables["case_file"]
    async with service.database.reading() as session:
        rows = await session.execute(select(table.c.id, table.c.reference).where(table.c.anonymous))
        return {case_id: reference for case_id, reference in rows}


async def _traces(service: Service) -> tuple[dict[str, set[str]], set[str]]:
    """Return every id, key and digest that is kept with each anonymous case, and those kept with all else.

    All that the service's keys open is opened. The words that a case is found by say what was filed, not by whom.
    """
    anonymous = await _anonymous(service)
    traces, others = {one: set[str]() for one in anonymous}, set[str]()
    keys = await _case_keys(service)
    async with service.database.reading() as session:
        for table in METADATA.sorted_tables:
            if table.name in ("case_search", "case_who", "mark", "officer"):
                continue
            for row in (await session.execute(select(table))).mappings():
                whose = str(row.get("case_id") or (row["id"] if table.name == "case_file" else ""))
                found = set(_LONG_ID.findall(_plain(row) + _opened(service, keys, table.name, row)))
                if whose in traces:
                    traces[whose] |= found
                else:
                    others |= found
    return traces, others


async def _case_keys(service: Service) -> dict[str, CaseKey]:
    table = METADATA.tables["case_key"]
    async with service.database.reading() as session:
        rows = await session.execute(select(table.c.case_id, table.c.wrapped))
        return {case_id: service.vault.unwrap(wrapped, case_id) for case_id, wrapped in rows}


def _opened(service: Service, keys: dict[str, CaseKey], table: str, row: RowMapping) -> str:
    """Return what stands sealed in a row, as far as our keys open it."""
    if table in ("case_text", "case_identity", "case_note"):
        return keys[row["case_id"]].unseal(row["sealed"], table).decode()
    if table == "mail":
        return service.vault.unseal(row["sealed"], "mail", row["filer"]).decode()
    if table == "conversation":
        return service.vault.unseal(row["state"], "state", row["person"]).decode()
    return ""


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_session_is_known_as_long_as_a_case_under_its_name_is_kept_and_an_account_finds_its_own_again(
    service: Service, time: Time
) -> None:
    keyed_id = service.vault.keyed_id
    for token in ("named", "nobody", "talks"):
        await service.memory.meet(keyed_id("web", token), NOW)
    account = Person(service, ChannelName.WECHAT, OPENID)
    anonymous = await account.files_a_tip()
    await a_case(service.database, service.vault, kind="tip", filer=keyed_id("web", "named"))
    named = await a_case(service.database, service.vault, kind="tip", filer=account.person, channel="wechat")

    await account.say("", event="unsubscribe")
    time.now += timedelta(days=31)
    await Person(service, ChannelName.WEB, "talks").say("你好")
    await service.ledger.expire_sessions(time.now - timedelta(days=30))

    known = {token: await service.memory.knows(keyed_id("web", token)) for token in ("named", "nobody", "talks")}
    assert known == {"named": True, "nobody": False, "talks": True}
    await account.say("", event="subscribe")
    told = await account.say("查进度")
    assert named.reference in told and anonymous not in told


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
