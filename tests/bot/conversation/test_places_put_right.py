"""One place put right leaves the other one; nothing that was noted goes without being told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from intake.forms.form import value_of
from tests.bot.conversation.harness import Conversation

_UNTIL_THE_PLACE = ("我要举报", "权利人", "经营信息", "重庆半坡茶业有限公司", "导出带走")
_USED = ("南岸区茶园", "使用地是南岸区茶园")
_UNTIL_THE_SUMMARY = ("2026年8月", "他能接触到", "重庆山蓝茶叶贸易有限公司", "蒲德海", "19900001101", "属实")
_BOTH = ("在渝中区解放碑我们公司拿走的，现在在南岸区茶园用",)


def _told(*said: str) -> Conversation:
    talk = Conversation()
    for one in (*_UNTIL_THE_PLACE, *said):
        talk.say(one)
    return talk


def _place(talk: Conversation, name: str) -> Mapping[str, Any]:
    assert talk.state.running is not None
    value = value_of(talk.state.running.answers, name)
    return value if isinstance(value, Mapping) else {}


@pytest.mark.parametrize("told", [_USED, _BOTH])
@pytest.mark.parametrize(
    "said",
    [
        "发生地点改成九龙坡区石桥铺",
        "发生地点改为九龙坡石桥铺",
        "把发生地点换成九龙坡区石桥铺",
        "发生地点写错了，应该是九龙坡区石桥铺",
        "发生地点应该是九龙坡石桥铺",
        "发生地不对，是九龙坡石桥铺",
    ],
)
def test_where_it_was_done_put_right_leaves_where_it_is_used(told: tuple[str, ...], said: str) -> None:
    talk = _told(*told)
    answer = talk.say(said)

    assert _place(talk, "act_place")["district"] == "九龙坡区"
    assert _place(talk, "use_place")["district"] == "南岸区"
    assert _place(talk, "taken_place").get("district", "九龙坡区") == "九龙坡区"
    assert "使用地" in answer


@pytest.mark.parametrize("said", ["使用地改成江津双福", "使用地不对，是江津双福", "使用地应该是江津双福"])
def test_where_it_is_used_put_right_leaves_where_it_was_taken(said: str) -> None:
    talk = _told(*_BOTH, said)

    assert _place(talk, "use_place")["district"] == "江津区"
    assert _place(talk, "taken_place")["district"] == "渝中区"


def test_where_it_is_used_said_later_leaves_where_it_was_done() -> None:
    talk = _told("九龙坡区石桥铺", "使用地是南岸区茶园")

    assert _place(talk, "act_place")["district"] == "九龙坡区"
    assert _place(talk, "use_place")["district"] == "南岸区"


@pytest.mark.parametrize("said", ["不对，应该是江津双福", "地点不对，应该是江津双福", "不对，是江津德感"])
def test_what_goes_with_another_place_is_told(said: str) -> None:
    talk = _told(*_USED)
    answer = talk.say(said)

    assert _place(talk, "act_place")["district"] == "江津区"
    assert "使用地" in answer


_ONE_OF_TWO = (
    ("在渝中区大坪街道拿走的，在巴南区鱼洞街道用", "不是巴南，是綦江", "渝中区", "綦江区"),
    ("在渝中区大坪街道拿走的，在巴南区鱼洞街道用", "不是巴南区鱼洞街道，是綦江区", "渝中区", "綦江区"),
    ("在渝中区大坪街道拿走的，在巴南区鱼洞街道用", "不是渝中，是南岸", "南岸区", "巴南区"),
    ("在渝中区大坪街道拿走的，在璧山区璧城街道用", "不对，不是璧山，是铜梁", "渝中区", "铜梁区"),
    ("在渝中区大坪街道拿走的，在璧山区璧城街道用", "是铜梁，不是璧山", "渝中区", "铜梁区"),
    ("他们在沙坪坝区井口街道用的，拷是在北碚区蔡家岗", "用的地方错了，是大渡口区", "两江新区", "大渡口区"),
    ("他们在沙坪坝区井口街道用的，拷是在北碚区蔡家岗", "使用的地方写错了，应该是大渡口", "两江新区", "大渡口区"),
    ("他们在沙坪坝区井口街道用的，拷是在北碚区蔡家岗", "拷走的地方不对，是南岸区", "南岸区", "沙坪坝区"),
    ("渝中区大坪街道偷的，用在永川区", "第二个地方错了，是荣昌区", "渝中区", "荣昌区"),
    ("渝中区大坪街道偷的，用在永川区", "第一个地方错了，是南岸区", "南岸区", "永川区"),
    ("渝中区大坪街道偷的，用在永川区", "后面那个地方错了，应该是荣昌", "渝中区", "荣昌区"),
)


@pytest.mark.parametrize(("told", "said", "taken", "used"), _ONE_OF_TWO)
def test_the_one_of_two_places_that_is_meant_is_put_right(told: str, said: str, taken: str, used: str) -> None:
    talk = _told(told)
    talk.say(said)

    assert _place(talk, "taken_place")["district"] == taken
    assert _place(talk, "use_place")["district"] == used
    assert _place(talk, "act_place")["district"] == used


@pytest.mark.parametrize(("told", "said", "taken", "used"), _ONE_OF_TWO[::4])
def test_the_one_of_two_places_is_put_right_at_the_summary(told: str, said: str, taken: str, used: str) -> None:
    talk = _told(told, "先提交", *_UNTIL_THE_SUMMARY)
    assert talk.trace.field == "confirm"
    talk.say(said)

    assert _place(talk, "taken_place")["district"] == taken
    assert _place(talk, "use_place")["district"] == used


@pytest.mark.parametrize("said", ["用的地方错了", "第二个地方写错了"])
def test_a_place_that_is_only_called_wrong_is_asked_again_and_the_other_stands(said: str) -> None:
    talk = _told("渝中区大坪街道偷的，用在永川区")
    talk.say(said)

    assert talk.trace.field == "use_place"
    talk.say("荣昌区")
    assert _place(talk, "taken_place")["district"] == "渝中区"
    assert _place(talk, "use_place")["district"] == "荣昌区"


def test_which_is_the_second_is_asked_where_they_were_told_the_other_way_round() -> None:
    talk = _told("他们在沙坪坝区井口街道用的，拷是在北碚区蔡家岗")
    answer = talk.say("第二个地方错了，是大渡口区")

    assert "获取地" in answer and "使用地" in answer
    talk.say("使用地")
    assert _place(talk, "taken_place")["district"] == "两江新区"
    assert _place(talk, "use_place")["district"] == "大渡口区"
