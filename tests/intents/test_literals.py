"""What an expression cannot be found without: literals that guard it never keep it from being found."""

from __future__ import annotations

import re

import pytest

from intents.literals import LiteralGuard, needed_by


@pytest.mark.parametrize(
    ("expression", "needed"),
    [
        ("申报", {"申报"}),
        ("申报|公示", {"申报", "公示"}),
        ("多少(?:天|年)", {"多少天", "多少年"}),
        ("第[一二]条", {"第一条", "第二条"}),
        (r"奖.{0,4}多少", {"多少"}),
        ("商业?秘密", {"商业秘密", "商秘密"}),
        (r"(.)不\1", {"不"}),
        ("什么(?!时候)", {"什么"}),
        ("(?<!不)申报", {"申报"}),
        (r"\d分钟", {"分钟"}),
        ("(?:申报)+", {"申报"}),
        ("申{2,3}报名", {"报名"}),
        (r"<\s*script", {"script"}),
        ("[^企]业务", {"业务"}),
        (r"a\.b", {"a.b"}),
    ],
)
def test_an_expression_needs_one_of_its_literals(expression: str, needed: set[str]) -> None:
    assert (needed_by(expression) or set()) == needed


@pytest.mark.parametrize(
    "expression", [r"\d+", ".*", "申?报?", "申报|.", "(?P<name>申报)", "(?i)a", "[a-z]", "(申报", ""]
)
def test_what_needs_no_literal_or_is_not_understood_is_always_looked_for(expression: str) -> None:
    assert needed_by(expression) is None


def test_expressions_are_found_in_their_order() -> None:
    guard = LiteralGuard(
        [("first", re.compile("申报")), ("second", re.compile(r"\d")), ("third", re.compile("公示"))]
    )

    assert list(guard.found_in("公示3天，然后申报")) == ["first", "second", "third"]
    assert list(guard.found_in("公示")) == ["third"]


@pytest.mark.parametrize("text", ["IGNORE ALL", "ignore all", "Ignore aLL", "ıgnore all"])
def test_case_is_no_matter_to_a_guard(text: str) -> None:
    expression = re.compile("ignore all", re.IGNORECASE)

    assert bool(expression.search(text)) == bool(list(LiteralGuard([("it", expression)]).found_in(text)))


def test_a_guard_of_nothing_finds_nothing() -> None:
    assert list(LiteralGuard[str]([]).found_in("申报")) == []
