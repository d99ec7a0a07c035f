"""How many modules of the conversation a stranger must read to follow one message; counted, not timed.

What other packages do they do behind their public door; of the conversation's own modules an answer to a field
enters ten at most, a question seven.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from bot.conversation.channels import ChannelName
from bot.conversation.engine import advance
from bot.conversation.messages import Inbound
from bot.conversation.turn import PersonSaid, Turn
from tests.bot.conversation.answering import conversation_at
from tests.bot.conversation.harness import Conversation, handbook

OURS = Path(__file__).parents[3] / "bot" / "conversation"
MOST_FOR_AN_ANSWER = 10
MOST_FOR_A_QUESTION = 7


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("complaint, reporter_role", "权利人"),
        ("complaint, secret_kind", "经营信息"),
        ("complaint, reported_name", "重庆半坡茶业有限公司"),
        ("complaint, act_kinds", "1和2"),
        ("complaint, act_kinds", "半夜翻墙进来抄的"),
        ("complaint, act_place", "江津双福"),
        ("complaint, act_date", "2026年8月"),
        ("complaint, clue", "他有机会接触到"),
        ("complaint, contact_name", "周敏"),
        ("complaint, phone", "19900001101"),
        ("complaint, loss_amount", "大概三十来万"),
        ("complaint, truth_declared", "属实"),
        ("tip, anonymous", "匿名"),
        ("tip, act_place", "合川钱塘镇"),
        ("consultation, district", "江津区"),
        ("consultation, topics", "保密制度"),
        ("consultation, preferred_times", "下周二上午"),
    ],
)
def test_an_answer_to_a_field_enters_ten_modules_at_most(place: str, said: str) -> None:
    entered, turn = _entered(conversation_at(place), said)

    assert turn.trace.field != place.split(", ")[1], "this was no answer"
    assert len(entered) <= MOST_FOR_AN_ANSWER, entered


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("idle", "什么是商业秘密？"),
        ("idle", "举报要收费吗"),
        ("idle, answered", "那罚款好多呢"),
        ("complaint, reported_name", "什么是商业秘密？"),
        ("complaint, phone", "举报后多久立案"),
        ("tip, act_date", "举报要收费吗"),
        ("note", "什么是商业秘密？"),
    ],
)
def test_a_question_enters_seven_modules_at_most(place: str, said: str) -> None:
    entered, turn = _entered(conversation_at(place), said)

    assert turn.trace.entry is not None, "this was no question"
    assert len(entered) <= MOST_FOR_A_QUESTION, entered


def _entered(talk: Conversation, said: str) -> tuple[list[str], Turn]:
    """Return the modules of which a function was called, and what the message came to."""
    message = Inbound(ChannelName.WEB, "person", "key", "text", talk.now, text=said)
    book = handbook(talk.status)
    called: set[Path] = set()
    turn = _watched(lambda: advance(talk.state, PersonSaid(message), book, talk.now), called)
    return sorted(str(path.relative_to(OURS)) for path in called if path.is_relative_to(OURS)), turn


def _watched(talked: Callable[[], Turn], called: set[Path]) -> Turn:
    def seen(frame: FrameType, event: str, _: Any) -> None:
        if event == "call":
            called.add(Path(frame.f_code.co_filename))

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        return talked()
    finally:
        sys.setprofile(before)
