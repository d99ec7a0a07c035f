"""Who is pushed about, and who is only recommended."""

import pytest

from intents.telling.threats import tells_of_a_threat


@pytest.mark.parametrize(
    "said",
    [
        "方案说要推我们到信用信息系统",
        "局里推我们去评知识产权示范优势企业",
        "区里把我们推到市里去评审，是推上去就算数吗",
        "把我推上去当保密员了",
        "你们推我们参加培训吗",
    ],
)
def test_who_is_recommended_is_in_no_danger(said: str) -> None:
    assert not tells_of_a_threat(said)


@pytest.mark.parametrize(
    "said",
    [
        "对方老板推了我一把",
        "他们的人把我推倒了",
        "他推我一下，喊我莫告了",
        "几个人推搡我",
        "他们把我推到墙上",
        "门口有人堵我",
    ],
)
def test_who_is_pushed_is_in_danger(said: str) -> None:
    assert tells_of_a_threat(said)
