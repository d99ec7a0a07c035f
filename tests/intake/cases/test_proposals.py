"""A corrected place or kind proposes another route once; a person confirms. No database."""

from __future__ import annotations

import pytest

from intake.cases.case import Case
from intake.cases.codes import CaseState, Role
from intake.cases.crossing import CrossingKind
from intake.cases.crossings import answerable_of, unit_of, waiting
from intake.cases.moves import move_called
from intake.cases.working import moved
from tests.intake.cases.situations import RULES, SOON, Tried, act_of, after, begun
from tests.intake.cases.values import NOW, a_case


def corrected(case: Case, district: str = "same", kind: str = "same") -> Case:
    typed = {"district": district, "secret_kind": kind, "reason": "电话核实"}
    tried = Tried(Role.HEAD, "own", "correct_facts", typed)
    return moved("correct_facts", case, act_of(case, tried, NOW), RULES).after


def proposed(case: Case) -> str:
    proposal = waiting(case, (CrossingKind.PROPOSAL,))
    return proposal.about if proposal else ""


@pytest.mark.parametrize(
    ("lead", "district", "secret_kind", "proposes"),
    [
        ("municipal", "巴南区", "same", "banan"),
        ("jiangjin", "巴南区", "same", "banan"),
        ("jiangjin", "same", "technical", "municipal"),
        ("jiangjin", "same", "unsure", "municipal"),
        ("municipal", "巴南区", "technical", ""),
        ("jiangjin", "江津区", "both", "municipal"),
        ("municipal", "渝北区", "same", "liangjiang"),
    ],
)
def test_what_was_corrected_proposes_where_the_rules_would_send_it(
    lead: str, district: str, secret_kind: str, proposes: str
) -> None:
    case = corrected(begun(lead=lead), district, secret_kind)

    assert proposed(case) == proposes
    assert case.lead_bureau == lead, "nothing goes by itself"


def test_a_proposal_is_made_once_and_ends_with_the_answer_to_it() -> None:
    case = after(begun(), ("corrected",))
    tried = Tried(Role.COORDINATOR, None, "dismiss_proposal", {"reason": "行为仍在江津"})

    left = moved("dismiss_proposal", case, act_of(case, tried, NOW), RULES).after

    assert proposed(left) == ""
    assert left.place_district == "巴南区"


def test_a_confirmed_proposal_passes_the_case_down_to_where_it_points() -> None:
    case = after(begun(), ("corrected",))
    tried = Tried(Role.COORDINATOR, None, "confirm_proposal", {"report_by": SOON, "reason": "行为在巴南"})

    passed = moved("confirm_proposal", case, act_of(case, tried, NOW), RULES).after

    assert (passed.lead_bureau, passed.state) == ("banan", CaseState.ROUTED)
    assert proposed(passed) == ""


def test_until_the_receiver_signs_whoever_sent_it_answers_for_it() -> None:
    passed = after(begun(), ("passed_down",))
    signed = after(passed, ("signed",))

    assert (answerable_of(passed), answerable_of(signed)) == ("municipal", "jiangjin")


def test_a_unit_has_the_case_until_it_is_given_back() -> None:
    inside = after(begun(), ("inside_municipal", "signed"))
    assert unit_of(inside) == "u1"

    back = Tried(Role.OFFICER, "own", "send_back", {"reason": "无权限"})
    returned = moved("send_back", inside, act_of(inside, back, NOW), RULES).after

    assert (unit_of(returned), returned.state) == ("", CaseState.SUBMITTED)


def test_a_name_of_earlier_days_says_what_the_district_is_called_today() -> None:
    (asked, *_) = move_called("correct_facts").asks
    options = dict(asked.options(a_case(CaseState.TAKEN), RULES, NOW))

    assert options["江津区"] == "江津区" and options["江津市"] == "江津市（旧名，现江津区）"
    assert options["渝北区"] == "渝北区（旧名，现两江新区、北碚区）"
    assert list(options).index("江津市") > list(options).index("綦江区"), "today's names stand first"
