"""Asked when it ended, whoever says that it has not fills in that it goes on, and no day."""

from __future__ import annotations

import copy

import pytest

from bot.conversation.state import Running, State
from intents.reading import has_no_end
from tests.bot.conversation.harness import Conversation
from tests.bot.conversation.standing import standing_at


@pytest.fixture(scope="module", params=["complaint", "tip"])
def begun(request: pytest.FixtureRequest) -> State:
    """A form under way in which an end was said."""
    talk = copy.copy(standing_at("mid", request.param, "act_place"))
    talk.say("发生时间改成2026年3月到2026年5月")
    assert running_of(talk).answers["act_until"].value == "2026-05", talk.text
    return talk.state


def running_of(talk: Conversation) -> Running:
    running = talk.state.running
    assert running is not None, talk.text
    return running


@pytest.mark.parametrize("said", ["还在继续，没有结束", "现在还在搞", "没得结束", "到现在都没停"])
def test_that_it_goes_on_answers_when_it_ended(begun: State, said: str) -> None:
    talk = Conversation(state=begun)
    talk.say("结束时间不对")
    assert running_of(talk).field == "act_until", talk.text
    talk.say(said)

    answers = running_of(talk).answers
    assert (answers["act_until"].value, answers["ongoing"].value) == (None, True), talk.text
    assert "2026年5月" not in talk.text


@pytest.mark.parametrize("said", ["结束时间不对，现在还在搞", "结束时间：还在继续", "结束时间不对，没有结束"])
def test_that_it_goes_on_puts_an_end_right(begun: State, said: str) -> None:
    talk = Conversation(state=begun)
    talk.say(said)

    answers = running_of(talk).answers
    assert (answers["act_until"].value, answers["ongoing"].value) == (None, True), talk.text


@pytest.mark.parametrize(
    ("said", "goes_on"),
    [
        ("一直在卖", True),
        ("还没完", True),
        ("从3月到现在", True),
        ("5月停了", False),
        ("3月还在搞，5月就没搞了", False),
        ("不晓得结束没得", False),
        ("没有结束时间", False),
        ("不清楚还在不在搞", False),
        ("有没有结束我不知道", False),
        ("2026年5月", False),
    ],
)
def test_only_words_that_say_so_mean_that_it_goes_on(said: str, goes_on: bool) -> None:
    assert has_no_end(said) is goes_on
