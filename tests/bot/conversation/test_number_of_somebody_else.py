"""A third person's telephone is the filer's in no form; that of who is to be called is kept."""

from __future__ import annotations

import pytest

from tests.bot.conversation.answering import conversation_at

AT_THE_PHONE = ["complaint, phone", "consultation, phone"]


@pytest.mark.parametrize("place", AT_THE_PHONE)
@pytest.mark.parametrize(
    "said",
    ["王厂长的电话是13512340000", "我们经理的电话是13811110000，他姓刘", "13811110000，这个是我们会计的"],
)
def test_a_third_persons_number_is_asked_again(place: str, said: str) -> None:
    talk = conversation_at(place)

    talk.say(said)

    assert "像是别人的" in talk.text and talk.trace.field == "phone", talk.text
    running = talk.state.running
    assert running is not None and "phone" not in running.answers


@pytest.mark.parametrize("place", AT_THE_PHONE)
def test_the_number_of_who_is_named_as_the_contact_is_kept(place: str) -> None:
    talk = conversation_at(place)
    talk.say("我们经理的电话是13811110000，他姓刘")

    talk.say("联系人是刘经理")
    talk.say("刘经理的电话是13811110000")

    running = talk.state.running
    assert running is not None and running.answers["phone"].value == "13811110000", talk.text
    assert running.answers["contact_name"].value == "刘经理"


@pytest.mark.parametrize("place", AT_THE_PHONE)
def test_ones_own_number_is_taken_after_somebody_elses(place: str) -> None:
    talk = conversation_at(place)
    talk.say("王厂长的电话是13512340000")

    talk.say("我的是13811110000")

    running = talk.state.running
    assert running is not None and running.answers["phone"].value == "13811110000", talk.text
