"""No entry that speaks of a tool forgets its button, and what does without it says why."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pydantic import ValidationError

from knowledge.content.instrument import Section
from knowledge.content.offering import OfferRule, annexes_without_rule, offer_rules, tools_about, unoffered
from knowledge.content.offers import Tool, offers
from knowledge.standards.shelf import standards
from tests.knowledge.shipped import shipped_content

ENTRIES, INSTRUMENTS = shipped_content()


@pytest.mark.parametrize("rule", [rule for rule in offer_rules() if rule.tool], ids=lambda rule: str(rule.tool))
def test_every_entry_about_a_tool_offers_it_or_is_an_exception_with_its_reason(rule: OfferRule) -> None:
    assert list(unoffered(ENTRIES, [rule], offers())) == []
    assert all(one.because for one in rule.but)


@pytest.mark.parametrize(
    ("entry", "tool"),
    [
        ("plan.bonus.allowance", Tool.ASSESS_COMPANY),
        ("plan.bonus.partners", Tool.ASSESS_COMPANY),
        ("plan.park.ledger", Tool.ASSESS_PARK),
        ("plan.revoke_penalty", Tool.APPLY_LIST),
        ("plan.recognise.objection", Tool.APPLY_LIST),
        ("plan.review.who", Tool.APPLY_LIST),
        ("plan.dates", Tool.APPLY_LIST),
        ("plan.apply.recommended", Tool.APPLY_LIST),
        ("plan.training.specialists", Tool.NOTICES),
        ("service.officers_listed", Tool.LIAISON),
    ],
)
def test_a_button_that_is_taken_away_is_missed(entry: str, tool: Tool) -> None:
    without = {**offers(), entry: tuple(one for one in offers()[entry] if one is not tool)}

    missed = list(unoffered(ENTRIES, offer_rules(), without))

    assert any(entry in fault and tool in fault for fault in missed), missed


def test_an_exception_that_is_none_is_a_fault() -> None:
    rule = OfferRule.model_validate(
        {"tool": "apply_list", "cites": ["PLAN 附件1"], "but": [{"because": "x", "entries": ["law.acts.person"]}]}
    )

    assert "offer_rules.yaml: apply_list: law.acts.person is no exception" in list(unoffered([], [rule], {}))


def test_a_rule_without_a_tool_says_why() -> None:
    for wrong in ({"cites": ["PLAN 附件9"]}, {"tool": "guide"}, {"tool": "guide", "says": "x", "because": "y"}):
        with pytest.raises(ValidationError):
            OfferRule.model_validate(wrong)


def test_every_annex_of_a_document_with_a_standard_is_about_a_tool_or_says_why_not() -> None:
    held = [INSTRUMENTS[standard.instrument] for standard in standards().values()]
    plan = held[0]
    with_another = replace(plan, sections={**plan.sections, "附件5 一": Section()})

    assert list(annexes_without_rule(held, offer_rules())) == []
    assert list(annexes_without_rule([with_another], offer_rules())) == [
        "offer_rules.yaml: nobody says what PLAN 附件5 一 offers"
    ]


def test_an_answer_that_is_put_together_offers_what_its_sections_are_about() -> None:
    assert tools_about(("PLAN 附件2 一.4",)) == (Tool.ASSESS_COMPANY,)
    assert tools_about(("PLAN 附件2 一.4", "PLAN 附件2 二(一)")) == (Tool.ASSESS_COMPANY, Tool.ASSESS_PARK)
    assert tools_about(("PLAN 附件3 三(三)", "AUCL25 第10条")) == ()
