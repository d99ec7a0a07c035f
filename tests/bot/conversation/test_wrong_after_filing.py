"""Whoever has filed and sees that something in it was wrong is heard: it is added to the case, or asked for."""

from __future__ import annotations

import pytest

from tests.bot.conversation.harness import Conversation
from tests.bot.conversation.test_after_filing import STATES

_WHEN = ["just filed", "four days later", "closed"]


@pytest.mark.parametrize("when", _WHEN)
@pytest.mark.parametrize("said", ["搞反了", "我填反了", "弄颠倒了", "刚才说反了", "写拐了"])
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
