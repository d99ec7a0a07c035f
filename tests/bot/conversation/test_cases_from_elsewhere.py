"""Situations that systems of the same kind failed on, as far as they concern the chat and its forms."""

from __future__ import annotations

import pytest

from bot.conversation.state import State
from intake.forms.form import Answer, value_of
from intake.forms.forms import form_of
from tests.bot.conversation.harness import Conversation

_BEGUN = ("我要举报", "权利人")
_CORE = (
    *_BEGUN, "经营信息", "重庆半坡茶业有限公司", "导出带走", "江津双福", "2021年", "2026年8月", "他能接触到",
    "重庆山蓝茶叶贸易有限公司", "周敏", "19900001101",
)  # fmt: skip


def _talked(*said: str) -> Conversation:
    talk = Conversation()
    for one in said:
        talk.say(one)
    return talk


@pytest.mark.parametrize("jumps", ["确认提交", "先提交，以后再补", "提交吧", "可以提交了"])
def test_nobody_jumps_from_the_second_step_to_the_end_not_even_after_a_pause(jumps: str) -> None:
    talk = _talked(*_BEGUN)
    talk.wait(hours=30)
    talk.say("继续填写")

    talk.say(jumps)

    assert not talk.state.filed
    assert talk.state.running is not None
    assert talk.state.running.field != "confirm"


def test_a_draft_begun_on_an_earlier_form_is_finished_with_all_that_was_said() -> None:
    talk = _talked(*_CORE)
    running = talk.state.running
    assert running is not None
    # complaint-2 kept 商业价值 as words.
    before = running.with_answer("value_kinds", Answer("能接到同行接不到的单", "能接到同行接不到的单"))
    talk.state = State.read(State(running=before, greeted=True).written())

    for said in ("先提交", "属实"):
        talk.say(said)
    assert "商业价值：能接到同行接不到的单" in talk.text
    talk.say("确认提交")

    assert talk.draft.fields["value_kinds"] == "能接到同行接不到的单"
    assert talk.draft.form_version.startswith("complaint-3 ")


@pytest.mark.parametrize("said", ["2026-11-3", "2026年11月3日", "11/3", "11.3", "2026/11/3", "２０２６-11-3"])
def test_a_day_is_understood_however_it_is_typed(said: str) -> None:
    talk = _talked(*_CORE[:7], said)

    assert talk.state.running is not None
    assert value_of(talk.state.running.answers, "act_date") == "2026-11-03"


def test_what_is_advised_and_left_empty_is_named_and_the_filing_is_accepted() -> None:
    talk = _talked(*_CORE, "跳过", "先提交", "属实")

    assert "没有填的：与权利人的关系" in talk.text
    assert "缺项可以后补" in talk.text
    talk.say("确认提交")
    assert talk.state.filed


def test_a_filing_of_before_is_shown_by_the_form_it_was_filed_with() -> None:
    then, now = form_of("complaint", "complaint-2 9f86d081884c"), form_of("complaint", "complaint-3")

    assert then.version == "complaint-2"
    assert then.field("value_kinds").kind != now.field("value_kinds").kind
