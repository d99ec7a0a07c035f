"""What was told before a form was open is in it when it is opened: with a button, after an answer."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from msgspec.structs import replace

from bot.conversation.remembered import ToldBefore
from intents.telling.keeping import kept_of
from tests.bot.conversation.harness import Conversation
from tests.bot.conversation.openings import opened_by_row, rows

SHEET = "own/stories_strangers.jsonl"
_BUTTONS = {"complaint": "举报侵犯商业秘密", "tip": "提供违法线索（可匿名）", "consultation": "预约指导站咨询"}
_ROWS = {row["id"]: row for row in rows(SHEET)}


@pytest.mark.parametrize("name", _ROWS)
def test_a_story_told_before_the_button_fills_the_form_as_if_it_had_opened_it(name: str) -> None:
    row = _ROWS[name]
    at_once = opened_by_row(row)
    talk = Conversation(now=datetime.fromisoformat(f"{row['today']}T09:00:00+08:00"))
    # What must not be kept is cut out before anything is remembered.
    told = ToldBefore(kept_of(row["text"]).text, talk.now.isoformat(timespec="seconds"))
    talk.state = replace(talk.state, telling=told)

    talk.say(_BUTTONS[row["kind"]])

    answers = _answers(talk)
    assert {name: answers.get(name) for name in at_once.answers} == dict(at_once.answers)


def test_a_consultation_told_as_a_question_is_filled_when_the_button_is_pressed() -> None:
    talk = Conversation()
    talk.say(
        "有两个徒弟要走，怕他们把手艺带出去另外开店，我在合川开桃片作坊，竞业限制的补偿一个月要给多少钱才有效？"
        "我叫唐祖德，电话13098765432，随时打都可以"
    )

    if talk.state.running is None:
        talk.say("预约指导站咨询")

    answers = _answers(talk)
    assert answers["contact_name"] == "唐祖德"
    assert answers["phone"] == "13098765432"


def _answers(talk: Conversation) -> dict[str, Any]:
    assert talk.state.running is not None
    return {name: answer.value for name, answer in talk.state.running.answers.items()}
