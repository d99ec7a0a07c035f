"""Who is accused as well, or instead, in everyday words in the middle of a form; 「没有」 is nobody's address."""

from __future__ import annotations

import pytest

from tests.bot.conversation.answering import conversation_at
from tests.bot.conversation.harness import Conversation

FIRST = "重庆渝心微电子有限公司"


def _kept(talk: Conversation, field: str) -> object:
    running = talk.state.running
    assert running is not None
    answer = running.answers.get(field)
    return answer.value if answer is not None else None


@pytest.mark.parametrize(
    ("said", "second"),
    [
        ("收东西的宏运电子也要告，它是单位", "宏运电子"),
        ("宏运电子也要告", "宏运电子"),
        ("还要告宏运电子", "宏运电子"),
        ("还有我们销售总监，叫吴勇，他也要告", "吴勇"),
        ("另外我还要举报他老板刘洋", "刘洋"),
        ("他们的老板叫刘洋，也要举报", "刘洋"),
        ("被举报人是法人叫赵强", "赵强"),
    ],
)
@pytest.mark.parametrize("field", ["act_place", "formed_on", "summary"])
def test_a_second_accused_stands_beside_the_first(field: str, said: str, second: str) -> None:
    talk = conversation_at(f"complaint, {field}")

    talk.say(said)

    assert [_kept(talk, "reported_name"), _kept(talk, "reported_name#2")] == [FIRST, second], talk.text


@pytest.mark.parametrize("said", ["我老公也要告他", "他也要告我", "还要告好久", "也要告"])
def test_who_reports_as_well_is_not_accused(said: str) -> None:
    talk = conversation_at("complaint, formed_on")

    talk.say(said)

    assert _kept(talk, "reported_name#2") is None, talk.text


@pytest.mark.parametrize(
    "said", ["不是从我们公司拷走，被举报人是王某", f"不是{FIRST}，被举报人是王某", "被举报人是王某"]
)
@pytest.mark.parametrize("field", ["act_place", "formed_on", "act_date"])
def test_who_is_accused_instead_takes_the_place(field: str, said: str) -> None:
    talk = conversation_at(f"complaint, {field}")

    talk.say(said)

    assert (_kept(talk, "reported_name"), talk.trace.field) == ("王某", field), talk.text


@pytest.mark.parametrize("said", ["没有", "没得", "无", "不晓得", "没得地址", "没有固定地址"])
def test_no_address_is_none(said: str) -> None:
    talk = conversation_at("complaint, reported_place")

    talk.say(said)

    assert _kept(talk, "reported_place") is None and talk.trace.field != "reported_place", talk.text
