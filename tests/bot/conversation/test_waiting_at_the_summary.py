"""Whoever says to wait at the summary files nothing and stops nothing: the summary stays, corrections go on."""

from __future__ import annotations

import pytest

from intake.forms.form import value_of
from tests.bot.conversation.answering import conversation_at


@pytest.mark.parametrize("said", ["莫忙交", "莫忙提交", "等一下，先莫交", "别急，先别交", "不忙交嘛", "慢点交"])
def test_whoever_waits_stays_at_the_summary(said: str) -> None:
    talk = conversation_at("complaint, summary")
    answer = talk.say(said)

    assert talk.state.running is not None
    assert talk.state.running.field == "confirm"
    assert not talk.cases
    assert "没有提交" in answer
    talk.say("联系人改成卢静")
    assert value_of(talk.state.running.answers, "contact_name") == "卢静"
    talk.say("确认提交")
    assert talk.cases


@pytest.mark.parametrize("said", ["先不交了", "不提交了", "先莫交，我问哈老板来"])
def test_whoever_does_not_want_to_file_stops(said: str) -> None:
    talk = conversation_at("complaint, summary")
    talk.say(said)

    assert talk.state.running is None
    assert not talk.cases
