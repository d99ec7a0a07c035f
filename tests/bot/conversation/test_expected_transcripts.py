"""Whole filings, each played to its end: the development sheets, and others written before anybody played them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.bot.conversation.harness import faults_of, play

EXPECTATIONS = Path(__file__).parents[2] / "expectations"
SHEETS = [
    path
    for folder in ("transcripts", "transcripts_own")
    for path in sorted((EXPECTATIONS / folder).glob("*.yaml"))
]


@pytest.mark.parametrize("path", SHEETS, ids=[f"{path.parent.name}-{path.stem}" for path in SHEETS])
def test_a_person_gets_where_the_transcript_says(path: Path) -> None:
    sheet: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    lines: list[str] = []

    played = play(sheet, lines.append)

    faults = faults_of(sheet, played)
    assert not faults, "\n".join((*lines, *faults))
