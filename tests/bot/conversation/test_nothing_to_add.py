"""An addition that turns out to be none, and what waits for an answer while something else is asked."""

from __future__ import annotations

import pytest

from intake.forms.supplement import Purpose
from tests.bot.conversation.answering import conversation_at


@pytest.mark.parametrize(
    "said",
    [
        "算了，没得啥子要补的了",
        "要得，没得了",
        "哦，没有要补的",
        "好嘛，暂时没有别的了",
        "没啥补充的，就这样",
        "想了一下没什么可说的了",
        "没得了，麻烦你们了",
        "不补了，先走了",
        "嗯，其实没有新的材料，等你们消息",
    ],
)
def test_whoever_has_nothing_to_add_adds_nothing_and_has_left(said: str) -> None:
    talk = conversation_at("note")

    talk.say(said)

    assert talk.state.running is None, talk.text
    assert talk.notes == []


@pytest.mark.parametrize(
    "said",
    [
        "没得保密协议了，合同遭他们拿走了",
        "没有了，仓库里的样品全部被他们搬走了",
        "他们没有要补的货，直接拿我们的",
        "不用我们的名义了，他们改成自己的牌子在卖",
    ],
)
def test_and_what_only_begins_like_it_is_added(said: str) -> None:
    talk = conversation_at("note")

    talk.say(said)

    assert [note.text for note in talk.notes] == [said]


@pytest.mark.parametrize(
    "said", ["查进度", "我的案子到哪一步了", "先看哈进度", "查一下进度", "现在办到哪里了", "进度怎么样了"]
)
def test_the_wish_to_withdraw_waits_while_its_progress_is_shown(said: str) -> None:
    talk = conversation_at("idle, filed")
    talk.say("算了我不告了，想撤回来")

    told = talk.say(said)

    assert "现在由" in told
    assert talk.notes == []
    talk.say("申请撤回")
    assert [note.purpose for note in talk.notes] == [Purpose.WITHDRAWAL_WISH]


def test_and_is_given_up_for_an_addition() -> None:
    talk = conversation_at("idle, filed")
    talk.say("算了我不告了，想撤回来")

    talk.say("补充材料")
    talk.say("他们上周又发了报价单")

    assert [(note.purpose, note.text) for note in talk.notes] == [(Purpose.SUPPLEMENT, "他们上周又发了报价单")]
