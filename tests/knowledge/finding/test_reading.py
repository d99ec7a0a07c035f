"""Questions are made comparable: what counts is kept, what anybody may type is survived."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.finding.reading import Reading


def test_the_same_question_in_other_clothes_reads_the_same() -> None:
    assert Reading.of("請問示範單位什麼時候申報？").text == Reading.of("示范单位什么时候申报").text


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("这个归谁管", "who"),
        ("材料交到哪里", "where"),
        ("好久截止", "when"),
        ("公示几天", "how_long"),
        ("要创建多少家", "how_much"),
        ("怎么申报", "how"),
        ("可以匿名吗", "whether"),
        ("能不能补交", "whether"),
        ("包括哪些内容", "what"),
        ("为什么要分开问", "why"),
    ],
)
def test_the_kind_of_question_is_seen(question: str, kind: str) -> None:
    assert kind in Reading.of(question).kinds


@pytest.mark.parametrize(
    ("text", "negated"), [("没有采取保密措施", True), ("采取了保密措施", False), ("能不能申报", False)]
)
def test_a_denial_is_told_from_a_question_that_only_sounds_like_one(text: str, negated: bool) -> None:
    assert Reading.of(text).shape.negated is negated


def test_what_sounds_alike_here_reads_alike() -> None:
    assert Reading.of("知到占").sounds == Reading.of("指导站").sounds
    assert Reading.of("流南人").sounds == Reading.of("牛兰仁").sounds


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    reading = Reading.of(text)

    assert reading.text == "".join(reading.text.split())


@pytest.mark.parametrize("text", ["", "？？？", "😀" * 3000, "字" * 10_000, "\x00\u202e\u200f"])
def test_odd_input_gives_a_short_reading(text: str) -> None:
    assert len(Reading.of(text).text) <= 400
