"""What is denied is never the new value; the field that holds it is the one that is meant."""

from __future__ import annotations

from typing import Any

import pytest

from intake.forms.form import value_of
from tests.bot.conversation.harness import Conversation

_FORMED = (
    "我要举报", "权利人", "经营信息", "重庆宏达茶业有限公司和王强", "导出带走", "江津双福", "2026年5月",
)  # fmt: skip
_AT_A_DATE = _FORMED
_AT_A_TEXT = (*_FORMED, "2026年8月")
_AT_A_NAME = (*_AT_A_TEXT, "他能接触到")
_AT_SUMMARY = (*_AT_A_NAME, "重庆山蓝茶叶贸易有限公司", "蒲德海", "19900001101", "先提交", "属实")
_EVERYWHERE = pytest.mark.parametrize(
    "before",
    [_AT_A_DATE, _AT_A_TEXT, _AT_A_NAME, _AT_SUMMARY],
    ids=["at a date", "at a text", "at a name", "at the summary"],
)
_VISIT = ("预约指导站咨询", "重庆山蓝茶叶贸易有限公司", "江津双福街道祥福大道8号")


def _talked(*said: str) -> Conversation:
    talk = Conversation()
    for one in said:
        talk.say(one)
    return talk


def _value(talk: Conversation, name: str) -> Any:
    assert talk.state.running is not None
    return value_of(talk.state.running.answers, name)


@_EVERYWHERE
@pytest.mark.parametrize(
    "said",
    [
        "时间不对，是去年5月不是今年5月",
        "不是今年5月，是去年5月",
        "不是今年5月是去年5月",
        "是去年5月，不是今年5月",
        "形成时间是去年5月，不是今年5月",
    ],
)
def test_a_day_that_is_denied_is_found_in_whatever_words_it_stands(before: tuple[str, ...], said: str) -> None:
    talk = _talked(*before)
    asked = talk.state.running.field  # type: ignore[union-attr]
    talk.say(said)

    assert _value(talk, "formed_on") == "2025-05"
    assert talk.state.running is not None
    assert talk.state.running.field == asked


@_EVERYWHERE
@pytest.mark.parametrize(
    ("said", "right"),
    [
        ("名字写错了，是王刚不是王强", "王刚"),
        ("名字写错了，不是王强是王刚", "王刚"),
        ("名字不对，叫王刚不叫王强", "王刚"),
        ("是王刚，不是王强", "王刚"),
        ("不是王强，是他老婆李娟", "李娟"),
        ("不是王强，是他的小舅子李建国", "李建国"),
    ],
)
def test_the_party_that_is_denied_is_renamed_and_nobody_else(
    before: tuple[str, ...], said: str, right: str
) -> None:
    talk = _talked(*before, said)

    assert _value(talk, "reported_name") == "重庆宏达茶业有限公司"
    assert _value(talk, "reported_name#2") == right
    assert _value(talk, "reporter_name") in (None, "重庆山蓝茶叶贸易有限公司")


@pytest.mark.parametrize("before", [_VISIT, (*_VISIT, "跳过", "保密制度建设", "员工离职怎么管", "上门服务")])
@pytest.mark.parametrize("said", ["咨询方式改成我自己过来", "咨询方式改成我们自己过来"])
def test_a_way_that_is_not_offered_confirms_none(before: tuple[str, ...], said: str) -> None:
    talk = _talked(*before, said)

    assert "已改" not in talk.text
    assert "已记下" not in talk.text
    assert talk.trace.field == "mode"
