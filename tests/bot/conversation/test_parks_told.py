"""A park that is said with its district is not asked again, nor a district that is said with its park."""

from __future__ import annotations

import pytest

from intake.forms.form import value_of
from intents.telling.advice import park_in
from tests.bot.conversation.harness import Conversation


def asked_where(said: str) -> Conversation:
    talk = Conversation()
    for words in ("预约指导站咨询", "重庆甲公司", said):
        talk.say(words)
    return talk


def kept(talk: Conversation, name: str) -> object:
    assert talk.state.running is not None
    return value_of(talk.state.running.answers, name)


@pytest.mark.parametrize(
    ("said", "district", "park"),
    [
        ("江津区珞璜工业园", "江津区", "江津区珞璜工业园"),
        ("珞璜工业园", "江津区", "珞璜工业园"),
        ("我们在江津双福园区", "江津区", "江津双福园区"),
        ("高新区西永微电园", "高新区", "高新区西永微电园"),
        ("两江新区鱼复工业园5栋", "两江新区", "两江新区鱼复工业园"),
        ("渝北区空港工业园区", "两江新区", "渝北区空港工业园区"),
        ("巴南区花溪工业园", "巴南区", "巴南区花溪工业园"),
    ],
)
def test_the_park_is_taken_over_from_the_words_for_the_district(said: str, district: str, park: str) -> None:
    talk = asked_where(said)

    assert kept(talk, "district") == district and kept(talk, "park") == park
    assert talk.trace.field == "topics"


@pytest.mark.parametrize(
    "said",
    ["江津区", "江津区，不在园区", "江津区支坪镇幼儿园旁边", "江津区，在一个园区里"],
)
def test_where_no_park_is_named_it_is_asked(said: str) -> None:
    talk = asked_where(said)

    assert kept(talk, "district") == "江津区" and kept(talk, "park") is None
    assert talk.trace.field == "park"


def test_a_park_that_is_put_right_later_is_the_one_that_counts() -> None:
    talk = asked_where("江津区珞璜工业园")

    talk.say("园区不对，是双福工业园")

    assert kept(talk, "park") == "双福工业园" and kept(talk, "district") == "江津区"


@pytest.mark.parametrize(
    "opening",
    [
        "我们是江津区珞璜工业园的重庆甲公司，想预约指导站咨询保密制度",
        "我们重庆甲公司在江津区珞璜工业园，想请指导站上门看看保密制度",
    ],
)
def test_whoever_says_both_with_the_company_at_once_is_asked_neither(opening: str) -> None:
    talk = Conversation()
    talk.say(opening)

    assert kept(talk, "district") == "江津区" and kept(talk, "park") == "江津区珞璜工业园"
    assert kept(talk, "company_name") == "重庆甲公司"


@pytest.mark.parametrize(
    ("text", "park"),
    [
        ("双福园区", "双福园区"),
        ("我们在两路寸滩保税港区", "两路寸滩保税港区"),
        ("我们园区", ""),
        ("不在园区", ""),
        ("在工业园里", ""),
        ("各类产业园区", ""),
        ("国家级高新技术产业园区", ""),
    ],
)
def test_a_park_has_a_name_of_its_own(text: str, park: str) -> None:
    assert park_in(text) == park
