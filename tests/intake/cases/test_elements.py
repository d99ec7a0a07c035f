"""The elements of the law, as a filing speaks of them."""

from __future__ import annotations

from collections.abc import Mapping

from intake.cases.elements import checklist
from intake.forms.forms import forms
from tests.builders import COMPLAINT


def test_nothing_said_is_nothing_claimed() -> None:
    assert {element.standing for element in checklist("complaint", {})} == {"missing"}


def test_a_kind_of_evidence_counts_for_the_element_it_bears_on() -> None:
    fields = {"measures": ["锁柜、门禁等专门保管"], "act_kinds": ["其他"]}

    agreement = fields | {"evidence_kinds": ["合同、协议或者制度文件"]}
    logs = fields | {"evidence_kinds": ["系统日志或者操作记录"]}

    assert (_standing(agreement, "measures"), _standing(agreement, "act")) == ("evidence", "claimed")
    assert (_standing(logs, "measures"), _standing(logs, "act")) == ("claimed", "evidence")


def test_evidence_for_what_nobody_claims_stays_missing() -> None:
    assert _standing({"evidence_kinds": ["检测、比对或者鉴定材料"]}, "secrecy") == "missing"


def test_declined_and_empty_answers_claim_nothing() -> None:
    assert _standing({"loss_amount": None, "measures": [], "reported_name": ""}, "harm") == "missing"
    assert _standing({"loss_amount": 0}, "harm") == "claimed"


def test_the_elements_stand_in_the_order_of_the_law() -> None:
    names = [element.name for element in checklist("tip", COMPLAINT)]

    assert names[:4] == ["formation", "secrecy", "value", "measures"]
    assert names[4:] == ["act", "access", "broken", "obtained", "used", "likeness", "party", "harm"]
    assert checklist("consultation", COMPLAINT) == ()


def test_each_element_of_the_complaint_has_a_field_of_its_own() -> None:
    form = forms()["complaint"]

    for name in ("formation", "secrecy", "value", "measures", "access", "broken", "obtained", "used", "likeness"):
        assert [field for field in form.fields if field.element == name], name


def test_a_clue_of_a_kind_speaks_of_its_element_without_further_words() -> None:
    assert _standing({"clue_kinds": ["access"]}, "access") == "claimed"
    assert _standing({"clue_kinds": ["access"]}, "used") == "missing"
    assert _standing({"clue_kinds": ["at_risk"]}, "used") == "claimed"


def test_an_element_knows_the_answers_that_speak_of_it() -> None:
    fields = {"formed_on": "2021", "formation_process": "研发部两年试验", "similarity_basis": "外观比对一致"}

    elements = {element.name: element.fields for element in checklist("complaint", fields)}

    assert elements["formation"] == ("formed_on", "formation_process")
    assert elements["likeness"] == ("similarity_basis",)


def _standing(fields: Mapping[str, object], name: str) -> str:
    return {element.name: element.standing for element in checklist("complaint", fields)}[name]
