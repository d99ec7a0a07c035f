"""The transcripts of the sheets, each through the whole service and looked at as another system reads the case."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
import yaml

from tests.journeys.house import Clock, House, Reader, opened_house, settings_for
from tests.journeys.playing import faults_of, played
from tests.long_runs import some

pytestmark = pytest.mark.asyncio(loop_scope="module")

_SHEETS = Path(__file__).parents[1] / "expectations"
FILES = sorted(
    (*(_SHEETS / "transcripts").glob("*.yaml"), *(_SHEETS / "transcripts_own").glob("*.yaml")),
    key=lambda path: (path.parent.name, path.name),
)
SHEETS = {f"{path.parent.name}/{path.stem}": path for path in FILES}
CLOCK = Clock()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """One service for all: as in life, others' cases stand beside one's own."""
    async with opened_house(settings_for(tmp_path_factory.mktemp("house")), CLOCK) as opened:
        yield opened


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def reader(house: House) -> Reader:
    """Another system."""
    return await house.reader()


# The conversation alone plays all of them at every run (`test_expected_transcripts.py`).
@pytest.mark.parametrize("name", some(SHEETS, one_in=3))
async def test_a_person_gets_where_the_transcript_says(
    name: str, house: House, reader: Reader, caplog: pytest.LogCaptureFixture
) -> None:
    sheet: dict[str, Any] = yaml.safe_load(SHEETS[name].read_text(encoding="utf-8"))

    with caplog.at_level(logging.DEBUG):
        play = await played(sheet, house, CLOCK)

    case = await reader.case(play.reference) if play.reference else None
    kept = (await house.dump()).decode(errors="replace") + await house.unsealed() + repr(case) + caplog.text
    faults = faults_of(sheet, play, case, kept)
    assert not faults, "\n".join((*play.lines, *faults))
