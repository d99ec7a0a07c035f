"""Unknown from the first words, known after all: both wishes are heard, and the name said beside is kept."""

from __future__ import annotations

import pytest

from intake.forms.form import value_of
from intents.telling.commands import wishes_no_name
from tests.bot.conversation.answering import conversation_at
from tests.bot.conversation.harness import Conversation

NO_NAME = [
    "我晓得个事但莫记我名字：南岸的华泰化工厂从我们东家偷了聚合反应的参数",
    "不要登记我的名字，隔壁厂的老板把别家的客户名单偷了",
    "莫提我名字，我们厂长从老东家偷了图纸",
]
TAKEN_BACK = [
    ("算了，实名就实名，我叫李建国，13912345678",),
    ("实名就实名嘛，李建国，13912345678",),
    ("还是实名吧，李建国13912345678",),
    ("实名举报", "李建国，13912345678"),
    ("我还是实名", "李建国 13912345678"),
]


@pytest.mark.parametrize("said", NO_NAME)
def test_whoever_wants_no_name_noted_gives_a_tip_without_one(said: str) -> None:
    talk = conversation_at("idle")
    talk.say(said)
    running = talk.state.running
    assert running is not None and running.form == "tip" and talk.state.unnamed
    assert value_of(running.answers, "anonymous") is True


@pytest.mark.parametrize("said", ["没记住他名字", "他名字我记不到了", "莫忘了登记我的名字哈"])
def test_who_does_not_remember_a_name_wishes_nothing(said: str) -> None:
    assert not wishes_no_name(said)


def _unnamed_tip() -> Conversation:
    talk = conversation_at("idle")
    for said in ("我要匿名举报", "我是这家公司的员工"):
        talk.say(said)
    return talk


@pytest.mark.parametrize("words", TAKEN_BACK)
def test_the_wish_is_taken_back_with_name_and_number(words: tuple[str, ...]) -> None:
    talk = _unnamed_tip()
    asked = talk.trace.field
    for said in words:
        talk.say(said)
    running = talk.state.running
    assert running is not None and not talk.state.unnamed
    kept = {name: value_of(running.answers, name) for name in ("anonymous", "contact_name", "phone")}
    assert kept == {"anonymous": False, "contact_name": "李建国", "phone": "13912345678"}
    assert talk.trace.field == asked and "没有保存" not in talk.text


def test_where_it_is_asked_it_is_chosen_and_given_in_one_breath() -> None:
    talk = conversation_at("tip, anonymous")
    talk.say("实名，李建国，13912345678")
    running = talk.state.running
    assert running is not None and value_of(running.answers, "phone") == "13912345678"
    assert value_of(running.answers, "anonymous") is False and running.field != "anonymous"


def test_a_name_and_number_of_nobody_said_is_still_asked_about() -> None:
    talk = _unnamed_tip()
    talk.say("实名举报")
    talk.say("重庆宏运电子有限公司")
    talk.say("刘波，13912345679")
    running = talk.state.running
    assert running is not None and value_of(running.answers, "phone") is None
