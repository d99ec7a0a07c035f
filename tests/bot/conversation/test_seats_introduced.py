"""Where a company sits that somebody introduces is no place of an act: it is asked where it was done."""

from __future__ import annotations

import pytest

from tests.bot.conversation.harness import Conversation
from tests.bot.conversation.test_places import answers, at_the_place


@pytest.mark.parametrize(
    "story",
    [
        "九龙坡区有家公司叫重庆凯达模具厂，收买了我们同行的工程师，拿到了他们的图纸，我要举报",
        "我要举报，九龙坡区有个厂叫重庆凯达模具厂，花钱收买了我们同行的工程师，把图纸弄走了",
    ],
)
def test_a_story_does_not_put_the_act_where_the_accused_sit(story: str) -> None:
    talk = Conversation()
    talk.say(story)

    assert talk.state.running is not None
    assert not {"act_place", "taken_place", "use_place"} & talk.state.running.answers.keys()


def test_where_they_use_it_at_their_seat_it_is_that() -> None:
    talk = Conversation()
    talk.say("九龙坡区有家公司叫重庆凯达模具厂，在用我们的图纸生产，我要举报")

    assert answers(talk)["use_place"]["district"] == "九龙坡区"


def test_said_where_the_place_is_asked_it_is_asked_back() -> None:
    talk = at_the_place()
    talk.say("九龙坡区有家公司叫重庆凯达模具厂，收买了我们同行的工程师")

    assert talk.trace.field == "act_place"
    assert "act_place" not in answers(talk)
    talk.say("九龙坡区")
    assert answers(talk)["act_place"]["district"] == "九龙坡区"
