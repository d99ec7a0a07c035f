"""Which of several places is meant stays open, with its buttons, whatever else is said meanwhile."""

from __future__ import annotations

import pytest

from tests.bot.conversation.harness import Conversation
from tests.bot.conversation.test_places import answers, at_the_place


def labels(talk: Conversation) -> list[str]:
    return [choice.label for reply in talk.replies for choice in reply.choices]


MEANWHILE = [
    "等一下",
    "什么是商业秘密？",
    "保密措施是锁门",
    "13908312288",
    "嗯嗯",
    "我叫陈国强",
    "谢谢",
    "这个是什么意思",
]


@pytest.mark.parametrize("said", MEANWHILE)
def test_the_places_that_were_named_are_offered_again(said: str) -> None:
    talk = at_the_place()
    talk.say("一家在长寿一家在垫江")

    answer = talk.say(said)

    assert talk.trace.field == "act_place"
    assert labels(talk)[-3:] == ["长寿区", "垫江县", "几处都是"], answer
    talk.say("几处都是")
    assert answers(talk)["act_place"]["candidates"] == ["changshou", "dianjiang"]


@pytest.mark.parametrize("said", MEANWHILE)
def test_so_is_which_of_two_is_which(said: str) -> None:
    talk = at_the_place()
    talk.say("渝北两路那边，他公司在江北观音桥")
    offered = labels(talk)

    talk.say(said)

    assert labels(talk)[-3:] == offered[-3:]


def test_a_name_of_several_places_is_not_all_of_them() -> None:
    talk = at_the_place()
    talk.say("白沙镇")
    offered = labels(talk)

    talk.say("等一下")

    assert labels(talk)[-len(offered) :] == offered
    assert "几处都是" not in labels(talk)


def test_once_it_is_settled_nothing_of_it_is_offered() -> None:
    talk = at_the_place()
    for said in ("一家在长寿一家在垫江", "等一下", "垫江县"):
        talk.say(said)

    assert talk.trace.field == "formed_on"
    assert "几处都是" not in labels(talk)


def test_a_bare_number_is_not_called_somebody_elses() -> None:
    answer = at_the_place().say("13908312288")

    assert "别人的电话我没有保存" not in answer
    assert "我的电话是" in answer


@pytest.mark.parametrize("said", ["我姓陈，陈国强", "我叫陈国强", "本人陈国强", "我姓陈叫陈国强", "我是陈国强"])
def test_ones_own_name_is_noted_where_a_place_is_asked(said: str) -> None:
    talk = at_the_place()

    talk.say(said)

    assert answers(talk)["contact_name"] == "陈国强"
    assert talk.trace.field == "act_place"


@pytest.mark.parametrize("said", ["我是在江津上班的", "我是江津的", "我叫他们拿到永川去做的", "我姓陈"])
def test_what_names_nobody_is_no_name(said: str) -> None:
    talk = at_the_place()

    talk.say(said)

    assert answers(talk).get("contact_name") is None


def test_and_said_to_be_ones_own_it_is_kept() -> None:
    talk = at_the_place()
    talk.say("13908312288")

    talk.say("我的电话是13908312288")

    assert answers(talk)["phone"] == "13908312288"
