"""What answers is asked who it is, blamed and talked to; it says what is true, and nothing that is not."""

from __future__ import annotations

import pytest

from bot.conversation.phrases import Phrases
from intake.forms.codes import ChannelStatus
from tests.bot.conversation.harness import Conversation

SAYS = Phrases.load(ChannelStatus.DEMO).say


def answer_to(text: str) -> str:
    person = Conversation()
    person.say(text)
    return person.text


@pytest.mark.parametrize(
    "text",
    [
        "你是不是ChatGPT",
        "你是机器人还是真人",
        "对面是人还是机器",
        "你们用的是哪个大模型",
        "这个是AI在回答吗",
        "您是真人吗？",
        "你到底是不是人工智能",
    ],
)
def test_whoever_asks_what_answers_is_told_that_it_is_no_person_and_no_model(text: str) -> None:
    assert SAYS("service.self") in answer_to(text)


@pytest.mark.parametrize("text", ["人工客服", "后台人工", "有没有真人在", "你是机器人吧，换个人来"])
def test_whoever_wants_a_person_is_told_how_to_reach_one(text: str) -> None:
    person = Conversation()
    person.say(text)

    assert person.trace.intent == "human"


def test_in_a_form_it_is_told_and_the_question_asked_again() -> None:
    person = Conversation()
    person.say("我要举报")
    person.say("你是真人还是机器人")

    assert SAYS("service.self") in person.text
    assert person.trace.field == "reporter_role"


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("你会不会拿我说的话去训练", "service.self_learning"),
        ("你答错了哪个负责", "service.self_made"),
        ("你是哪年开通的", "service.self_who"),
    ],
)
def test_what_it_does_with_what_is_said_and_who_made_it_is_answered(text: str, entry: str) -> None:
    person = Conversation()
    person.say(text)

    assert person.trace.entry == entry


@pytest.mark.parametrize("text", ["你好烦", "啥子玩意儿嘛 一点用都没有", "你真笨"])
def test_blame_is_met_with_a_word_of_regret(text: str) -> None:
    assert SAYS("service.blamed") in answer_to(text)


@pytest.mark.parametrize("text", ["哈哈哈", "哦", "么么哒"])
def test_a_word_of_talk_is_not_misunderstood(text: str) -> None:
    assert SAYS("service.listening") in answer_to(text)


@pytest.mark.parametrize("text", ["泡菜坛子起白花怎么办", "红烧肉怎么做"])
def test_what_is_asked_of_others_is_sent_on_without_a_menu_of_titles(text: str) -> None:
    assert SAYS("answering.not_ours") in answer_to(text)


def test_what_is_asked_in_general_books_no_visit() -> None:
    person = Conversation()
    person.say("方案要求企业每年搞几次培训，又要求指导员来几次")

    assert person.trace.dialog is None
    assert person.trace.entry is not None
