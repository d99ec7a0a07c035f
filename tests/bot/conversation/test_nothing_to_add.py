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
        "没得了没得了",
        "没有了，没有了",
        "莫得了",
        "莫得莫得",
        "没有没有",
        "没了没了没了",
        "没啥了 没啥了",
        "不补了不补了",
        "算了算了",
        "没别的了没别的了",
        "暂时没有暂时没有",
        "没得补的了没得补的了",
        "冇得了",
        "木有了木有了",
        "就这些了",
        "就这些就这些",
        "就这么多就这么多",
        "说完了说完了",
        "完了完了",
        "够了够了",
        "差不多了差不多了",
        "行了行了",
        "好了好了",
        "就这样就这样",
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
        "完了，他们把样品全部搬走了",
        "就这些图纸他们也拿去用了",
        "他又发了他又发了",
        "差不多了三家客户都遭他们挖走",
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


@pytest.mark.parametrize(
    ("place", "said", "once"),
    [
        ("complaint, reported_name", "没得了没得了", "没得了"),
        ("complaint, reported_name", "没有没有", "没有"),
        ("complaint, act_place", "不晓得不晓得", "不晓得"),
        ("complaint, measures", "莫得莫得", "莫得"),
        ("tip, reported_name", "不清楚，不清楚", "不清楚"),
        ("tip, act_place", "跳过跳过跳过", "跳过"),
        ("consultation, company_name", "没有了 没有了", "没有了"),
    ],
)
def test_what_is_said_twice_over_at_an_item_means_what_it_means_once(place: str, said: str, once: str) -> None:
    twice, plainly = conversation_at(place), conversation_at(place)

    assert twice.say(said) == plainly.say(once)
