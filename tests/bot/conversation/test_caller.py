"""Whoever says who they are and at what number is noted with both, whatever is asked."""

from __future__ import annotations

from typing import Any

import pytest

from intake.forms.form import value_of
from tests.bot.conversation.harness import Conversation

_AT_A_DATE = ("我要举报", "权利人", "经营信息", "重庆宏达茶业有限公司和王强", "导出带走", "江津双福", "2021年")
_AT_A_TEXT = (*_AT_A_DATE, "2026年8月")
_AT_A_CONTACT = (*_AT_A_TEXT, "他能接触到", "重庆山蓝茶叶贸易有限公司")
_TIP = ("提供违法线索（可匿名）", "其他知情人", "匿名，不留姓名和电话")


def _talked(*said: str) -> Conversation:
    talk = Conversation()
    for one in said:
        talk.say(one)
    return talk


def _value(talk: Conversation, name: str) -> Any:
    assert talk.state.running is not None
    return value_of(talk.state.running.answers, name)


@pytest.mark.parametrize("before", [_AT_A_DATE, _AT_A_TEXT, _AT_A_CONTACT])
@pytest.mark.parametrize(
    "said",
    [
        "我叫张丽，电话19900001188",
        "联系人张丽，19900001188，邮箱zl@example.com",
        "联系人是张丽，我的电话是19900001188",
        "联系人：张丽，手机号码19900001188",
    ],
)
def test_a_name_and_a_number_said_together_are_both_kept(before: tuple[str, ...], said: str) -> None:
    talk = _talked(*before, said)

    assert (_value(talk, "contact_name"), _value(talk, "phone")) == ("张丽", "19900001188")
    assert _value(talk, "act_date") in (None, "2026-08")
    assert "去掉" not in talk.text


def test_whoever_wants_to_be_known_after_all_is_known_by_name_and_number() -> None:
    talk = _talked(*_TIP, "我改主意了，愿意留名，我叫张丽，电话19900001188")

    assert (_value(talk, "anonymous"), _value(talk, "contact_name")) == (False, "张丽")
    assert _value(talk, "phone") == "19900001188"
    assert not talk.state.unnamed


def test_of_somebody_unknown_and_of_the_other_side_no_number_is_kept() -> None:
    unnamed = _talked(*_TIP, "联系人张丽，19900001188")
    theirs = _talked(*_AT_A_DATE, "对方叫王强，电话19900001188")

    assert (_value(unnamed, "phone"), _value(theirs, "phone")) == (None, None)
