"""Who will handle it: the bureau that the place decides, that the place decides it, or the case itself."""

from __future__ import annotations

import copy

import pytest

from tests.bot.conversation.harness import Conversation
from tests.bot.conversation.standing import standing_at

ASKS = [
    "谁来办这个案子", "谁来处理", "你们哪个来处理嘛", "交了以后谁来查", "哪个局来办",
    "你们是区局派人还是市局派人嘛",
    "归哪个局办", "谁来办", "由哪个局负责", "提交以后哪个部门来管", "哪个单位处理",
]  # fmt: skip
AFTER = [
    "谁来办", "谁在办", "经办人是谁，办我案子的", "办我这个案子的是哪些人", "现在是市局在管还是区局在管我的案子",
    "谁负责我这个案子哦", "现在哪个局在处理",
]  # fmt: skip
OTHERS = ["他们公司谁管图纸", "谁拿走的不清楚", "哪些情况归公安管", "证据由谁来收集才算数", "谁负责保密工作"]


@pytest.mark.parametrize("field", ["secret_kind", "reported_name", "act_place"])
@pytest.mark.parametrize("said", ASKS)
def test_before_a_place_is_known_it_is_said_that_the_place_decides(said: str, field: str) -> None:
    talk = _at("complaint", field)

    told = talk.say(said)

    assert "要看事情发生在哪里" in told
    assert talk.state.running is not None and talk.state.running.field == field


@pytest.mark.parametrize("field", ["act_date", "clue", "contact_name", "confirm"])
@pytest.mark.parametrize("said", ASKS)
def test_once_the_place_is_known_the_bureau_is_named(said: str, field: str) -> None:
    talk = _at("complaint", field)

    told = talk.say(said)

    assert told.startswith("确认后由两江新区市场监督管理部门接收")
    assert talk.trace.field == field


def test_the_place_of_the_summary_decides_and_not_an_entry() -> None:
    talk = _at("complaint", "confirm")
    talk.say("发生地点改成渝中区解放碑")
    assert talk.say("归哪个局办").startswith("确认后由渝中区")


def test_in_a_consultation_the_seat_decides() -> None:
    assert "在哪个区县" in _at("consultation", "company_name").say("谁来处理")
    assert "接收" in _at("consultation", "contact_name").say("谁来处理")


@pytest.mark.parametrize("said", AFTER)
def test_after_filing_the_case_says_who_has_it(said: str) -> None:
    talk = copy.copy(standing_at("after", None, None))

    told = talk.say(said)

    assert "现在由两江新区市场监督管理部门办理" in told


@pytest.mark.parametrize("said", OTHERS)
def test_what_asks_of_something_else_is_left_alone(said: str) -> None:
    assert "事情发生在哪里：由" not in _at("complaint", "secret_kind").say(said)
    assert "现在由两江新区" not in copy.copy(standing_at("after", None, None)).say(said)


def _at(form: str, field: str) -> Conversation:
    talk = copy.copy(standing_at("mid", form, field))
    talk.cases, talk.heard = dict(talk.cases), list(talk.heard)
    return talk
