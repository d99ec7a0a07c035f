"""What somebody says at a question that it does not answer is taken for what it is."""

from __future__ import annotations

import pytest

from intake.forms.form import value_of
from tests.bot.conversation.harness import Conversation
from tests.bot.conversation.test_engine import a_conversation

_STORY = "北碚有家叫蓝鲸科技的公司，老板挖了原公司的人，拿着原公司的客户名单在拉生意"


def given(talk: Conversation, name: str) -> object:
    assert talk.state.running is not None
    return value_of(talk.state.running.answers, name)


def test_a_story_makes_nobody_unnamed_the_owner() -> None:
    talk = a_conversation("我要举报", "我想匿名", _STORY)

    assert given(talk, "reporter_role") is None
    assert given(talk, "anonymous") is True
    assert given(talk, "reported_name") == "蓝鲸科技"
    assert "哪一种情况" in talk.text


def test_who_says_later_what_they_are_is_taken_for_it() -> None:
    talk = a_conversation("我要举报", "我想匿名", _STORY, "我不是权利人，我是蓝鲸的员工")

    assert given(talk, "reporter_role") == "insider"


def test_all_of_something_else_is_no_kind_of_secret() -> None:
    begun = ("我要举报", "权利人")

    assert given(a_conversation(*begun, "沙坪坝区井口工业园和渝中区都有"), "secret_kind") is None
    assert given(a_conversation(*begun, "应该都有吧"), "secret_kind") == "both"
    assert given(a_conversation(*begun, "图纸和客户都有"), "secret_kind") == "both"


def test_the_caller_of_a_consultation_is_noted_wherever_they_say_it() -> None:
    talk = a_conversation("我要预约咨询", "跳过", "江津双福", "跳过", "保密协议", "张伟 13700137000")

    assert given(talk, "contact_name") == "张伟"
    assert given(talk, "phone") == "13700137000"
    assert given(talk, "question") is None
    assert "具体想问什么" in talk.text


@pytest.mark.parametrize("said", ["好了", "问好了", "我问到了"])
def test_who_is_back_is_asked_the_open_question(said: str) -> None:
    talk = a_conversation("我要举报", "权利人", "经营信息", "稍等，我去问一下同事", said)

    assert talk.state.running is not None
    assert talk.state.running.field == "reported_name"
    assert talk.state.running.misread == 0
    assert talk.text.startswith("第3/") and "项：被举报的单位或者个人" in talk.text.splitlines()[0]


@pytest.mark.parametrize("said", ["我要举报", "我想投诉一下", "技术信息", "我们是做榨菜的，在涪陵"])
def test_a_wish_an_option_and_a_trade_are_no_names(said: str) -> None:
    talk = a_conversation("我要举报", "权利人", "经营信息", said)

    assert given(talk, "reported_name") is None
