"""Pinyin, English and signs say the same as Chinese control words; names stay names."""

from __future__ import annotations

import pytest

from intents import spelled
from intents.spelled import in_characters
from intents.whole import Vocabulary


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("quxiao", "取消"),
        ("Shang Yi Bu", "上一步"),
        ("fan hui shang yi bu", "返回上一步"),
        ("zuan rengon fuwu", "转人工服务"),
        ("meiyou", "没有"),
        ("back", "上一步"),
        ("QUIT!", "退出"),
        ("no.", "不是"),
        ("wait  a sec", "等一下"),
        ("ok?", "好的？"),
        ("👌🏽", "好的"),
        ("👍👍👍", "好的"),
        ("[OK]", "好的"),
        ("❌", "不是"),
        ("[抱拳]", "谢谢"),
    ],
)
def test_a_control_word_is_understood_in_other_writing(written: str, word: str) -> None:
    assert in_characters(written) == word


@pytest.mark.parametrize(
    "text", ["", "取消", "Lily Zhang", "ABC Trading", "xin", "side", "[微笑]", "no way to know", "a" * 500]
)
def test_everything_else_stays_as_it_is(text: str) -> None:
    assert in_characters(text) == text


def test_a_whole_message_is_made_of_words_of_every_group() -> None:
    vocabulary = Vocabulary((("删", "删掉"), ("草稿",)), ("把", "我的", "了"))

    assert vocabulary.makes_up("把我的草稿，删掉了。")
    assert vocabulary.makes_up("ba cao gao shan le")
    assert not vocabulary.makes_up("把草稿给我")
    assert not vocabulary.makes_up("删了")
    assert not vocabulary.makes_up("他把草稿删了")
    assert not vocabulary.makes_up("把草稿删了？")
    assert not vocabulary.makes_up("")


def test_what_is_passed_over_unread_is_never_a_sign_of_the_sheet() -> None:
    assert not [sign for sign in spelled._known().signs if spelled._IN_CHARACTERS.fullmatch(sign)]
