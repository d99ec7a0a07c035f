"""A start with numbers learnt on other entries works, says so, and names the command that mends it."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path

import pytest

from bot.conversation.handbook import Handbook, build_handbook
from bot.service import opened
from intake.forms.codes import ChannelStatus
from knowledge.library import Library
from tests.journeys.house import settings_for


def _without_its_last_entry(handbook: Handbook) -> Handbook:
    entries = list(handbook.library.entries.values())[:-1]
    return replace(handbook, library=Library.of(entries, handbook.library.instruments))


async def test_a_start_with_stale_weights_says_so_and_how_to_mend_it(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    handbook = _without_its_last_entry(build_handbook(ChannelStatus.DEMO, ""))

    with caplog.at_level(logging.WARNING):
        async with opened(settings_for(tmp_path), handbook=handbook) as service:
            assert await service.reception.knows("nobody") is False

    assert [record.getMessage() for record in caplog.records if "shangmi learn" in record.getMessage()]


async def test_a_start_with_fresh_weights_says_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        async with opened(settings_for(tmp_path)):
            pass

    assert not [record for record in caplog.records if "shangmi learn" in record.getMessage()]
