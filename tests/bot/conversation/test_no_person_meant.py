"""What is said of the telephone or of the pace calls nobody: the form stays, the words are where they belong."""

from __future__ import annotations

import pytest

from bot.conversation.state import State
from intake.forms.form import value_of
from tests.bot.conversation.harness import Conversation
from tests.bot.conversation.test_times_changed import ANSWERS


@pytest.fixture(scope="module")
def states() -> dict[str, State]:
    """Return where a complaint stands at each of its questions."""
    talk, there = Conversation(), dict[str, State]()
    talk.say("举报侵犯商业秘密")
    for _ in range(30):
        there[talk.trace.field or ""] = talk.state
        if talk.trace.field == "confirm":
            break
        talk.say(ANSWERS.get(talk.trace.field or "", "跳过"))
    return there


@pytest.mark.parametrize("at", ["phone", "act_date", "confirm"])
@pytest.mark.parametrize(
    "said", ["能不能加急", "可不可以加急办理", "能不能搞快点", "没得电话，写信给我", "我没有手机，寄信嘛"]
)
def test_the_form_stays_open(states: dict[str, State], at: str, said: str) -> None:
    talk = Conversation(state=states[at])
    told = talk.say(said)

    running = talk.state.running
    assert running is not None and running.field == at, told
    if "信" in said:
        assert said in str(value_of(running.answers, "description")) and said in told


@pytest.mark.parametrize(
    "said",
    [
        "可以是可以，但是电话我想换成15188889999",
        "电话打不通，用这个15188889999",
        "找我老婆也行，电话改为15188889999",
    ],
)
def test_another_number_at_the_summary_is_put_in(states: dict[str, State], said: str) -> None:
    talk = Conversation(state=states["confirm"])
    talk.say(said)

    running = talk.state.running
    assert running is not None and running.field == "confirm" and not talk.cases
    assert value_of(running.answers, "phone") == "15188889999"


def test_who_wants_no_number_and_no_name_is_told_of_the_tip(states: dict[str, State]) -> None:
    assert "改为匿名线索举报" in Conversation(state=states["phone"]).say("不想留电话，可以匿名不")


@pytest.mark.parametrize("said", ["转人工", "我要找真人说", "有没有人接电话"])
def test_who_wants_a_person_still_gets_to_one(states: dict[str, State], said: str) -> None:
    talk = Conversation(state=states["phone"])

    assert "12315" in talk.say(said) and talk.state.shelved is not None


@pytest.mark.parametrize("said", ["能不能加急", "加急办理一下嘛"])
def test_before_a_form_is_open_it_calls_nobody_either(said: str) -> None:
    assert Conversation().say(said) and "没有值守的工作人员" not in Conversation().say(said)
