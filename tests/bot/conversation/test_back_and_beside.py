"""Going back keeps what was answered and its number; what an answer says of another item goes there."""

from __future__ import annotations

import re

import pytest

from bot.conversation.state import Running, State
from intake.forms.form import value_of
from tests.bot.conversation.harness import Conversation
from tests.bot.conversation.test_no_person_meant import states as states


def at(states: dict[str, State], field: str, *lines: str) -> Conversation:
    """Return the complaint at one of its questions, after these lines."""
    talk = Conversation(state=states[field])
    for line in lines:
        talk.say(line)
    return talk


def form(talk: Conversation) -> Running:
    assert talk.state.running is not None
    return talk.state.running


def number(talk: Conversation) -> str:
    found = re.search(r"第(\d+/\d+)项", talk.text)
    return found[1] if found else ""


def test_going_back_twice_empties_nothing_and_counts_down(states: dict[str, State]) -> None:
    talk = at(states, "act_date", "上一步")
    first, there = number(talk), form(talk).field
    talk.say("上一步")

    assert form(talk).field != there and int(number(talk).split("/")[0]) == int(first.split("/")[0]) - 1
    assert {name for name, answer in form(talk).answers.items() if answer.value is not None} == {
        name
        for name, answer in (states["act_date"].running or form(talk)).answers.items()
        if answer.value is not None
    }


@pytest.mark.parametrize("keeps", ["不改", "跳过", "继续", "就这样"])
def test_what_was_opened_again_is_left_as_it_is(states: dict[str, State], keeps: str) -> None:
    talk = at(states, "act_date", "上一步", "上一步", keeps)

    before = states["act_date"].running
    assert before is not None and form(talk).answers == before.answers and form(talk).field == "act_date"


def test_a_correction_meanwhile_moves_no_item(states: dict[str, State]) -> None:
    talk = at(states, "act_date", "被举报人改成李大庸", "上一步")

    assert form(talk).field != "reported_name" and value_of(form(talk).answers, "reported_name") == "李大庸"


@pytest.mark.parametrize(
    ("said", "then", "taken", "used"),
    [
        ("渝北 两路那边，他公司在江北观音桥", "1", "两路街道", "观音桥街道"),
        ("渝北两路和江北观音桥两个地方都有", "两路拿走的，观音桥在用", "两路街道", "观音桥街道"),
        ("渝北两路和江北观音桥两个地方都有", "观音桥那边拷走的", "观音桥街道", "两路街道"),
        ("渝北两路、江北观音桥", "2", "观音桥街道", "两路街道"),
    ],
)
def test_of_two_places_it_is_asked_which_is_which(
    states: dict[str, State], said: str, then: str, taken: str, used: str
) -> None:
    talk = at(states, "act_place")

    assert "哪一处是被拿走的地方" in talk.say(said)
    talk.say(then)
    there = {name: value_of(form(talk).answers, name) for name in ("taken_place", "use_place", "act_place")}
    units = {name: place["unit"] for name, place in there.items() if isinstance(place, dict)}
    assert units == {"taken_place": taken, "use_place": used, "act_place": used}, talk.text


def test_two_places_may_be_both(states: dict[str, State]) -> None:
    talk = at(states, "act_place", "渝北两路和江北观音桥两个地方都有", "几处都是")

    place = value_of(form(talk).answers, "act_place")
    assert isinstance(place, dict) and place["district"] == "两江新区" and "两路" in place["text"]


@pytest.mark.parametrize("said", ["江北区观音桥北城天街", "不是两路，是观音桥街道", "在两路拷走的，观音桥在卖"])
def test_one_place_and_places_told_apart_are_not_asked(states: dict[str, State], said: str) -> None:
    assert "哪一处是被拿走" not in at(states, "act_place").say(said)


@pytest.mark.parametrize(
    ("said", "then", "day"),
    [
        ("他2025年1月5号走的，走了就开始抢了", "", None),
        ("他2025年1月5号走的，走了就开始抢了", "是的", "2025-01-05"),
        ("他2025年1月5号走的，走了就开始抢了", "今年3月开始的", "2026-03"),
        ("去年8月离职，今年2月开始用的", "", "2026-02"),
        ("去年8月离职时拷走的", "", "2025-08"),
        ("今年三月王强辞职以后", "对", "2026-03"),
    ],
)
def test_when_somebody_left_is_asked_about(
    states: dict[str, State], said: str, then: str, day: str | None
) -> None:
    talk = at(states, "act_date", said, *filter(None, (then,)))

    assert value_of(form(talk).answers, "act_date") == day, talk.text


def test_when_somebody_left_is_no_day_on_which_the_secret_was_made(states: dict[str, State]) -> None:
    talk = at(states, "formed_on")

    assert "什么时候形成的" in talk.say("他今年二月十号离职的，出去就开始挖了")
    assert value_of(form(talk).answers, "formed_on") is None


@pytest.mark.parametrize(
    ("said", "name", "word"),
    [
        ("对方行为再加一条 他们自己在使用", "act_kinds", "自己使用"),
        ("对方是怎么做的里面还要加一条他们自己在使用", "act_kinds", "自己使用"),
        ("保密措施里面再加一条门禁", "measures", "门禁"),
        ("被举报人再加一个重庆己有限公司", "reported_name#2", "重庆己有限公司"),
    ],
)
def test_what_comes_to_another_item_goes_there(states: dict[str, State], said: str, name: str, word: str) -> None:
    talk = at(states, "act_date", said)

    assert word in str(value_of(form(talk).answers, name)) and form(talk).field == "act_date", talk.text
