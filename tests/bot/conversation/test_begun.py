"""A form that has just been opened begins when somebody says that it shall: no answer, no name, no new form."""

from __future__ import annotations

import copy
from functools import cache

import pytest

from intents.telling.commands import Command, command_in
from tests.bot.conversation.answering import conversation_at
from tests.bot.conversation.harness import Conversation

_OPENED = {
    "a complaint": ("我要举报",),
    "a complaint, at a name": ("我要举报", "权利人", "经营信息"),
    "a complaint told": ("我们公司客户名单被前员工带走了，我要举报，我是权利人",),
    "a tip": ("我想匿名举报",),
    "a consultation": ("预约指导站咨询",),
    "a company's estimate": ("企业自评",),
    "a park's estimate": ("园区自评",),
}
_BEGINS = (
    "开始填",
    "开始吧",
    "来吧",
    "可以开始了",
    "好，填",
    "那就开始",
    "好的，开始",
    "要得，开始嘛",
    "我准备好了，开始",
    "可以，你问吧",
    "问吧",
    "走起",
    "行，来",
    "那我们开始吧",
    "可以填了",
)


@pytest.mark.parametrize("said", _BEGINS)
@pytest.mark.parametrize("opened", _OPENED)
def test_a_form_that_has_just_been_opened_goes_on_as_it_stands(opened: str, said: str) -> None:
    talk = _opened(opened)
    before = talk.state.running
    assert before is not None

    told = talk.say(said)

    running = talk.state.running
    assert running is not None
    assert (running.form, running.field, running.answers) == (before.form, before.field, before.answers), told
    assert running.misread == 0
    assert "没看明白" not in told
    assert talk.trace.entry is None


@pytest.mark.parametrize("said", ["开始填", "好，填", "来吧"])
def test_a_form_put_aside_is_taken_up_by_it(said: str) -> None:
    talk = _opened("a complaint, at a name")
    talk.say("先存着")

    talk.say(said)

    assert talk.state.running is not None
    assert talk.state.running.field == "reported_name"


@pytest.mark.parametrize("said", ["开始填", "好，开始", "来吧"])
def test_and_goes_on_after_a_while(said: str) -> None:
    talk = conversation_at("complaint, act_place, after a while")
    talk.say("在吗")

    talk.say(said)

    assert talk.state.running is not None
    assert (talk.state.running.field, talk.state.running.misread) == ("act_place", 0)


@pytest.mark.parametrize("said", ["开始填", "可以开始了", "来吧"])
def test_where_nothing_is_open_it_is_no_question_of_the_law(said: str) -> None:
    talk = conversation_at("idle")

    told = talk.say(said)

    assert talk.trace.entry is None
    assert "举报侵犯商业秘密" in told


@pytest.mark.parametrize("said", ["好，填", "来吧", "开始填"])
def test_and_at_an_addition_it_is_not_added(said: str) -> None:
    talk = conversation_at("note")

    talk.say(said)

    assert talk.notes == []
    assert talk.state.running is not None


@pytest.mark.parametrize(
    "said",
    ["我来", "我们来", "开始是他一个人拿的", "来福茶叶店", "我想问一下", "重新开始", "上", "从去年开始", "填错了"],
)
def test_what_only_sounds_like_it_is_something_else(said: str) -> None:
    assert command_in(said) is not Command.BEGIN


@cache
def _base(opened: str) -> Conversation:
    talk = Conversation()
    for said in _OPENED[opened]:
        talk.say(said)
    return talk


def _opened(opened: str) -> Conversation:
    talk = copy.copy(_base(opened))
    talk.cases, talk.notes, talk.heard = dict(talk.cases), list(talk.notes), list(talk.heard)
    return talk
