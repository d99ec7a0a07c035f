"""Mending: a mishearing is read as the word of ours that sounds so, and nothing else is touched."""

from __future__ import annotations

import pytest

from knowledge.finding.mending import Mender
from knowledge.library import Library

WORDS = {"核查": 2.0, "工作日": 2.0, "公示": 1.0, "指导站": 1.0, "宫室": 5.0}
PAIRS = {"核查", "工作", "作日", "公示", "指导", "导站", "查要", "要公"}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("何查十五个公作日", "核查十五个工作日"),
        ("要公示几天", "要公示几天"),
        ("要公式几天", "要公式几天"),
        ("只道站在哪", "指导站在哪"),
        ("核查要公示", "核查要公示"),
        ("天气怎么样", "天气怎么样"),
        ("", ""),
    ],
)
def test_what_sounds_like_a_word_of_ours_becomes_it(typed: str, meant: str) -> None:
    assert Mender(WORDS.items(), PAIRS).mended(typed) == meant


def test_two_signs_that_stand_in_a_wording_are_never_mended() -> None:
    assert Mender(WORDS.items(), {*PAIRS, "何查"}).mended("何查") == "何查"


def test_words_that_stand_side_by_side_are_not_cut(library: Library) -> None:
    mender = library.finder.candidates.mender

    assert mender.mended("可以邮寄举报吗") == "可以邮寄举报吗"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("gongshi 几天", "公示 几天"),
        ("HECHA yao gongzuori", "核查要工作日"),
        ("hecha zhidaozhan", "核查指导站"),
        ("customer list", "customer list"),
        ("gongshi zhangsan", "gongshi zhangsan"),
        ("hi", "hi"),
    ],
)
def test_letters_are_read_as_words_of_ours_where_they_spell_them_from_end_to_end(typed: str, meant: str) -> None:
    assert Mender(WORDS.items(), PAIRS).spelled_out(typed) == meant


def test_a_question_in_pinyin_is_answered(library: Library) -> None:
    for asked, entry in (
        ("baomi cuoshi you naxie", "law.measures.what"),
        ("shifan jidi 什么时候报", "plan.apply.deadline"),
    ):
        assert library.find(asked).candidates[0][0] == entry
