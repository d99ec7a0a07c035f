"""「我的指导员是谁」 and 「谁是我们园区的联络员」 are looked up; 「申请指导员」 begins a consultation about it."""

from __future__ import annotations

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
    assert "请联系所在区县的市场监督管理部门" in Conversation().say("谁是双福园区的联络员")


def test_what_is_asked_of_them_in_general_is_answered_by_the_entry_with_a_button() -> None:
    talk = Conversation()

    assert "市场监管部门配备" in talk.say("商业秘密指导员由谁配")
    assert "申请指导员" in {choice.say for reply in talk.replies for choice in reply.choices}
