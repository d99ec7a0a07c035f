"""A pattern is passed over only where it could not have had anything to say."""

from __future__ import annotations

import re

import pytest

from bot.conversation.form.patterns import PATTERNS
from bot.conversation.idle import patterns as idle
from intents.cues import Cue, InOrder
from tests.house.required import requires_one_of

_NEEDS = {pattern.name: pattern.needs for pattern in PATTERNS} | {one.name: one.needs for one in idle.PATTERNS}
GUARDED = {name: needs for name, needs in _NEEDS.items() if isinstance(needs, Cue) and needs.signs}


@pytest.mark.parametrize("name", GUARDED)
def test_what_a_pattern_needs_never_stands_without_its_signs(name: str) -> None:
    assert requires_one_of(GUARDED[name].pattern, GUARDED[name].signs)


@pytest.mark.parametrize(
    ("pattern", "signs", "is_required"),
    [
        ("撤|收回", "撤回", True),
        ("撤|收回", "撤", False),
        ("[删去]了?", "删去", True),
        ("[删去]?了", "删去", False),
        ("(?:再|还){1,2}.*", "再还", True),
        ("(?=撤).", "撤", False),
        ("[^撤]", "撤", False),
        ("[0-9a-c]x?", "0123456789abc", True),
    ],
)
def test_what_is_required_is_read_from_a_pattern(pattern: str, signs: str, is_required: bool) -> None:
    assert requires_one_of(re.compile(pattern), signs) is is_required


def test_patterns_are_looked_for_in_their_order_and_by_their_words() -> None:
    order = InOrder((pattern, pattern.needs) for pattern in PATTERNS if pattern.needs is not None)

    names = [pattern.name for pattern in order.that_may_be("把第二家删掉，我要撤回")]

    assert names == [
        pattern.name for pattern in PATTERNS if pattern.needs and pattern.needs.search("把第二家删掉，我要撤回")
    ]
    assert {"party taken out", "withdrawal taken back"} <= set(names)
