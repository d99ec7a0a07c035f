"""One place put right leaves the other one; nothing that was noted goes without being told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from intake.forms.form import value_of
from tests.bot.conversation.harness import Conversation

_UNTIL_THE_PLACE = ("我要举报", "权利人", "经营信息", "重庆半坡茶业有限公司", "导出带走")
_USED = ("南岸区茶园", "使用地是南岸区茶园")
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
