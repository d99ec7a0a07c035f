"""The whole service, in the status a test asks for, with a clock that it moves."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.app import SERVICE_KEY, build_app
from bot.service import Service
from bot.settings import read_settings
from intake.forms.codes import ChannelStatus
from tests.bot.channels.web.filing.browsing import Browser, Client
from tests.bot.conversation.harness import handbook


@dataclass
class Time:
    """A clock that tests move."""

    now: datetime = datetime(2026, 11, 25, 2, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def status() -> ChannelStatus:
    return ChannelStatus.DEMO


@pytest.fixture
async def client(database_url: str, tmp_path: Path, time: Time, status: ChannelStatus) -> AsyncIterator[Client]:
    url = database_url.replace("postgresql://", "postgresql+asyncpg://")
    settings = read_settings(_env_file=None, data_dir=tmp_path, database_url=url, channel_status=status)
    app = await build_app(settings, time, handbook(status.value))
    async with TestClient(TestServer(app)) as client:
        yield client


@pytest.fixture
def browser(client: Client) -> Browser:
    return Browser(client)


@pytest.fixture
def service(client: Client) -> Service:
    app = client.app
    assert isinstance(app, web.Application)
    return app[SERVICE_KEY]
