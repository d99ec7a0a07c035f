"""The development transcripts, each played to its end. The sheets are in tests/expectations/transcripts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.bot.conversation.harness import faults_of, play

SHEETS = sorted((Path(__file__).parents[2] / "expectations" / "transcripts").glob("*.yaml"))


@pytest.mark.parametrize("path", SHEETS, ids=[path.stem for path in SHEETS])
def test_a_person_gets_where_the_transcript_says(path: Path) -> None:
    sheet: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    lines: list[str] = []

    played = play(sheet, lines.append)

    faults = faults_of(sheet, played)
    assert not faults, "\n".join((*lines, *faults))
