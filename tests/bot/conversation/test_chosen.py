"""Whoever is asked which, and answers in their own words, gets it; nothing else is swallowed."""

from __future__ import annotations

import pytest

from tests.bot.conversation.harness import Conversation

COMPANY, PARK = "第1/7项：组织机构健全", "第1/17项：领导小组"
VISIT = (
    "我是江北区鱼嘴重庆轴间轴承公司的，姓邓，19900001128，想约11月27号上午线上咨询保密协议怎么签",
    "鱼复工业园",
    "保密协议怎么签才有效",
    "对",
)


def asked(*said: str) -> Conversation:
    talk = Conversation()
    for words in said:
        talk.say(words)
    return talk


@pytest.mark.parametrize("asks", ["示范单位自评", "我们想当示范单位", "我想自评"])
@pytest.mark.parametrize(
    ("answer", "opens"),
    [
        ("企业", COMPANY),
        ("公司", COMPANY),
        ("我们是企业", COMPANY),
        ("我们是个厂", COMPANY),
        ("重庆甲科技公司", COMPANY),
        ("第一种", COMPANY),
        ("1", COMPANY),
        ("园区", PARK),
        ("基地", PARK),
        ("我们是产业园", PARK),
        ("第二个", PARK),
    ],
)
def test_whoever_is_asked_which_self_assessment_says_what_they_are(asks: str, answer: str, opens: str) -> None:
    assert opens in asked(asks).say(answer)


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("后面那个", PARK),
        ("前一种", COMPANY),
        ("两个都要评", "先评哪一种"),
        ("有什么区别", "园区里的一家企业，评企业的"),
        ("不知道", "园区里的一家企业，评企业的"),
        ("算了", "需要时随时找我"),
        ("自评要多少分", "80"),
        ("什么是商业秘密", "不为公众所知悉"),
    ],
)
def test_both_neither_and_something_else_are_answered(answer: str, told: str) -> None:
    assert told in asked("示范单位自评").say(answer)


def test_the_question_is_open_for_one_message() -> None:
    talk = asked("示范单位自评", "什么是商业秘密")

    assert COMPANY not in talk.say("企业")


def test_what_was_explained_or_asked_again_can_be_answered_again() -> None:
    talk = asked("示范单位自评", "有什么区别")

    assert PARK in talk.say("园区")


@pytest.mark.parametrize(
    ("before", "answer", "told"),
    [
        # What can be reported and how.
        ("我们公司前员工把客户名单带去了对手那里，这个你们管不管", "匿名的那个", "下面填写违法线索举报"),
        ("我们公司前员工把客户名单带去了对手那里，这个你们管不管", "举报那个", "下面按顺序填写侵犯商业秘密举报"),
        ("我们公司前员工把客户名单带去了对手那里，这个你们管不管", "先咨询再说", "帮您预约指导站咨询"),
        ("我们公司前员工把客户名单带去了对手那里，这个你们管不管", "最后一个", "帮您预约指导站咨询"),
        ("算了我还是不举报了", "问个问题", "请直接说您的问题"),
        ("算了我还是不举报了", "线索", "下面填写违法线索举报"),
        # A menu of everything.
        ("你好", "匿名的那个", "下面填写违法线索举报"),
        ("你好", "第三种", "帮您预约指导站咨询"),
        # Titles.
        ("你们好久才查得完", "第一种", "立案"),
        ("你们好久才查得完", "个人信息那个", "保存"),
        ("你们好久才查得完", "没有", "没有现成的答案"),
        ("你们好久才查得完", "不是这些", "没有现成的答案"),
        # To become a demonstration unit.
        ("我们想当示范单位", "看清单", "可以一项一项勾"),
        ("我们想当示范单位", "咨询", "您的单位叫什么名字"),
    ],
)
def test_every_other_question_which_is_answered_in_own_words_too(before: str, answer: str, told: str) -> None:
    assert told in asked(before).say(answer)


@pytest.mark.parametrize("answer", ["下周三上午", "星期四下午那个", "11月30日上午", "第二个", "最后一个"])
def test_whoever_is_asked_when_to_move_an_appointment_to_says_when(answer: str) -> None:
    assert "方便的时间" in asked(*VISIT, "改约").say(answer)


@pytest.mark.parametrize("answer", ["下周三上午有人吗", "下周三不行"])
def test_a_day_that_is_asked_about_or_declined_is_not_wished_for(answer: str) -> None:
    assert "已记下" not in asked(*VISIT, "改约").say(answer)


@pytest.mark.parametrize("said", ["我要匿名举报", "匿名举报", "匿名", "我想匿名反映一家公司", "匿名的那个"])
def test_whoever_chooses_a_tip_without_a_name_keeps_that_wish(said: str) -> None:
    """What is offered beneath the first words must not take the wish to stay unknown away."""
    talk = Conversation()
    talk.say("算了我还是不举报了")

    talk.say(said)

    assert talk.state.running is not None and talk.state.running.form == "tip"
    assert talk.state.running.answers["anonymous"].value is True
