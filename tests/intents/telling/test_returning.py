"""Coming back to what was begun, or leaving it: what is decided last counts."""

from __future__ import annotations

import pytest

from intents.telling.returning import comes_back, leaves_it, only_comes_back


@pytest.mark.parametrize(
    "said",
    [
        "再想想…还是要报",
        "还是算了继续吧",
        "我再考虑下",
        "不行，不能便宜他，还是报",
        "莫取消哈",
        "我又想举报了",
        "让我想一下嘛",
    ],
)
def test_whoever_goes_on_or_thinks_comes_back(said: str) -> None:
    assert comes_back(said) and not leaves_it(said)


@pytest.mark.parametrize("said", ["嗯，确定不报了", "还是报吧，算了，不报了", "对，取消掉嘛", "要得，不弄了"])
def test_what_is_decided_last_leaves(said: str) -> None:
    assert leaves_it(said) and not comes_back(said)


@pytest.mark.parametrize(
    "said", ["刘志强", "重庆报业有限公司", "还是刘志强", "继续填有什么用？", "他还是要告我们公司"]
)
def test_an_answer_and_a_question_decide_nothing(said: str) -> None:
    assert not comes_back(said) and not leaves_it(said)


def test_who_names_somebody_as_well_says_more_than_that_it_goes_on() -> None:
    assert comes_back("再想想，叫刘志强") and not only_comes_back("再想想，叫刘志强")
