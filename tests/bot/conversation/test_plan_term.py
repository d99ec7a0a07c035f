"""Whatever is answered of the plan's own tools says in its last line that the term of the plan is over."""

from __future__ import annotations

import pytest

from bot.conversation.guiding.exchanged import ContactGlance
from tests.bot.conversation.harness import Conversation

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


def test_so_does_what_was_found() -> None:
    told = Conversation(contacts=[ContactGlance("江津区市场监督管理部门", "王科", "办公室", place="双福园区")])

    told.say("双福园区的联络员是谁")

    assert told.replies[-1].text.splitlines()[-1].endswith(OVER)


def test_so_does_what_a_self_assessment_comes_to() -> None:
    talk = Conversation()
    for words in ("企业示范单位自评", "有", "部分，6分", "有", "没有", "不确定", "有", "跳过", "保存自评结果"):
        talk.say(words)

    assert talk.replies[-1].text.splitlines()[-1].endswith(OVER)
