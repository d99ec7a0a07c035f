"""Whole stories in one first message: the right form in every row, and no fact in the wrong place.

Facts that a story leaves out are asked; how many are taken over is counted, so that it can only get better.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from tests.bot.conversation.openings import Opened, opened_by_row, rows, shown, wrong_facts

ROWS = rows("stories_dev.jsonl")
# What the sheet calls an act, by a word of the option that the form offers for it.
_ACTS = {"obtain": "拿走", "use": "使用", "disclose": "披露", "allow": "使用", "induce": "教唆"}
# Our own options, or our own words: that they are there is what can be counted.
_NOT_COMPARED = ("clue", "reported_parties", "act_kinds", "measures", "evidence_kinds", "topics")
FEWEST_FACTS = 0.7


def test_every_story_opens_the_right_form() -> None:
    assert [(row["id"], opened.want) for row, opened in _told() if opened.want != row["kind"]] == []


def test_nothing_is_taken_for_what_it_is_not_and_nothing_kept_that_must_not_be() -> None:
    assert [fault for row, opened in _told() for fault in wrong_facts(row, opened)] == []


def test_what_is_taken_over_is_what_a_careful_clerk_reads() -> None:
    wrong = [
        f"{row['id']}: {name} is {shown(opened.answers[name])}, not {wanted}"
        for row, opened in _told()
        for name, wanted in row["expect"].items()
        if name in opened.answers and name not in _NOT_COMPARED and not _agrees(wanted, opened.answers[name])
    ]

    assert wrong == []


def test_most_of_what_a_story_says_need_not_be_asked() -> None:
    wanted = [(opened, name, value) for row, opened in _told() for name, value in row["expect"].items()]

    taken = sum(_is_taken(opened, name, value) for opened, name, value in wanted)

    assert taken >= FEWEST_FACTS * len(wanted)


def _told() -> list[tuple[Mapping[str, Any], Opened]]:
    return [(row, opened_by_row(row)) for row in ROWS]


def _is_taken(opened: Opened, name: str, wanted: Any) -> bool:
    if name == "act_kinds":
        return all(_ACTS[act] in shown(opened.answers.get(name, "")) for act in wanted)
    if name in _NOT_COMPARED:
        return name in opened.answers or name == "reported_parties"
    return name in opened.answers and _agrees(wanted, opened.answers[name])


def _agrees(wanted: Any, value: Any) -> bool:
    if isinstance(wanted, bool) or wanted is None:
        return bool(value) is bool(wanted)
    if isinstance(wanted, int | float):
        return bool(value == wanted)
    if isinstance(wanted, list):
        return all(re.search(_half_days(str(one)), shown(value)) for one in wanted)
    return re.search(str(wanted), shown(value)) is not None


def _half_days(wanted: str) -> str:
    return wanted.replace(" am", " 上午").replace(" pm", " 下午")
