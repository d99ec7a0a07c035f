"""What is put together from a table is answered like an entry, and a follow-up goes on from it."""

from __future__ import annotations

import pytest

from tests.bot.conversation.harness import Conversation

SUM = "企业标准第2项和第3项一共几分"


@pytest.mark.parametrize("channel", ["web", "wechat"])
def test_a_sum_is_said_with_its_sources_and_the_notice(channel: str) -> None:
    talk = Conversation(channel=channel)

    talk.say(SUM)

    assert "合计20分" in talk.text
    assert "附件2企业标准第2项、第3项" in talk.text
    assert "该方案期限已届满" in talk.text


def test_a_follow_up_asks_the_same_of_the_other_member() -> None:
    talk = Conversation()
    talk.say(SUM)

    talk.say("那园区呢")

    assert "园区创建标准的分项第2项" in talk.text


def test_a_follow_up_about_another_place_of_an_entry_is_answered() -> None:
    talk = Conversation()
    talk.say("试点指标第4项：强化执法办案")

    talk.say("那第5项呢")

    assert "服务网络" in talk.text


def test_a_composed_answer_is_said_again() -> None:
    talk = Conversation()
    talk.say(SUM)

    talk.say("再说一遍")

    assert "合计20分" in talk.text


@pytest.mark.parametrize("asked", ["加分后总分能超过100分吗", "国家秘密和商业秘密有什么不同"])
def test_where_no_difference_is_known_it_is_said(asked: str) -> None:
    talk = Conversation()
    talk.say(asked)

    talk.say("那园区呢")

    assert "我没有查到" in talk.text
    assert "咨询" in talk.text


def test_in_the_middle_of_a_form_a_table_answers_too() -> None:
    talk = Conversation()
    talk.say("我要举报")

    talk.say("附件4里15分的有哪几项？")

    assert "合计30分" in talk.text
