"""Who gives a name and only wants it kept from others is not made anonymous, and keeps their number."""

from __future__ import annotations

import pytest

from intake.forms.form import value_of
from intents.telling.commands import wishes_no_name
from tests.bot.conversation.harness import Conversation

_STORY = "我要举报，前员工廖斌去年从我们公司拷走了成本表。"


@pytest.mark.parametrize(
    "said",
    [
        "不要透露我的名字就行，我叫郭倩，电话可以留19900001107。",
        "我叫郭倩，电话可以留19900001107，请替我保密。",
        "我叫郭倩，电话19900001107，怕老板知道。",
        "我的名字叫郭倩，我的电话19900001107，不要说是我说的。",
    ],
)
def test_a_name_that_is_given_and_to_be_kept_quiet_is_kept(said: str) -> None:
    talk = Conversation()
    talk.say(_STORY + said)

    assert talk.state.running is not None
    answers = talk.state.running.answers
    assert value_of(answers, "anonymous") is not True
    assert value_of(answers, "contact_name") == "郭倩"
    assert value_of(answers, "phone") == "19900001107"


@pytest.mark.parametrize("said", ["我不是不想实名，就是怕老板知道", "我不是要匿名，只是不要让老板晓得"])
def test_whoever_denies_the_wish_to_stay_unknown_is_not_made_anonymous(said: str) -> None:
    talk = Conversation()
    for one in ("我要提供违法线索", "其他知情人", said):
        talk.say(one)

    assert not wishes_no_name(said)
    assert talk.state.running is not None
    assert value_of(talk.state.running.answers, "anonymous") is not True


@pytest.mark.parametrize("said", ["我要匿名", "不要透露我的名字", "我叫郭倩，但我要匿名"])
def test_the_wish_itself_is_still_heard(said: str) -> None:
    assert wishes_no_name(said)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("就在我们厂里，璧山那边，青杠", "璧山那边，青杠"),
        ("青杠街道，我上班的地方", "青杠街道"),
        ("璧山青杠", "璧山青杠"),
    ],
)
def test_beside_a_place_nothing_is_kept_of_who_tells_it_without_a_name(said: str, kept: str) -> None:
    talk = Conversation()
    for line in ("我要匿名举报", "其他知情人", "重庆星河机械有限公司", "跳过"):
        talk.say(line)
    while talk.state.running is not None and talk.state.running.field != "act_place":
        talk.say("跳过")

    talk.say(said)

    assert talk.state.running is not None
    assert talk.state.running.answers["act_place"].typed == kept
