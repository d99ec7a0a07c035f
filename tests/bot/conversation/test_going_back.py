"""Going back opens an answer anew: only words that can mean it do, and none that tell of a thing."""

from __future__ import annotations

import pytest

from tests.bot.conversation.every_field import running_of, standing_at_field

FIELDS = [("consultation", "topics"), ("consultation", "question"), ("complaint", "act_kinds")]
TELL_OF_A_THING = [
    "想给徒弟们上一次课嘛",
    "想给徒弟们上一堂课",
    "上一任经理带走的资料",
    "上一家厂的人挖走了",
    "上一批货出了问题",
    "上一个会计把账带走了",
    "他想回到以前的岗位",
    "客户退回去的样品",
]
GO_BACK = ["上一步", "上一个", "返回上一题", "退回去", "倒回去一题", "重新选一下上个", "上一步，名字要补全"]


@pytest.mark.parametrize(("form", "name"), FIELDS)
@pytest.mark.parametrize("said", TELL_OF_A_THING)
def test_what_tells_of_a_thing_takes_no_answer_out(form: str, name: str, said: str) -> None:
    talk = standing_at_field(form, name)
    before = dict(running_of(talk).answers)

    assert "回到上一项" not in talk.say(said)

    after = (talk.state.running or talk.state.shelved or running_of(talk)).answers
    assert set(before) <= set(after)


@pytest.mark.parametrize("said", GO_BACK)
def test_what_means_it_goes_back(said: str) -> None:
    talk = standing_at_field("consultation", "topics")

    talk.say(said)

    assert running_of(talk).field != "topics"
