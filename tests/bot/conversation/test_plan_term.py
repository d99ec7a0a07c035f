"""Whatever is answered of the plan's own tools says in its last line that the term of the plan is over."""

from __future__ import annotations

import pytest

from bot.conversation.guiding.exchanged import ContactGlance
from tests.bot.conversation.harness import Conversation

ESTIMATED = ("企业示范单位自评", "有", "部分，6分", "有", "没有", "不确定", "有", "跳过", "保存自评结果")
OVER = "该方案期限已届满；今年的安排以市局和所在区县局最新通知为准。"


@pytest.mark.parametrize(
    "said",
    [
        ("我们想当示范单位",),
        ("示范单位自评",),
        ("示范单位自评", "有什么区别"),
        ("示范单位自评", "两个都要评"),
        ("申报准备清单",),
        ("谁是我们园区的联络员",),
        ("谁是双福园区的联络员",),
        ("我的指导员是谁",),
        ("重庆乙公司的指导员是谁",),
        ("示范单位怎么申报",),
        ("组织机构和制度建设一共多少分",),
    ],
    ids=lambda said: said[-1],
)
def test_every_answer_of_the_tools_ends_with_it(said: tuple[str, ...]) -> None:
    talk = Conversation()
    for words in said:
        talk.say(words)

    (text,) = [reply.text for reply in talk.replies if OVER in reply.text]
    assert text.splitlines()[-1].endswith(OVER)


@pytest.mark.parametrize("said", ["企业示范单位自评", "园区示范基地自评"])
def test_a_self_assessment_says_so_before_it_asks(said: str) -> None:
    before, _, question = Conversation().say(said).partition("第1/")

    assert before.splitlines()[-1].endswith(OVER) and "项：" in question


@pytest.mark.parametrize(
    "said",
    [
        ("申请指导员",),
        ("给我们派个指导员",),
        ("我们想请一名指导员",),
        ("我的指导员是谁", "申请指导员"),
        (*ESTIMATED, "请指导站上门看看"),
        ("我要预约咨询，咨询内容是示范基地（单位）创建",),
        ("企业示范单位自评", "有", "先存着", "继续填写"),
        ("申请指导员", "先存着", "继续填写"),
        ("申请指导员", "先存着", "申请指导员"),
        ("申请指导员", "先存着", "企业示范单位自评", "先存着", "接着填咨询"),
    ],
    ids=lambda said: "，".join(said[-2:]),
)
def test_every_wish_that_opens_a_tool_says_so_before_it_asks(said: tuple[str, ...]) -> None:
    talk = Conversation()
    for words in said:
        talk.say(words)

    before, _, question = talk.replies[-1].text.rpartition("\n第")
    assert before.splitlines()[-1].endswith(OVER) and "项：" in question


@pytest.mark.parametrize("said", [("预约指导站咨询",), ("我要举报",), ("我要举报", "先存着", "继续填写")])
def test_what_does_not_rest_on_the_plan_does_not_speak_of_it(said: tuple[str, ...]) -> None:
    talk = Conversation()
    for words in said:
        talk.say(words)

    assert OVER not in talk.text


def test_one_that_is_come_back_to_after_days_says_so_again() -> None:
    talk = Conversation()
    talk.say("申请指导员")
    talk.wait(days=3)
    talk.say("你好")

    assert OVER in talk.say("继续填写")


def test_so_does_what_was_found() -> None:
    told = Conversation(contacts=[ContactGlance("江津区市场监督管理部门", "王科", "办公室", place="双福园区")])

    told.say("双福园区的联络员是谁")

    assert told.replies[-1].text.splitlines()[-1].endswith(OVER)


def test_so_does_what_a_self_assessment_comes_to() -> None:
    talk = Conversation()
    for words in ESTIMATED:
        talk.say(words)

    assert talk.replies[-1].text.splitlines()[-1].endswith(OVER)
