"""What is private of somebody is found where it is told, and not where a sentence only asks what may come."""

from __future__ import annotations

import pytest

from intents.persons.private import private_in


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in private_in(text)]


@pytest.mark.parametrize("told", ["他坐过牢", "他坐了三年牢", "她离过婚", "对方得了癌症", "他欠了好多网贷"])
def test_an_affair_that_is_told_is_found(told: str) -> None:
    assert cut(f"{told}，去年进的公司") == [told]


@pytest.mark.parametrize(
    "asked", ["就拷了点资料会不会坐牢", "又要赔钱又要坐牢能不能一起办", "他会坐牢不", "坐牢要坐几年"]
)
def test_who_asks_what_may_come_tells_nothing_private(asked: str) -> None:
    assert cut(asked) == []
