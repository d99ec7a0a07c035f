"""A day that is counted out is read back; of a span the words are kept beside the first of its days."""

from __future__ import annotations

import pytest

from tests.bot.conversation.answering import conversation_at


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("10月1号前两天", "2026-09-29"),
        ("国庆节头两天", "2026-09-29"),
        ("国庆之前两天", "2026-09-29"),
        ("2025年10月1号头一天", "2025-09-30"),
        ("3月1号的前一天", "2026-02-28"),
    ],
)
@pytest.mark.parametrize("field", ["formed_on", "act_date"])
def test_a_day_before_one_that_is_named_is_counted_out_and_read_back(field: str, said: str, day: str) -> None:
    talk = conversation_at(f"complaint, {field}")

    talk.say(said)

    running = talk.state.running
    assert running is not None and running.answers[field].value == day, talk.text
    assert said in talk.text and "推算" in talk.text


@pytest.mark.parametrize("said", ["大概19年到21年慢慢摸出来的", "19到21年", "2019年-2021年"])
def test_a_span_where_one_day_is_kept_is_kept_as_typed(said: str) -> None:
    talk = conversation_at("complaint, formed_on")

    talk.say(said)
    talk.say("查看已填")

    assert f"2019年（原话：{said}）" in talk.text, talk.text


def test_one_year_is_told_as_it_is() -> None:
    talk = conversation_at("complaint, formed_on")

    talk.say("2019年")
    talk.say("查看已填")

    assert "形成时间：2019年\n" in talk.text, talk.text
