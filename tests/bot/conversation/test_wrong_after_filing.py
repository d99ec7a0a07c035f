"""Whoever has filed and sees that something in it was wrong is heard: it is added to the case, or asked for."""

from __future__ import annotations

import pytest

from tests.bot.conversation.answering import conversation_at
from tests.bot.conversation.harness import Conversation
from tests.bot.conversation.test_after_filing import STATES

_WHEN = ["just filed", "four days later", "closed"]


@pytest.mark.parametrize("when", _WHEN)
@pytest.mark.parametrize(
    "said",
    [
        "搞反了",
        "我填反了",
        "弄颠倒了",
        "刚才说反了",
        "写拐了",
        "第3项不对",
        "第三项错了",
        "有一项填错了",
        "被举报人写错了",
    ],
)
def test_who_only_says_that_something_was_wrong_is_asked_what(when: str, said: str) -> None:
    talk: Conversation = STATES[when]("complaint")

    talk.say(said)

    assert talk.state.running is not None and talk.state.running.form == "supplement"
    assert talk.notes == []


@pytest.mark.parametrize("when", _WHEN)
@pytest.mark.parametrize(
    "said",
    [
        "我把拿走的地方和使用的地方搞反了",
        "拿走的地方跟用的地方写反了，请改一下",
        "两个时间我填反了，形成时间和发生时间颠倒了",
    ],
)
def test_what_changed_places_is_added_in_the_words_that_say_so(when: str, said: str) -> None:
    talk: Conversation = STATES[when]("complaint")

    talk.say(said)

    assert [note.text for note in talk.notes] == [said]


_ONLY_WRONG = ["第3项不对", "第三项错了", "有一项填错了", "被举报人写错了", "发生地点不对", "我填错了", "时间有误"]


@pytest.mark.parametrize("said", _ONLY_WRONG)
def test_a_note_that_only_says_that_something_is_wrong_is_asked_what_it_should_be(said: str) -> None:
    talk = conversation_at("note")

    asked = talk.say(said)

    assert (talk.trace.field, talk.notes) == ("note", [])
    assert "应当是什么" in asked

    talk.say("被举报人应该是重庆云山科技有限公司")

    assert [note.text for note in talk.notes] == ["被举报人应该是重庆云山科技有限公司"]


@pytest.mark.parametrize("said", _ONLY_WRONG)
def test_who_says_it_again_is_taken_at_their_word(said: str) -> None:
    talk = conversation_at("note")

    talk.say(said)
    talk.say(said)

    assert [note.text for note in talk.notes] == [said]


@pytest.mark.parametrize(
    "said",
    [
        "被举报人写错了，应该是重庆云山科技有限公司",
        "他们把我们的商标也写错了印在包装上",
        "第3项改成重庆云山科技有限公司",
    ],
)
def test_what_says_more_is_added_at_once(said: str) -> None:
    talk = conversation_at("note")

    talk.say(said)

    assert [note.text for note in talk.notes] == [said]
