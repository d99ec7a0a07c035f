"""Expressions guarded by the literals that they need find what they would find without."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

from intents.reading.questions import KINDS_OF_QUESTION, kinds_of
from intents.wording import normalised
from knowledge.finding.contrast import contrasts, members_in
from knowledge.finding.outside import kinds, outside_in
from knowledge.finding.places import places, places_named
from knowledge.finding.told import ASKED_FOR, kinds_wanted

EXPECTATIONS = Path(__file__).parents[2] / "expectations"


@cache
def texts() -> tuple[str, ...]:
    sheets = [*EXPECTATIONS.glob("faq*.jsonl"), *EXPECTATIONS.glob("own/faq*.jsonl")]
    asked = [json.loads(line)["q"] for sheet in sorted(sheets) for line in sheet.read_text("utf-8").splitlines()]
    return tuple(dict.fromkeys((*asked, *map(normalised, asked))))


def found(expressions: Iterable[tuple[str, re.Pattern[str]]], text: str) -> Iterator[str]:
    return (name for name, expression in expressions if expression.search(text))


@pytest.mark.parametrize("contrast", contrasts(), ids=lambda one: one.name)
def test_members_of_contrasts(contrast: object) -> None:
    one = next(each for each in contrasts() if each is contrast)
    for text in texts():
        assert members_in(text).get(one.name, frozenset()) == frozenset(found(one.members.items(), text))


def test_kinds_of_question() -> None:
    for text in texts():
        assert kinds_of(text) == frozenset(found(KINDS_OF_QUESTION.items(), text))


def test_places() -> None:
    for text in texts():
        assert places_named(text) == frozenset(found(places().items(), text))


def test_kinds_of_thing_that_is_asked_for() -> None:
    for text in texts():
        assert kinds_wanted(text) == frozenset(found(ASKED_FOR.items(), text))


def test_what_is_not_ours() -> None:
    short = [text for text in texts() if len(re.findall("[。！？!?；;\n，,]", text)) < 3]
    for text in short:
        assert outside_in(text, normalised(text)) == _first_of(text, normalised(text))


def _first_of(typed: str, clean: str) -> str | None:
    for key, kind in kinds().items():
        is_asked = any(way.search(text) for way in kind.asked for text in (typed, clean))
        is_ours = kind.unless is not None and any(map(kind.unless.search, (typed, clean)))
        if is_asked and not is_ours:
            return key
    return None
