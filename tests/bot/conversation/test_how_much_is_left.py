"""Who asks how much is left of a form, or sighs at its length, hears the number; it answers no item."""

from __future__ import annotations

import pytest

from tests.bot.conversation.harness import Conversation

TO_THE_NAME = ("我要举报", "我是权利人", "经营信息")
TO_THE_ACTS = (*TO_THE_NAME, "重庆某某科技有限公司")
TO_THE_COURSE = ("我要匿名举报", "经营信息", "重庆某某科技有限公司")
TO_THE_QUESTION = ("预约指导站咨询", "江津区")
ASKS = [
    "还要填好久", "要填好久啊", "还要填多久", "还要好久才填得完", "还要多长时间", "怎么这么多", "咋个这么多哦",
    "怎么还没完", "还没填完吗", "太长了", "也太长了吧", "这么长啊", "好长哦", "问题也太多了", "问题太多了",
    "要填的东西太多了", "要填这么多吗", "还有这么多啊", "还要问多少", "还要问几个问题", "总共要填多少项",
    "一共有多少个问题", "什么时候能填完", "几时填得完哦", "填不完了", "快填完了没", "还得填几个",
    "是不是快完了", "填了好久了", "问了半天了", "都填了半天了还没完", "能不能少问点", "可不可以简单点",
    "没完没了", "还差几步", "还要几步才完", "还有几步", "还有多久填得完嘛", "后头还有好多问题哦",
    "怎么还没完，还有多少项？", "剩下几个了", "还剩几步", "还差好多项才填得完", "后面还有几道题",
]  # fmt: skip
ANSWERS = [
    "几百万", "好多家", "客户太多了", "用了好久了", "三个月", "问了好几家供应商", "他问了半天我们的配方",
    "没填完的报价单", "他们做了好久了", "这么多年的客户", "多少不清楚", "好久以前的事",
]  # fmt: skip


def _at(steps: tuple[str, ...]) -> Conversation:
    talk = Conversation()
    for said in steps:
        talk.say(said)
    return talk


@pytest.mark.parametrize("steps", [TO_THE_NAME, TO_THE_ACTS, TO_THE_COURSE, TO_THE_QUESTION], ids=lambda s: s[-1])
@pytest.mark.parametrize("said", ASKS)
def test_how_much_is_left_is_told_and_the_item_asked_again(said: str, steps: tuple[str, ...]) -> None:
    talk = _at(steps)
    before = talk.state.running

    told = talk.say(said)

    assert "连这一项还剩" in told and "“先存着”" in told and "“跳过”" in told
    after = talk.state.running
    assert before is not None and after is not None
    assert (after.field, after.answers) == (before.field, before.answers)


def test_the_number_is_that_of_the_items_still_asked() -> None:
    talk = _at(TO_THE_NAME)

    told = talk.say("还要填好久")

    assert "连这一项还剩20项" in told and "第3/22项" in told


@pytest.mark.parametrize("steps", [TO_THE_NAME, TO_THE_ACTS, TO_THE_COURSE, TO_THE_QUESTION], ids=lambda s: s[-1])
@pytest.mark.parametrize("said", ANSWERS)
def test_what_tells_something_is_not_taken_for_a_sigh(said: str, steps: tuple[str, ...]) -> None:
    assert "连这一项还剩" not in _at(steps).say(said)
