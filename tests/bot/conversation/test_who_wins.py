"""The priority of the patterns, as a sheet: wherever two would answer, who_wins.txt says which one does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from bot.conversation.form import patterns as form_patterns
from bot.conversation.idle import patterns as idle_patterns
from tests.bot.conversation.answering import answering, context_of, conversation_at
from tests.bot.conversation.harness import Conversation, play
from tests.bot.conversation.standing import standing_at
from tests.bot.conversation.test_expected_transcripts import SHEETS
from tests.bot.conversation.test_transcripts import TRANSCRIPTS, goes_as_written
from tests.bot.conversation.utterances import rows_of
from tests.each_row import each_row

SHEET = Path(__file__).with_name("who_wins.txt")
UTTERANCES = ("utterances_dev.jsonl", "own/utterances_own.jsonl")


class Row(NamedTuple):
    """One line: where it is said, what, the pattern that answers and the next one that would."""

    place: str
    said: str
    winner: str
    other: str


def rows() -> list[Row]:
    """Read the sheet."""
    lines = SHEET.read_text(encoding="utf-8").splitlines()
    parts = [line.split(" | ") for line in lines if line and not line.startswith("#")]
    return [Row(place, said, *patterns.split(" > ")) for place, said, patterns in parts]


@each_row("row", rows=rows(), called=lambda row: f"{row.winner} > {row.other}")
def test_of_two_that_would_answer_the_sheet_says_which_one_does(row: Row) -> None:
    talk = conversation_at(row.place)

    assert list(answering(talk, row.said))[:2] == [row.winner, row.other]


def test_every_pair_that_any_conversation_meets_is_in_the_sheet() -> None:
    written = {(context_of(conversation_at(row.place)), row.winner, row.other) for row in rows()}

    met = {pair: said for pair, said in _met()}

    assert {pair: said for pair, said in met.items() if pair not in written} == {}


def test_every_pattern_is_in_the_sheet() -> None:
    in_sheet = {name for row in rows() for name in (row.winner, row.other)}
    patterns = {pattern.name for pattern in form_patterns.PATTERNS}
    patterns |= {pattern.name for pattern in idle_patterns.PATTERNS}

    assert patterns - in_sheet == set()


def test_the_last_pattern_of_each_context_always_answers() -> None:
    for place in ("idle", "complaint, clue", "complaint, summary", "note"):
        assert answering(conversation_at(place), "这是一句谁也想不到的话")


def _met() -> Iterator[tuple[tuple[str, str, str], str]]:
    """Yield the pairs of patterns that would answer, over all conversations and utterances of the tests."""
    heard: list[tuple[tuple[str, str, str], str]] = []

    class Watched(Conversation):
        def say(self, text: str, **more: Any) -> str:
            if text and not more.get("location"):
                heard.extend(_pair(self, text))
            return super().say(text, **more)

    for path in TRANSCRIPTS:
        goes_as_written(path, Watched())
    for path in SHEETS:
        play(yaml.safe_load(path.read_text(encoding="utf-8")), watched=Watched)
    yield from heard
    for row in (row for sheet in UTTERANCES for row in rows_of(sheet)):
        yield from _pair(standing_at(row["context"], row.get("form"), row.get("field")), row["text"])


def _pair(talk: Conversation, text: str) -> Iterator[tuple[tuple[str, str, str], str]]:
    names = answering(talk, text)
    if len(names) > 1:
        yield (context_of(talk), names[0], names[1]), text
