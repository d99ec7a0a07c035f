"""The whole service for a journey: on SQLite, and where it says so on PostgreSQL too."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.journeys.house import Clock, House, opened_house, settings_for


@pytest.fixture
def clock() -> Clock:
    """The service's clock."""
    return Clock()


@pytest.fixture
async def house(tmp_path: Path, clock: Clock) -> AsyncIterator[House]:
    """The service on SQLite, as a demonstration."""
    async with opened_house(settings_for(tmp_path), clock) as opened:
        yield opened


@pytest.fixture
async def house_on_both(tmp_path: Path, database_url: str, clock: Clock) -> AsyncIterator[House]:
    """The published service: on SQLite, then on PostgreSQL."""
    settings = settings_for(
        tmp_path,
        database_url,
        channel_status="published",
        channel_notice="《关于公布举报渠道的公告》 https://example.gov.cn/notice",
    )
    async with opened_house(settings, clock) as opened:
        yield opened
