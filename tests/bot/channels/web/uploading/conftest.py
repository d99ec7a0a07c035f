"""The whole service, somebody before it, and a clock."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient

from bot.app import SERVICE_KEY, build_app
from bot.service import Service
from bot.settings import read_settings
from tests.bot.channels.web.test_mycase import Time
from tests.bot.channels.web.uploading.people import Client, Page, ServedServer, a_page
from tests.bot.conversation.harness import handbook


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
async def client(tmp_path: Path, time: Time) -> AsyncIterator[Client]:
    settings = read_settings(_env_file=None, data_dir=tmp_path)
    app = await build_app(settings, time, handbook("demo"))
    async with TestClient(ServedServer(app, access_log=None)) as client:
        yield client


@pytest.fixture
def service(client: Client) -> Service:
    app = client.app
    assert isinstance(app, web.Application)
    return app[SERVICE_KEY]


@pytest.fixture
async def page(client: Client, service: Service) -> Page:
    return await a_page(client, service)
