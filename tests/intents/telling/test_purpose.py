"""What a first message is for is learnt from our own messages, and tells other people's apart."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from intents.telling.purpose import OPENINGS, Opening
from intents.telling.steering import STEERING
from intents.wanting.likeness import LabelledTexts

EXPECTATIONS = Path(__file__).parents[2] / "expectations"
MEASURED = ("openings_dev.jsonl", "own/openings_own.jsonl", "own/openings_strangers.jsonl")


def _others(name: str) -> dict[str, str]:
    lines = (EXPECTATIONS / name).read_text(encoding="utf-8").splitlines()
    return {row["text"]: row["want"] for row in map(json.loads, lines)}


@pytest.mark.parametrize("likeness", [OPENINGS, STEERING], ids=lambda one: one.sheet.name)
def test_what_is_stored_was_learnt_from_the_sentences_as_they_are(likeness: LabelledTexts) -> None:
    assert likeness.is_stored_up_to_date(), "run make learn"


def test_nothing_is_learnt_from_what_measures_it() -> None:
    learnt = {text for texts in OPENINGS.sentences.values() for text in texts}

    assert [text for name in MEASURED for text in _others(name) if text in learnt] == []


@pytest.mark.parametrize("name", MEASURED)
def test_most_filings_of_others_are_told_by_likeness_alone(name: str) -> None:
    filings = {text for text, want in _others(name).items() if want in ("complaint", "tip")}

    seen = {text for text in filings if OPENINGS.leaning(text).label in (Opening.COMPLAINT, Opening.TIP)}

    assert len(seen) >= 0.85 * len(filings)


def test_shares_are_those_of_the_two_likeliest() -> None:
    leaning = OPENINGS.leaning("我们的图纸被前员工拷走了，他现在在对门开了个厂，请你们管一下")

    assert leaning.label == Opening.COMPLAINT
    assert 1 >= leaning.share > leaning.other_share > 0
    assert leaning.share + leaning.other_share <= 1
