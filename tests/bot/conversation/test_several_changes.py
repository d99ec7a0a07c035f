"""At the summary: what one message changes is changed, all of it, or asked; a party that was left out is added."""

from __future__ import annotations

import pytest

from intake.forms.form import value_of
from tests.bot.conversation.harness import Conversation

_AT_SUMMARY = (
    "我要举报", "权利人", "经营信息", "重庆宏达茶业有限公司和李明才", "导出带走", "江津双福", "2021年",
    "2026年8月", "他能接触到", "重庆山蓝茶叶贸易有限公司", "蒲德海", "19900001101", "先提交", "属实",
)  # fmt: skip


def _at_summary(*said: str) -> Conversation:
    talk = Conversation()
    for one in (*_AT_SUMMARY, *said):
        talk.say(one)
    return talk


def _values(talk: Conversation, *names: str) -> tuple[object, ...]:
    assert talk.state.running is not None
    return tuple(value_of(talk.state.running.answers, name) for name in names)


@pytest.mark.parametrize(
    "said",
    [
        "电话改成19900001108，联系人改成卢静",
        "联系人改成卢静，电话19900001108",
        "联系人和电话都错了，是卢静，19900001108",
        "电话错了，应该是19900001108，联系人也改成我同事卢静",
        "电话和联系人改一下：19900001108，卢静",
    ],
)
def test_two_items_that_one_message_changes_are_both_changed(said: str) -> None:
    talk = _at_summary(said)

    assert _values(talk, "contact_name", "phone") == ("卢静", "19900001108")


def test_what_cannot_be_read_of_two_changes_is_asked_and_the_other_is_in() -> None:
    talk = _at_summary("电话改成1990000，联系人改成卢静")

    assert _values(talk, "contact_name") == ("卢静",)
    assert talk.state.running is not None
    assert talk.state.running.field == "phone"


@pytest.mark.parametrize(
    "said",
    [
        "被举报人少写了一个，还有重庆佰川商贸有限公司，它是前员工开的",
        "被举报人少写了一个，还有重庆佰川商贸有限公司",
        "少写了一个，还有重庆佰川商贸有限公司，它是他老婆开的",
        "对方漏了一家，重庆佰川商贸有限公司",
    ],
)
def test_a_party_that_was_left_out_is_added_and_overwrites_nobody(said: str) -> None:
    talk = _at_summary(said)

    assert _values(talk, "reported_name", "reported_name#2", "reported_name#3") == (
        "重庆宏达茶业有限公司",
        "李明才",
        "重庆佰川商贸有限公司",
    )


def test_a_sign_that_was_left_out_of_a_name_is_no_party() -> None:
    talk = _at_summary("被举报人少写了一个字，应该是重庆宏达茶叶业有限公司")

    assert _values(talk, "reported_name#3") == (None,)
