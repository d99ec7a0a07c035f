"""A correction at the summary goes to the item that it is about; of several times, to the one that is meant."""

from __future__ import annotations

import pytest

from bot.conversation.state import State
from tests.bot.conversation.harness import Conversation

TUESDAY, WEDNESDAY = "2026-12-01 上午", "2026-12-02 上午"


@pytest.fixture(scope="module")
def at_the_summary() -> State:
    talk = Conversation()
    for line in (
        "我想预约指导站上门",
        "涪陵智造谷有限公司",
        "涪陵区李渡街道",
        "跳过",
        "员工离职怎么管",
        "想了解离职员工怎么管",
        "下周二上午，下周三上午",
        "王五，13800001111",
        "单位名称改成重庆涪陵智造谷有限公司",
    ):
        talk.say(line)
    assert talk.trace.field == "confirm"
    return talk.state


@pytest.mark.parametrize(
    ("said", "times"),
    [
        ("时间改一哈 第一个不要周二了 改成周三下午", ["2026-11-25 下午", WEDNESDAY]),
        ("第一个不要周二了改成周四上午", ["2026-11-26 上午", WEDNESDAY]),
        ("把周三上午那个改成周五下午", [TUESDAY, "2026-11-27 下午"]),
        ("第二个换成下周四", [TUESDAY, "2026-12-03 上午"]),
        ("周二不行了，换成下周一下午", ["2026-11-30 下午", WEDNESDAY]),
        ("12月2号那个挪到12月8号下午，可以不", [TUESDAY, "2026-12-08 下午"]),
        ("改到下周四上午", ["2026-12-03 上午"]),
        ("时间改成下周四下午和下周五上午", ["2026-12-03 下午", "2026-12-04 上午"]),
        ("时间再加一个下周五上午", [TUESDAY, WEDNESDAY, "2026-12-04 上午"]),
        ("周二那个不要了", [WEDNESDAY]),
        ("那个时间不对，头一个改成周三下午", ["2026-11-25 下午", WEDNESDAY]),
        ("第二个也换哈，下周五上午", [TUESDAY, "2026-12-04 上午"]),
        ("有一个改成周五下午", [TUESDAY, WEDNESDAY]),
        ("第一个改成周六上午", [TUESDAY, WEDNESDAY]),
        ("问题改成周三的课讲什么", [TUESDAY, WEDNESDAY]),
        ("第一个改成重庆智造谷集团有限公司", [TUESDAY, WEDNESDAY]),
    ],
)
def test_the_time_that_is_meant_is_another_one(at_the_summary: State, said: str, times: list[str]) -> None:
    talk = Conversation(state=at_the_summary)
    talk.say(said)

    running = talk.state.running
    assert running is not None and running.answers["preferred_times"].value == times
    assert running.field == "confirm"
    named = "重庆智造谷集团有限公司" if "集团" in said else "重庆涪陵智造谷有限公司"
    assert running.answers["company_name"].value == named


def test_the_item_that_is_said_to_be_wrong_is_the_one_before_what_is_right(at_the_summary: State) -> None:
    talk = Conversation(state=at_the_summary)
    talk.say("单位写错了，是重庆涪智园区运营有限公司")

    running = talk.state.running
    assert running is not None and running.answers["company_name"].value == "重庆涪智园区运营有限公司", talk.text


def test_the_only_time_is_asked_anew(at_the_summary: State) -> None:
    talk = Conversation(state=at_the_summary)
    talk.say("周二那个不要了")
    talk.say("周三那个也不要了")

    assert talk.trace.field == "preferred_times"


def test_where_it_is_not_clear_which_is_meant_it_is_asked(at_the_summary: State) -> None:
    assert "要改哪一个" in Conversation(state=at_the_summary).say("有一个改成周五下午")
    assert "休息日" in Conversation(state=at_the_summary).say("第一个改成周六上午")


ANSWERS = {
    "secret_kind": "经营信息",
    "reporter_role": "权利人",
    "reported_name": "王大勇",
    "act_kinds": "窃取或者其他不正当手段获取",
    "act_date": "今年五月",
    "act_place": "渝北区回兴街道",
    "clue": "他有机会接触到",
    "reporter_name": "重庆测试有限公司",
    "contact_name": "张三",
    "phone": "13800001111",
    "truth_declared": "属实",
}


@pytest.fixture(scope="module")
def reported() -> State:
    talk = Conversation()
    talk.say("举报侵犯商业秘密")
    for _ in range(30):
        if talk.trace.field == "confirm":
            return talk.state
        talk.say(ANSWERS.get(talk.trace.field or "", "跳过"))
    raise AssertionError(talk.trace.field)


@pytest.mark.parametrize(
    ("said", "name", "value"),
    [
        ("第一个改成去年三月", "act_date", "2025-03"),
        ("改成去年三月", "act_date", "2025-03"),
        ("第一项改成去年三月", "act_date", "2025-03"),
        ("改成13900002222", "phone", "13900002222"),
    ],
)
def test_a_value_goes_to_the_item_that_can_hold_it(reported: State, said: str, name: str, value: str) -> None:
    talk = Conversation(state=reported)
    talk.say(said)

    before, running = reported.running, talk.state.running
    assert before is not None and running is not None and running.answers[name].value == value, talk.text
    assert {**running.answers, name: None} == {**before.answers, name: None}
