"""Whose telephone is said: one's own is noted; of a bare name and number it is asked whose it is."""

from __future__ import annotations

import copy

import pytest

from intake.forms.form import value_of
from tests.bot.conversation.harness import Conversation
from tests.bot.conversation.standing import standing_at

OWN = [
    ("我姓刘，13500001234", "刘", "13500001234"),
    ("我姓刘，刘经理 13500001234", "刘经理", "13500001234"),
    ("我姓王，王主任 13311112222", "王主任", "13311112222"),
    ("联系人何静 电话023-58123456", "何静", "02358123456"),
    ("我们公司座机023-58123456，找刘总", "刘总", "02358123456"),
]
FIELDS = ["secret_kind", "reported_name", "act_kinds", "act_place", "formed_on", "act_date", "clue"]


@pytest.mark.parametrize("field", [*FIELDS, "contact_name"])
@pytest.mark.parametrize(("said", "name", "phone"), OWN)
def test_what_is_said_to_be_ones_own_is_noted(said: str, name: str, phone: str, field: str) -> None:
    talk = _at("complaint", field)

    told = talk.say(said)

    assert "别人的电话" not in told
    assert talk.state.running is not None
    answers = talk.state.running.answers
    assert (value_of(answers, "contact_name"), value_of(answers, "phone")) == (name, phone)
    assert field == "contact_name" or (talk.state.running.field == field and field not in answers)


@pytest.mark.parametrize("field", ["act_place", "act_date", "clue", "contact_name"])
def test_a_house_without_area_code_has_somebody_to_be_called(field: str) -> None:
    talk = _at("complaint", field)

    told = talk.say("我们公司电话67801234，找刘总")

    assert "联系人，刘总" in told and "请带上区号" in told
    assert talk.state.running is not None
    assert value_of(talk.state.running.answers, "contact_name") == "刘总"
    assert value_of(talk.state.running.answers, "phone") is None


@pytest.mark.parametrize("said", ["刘经理 13500001234", "刘建国，13500001234，法务"])
def test_of_a_bare_name_and_number_it_is_asked_whose_it_is(said: str) -> None:
    for field in ("secret_kind", "act_kinds", "act_place", "act_date", "clue"):
        talk = _at("complaint", field)
        told = talk.say(said)
        assert "是您自己的，请说“我的电话是……”" in told
        assert talk.state.running is not None
        assert talk.state.running.field == field and field not in talk.state.running.answers


@pytest.mark.parametrize("form", ["complaint", "consultation"])
@pytest.mark.parametrize("said", ["刘经理 13500001234", "刘建国，13500001234，法务"])
def test_where_the_own_contact_is_asked_it_is_the_filers(said: str, form: str) -> None:
    talk = _at(form, "contact_name")
    talk.say(said)
    assert talk.state.running is not None
    assert value_of(talk.state.running.answers, "phone") == "13500001234"
    assert value_of(talk.state.running.answers, "contact_name") in ("刘经理", "刘建国")


@pytest.mark.parametrize("field", ["topics", "question", "preferred_times"])
def test_in_a_consultation_nobody_else_is_to_be_called(field: str) -> None:
    for said in ("刘建国，13500001234，法务", "我姓刘，刘经理 13500001234"):
        talk = _at("consultation", field)
        assert "别人的电话" not in talk.say(said)
        assert talk.state.running is not None
        assert talk.state.running.field == field and field not in talk.state.running.answers
        assert value_of(talk.state.running.answers, "phone") == "13500001234"


def _at(form: str, field: str) -> Conversation:
    talk = copy.copy(standing_at("mid", form, field))
    talk.cases, talk.heard = dict(talk.cases), list(talk.heard)
    return talk
