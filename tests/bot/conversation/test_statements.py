"""What the sources say further goes with the answer: said where it holds what was asked, else only for a page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.conversation.paging import paged
from knowledge.finding.statements import Statements
from tests.bot.conversation.harness import Conversation, handbook

CAP = "plan.bonus.cap"
TWO_HALVES = "企业标准多少分算创建成功？加分以后总分最高能到多少？"
PAGE = 2000


@pytest.mark.parametrize("channel", ["web", "wechat"])
def test_the_second_half_of_a_question_is_said_on_every_channel(channel: str) -> None:
    talk = Conversation(channel=channel)

    talk.say(TWO_HALVES)

    assert "80分以上" in paged(talk.replies, PAGE)[0].text


def test_what_is_only_folded_out_stands_in_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    statements = handbook().library.statements
    beside = statements.beside(TWO_HALVES, handbook().library.entries[CAP].sources, "")
    likely = tuple(replace(one, likeness=0.3) for one in beside)
    monkeypatch.setattr(Statements, "beside", lambda *_: likely)
    talk = Conversation()

    talk.say("加分以后总分能超过100分吗")

    folded = [said for reply in talk.replies for said in reply.statements]
    assert len(folded) == len(likely) > 0
    assert not any(said in paged(talk.replies, PAGE)[0].text for said in folded)


def test_a_question_in_the_middle_of_a_form_gets_them_too() -> None:
    talk = Conversation()
    talk.say("我要举报")

    talk.say(TWO_HALVES)

    assert "80分以上" in talk.text


def test_they_stand_before_the_source_and_name_their_place() -> None:
    said = handbook().library.answer(CAP, TWO_HALVES, date(2026, 11, 29)).text.splitlines()

    assert said[1].startswith("另外：")
    assert "80分以上" in said[1]
    assert said[1].endswith("）。")
    assert said[2].startswith("依据：")
