"""What was taken in one's own house was taken where that house stands; where it is used stands beside it."""

from __future__ import annotations

import pytest

from tests.bot.conversation.test_places import answers, at_the_place


@pytest.mark.parametrize(
    ("said", "taken", "used"),
    [
        ("就是渝中区化龙桥我们办公室拷走的，现在他们在两江新区照母山用", "渝中区", "两江新区"),
        ("渝中区我们公司拿走的，现在他们在巴南区用", "渝中区", "巴南区"),
        ("沙坪坝井口我们厂里偷的，对方在永川区生产", "沙坪坝区", "永川区"),
    ],
)
def test_both_places_are_kept(said: str, taken: str, used: str) -> None:
    talk = at_the_place()
    talk.say(said)

    assert answers(talk)["taken_place"]["district"] == taken
    assert answers(talk)["use_place"]["district"] == used


def test_a_company_that_was_robbed_says_not_where() -> None:
    talk = at_the_place()
    talk.say("渝中区我们公司被人拿走了名单，现在他们在巴南区用")

    assert "taken_place" not in answers(talk)
