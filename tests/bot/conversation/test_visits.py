"""The appointment of a consultation in the chat: agreed to, moved, called off, each in a word."""

from __future__ import annotations

import pytest

from bot.conversation.part_shown import VisitGlance
from tests.bot.conversation.harness import Conversation

CONSULTATION = (
    "我是江北区鱼嘴重庆轴间轴承公司的，姓邓，19900001128，想约11月27号上午线上咨询保密协议怎么签",
    "鱼复工业园",
    "保密协议怎么签才有效",
    "对",
)


def a_consultation(state: str = "offered", slot: str = "2026-12-03 15:00", calendar: str = "") -> Conversation:
    talk = Conversation()
    for line in CONSULTATION:
        talk.say(line)
    talk.visit = VisitGlance(state, slot, calendar)
    return talk


def test_a_time_that_was_offered_is_agreed_to_in_a_word() -> None:
    talk = a_consultation(calendar="https://shangmi.example.gov.cn/visit/x")
    assert "2026年12月3日（周四）15:00，等您确认" in talk.say("查进度") and "确认时间" in talk.text

    answer = talk.say("确认时间")

    assert (
        "约在2026年12月3日（周四）15:00" in answer and "存到日历：https://shangmi.example.gov.cn/visit/x" in answer
    )


@pytest.mark.parametrize("said", ["改约12月4日上午", "我想改约到12月4号上午", "换个时间，下周五上午"])
def test_another_time_is_wished_for_in_one_message(said: str) -> None:
    assert "方便的时间：2026年12月4日（周五）上午" in a_consultation().say(said)


def test_without_a_time_some_are_offered_and_each_of_them_is_a_whole_message() -> None:
    talk = a_consultation()

    answer = talk.say("改约")
    assert "2026年11月25日（周三）上午" in answer
    assert "方便的时间：2026年11月25日（周三）下午" in talk.say("2")


def test_what_cannot_be_read_or_is_too_much_is_asked_for_again() -> None:
    talk = a_consultation()

    assert "没看明白是什么时候" in talk.say("改约改约改约")
    assert "最多说3个时间" in talk.say("改约12月1号到4号")


def test_an_appointment_is_called_off_and_the_consultation_stays() -> None:
    talk = a_consultation("agreed")

    assert "现在还没有取消" in talk.say("取消预约") and "约在2026年12月3日（周四）15:00" in talk.text
    assert talk.visit is not None and talk.visit.state == "agreed" and talk.trace.intent == "cancel"
    assert "咨询本身还在" in talk.say("确定取消预约")
    assert "约定的时间已取消" in talk.say("查进度")


@pytest.mark.parametrize(
    "said",
    [
        "预约取消算了，不来了",
        "我不来了，预约取消",
        "那天有事，不约了",
        "不好意思，我们来不了了，取消预约吧",
        "预约的事先取消嘛",
    ],
)
def test_an_appointment_is_called_off_in_other_words_too(said: str) -> None:
    talk = a_consultation("agreed")

    assert "现在还没有取消" in talk.say(said), talk.text
    assert "咨询本身还在" in talk.say("取消"), talk.text
    assert "约定的时间已取消" in talk.say("查进度")


def test_where_no_time_was_agreed_none_is_said_to_be_off_and_the_way_to_end_it_all_is_shown() -> None:
    talk = a_consultation("wished", "")

    assert "时间还没有定" in talk.say("领导说今年不搞了，不用来了") and "撤回咨询" in talk.text
    told = talk.say("确定取消预约")
    assert "还没有约定时间" in told and "约定的时间已取消" not in told and "撤回咨询" in told
    assert "没有约定时间" in talk.say("查进度")


@pytest.mark.parametrize("said", ["撤回咨询", "整个咨询都不要了", "取消整个咨询", "这次咨询不办了"])
@pytest.mark.parametrize("state", ["wished", "agreed"])
def test_a_whole_consultation_is_withdrawn(said: str, state: str) -> None:
    talk = a_consultation(state, "2026-12-03 15:00" if state == "agreed" else "")
    talk.say("取消预约")

    talk.say(said)
    assert "取消咨询的申请已记到" in talk.say("今年不搞了")


@pytest.mark.parametrize("said", ["还是先留着吧", "先留着", "那就保留吧"])
def test_whoever_keeps_it_after_all_is_told_how_it_stands(said: str) -> None:
    talk = a_consultation("agreed")
    talk.say("取消预约")
    talk.say("确定取消预约")

    assert "约定的时间已取消" in talk.say(said) and "改约" in talk.text


@pytest.mark.parametrize(
    "said", ["算了不取消", "不取消，照旧", "不取消了", "别取消", "点错了，不是要取消", "还是不取消了", "不"]
)
def test_whoever_thinks_again_is_told_what_stands(said: str) -> None:
    talk = a_consultation("agreed")
    talk.say("取消预约")

    assert "没有取消" in talk.say(said) and "约好的时间：2026年12月3日（周四）15:00" in talk.text, talk.text
    assert talk.visit is not None and talk.visit.state == "agreed"

    talk.say("取消预约")
    talk.say("是的")
    assert "约定的时间已取消" in talk.say(said) or said == "不", talk.text


def test_the_question_whether_it_is_off_is_open_for_one_message_only() -> None:
    talk = a_consultation("agreed")
    talk.say("取消预约")
    talk.say("竞业限制要不要给补偿")

    talk.say("对")

    assert talk.visit is not None and talk.visit.state == "agreed"


def test_a_yes_to_a_day_off_is_no_yes_to_the_day_that_was_offered() -> None:
    talk = a_consultation("offered")

    assert "是休息日" in talk.say("这周六上午可以") and talk.visit is not None and talk.visit.state == "offered"


def test_nothing_that_is_off_is_called_off_again() -> None:
    assert "预约已经取消了" in a_consultation("called_off").say("取消预约")


def test_whoever_moves_it_is_told_that_the_time_before_stands_no_more() -> None:
    talk = a_consultation("agreed")

    assert "原来的2026年12月3日（周四）15:00不作数了" in talk.say("那天不行了，能不能改到12月15号上午")
    assert "不来了：原来安排的2026年12月3日（周四）15:00已经不作数" in talk.say("那12月3号还来不来？")
    assert "2026年12月4日没有约" in talk.say("那12月4号还来不来？")


def test_whether_anybody_comes_on_a_day_is_answered_yes_or_no() -> None:
    talk = a_consultation("agreed")

    assert "是的，就约在2026年12月3日（周四）15:00" in talk.say("那12月3号还来不来？")
    assert "没有约，安排的是2026年12月3日（周四）15:00" in talk.say("12月4号来不来")


def test_a_letter_with_a_time_that_stands_no_more_is_marked() -> None:
    letter = "安排的时间：2026年12月3日（周四）15:00。\n有变化请回复“改约”加上方便的时间。"
    told = {}
    for state in ("agreed", "wished", "called_off"):
        talk = a_consultation(state)
        talk.letters = (letter, "请把营业执照带上，有变化可以改约。")
        told[state] = talk.say("查进度").count("不作数）")

    assert told == {"agreed": 0, "wished": 1, "called_off": 1}


@pytest.mark.parametrize(
    "said",
    [
        "约的时间改到下周四上午行不行",
        "时间改到下周四上午",
        "预约能不能改到下周四上午",
        "麻烦把上门的时间换到下周四上午",
    ],
)
def test_an_appointment_is_moved_in_other_words_and_the_new_wish_is_told_with_the_case(said: str) -> None:
    talk = a_consultation("agreed")

    assert "方便的时间：2026年12月3日（周四）上午" in talk.say(said), talk.text
    assert talk.state.running is None and "2026年12月3日（周四）上午" in talk.say("查进度")


@pytest.mark.parametrize("said", ["下周二我没得空，能不能换一天", "那天来不了，换个日子嘛", "可以改天吗"])
def test_who_has_no_time_and_names_no_other_is_offered_some(said: str) -> None:
    talk = a_consultation("agreed")

    assert "2026年11月25日（周三）上午" in talk.say(said) and "什么时候方便" in talk.text, talk.text


@pytest.mark.parametrize(
    "said",
    ["我们公司取消了他的预约权限，不来了", "合同时间改成去年5月他们就没来过", "预约怎么取消？", "我改天再补充"],
)
def test_what_is_told_or_asked_moves_no_appointment(said: str) -> None:
    talk = a_consultation("agreed")

    talk.say(said)

    assert talk.visit == VisitGlance("agreed", "2026-12-03 15:00")


def test_without_a_consultation_nothing_is_said_of_anybody() -> None:
    for said in ("确认时间", "取消预约", "改约12月4日上午"):
        assert "没有查到您在这里预约的咨询" in Conversation().say(said), said


def test_what_the_knowledge_base_surely_knows_is_told_before_the_visit_and_the_form_goes_on() -> None:
    talk = Conversation()
    for line in ("我要咨询", "重庆弦外乐器有限公司", "梁平", "跳过", "保密协议"):
        talk.say(line)

    answer = talk.say("竞业限制要不要给补偿")

    assert "先看看这条答复" in answer and "依据：" in answer
    assert "希望怎样咨询" in answer and talk.trace.field == "mode"


def test_times_are_offered_from_the_working_calendar_and_several_may_suit() -> None:
    talk = Conversation()
    for line in ("我要咨询", "重庆弦外乐器有限公司", "梁平", "跳过", "保密协议", "合同模板哪里有", "电话"):
        asked = talk.say(line)
    # A Monday: nobody is offered the next day, and the weekend is left out.
    assert "2026年11月25日（周三）上午\n2026年11月25日（周三）下午\n2026年11月26日（周四）上午" in asked

    talk.say("2026年11月25日（周三）上午；2026年11月26日（周四）上午")
    for line in ("王经理", "19900001128", "确认提交"):
        talk.say(line)
    assert talk.draft.fields["preferred_times"] == ["2026-11-25 上午", "2026-11-26 上午"]


def test_a_closed_case_asks_for_one_mark_and_takes_it_once() -> None:
    talk = a_consultation("held")
    talk.may_rate = True

    assert "只问一次" in talk.say("查进度") and "基本满意" in talk.text
    assert "评价已记下" in talk.say("2")
    assert "没有查到您已经办结、还没有评价的事项" in talk.say("评价：满意")
