"""The table of strangers' questions: what counts as right, offered, wrong and missed."""

from __future__ import annotations

import re

from bot.commands.strangers import Judged, Tally, figures
from knowledge.learning.expectations import DevelopmentQuestion


def outcome(verdict: Judged) -> Tally:
    asked = DevelopmentQuestion("W1", "问", "", (re.compile("答"),), "")
    return Tally(asked, verdict, "a" if verdict in ("right", "wrong") else None)


def test_the_table_counts_every_verdict_once() -> None:
    outcomes = [outcome("right"), outcome("right"), outcome("offered"), outcome("wrong"), outcome("missed")]

    lines = list(figures(outcomes, {"abstain": [True, False], "smalltalk": [True], "human": [True]}))

    assert [line.value for line in lines] == [40, 60, 20, 50, 100]


def test_a_table_of_nothing_has_all_its_lines() -> None:
    assert len(list(figures([], {}))) == 5
