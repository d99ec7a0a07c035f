"""Where somebody went with it nothing was taken; a seat is asked about before anybody is turned away."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.bot.conversation.answering import conversation_at
from tests.bot.conversation.harness import Conversation

WENT_ON = "前员工带走配方跑到贵阳开厂，我们在綦江，我要举报"
HACKED = (
    "我是重庆锐铂传感科技有限公司的法人周明礼，公司在北碚蔡家岗。上个月28号晚上有人黑进了我们的服务器，"
    "把压力传感器的标定算法整个打包下载走了。我们怀疑是深圳那边一家叫微感智能的公司指使的，我要举报"
)


def _where(talk: Conversation, field: str) -> object:
    running = talk.state.running
    assert running is not None, talk.text
    answer = running.answers.get(field)
    value = answer.value if answer is not None else None
    return (value.get("district") or value.get("outside")) if isinstance(value, Mapping) else value


def test_where_somebody_went_with_it_is_where_it_is_used() -> None:
    talk = conversation_at("idle")

    talk.say(WENT_ON)

    assert (_where(talk, "taken_place"), _where(talk, "use_place")) == (None, "贵州省贵阳市"), talk.text


def test_it_is_asked_whether_it_was_taken_at_the_seat_before_anybody_is_turned_away() -> None:
    talk = conversation_at("idle")
    for said in (WENT_ON, "权利人", "谭启贵", "偷配方，自己开厂用"):
        talk.say(said)

    talk.say("就在贵阳开的厂噻")
    assert "綦江区" in talk.text and talk.state.running is not None, talk.text

    talk.say("綦江区")
    places = [_where(talk, field) for field in ("act_place", "taken_place", "use_place")]
    assert places == ["綦江区", "綦江区", "贵州省贵阳市"], talk.text


@pytest.mark.parametrize(
    ("said", "taken", "used"),
    [
        ("在渝中区公司里被拷走，拿到成都使用，我要举报", "渝中区", "四川省成都市"),
        ("在成都被拷走，拿到渝中区使用，我要举报", "四川省成都市", "渝中区"),
    ],
)
def test_both_places_are_heard_where_nothing_is_named_that_was_taken(said: str, taken: str, used: str) -> None:
    talk = conversation_at("idle")

    talk.say(said)

    assert (_where(talk, "taken_place"), _where(talk, "use_place")) == (taken, used), talk.text
    assert _where(talk, "act_place") == "渝中区"


def test_neither_the_seat_of_the_accused_nor_that_of_a_house_that_was_hacked_is_a_place_of_the_act() -> None:
    talk = conversation_at("idle")

    talk.say(HACKED)

    assert (_where(talk, "taken_place"), _where(talk, "use_place")) == (None, None), talk.text


@pytest.mark.parametrize("said", ["代码是在重庆总部服务器上的，他远程下的", "在重庆被拿走的", "重庆总部"])
def test_in_chongqing_it_is_asked_in_which_district(said: str) -> None:
    talk = conversation_at("complaint, act_place")

    talk.say(said)

    assert "哪个区县" in talk.text and talk.trace.field == "act_place", talk.text
