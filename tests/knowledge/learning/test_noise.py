"""Noise is seeded: a figure measured twice is the same figure."""

from __future__ import annotations

import random

from knowledge.learning.noise import noisy

QUESTION = "示范基地和示范单位的评估验收到底是市局来做还是由所在的区县局来做呢"


def test_the_same_seed_spoils_the_same_way() -> None:
    assert noisy(QUESTION, random.Random(7)) == noisy(QUESTION, random.Random(7))


def test_about_one_character_in_eight_is_touched() -> None:
    chance = random.Random(1)
    changed = sum(
        sum(before != after for before, after in zip(QUESTION, noisy(QUESTION, chance), strict=False)) > 0
        for _ in range(50)
    )

    assert changed > 40


def test_signs_that_are_no_chinese_characters_are_left_alone() -> None:
    assert noisy("abc 123 ？！", random.Random(1), one_in=1) == "abc 123 ？！"
