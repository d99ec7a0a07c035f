"""What is left of a message when a telephone of the other side was cut out: only what says something answers."""

from __future__ import annotations

import pytest

from intake.forms.form import value_of
from intents.telling.keeping import kept_of
from tests.bot.conversation.answering import conversation_at
from tests.bot.conversation.harness import Conversation

# Whose the number is, and nothing else.
WHOSE = (
    "该公司官网留的联系电话是023-63801234",
    "该公司电话13900001111",
    "他们公司的座机是023-63801234，老板电话13900001111",
    "那家公司的电话是13900001111",
    "对方电话13900001111",
    "他的手机号是13900001111",
    # Of a house, whoever sits there: nobody is to be called by us.
    "这家公司前台的电话023-63801234",
    "他们公司总机023-63801234",
    "他们厂门卫的电话是023-63801234",
    "那个公司办公室的电话是023-63801234",
    "被举报公司前台的电话023-63801234",
)


def _given(talk: Conversation, field: str) -> object:
    assert talk.state.running is not None
    return value_of(talk.state.running.answers, field)


@pytest.mark.parametrize("said", WHOSE)
@pytest.mark.parametrize(
    ("form", "field"), [("complaint", "clue"), ("complaint", "description"), ("complaint", "secret_title")]
)
def test_whose_a_number_is_answers_no_question(form: str, field: str, said: str) -> None:
    talk = conversation_at(f"{form}, {field}")
    assert talk.state.running is not None
    before = talk.state.running.answers

    answer = talk.say(said)

    assert (talk.trace.field, talk.state.running.answers) == (field, before)
    assert "别人的电话我没有保存" in answer


@pytest.mark.parametrize("said", WHOSE)
def test_whose_a_number_is_adds_nothing_to_a_case(said: str) -> None:
    talk = conversation_at("note")

    talk.say(said)

    assert (talk.trace.field, talk.notes) == ("note", [])


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("重庆某某有限公司，该公司电话13900001111", "重庆某某有限公司"),
        ("重庆云山科技有限公司，该公司电话13900001111", "重庆云山科技有限公司"),
        ("重庆云山科技有限公司，该公司官网留的联系电话是023-63801234", "重庆云山科技有限公司"),
        ("重庆云山科技有限公司，他们老板手机13900001111", "重庆云山科技有限公司"),
        ("王某，他的电话是13900001111", "王某"),
        ("被举报人王某，电话023-63801234", "王某"),
        ("被举报单位重庆云山科技有限公司，电话023-63801234", "重庆云山科技有限公司"),
        ("王老板电话13900001111", "王老板"),
    ],
)
def test_the_name_beside_a_number_is_all_that_is_noted(said: str, name: str) -> None:
    talk = conversation_at("complaint, reported_name")

    answer = talk.say(said)

    assert (_given(talk, "reported_name"), _given(talk, "description")) == (name, None)
    assert "顺便记下" not in answer


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("他拿着我们的报价单给客户打电话，号码是13900001111", "他拿着我们的报价单给客户打电话"),
        ("他们老板上个月还在群里发我们的价目表，老板电话13900001111", "他们老板上个月还在群里发我们的价目表"),
    ],
)
def test_what_says_something_beside_a_number_stands(said: str, kept: str) -> None:
    talk = conversation_at("complaint, clue")

    talk.say(said)

    assert str(_given(talk, "clue")).startswith(kept)


@pytest.mark.parametrize(
    "said",
    ["我们公司前台的电话023-63801234", "公司前台的电话是023-63801234", "我是这家公司的员工，电话13900001111"],
)
def test_the_number_of_the_writer_s_own_house_stays(said: str) -> None:
    assert kept_of(said).text == said


@pytest.mark.parametrize("place", ["tip, reported_name", "complaint, reported_name"])
@pytest.mark.parametrize("said", ["王某，手机号13900001111", "这家公司前台的电话023-63801234"])
def test_the_number_of_the_other_side_is_never_the_filer_s(said: str, place: str) -> None:
    talk = conversation_at(place)

    talk.say(said)

    assert _given(talk, "phone") is None and _given(talk, "contact") is None
