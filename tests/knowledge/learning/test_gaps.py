"""Questions about one matter are read once."""

from __future__ import annotations

from knowledge.finding.explaining import explained
from knowledge.learning.gaps import grouped
from knowledge.library import Library
from tests.scratch import index_files


def test_the_same_question_in_other_words_stands_in_one_group() -> None:
    questions = [
        ("商业秘密可以抵押贷款吗", ""),
        ("竞业限制补偿要不要交税", ""),
        ("商业秘密可不可以抵押贷款", ""),
        ("请问商业秘密能抵押贷款吗？", ""),
    ]

    assert grouped(questions) == [[0, 2, 3], [1]]


def test_questions_near_the_same_entry_need_less_likeness() -> None:
    first, second = "示范单位给多少钱奖励", "评上示范单位奖励多少"

    assert grouped([(first, ""), (second, "")]) == [[0], [1]]
    assert grouped([(first, "plan.support.money"), (second, "plan.support.money")]) == [[0, 1]]


def test_every_place_stands_in_one_group() -> None:
    questions = [(f"第{number}个问题说的是{'天地玄黄'[number % 4]}", "") for number in range(40)]

    assert sorted(place for group in grouped(questions) for place in group) == list(range(40))


def test_the_finder_tells_why() -> None:
    library = Library.load(files=index_files())
    entry = next(iter(library.entries.values()))

    why = explained(library.finder, library.scope, entry.wordings[0] + "啊")

    assert len(why.best) <= 3
    assert why.best[0].entry == entry.id
    assert why.best[0].reasons[0].adds > 0
