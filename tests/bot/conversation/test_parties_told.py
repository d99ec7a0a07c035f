"""The former employee and the new employer: each is a party, and the relation is that of the one it is told of."""

from __future__ import annotations

from bot.conversation.summary import listed
from intake.forms.form import value_of
from tests.bot.conversation.harness import Conversation, handbook

STORY = (
    "我们在江津双福做茶叶的，重庆山蓝茶叶贸易有限公司，我叫周敏，19900001101。前销售主管李明2026年8月12日从系统里越权导出经销商名单，"
    "带到荣昌板桥的重庆半坡茶业有限公司，9月开始他们就拿着名单一个一个打电话，现在还在打。"
)


def test_the_relation_is_that_of_the_person_and_not_of_the_company_they_went_to() -> None:
    talk = Conversation()
    talk.say(STORY)
    assert talk.state.running is not None
    answers = talk.state.running.answers

    assert value_of(answers, "reported_name") == "李明"
    assert value_of(answers, "reported_relation") == "前员工"
    assert value_of(answers, "reported_name#2") == "重庆半坡茶业有限公司"
    assert value_of(answers, "reported_relation#2") is None


def test_where_something_was_taken_to_is_not_where_it_was_taken() -> None:
    talk = Conversation()
    talk.say(STORY)
    assert talk.state.running is not None

    assert value_of(talk.state.running.answers, "taken_place") is None


def test_in_the_recap_what_is_said_of_a_party_stands_beside_it() -> None:
    talk = Conversation()
    talk.say(STORY)
    assert talk.state.running is not None

    labels = [field.label for field in listed(handbook("demo"), talk.state.running)]

    at = labels.index("被举报人")
    second = labels.index("被举报人（2）")
    assert labels[at : at + 2] == ["被举报人", "与权利人的关系"]
    assert all(label.startswith("被举报人") for label in labels[at + 2 : second])
