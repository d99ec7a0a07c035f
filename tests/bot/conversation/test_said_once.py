"""What two answers in one message share is said once."""

from __future__ import annotations

from tests.bot.conversation.harness import Conversation


def test_two_answers_that_rest_on_the_same_plan_say_once_that_it_is_over() -> None:
    talk = Conversation()

    answer = talk.say("示范单位哪天前申报？多少分算通过？")

    assert answer.count("依据：") == 2, answer
    assert answer.count("期限已届满") == 1, answer
