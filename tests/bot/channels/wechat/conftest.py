"""The WeChat door with a reception that answers 您好, and WeChat itself before it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.channels.wechat import callback as wechat
from bot.settings import read_settings
from tests.bot.channels.fakes import Client, FakeKeys, FakeReception, FakeVault
from tests.bot.channels.wechat_server import AES_KEY, APP_ID, TOKEN, WeChatServer

NOW = 1_795_575_600
Opener = Callable[..., Awaitable[WeChatServer]]


@pytest.fixture
def reception() -> FakeReception:
    return FakeReception()


@pytest.fixture
def keys() -> FakeKeys:
    return FakeKeys()


@pytest.fixture
async def opened(reception: FakeReception, keys: FakeKeys) -> AsyncIterator[Opener]:
    clients: list[Client] = []

    async def open_door(**settings: str) -> WeChatServer:
        account = {"wechat_app_id": APP_ID, "wechat_token": TOKEN, "wechat_aes_key": AES_KEY}
        app = web.Application()
        chosen = read_settings(_env_file=None, **{**account, **settings})
        app.add_routes(
            wechat.wechat_routes(reception, FakeVault(), chosen, lambda: datetime.fromtimestamp(NOW, UTC), keys)
        )
        client: Client = TestClient(TestServer(app))
        await client.start_server()
        clients.append(client)
        return WeChatServer(client, NOW)

    yield open_door
    for client in clients:
        await client.close()


@pytest.fixture
async def wechat_server(opened: Opener) -> WeChatServer:
    return await opened()
