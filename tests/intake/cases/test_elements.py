"""The elements of the law, as a filing speaks of them."""

from __future__ import annotations

from collections.abc import Mapping

from intake.cases.elements import checklist
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


def test_all_six_elements_stand_in_the_order_of_the_law() -> None:
    names = [element.name for element in checklist("tip", COMPLAINT)]

    assert names == ["secrecy", "value", "measures", "act", "party", "harm"]
    assert checklist("consultation", COMPLAINT) == ()


def _standing(fields: Mapping[str, object], name: str) -> str:
    return {element.name: element.standing for element in checklist("complaint", fields)}[name]
