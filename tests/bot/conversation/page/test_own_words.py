"""Own words beside ticks: kept together, never read twice, and none that nobody wrote there."""

from __future__ import annotations

import pytest

from bot.conversation.page.sent import SentField
from bot.shown.fields import written
from intake.forms.form import Answer
from tests.bot.conversation.harness import handbook
from tests.bot.conversation.page.test_filling import begun, value

TAKEN, USED, OTHER = "用盗窃、利诱、越权下载等手段拿走", "自己使用或者让别人使用", "其他"
SAYS = SentField


def _typed(talk, name: str) -> str:  # type: ignore[no-untyped-def]
    return str(talk.state.running.answers[name].typed)


def test_words_heard_in_passing_as_an_option_do_not_stand_in_the_input() -> None:
    field = handbook("demo").forms["complaint"].field("act_kinds")

    assert written(field, Answer([TAKEN], "导走", True)) == ((TAKEN,), "")
    assert written(field, Answer([TAKEN, OTHER], "半夜翻墙进来抄的")) == ((TAKEN, OTHER), "半夜翻墙进来抄的")


@pytest.mark.parametrize("words", ["导走", "嗯那个", "从后门系统弄的"])
def test_words_that_fit_no_option_stay_beside_what_is_ticked(words: str) -> None:
    talk = begun()

    told = talk.fill(act_kinds=SAYS(chosen=(TAKEN,), words=words))

    assert told.faults == {} and TAKEN in value(talk, "act_kinds")  # type: ignore[operator]
    assert _typed(talk, "act_kinds") == words


def test_words_that_stand_are_not_read_anew_when_a_tick_is_changed() -> None:
    talk = begun()
    talk.fill(act_kinds=SAYS(chosen=(OTHER,), words="半夜翻墙进来抄的"))

    told = talk.fill(act_kinds=SAYS(chosen=(OTHER, USED), words="半夜翻墙进来抄的"))

    assert told.faults == {} and value(talk, "act_kinds") == [OTHER, USED]
    assert _typed(talk, "act_kinds") == "半夜翻墙进来抄的"


def test_a_number_beside_ticks_is_no_words() -> None:
    assert "act_kinds" in begun().fill(act_kinds=SAYS(chosen=(TAKEN,), words="99")).faults
