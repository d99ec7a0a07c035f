"""Texts that mean the same become the same; texts that do not, do not."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intents import wording


@pytest.mark.parametrize(
    ("typed", "compared"),
    [
        ("請問商密示範單位好久申報呀", "商业秘密示范单位什么时候申报"),
        ("您好，我想问一下，指导战是干嘛的呢", "指导站是干什么的"),
        ("是饭基地副核几年一回", "示范基地复核几年一回"),
        ("今年六月十号之前", "今年6月10号之前"),
        ("五百家", "500家"),
        ("损失三十来万", "损失30来万"),
        ("二零二三年", "2023年"),
        ("ＩＳＯ　２７００１", "iso 27001"),
    ],
)
def test_wordings_of_the_same_thing_become_one(typed: str, compared: str) -> None:
    assert wording.normalised(typed) == compared


@pytest.mark.parametrize("name", ["两江新区", "九龙坡区", "十八梯", "三峡广场", "万盛经开区", "七星岗", "第三方"])
def test_numerals_in_names_stay(name: str) -> None:
    assert wording.normalised(name) == name


@pytest.mark.parametrize("word", ["不", "没有", "吗", "怎么", "多少", "什么", "哪里", "是不是"])
def test_negations_and_question_words_stay(word: str) -> None:
    assert word in wording.normalised(f"请问示范单位{word}")


@pytest.mark.parametrize("polite", ["你好", "您好", "请问", "谢谢", "啊", "😂😂", "......"])
def test_politeness_alone_is_not_taken_away(polite: str) -> None:
    assert wording.normalised(polite) != ""


def test_a_short_form_is_not_found_inside_a_latin_word() -> None:
    assert wording.normalised("agenda") == "agenda"
    assert wording.normalised("签NDA没有") == "签保密协议没有"


def test_words_of_the_trade_are_kept_whole() -> None:
    words = wording.tokenise("示范基地竞业限制保密协议市场监管局创新试点")

    assert {"示范基地", "竞业限制", "保密协议", "市场监管局", "创新试点"} <= set(words)


def test_simplified_text_is_returned_as_it_is() -> None:
    text = "商业秘密"

    assert wording.simplified(text) is text


@given(st.text(max_size=200))
def test_any_text_can_be_compared(text: str) -> None:
    compared = wording.normalised(text)

    assert compared or not text.strip()
    assert all(word.strip() for word in wording.tokenise(compared))


@pytest.mark.parametrize("piece", ["请问啊，", " ", "啊", "一", "第一", "一万", "谢谢", "，x", "商", "1.", "繁體"])
def test_ten_thousand_characters_are_compared_in_a_moment(piece: str) -> None:
    text = (piece * 10_000)[:10_000]
    started = time.process_time()
    wording.normalised(text)
    wording.normalised_with_politeness(f"{text}万x")
    wording.normalised(f"{text}万x")

    assert time.process_time() - started < 2
