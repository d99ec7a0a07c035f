"""The JSON of the web chat."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime

import pytest
from aiohttp import ClientSession, ClientTimeout, web
from aiohttp.test_utils import TestClient, TestServer

from bot.channels.web import chat as webchat
from bot.conversation.messages import Choice, Location, Reply
from bot.reception import TooBusy
from bot.settings import read_settings
from intake.cases.filer import Filer
from tests.bot.channels.fakes import Client, FakeReception, FakeVault

NOW = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)
# Mail is numbered by microseconds since 1970.
LAST = 1_795_575_600_000_005
Opener = Callable[..., Awaitable[Client]]


@pytest.fixture
def reception() -> FakeReception:
    return FakeReception()


@pytest.fixture
async def opened(reception: FakeReception) -> AsyncIterator[Opener]:
    clients: list[Client] = []

    async def open_door(hears_for_seconds: float = 0.05, most_listeners: int = 9, **settings: str) -> Client:
        app = web.Application()
        app[webchat.STOPPING] = asyncio.Event()
        chosen = read_settings(_env_file=None, **settings)
        app.add_routes(
            webchat.chat_routes(reception, FakeVault(), chosen, lambda: NOW, hears_for_seconds, most_listeners)
        )
        client: Client = TestClient(TestServer(app))
        await client.start_server()
        clients.append(client)
        return client

    yield open_door
    for client in clients:
        await client.close()


@pytest.fixture
async def client(opened: Opener) -> Client:
    return await opened()


async def a_session(client: Client | ClientSession) -> dict[str, str]:
    response = await client.post("/api/chat/sessions", json={})
    return {"Authorization": f"Bearer {(await response.json())['session']}"}


# ------------------------------------------------------------------------------------- sessions


async def test_a_session_begins_with_the_greeting(client: Client, reception: FakeReception) -> None:
    reception.replies = (Reply("您好", (Choice("举报", "我要举报"),)),)

    response = await client.post("/api/chat/sessions", json={})

    shape = await response.json()
    assert response.status == 201
    assert shape["replies"] == [
        {"kind": "choices", "text": "您好", "choices": [{"label": "举报", "say": "我要举报"}]}
    ]
    assert reception.met == [FakeVault().keyed_id("web", shape["session"])]
    assert (reception.received[0].kind, reception.received[0].event) == ("event", "subscribe")


async def test_two_sessions_are_two_persons(client: Client, reception: FakeReception) -> None:
    first, second = await a_session(client), await a_session(client)

    assert first != second
    assert len(set(reception.met)) == 2


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer"},
        {"Authorization": "Bearer " + "x" * 43},
        {"Authorization": "Bearer 您好"},
        {"Authorization": "Basic eDp5"},
    ],
    ids=str,
)
async def test_nobody_speaks_or_listens_without_a_session(client: Client, headers: dict[str, str]) -> None:
    spoken = await client.post("/api/chat/messages", json={"id": "1", "text": "你好"}, headers=headers)
    heard = await client.get("/api/chat/messages", headers=headers)

    assert (spoken.status, heard.status) == (401, 401)
    assert (await spoken.json())["error"]["code"] == "unknown_session"


# ------------------------------------------------------------------------------------- speaking


async def test_a_text_is_answered_with_replies_and_trace(client: Client, reception: FakeReception) -> None:
    session = await a_session(client)

    response = await client.post("/api/chat/messages", json={"id": "1", "text": "你好\x00"}, headers=session)

    assert response.status == 200
    assert await response.json() == {
        "replies": [{"kind": "text", "text": "您好"}],
        "trace": {
            "intent": "greeting",
            "entry": None,
            "candidates": [],
            "dialog": None,
            "field": None,
            "case": None,
        },
    }
    message = reception.received[-1]
    assert (message.channel, message.kind, message.text) == ("web", "text", "你好")
    assert (message.received_at, message.can.page_bytes) == (NOW, None)


async def test_a_point_is_brought_with_its_label(client: Client, reception: FakeReception) -> None:
    point = {"lat": 29.56, "lng": 106, "label": "重庆市渝中区"}

    await client.post("/api/chat/messages", json={"id": "1", "location": point}, headers=await a_session(client))

    assert reception.received[-1].kind == "location"
    assert reception.received[-1].location == Location(29.56, 106.0, "重庆市渝中区")


async def test_the_same_id_is_the_same_message_and_only_within_its_session(
    client: Client, reception: FakeReception
) -> None:
    one, other = await a_session(client), await a_session(client)

    for session, said_id in ((one, "1"), (one, "1"), (one, "2"), (other, "1")):
        await client.post("/api/chat/messages", json={"id": said_id, "text": "你好"}, headers=session)

    first, again, next_one, elsewhere = [message.key for message in reception.received[2:]]
    assert first == again
    assert len({first, next_one, elsewhere}) == 3


async def test_ten_thousand_characters_are_taken(client: Client, reception: FakeReception) -> None:
    # As many programs write them: six bytes each.
    text = "商业秘密呀" * 2_000

    response = await client.post(
        "/api/chat/messages", json={"id": "1", "text": text}, headers=await a_session(client)
    )

    assert response.status == 200
    assert reception.received[-1].text == text


async def test_more_than_64_kib_is_refused(client: Client) -> None:
    response = await client.post(
        "/api/chat/messages", data=b'{"id": "1", "text": "' + b"x" * 65_536, headers=await a_session(client)
    )

    assert response.status == 413
    assert (await response.json())["error"]["code"] == "too_large"


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "null",
        "{",
        "[" * 60_000,
        '{"text": "你好"}',
        '{"id": 1, "text": "你好"}',
        '{"id": "", "text": "你好"}',
        '{"id": "' + "1" * 101 + '", "text": "你好"}',
        '{"id": "1"}',
        '{"id": "1", "text": 1}',
        '{"id": "1", "text": "\\ud800"}',
        '{"id": "1", "text": "你好", "location": {"lat": 29, "lng": 106}}',
        '{"id": "1", "location": "重庆"}',
        '{"id": "1", "location": {"lat": NaN, "lng": 106}}',
        '{"id": "1", "location": {"lat": 91, "lng": 106}}',
        '{"id": "1", "location": {"lat": 29, "lng": 181}}',
        '{"id": "1", "location": {"lat": true, "lng": 106}}',
        '{"id": "1", "location": {"lat": "29", "lng": 106}}',
        '{"id": "1", "location": {"lat": 29, "lng": 106, "label": 1}}',
    ],
)
async def test_what_is_not_a_message_is_refused_with_a_hint(
    client: Client, reception: FakeReception, body: str
) -> None:
    session = await a_session(client)

    response = await client.post("/api/chat/messages", data=body.encode(), headers=session)

    error = (await response.json())["error"]
    assert (response.status, error["code"]) == (400, "bad_request")
    assert error["message"] and error["hint"]
    assert len(reception.received) == 1


async def test_a_busy_service_asks_to_send_the_same_again(client: Client, reception: FakeReception) -> None:
    session = await a_session(client)
    reception.failure = TooBusy()

    response = await client.post("/api/chat/messages", json={"id": "1", "text": "你好"}, headers=session)

    assert response.status == 503
    assert "同一个 id" in (await response.json())["error"]["hint"]


# ------------------------------------------------------------------------------------- pace


@pytest.mark.usefixtures("paces_stand")
async def test_behind_the_trusted_proxy_each_person_has_a_pace(opened: Opener) -> None:
    client = await opened(trusted_proxy="127.0.0.1")
    flood, other = {"X-Forwarded-For": "198.51.100.1, 203.0.113.7"}, {"X-Forwarded-For": "203.0.113.8"}

    statuses = [(await client.post("/api/chat/sessions", headers=flood)).status for _ in range(61)]
    another = await client.post("/api/chat/sessions", headers=other)

    assert statuses == [201] * 60 + [429]
    assert another.status == 201


@pytest.mark.usefixtures("paces_stand")
async def test_a_session_that_floods_is_asked_to_slow_down(opened: Opener) -> None:
    client = await opened(trusted_proxy="127.0.0.1")
    session = {**await a_session(client), "X-Forwarded-For": "203.0.113.7"}

    said = [
        await client.post("/api/chat/messages", json={"id": str(n), "text": "你好"}, headers=session)
        for n in range(31)
    ]

    assert [response.status for response in said] == [200] * 30 + [429]
    assert (await said[-1].json())["error"]["code"] == "too_many_requests"


async def test_an_untrusted_peer_cannot_name_its_own_address(client: Client) -> None:
    flood = {"X-Forwarded-For": "203.0.113.7"}

    statuses = {(await client.post("/api/chat/sessions", headers=flood)).status for _ in range(70)}

    assert statuses == {201}


# ------------------------------------------------------------------------------------- listening


async def test_what_an_officer_wrote_is_heard_once(client: Client, reception: FakeReception) -> None:
    session = await a_session(client)
    person = reception.met[0]
    reception.mail = [(person, 3, (Reply("请补充材料"),)), (person, LAST, (Reply("已立案"),)), ("other", 4, ())]

    first = await client.get("/api/chat/messages", params={"after": "0"}, headers=session)
    second = await client.get("/api/chat/messages", params={"after": str(LAST)}, headers=session)

    assert await first.json() == {
        "replies": [{"kind": "text", "text": "请补充材料"}, {"kind": "text", "text": "已立案"}],
        "after": LAST,
    }
    assert await second.json() == {"replies": [], "after": LAST}


async def test_a_listener_hears_while_waiting(opened: Opener, reception: FakeReception) -> None:
    client = await opened(hears_for_seconds=20)
    session = await a_session(client)

    listening = asyncio.create_task(client.get("/api/chat/messages", headers=session))
    await asyncio.sleep(0.1)
    reception.mail = [(reception.met[0], 1, (Reply("请补充材料"),))]
    response = await asyncio.wait_for(listening, 5)

    assert (await response.json())["after"] == 1


async def test_a_service_that_stops_lets_its_listeners_go(opened: Opener) -> None:
    client = await opened(hears_for_seconds=20)
    session = await a_session(client)

    listening = asyncio.create_task(client.get("/api/chat/messages", headers=session))
    await asyncio.sleep(0.1)
    client.app[webchat.STOPPING].set()
    response = await asyncio.wait_for(listening, 5)

    assert await response.json() == {"replies": [], "after": 0}


async def test_nobody_is_listened_for_who_hung_up() -> None:
    looks: list[int] = []

    class Watched(FakeReception):
        async def said_since(self, filer: Filer, after: int) -> list[tuple[int, tuple[Reply, ...]]]:
            looks.append(after)
            return []

    # As in service: there a handler goes on when its caller hangs up, a test server would cancel it.
    app = web.Application()
    app.add_routes(webchat.chat_routes(Watched(), FakeVault(), read_settings(_env_file=None), lambda: NOW, 20))
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    async with ClientSession(f"http://127.0.0.1:{runner.addresses[0][1]}") as client:
        headers = await a_session(client)
        with pytest.raises(TimeoutError):
            await client.get("/api/chat/messages", headers=headers, timeout=ClientTimeout(0.2))

    await asyncio.wait_for(runner.cleanup(), 5)

    assert len(looks) == 2


@pytest.mark.parametrize("after", ["-1", "x", "1.5", "９", "9" * 19, "1" * 5000])
async def test_an_odd_after_is_refused(client: Client, after: str) -> None:
    response = await client.get("/api/chat/messages", params={"after": after}, headers=await a_session(client))

    assert response.status == 400


async def test_a_fifth_listener_of_one_session_is_sent_away(opened: Opener) -> None:
    client = await opened(hears_for_seconds=0.5)
    session = await a_session(client)

    answers = await asyncio.gather(*[client.get("/api/chat/messages", headers=session) for _ in range(5)])

    assert sorted(response.status for response in answers) == [200, 200, 200, 200, 429]


async def test_no_more_listen_at_once_than_a_worker_can_serve(opened: Opener) -> None:
    client = await opened(hears_for_seconds=0.5, most_listeners=2)
    sessions = [await a_session(client) for _ in range(3)]

    answers = await asyncio.gather(*[client.get("/api/chat/messages", headers=one) for one in sessions])

    assert sorted(response.status for response in answers) == [200, 200, 429]
