"""What is said of something else goes where it belongs, never into the open field."""

from __future__ import annotations

from typing import Any

import pytest

from intake.forms.form import value_of
from tests.bot.conversation.harness import Conversation

_AT_A_PLACE = ("我要举报", "权利人", "经营信息", "重庆宏达茶业有限公司和王强", "导出带走")
_AT_A_DATE = (*_AT_A_PLACE, "江津双福", "2021年")
_AT_A_TEXT = (*_AT_A_DATE, "2026年8月")
_AT_A_NAME = (*_AT_A_TEXT, "他能接触到")
_AT_A_CONTACT = (*_AT_A_NAME, "重庆山蓝茶叶贸易有限公司")
_AT_A_TITLE = (*_AT_A_CONTACT, "蒲德海", "19900001101", "前员工", "跳过")
_AT_SUMMARY = (*_AT_A_CONTACT, "蒲德海", "19900001101", "先提交", "属实")
_VISIT = ("预约指导站咨询", "重庆山蓝茶叶贸易有限公司", "江津双福街道祥福大道8号")
_AT_A_PARK, _AT_TOPICS = _VISIT, (*_VISIT, "跳过")
_AT_A_QUESTION = (*_AT_TOPICS, "保密制度建设")
_WORDS_ASKED = pytest.mark.parametrize(
    "before", [_AT_A_NAME, _AT_A_CONTACT, _AT_A_TITLE], ids=["at a name", "at the contact", "at the title"]
)


def _talked(*said: str) -> Conversation:
    talk = Conversation()
    for one in said:
        talk.say(one)
    return talk


def _answers(talk: Conversation) -> dict[str, Any]:
    assert talk.state.running is not None
    return {name: answer.value for name, answer in talk.state.running.answers.items()}


def _value(talk: Conversation, name: str) -> Any:
    assert talk.state.running is not None
    return value_of(talk.state.running.answers, name)


@_WORDS_ASKED
@pytest.mark.parametrize(
    "said",
    [
        "再加一条，他们还偷了我们的报价表",
        "还要补充一点：他们还偷了我们的报价表",
        "另外再加一句，他们还偷了我们的报价表",
    ],
)
def test_an_addition_goes_to_the_account_of_what_happened(before: tuple[str, ...], said: str) -> None:
    talk = _talked(*before)
    kept, asked = _answers(talk), talk.trace.field
    talk.say(said)

    assert _answers(talk) == {**kept, "description": "他们还偷了我们的报价表"}
    assert talk.trace.field == asked


@_WORDS_ASKED
@pytest.mark.parametrize(
    "said",
    [
        "还有一个被举报的，叫重庆盛达贸易有限公司",
        "还有一家被举报的，是重庆盛达贸易有限公司",
        "另外还有一个被举报人，叫重庆盛达贸易有限公司",
    ],
)
def test_a_further_party_is_one_more(before: tuple[str, ...], said: str) -> None:
    talk = _talked(*before, said)

    assert _value(talk, "reported_name") == "重庆宏达茶业有限公司"
    assert _value(talk, "reported_name#3") == "重庆盛达贸易有限公司"


@pytest.mark.parametrize("before", [_AT_A_NAME, _AT_A_CONTACT, _AT_A_TITLE, _AT_A_TEXT, _AT_A_PARK])
@pytest.mark.parametrize("said", ["烦死了", "真的烦", "随便", "随便你们", "我先问一下，你们下班没有"])
def test_a_sigh_and_a_question_are_no_name_and_no_text(before: tuple[str, ...], said: str) -> None:
    talk = _talked(*before)
    kept, asked = _answers(talk), talk.trace.field
    talk.say(said)

    assert _answers(talk) == kept
    assert talk.trace.field == asked


@pytest.mark.parametrize("before", [_AT_A_PARK, _AT_TOPICS, _AT_A_QUESTION])
def test_a_wished_time_and_another_way_are_no_park_and_no_question(before: tuple[str, ...]) -> None:
    timed = _talked(*before, "下周三下午两点半或者周五上午")
    own = _talked(*before, "不要上门了，我自己过来")
    called = _talked(*before, "不要上门了，打电话就行")

    assert _value(timed, "preferred_times") == ["2026-12-02 14:30", "2026-11-27 上午"]
    assert _value(own, "mode") is None
    assert own.trace.field == "mode"
    assert _value(called, "mode") == "phone"
    assert all(_value(talk, "park") is None for talk in (timed, own, called))


@pytest.mark.parametrize("before", [_AT_A_PLACE, _AT_A_DATE, _AT_A_TEXT, _AT_A_NAME])
@pytest.mark.parametrize("said", ["电话不想留", "我的电话不方便给", "不想留电话", "手机号我就不填了"])
def test_what_is_refused_is_left_open_and_not_what_is_asked(before: tuple[str, ...], said: str) -> None:
    talk = _talked(*before)
    asked = talk.trace.field
    talk.say(said)

    assert talk.state.running is not None
    assert talk.trace.field == asked
    assert asked not in talk.state.running.answers
    assert talk.state.running.pending.put_off == ("phone",)
    assert "联系电话" in talk.text


@pytest.mark.parametrize("before", [_AT_A_DATE, _AT_A_TEXT, _AT_A_NAME, _AT_A_TITLE, _AT_SUMMARY])
@pytest.mark.parametrize(
    "said",
    [
        "把宏达那个删了，不告他们了，只告王强",
        "删掉重庆宏达茶业有限公司",
        "不举报重庆宏达茶业有限公司了",
        "只举报王强",
        "只告王强一个人",
    ],
)
def test_a_party_is_taken_out_and_the_others_stay(before: tuple[str, ...], said: str) -> None:
    talk = _talked(*before)
    asked = talk.trace.field
    talk.say(said)

    assert _value(talk, "reported_name") == "王强"
    assert _value(talk, "reported_name#2") is None
    assert "已去掉被举报人：重庆宏达茶业有限公司" in talk.text
    assert talk.trace.field == asked

    talk.say("再加一个被举报人，重庆宏达茶业有限公司")
    assert _value(talk, "reported_name#2") == "重庆宏达茶业有限公司"


def test_where_the_only_party_is_taken_out_it_is_asked_anew() -> None:
    talk = _talked(*_AT_A_NAME, "删掉王强", "删掉重庆宏达茶业有限公司")

    assert _value(talk, "reported_name") is None
    assert talk.trace.field == "reported_name"


@pytest.mark.parametrize("said", ["王强把客户资料删了", "他们删掉了王强的账号", "把电脑里的图纸删了"])
def test_what_others_deleted_takes_nobody_out(said: str) -> None:
    talk = _talked(*_AT_A_TEXT, said)

    assert _value(talk, "reported_name") == "重庆宏达茶业有限公司"
    assert _value(talk, "reported_name#2") == "王强"


def test_whoever_reports_the_only_party_no_more_gives_the_report_up() -> None:
    talk = _talked(*_AT_A_TEXT, "删掉王强", "不举报重庆宏达茶业有限公司了")

    assert _value(talk, "reported_name") == "重庆宏达茶业有限公司"
