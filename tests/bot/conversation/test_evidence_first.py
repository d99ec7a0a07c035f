"""Where something may be added, what is told is evidence first: a question beside it loses nothing."""

from __future__ import annotations

import pytest

from intents.telling.added import tells_and_asks, words_added
from tests.bot.conversation.harness import Conversation
from tests.bot.conversation.test_waiting_contact import filed as filed


def again(filed: Conversation) -> Conversation:
    """Return the conversation of whoever filed, begun anew for one test."""
    return Conversation(state=filed.state, cases=dict(filed.cases))


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("他上个月还给我们客户发了报价单，我们很急，能不能先来看看", "他上个月还给我们客户发了报价单"),
        ("对方昨天把网站关了，这个算不算毁灭证据？", "对方昨天把网站关了"),
        ("仓库里的样品又少了两箱，你们什么时候来", "仓库里的样品又少了两箱"),
        ("我可不可以再补充一点，那个本子放在三楼实验室", "那个本子放在三楼实验室"),
        ("可以再补充一个情况不：他们换了厂房，搬到井口去了", "他们换了厂房"),
        ("再加一个被举报人：重庆己公司", "重庆己公司"),
        ("他们老板昨天找人来公司闹过，会不会报复我们啊", "昨天找人来公司闹过"),
    ],
)
def test_what_is_told_beside_a_question_is_added(filed: Conversation, said: str, kept: str) -> None:
    talk = again(filed)
    talk.say("我要补充")
    talk.say(said)

    assert [kept in note.text for note in talk.notes] == [True], talk.text


@pytest.mark.parametrize(
    "said",
    [
        "我可不可以再补充一点，那个本子放在三楼实验室",
        "我能不能再补一句，图纸放在车间二楼的铁柜子里",
        "再加一个被举报人：重庆己公司",
        "能不能补充一下，他们换了厂房",
    ],
)
def test_it_is_added_without_the_button_too(filed: Conversation, said: str) -> None:
    talk = again(filed)
    talk.say(said)

    assert len(talk.notes) == 1


def test_a_question_is_answered_and_its_words_are_kept_for_a_yes(filed: Conversation) -> None:
    talk = again(filed)
    talk.say("我要补充")

    assert "回复“确认”" in talk.say("员工用个人微信传客户资料算不算侵权呢") and not talk.notes
    talk.say("确认")
    assert [note.text for note in talk.notes] == ["员工用个人微信传客户资料算不算侵权呢"]


@pytest.mark.parametrize(
    "asked",
    [
        "他们会不会知道是我举报的",
        "对方公司会被罚多少钱",
        "我举报了好久，什么时候有结果",
        "我们交了材料，还要等多久",
        "补充材料怎么传",
        "我能补充一下吗",
    ],
)
def test_a_question_alone_tells_nothing(asked: str) -> None:
    assert not tells_and_asks(asked) and not words_added(asked)
