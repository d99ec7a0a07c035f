"""「我的指导员是谁」 and 「谁是我们园区的联络员」 are looked up; 「申请指导员」 begins a consultation about it."""

from __future__ import annotations

import pytest

from bot.conversation.guiding.exchanged import ContactGlance
from tests.bot.conversation.harness import Conversation

OWN = ContactGlance("江津区市场监督管理部门", "李老师", "对话里说转人工", "", company="重庆甲公司")
LIAISON = ContactGlance("江津区市场监督管理部门", "王科", "园区办公室", "023-47500000", place="双福园区")
OVER = "该方案期限已届满"


def test_a_known_company_is_told_who_and_how() -> None:
    talk = Conversation(contacts=[OWN])

    told = talk.say("我的指导员是谁")

    assert "重庆甲公司的商业秘密指导员是李老师" in told and "对话里说转人工" in told and OVER in told


def test_of_an_officer_who_left_the_bureau_is_named() -> None:
    told = Conversation(contacts=[ContactGlance("江津区市场监督管理部门", company="重庆甲公司")]).say(
        "我们公司的指导员是谁"
    )

    assert "已经不在任" in told and "请联系江津区市场监督管理部门" in told and "申请指导员" in told


def test_others_are_sent_to_the_bureau_and_can_ask_for_one() -> None:
    talk = Conversation()

    assert "没有查到您单位的指导员" in talk.say("谁是我们公司的指导员")
    assert "您的单位叫什么名字" in talk.say("申请指导员")
    running = talk.state.running
    assert running is not None and "配一名商业秘密指导员" in str(running.answers["question"].value)


def test_the_liaison_officer_of_a_park_is_told_with_a_number_only_where_they_agreed() -> None:
    told = Conversation(contacts=[LIAISON]).say("谁是我们园区的联络员")

    assert "双福园区的联络员是王科" in told and "电话023-47500000（本人同意公开）" in told and OVER in told
    assert "请联系江津区市场监督管理部门" in Conversation().say("谁是双福园区的联络员")


@pytest.mark.parametrize("asked", ["谁是我们园区的联络员", "找联络员", "谁是蓝天科技园的联络员"])
@pytest.mark.parametrize(
    "answer", ["江津区", "江津", "就江津吧", "渝北", "双福园区", "我们在珞璜工业园", "江津区的"]
)
def test_what_answers_which_park_or_district_is_looked_up_and_nothing_else_is_swallowed(
    asked: str, answer: str
) -> None:
    talk = Conversation()
    assert "区县" in talk.say(asked) and talk.state.seeks_liaison

    told = talk.say(answer)

    assert "那里没有登记联络员，请联系" in told and not talk.state.seeks_liaison


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("示范单位自评", "您要评哪一种"),
        ("什么是商业秘密", "不为公众所知悉"),
        ("江津有人偷了我们的配方卖给对手", "举报"),
        ("算了", "需要时随时找我"),
        ("退订", "您还没有订阅通知"),
    ],
)
def test_whoever_says_something_else_than_where_is_answered_that(said: str, told: str) -> None:
    talk = Conversation()
    talk.say("找联络员")

    assert told in talk.say(said) and not talk.state.seeks_liaison
    assert "联络员" not in talk.say("江津区")


def test_what_is_asked_of_them_in_general_is_answered_by_the_entry_with_a_button() -> None:
    talk = Conversation()

    assert "市场监管部门配备" in talk.say("商业秘密指导员由谁配")
    assert "申请指导员" in {choice.say for reply in talk.replies for choice in reply.choices}
