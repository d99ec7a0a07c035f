"""Short sentences where they are said: each is taken for what it is, and none of them files what it must not.

Fields of the rows: tests/expectations/README.md. What is not understood yet is listed by number below; a row that
should stand there and does not, or the other way round, fails.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from tests.bot.conversation.utterances import Outcome, broken_promise, fault_of, outcome_of, rows_of
from tests.each_row import each_row

SHEETS = ("utterances_dev.jsonl", "own/utterances_own.jsonl")
SHORTEST_OWN_SHEET = 150

# Why a row is not understood yet, and which rows those are.
KNOWN_OPEN: Mapping[str, str] = {
    "Any time is kept as no time in particular, the words are not": ("U2-269"),
}


@cache
def _known_open() -> frozenset[str]:
    return frozenset(number for numbers in KNOWN_OPEN.values() for number in numbers.split())


@cache
def _rows() -> tuple[Mapping[str, Any], ...]:
    return tuple(row for sheet in SHEETS for row in rows_of(sheet))


@each_row("row", rows=_rows(), called=lambda row: f"{row['id']} {row['context']} {row['text']}")
def test_a_sentence_is_taken_for_what_it_is(row: Mapping[str, Any]) -> None:
    fault = fault_of(row)

    if row["id"] in _known_open():
        assert fault is not None, "understood now: take it out of KNOWN_OPEN"
    else:
        assert fault is None, fault


def test_the_list_of_what_is_open_names_rows_that_there_are() -> None:
    assert _known_open() <= {row["id"] for row in _rows()}


def test_our_own_sentences_are_many_and_not_those_of_the_others() -> None:
    others, own = ({(row["context"], row.get("field"), row["text"]) for row in rows_of(sheet)} for sheet in SHEETS)

    assert len(own) >= SHORTEST_OWN_SHEET
    assert not own & others


def test_a_filing_is_seen_as_one() -> None:
    said = outcome_of({"id": "", "context": "confirm", "text": "确认提交"})
    row = {"context": "confirm", "files": False}

    assert said.filed
    assert broken_promise(row, said) == "filed"


def test_an_answer_that_is_kept_is_seen() -> None:
    kept = Outcome(frozenset({"answer"}), {"clue": "哼"}, filed=False, noted=False, reply="")

    assert broken_promise({"context": "mid", "files": False, "field": "clue"}, kept) == "stored as ['clue']"
    assert broken_promise({"context": "mid", "files": False, "target": "clue"}, kept) is None
