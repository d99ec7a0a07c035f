"""Rules that the desk may publish: all that can be filed is tried, and what the law forbids is refused. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.desk.rules import editing
from bot.desk.rules.editing import RuleUnfit
from intake.cases.codes import CaseKind
from intake.forms.draft import Draft
from intake.officers.rule_trial import CasesElsewhere, Likes, compared
from intake.routing.bureaus import load_bureaus
from intake.routing.checking import faults_of, naming_closed
from intake.routing.route import CLOSED_BUREAU, route
from intake.routing.rules import Rule, Rules, RulesInForce, content_of, load_rules, rules_from

TODAY = date(2026, 11, 25)
BUREAUS = load_bureaus()
FILE = load_rules()
JIANGJIN = {"text": "江津区", "district": "江津区", "bureau": "jiangjin"}


def a_rule(name: str = "新规则", **said: Any) -> Rule:
    kept = {"name": name, "when": {}, "lead": "municipal", "because": "测试用。", **said}
    return rules_from([kept], "").rules[0]


def with_first(rule: Rule) -> tuple[Rule, ...]:
    return (rule, *FILE.rules)


def why_unpublishable(*rules: Rule) -> str:
    return "\n".join(f"{one.rule}：{one.sentence}" for one in faults_of(rules, BUREAUS, TODAY))


def test_the_rules_of_the_file_may_be_published_and_are_read_back_as_they_were_kept() -> None:
    assert why_unpublishable(*FILE.rules) == ""
    assert rules_from(content_of(FILE.rules), FILE.edition) == FILE


def test_a_rule_may_name_a_bureau_for_what_a_place_leads_to() -> None:
    rule = a_rule(when={"kind": ["consultation"], "place": ["jiangjin"]}, lead="bureau", bureau="banan")
    rules = Rules(with_first(rule), "v1")
    draft = Draft("consultation", anonymous=False, fields={"district": JIANGJIN}, typed={}, form_version="")

    way = route(draft, rules, BUREAUS, TODAY)

    assert why_unpublishable(*rules.rules) == ""
    assert (way.lead, way.rule, way.edition) == ("banan", "新规则", "v1")
    elsewhere = {"text": "渝中区", "district": "渝中区", "bureau": "yuzhong"}
    assert route(replace(draft, fields={"district": elsewhere}), rules, BUREAUS, TODAY).lead == "yuzhong"


def test_a_rule_that_names_a_closed_bureau_sends_to_triage_and_raises_the_alarm() -> None:
    rule = a_rule(when={"kind": ["consultation"]}, lead="bureau", bureau="jiangbei")
    draft = Draft("consultation", anonymous=False, fields={"district": JIANGJIN}, typed={}, form_version="")

    way = route(draft, Rules(with_first(rule), "v1"), BUREAUS, TODAY)

    assert (way.lead, way.rule) == ("municipal", CLOSED_BUREAU)
    assert "“新规则”" in way.reason and "第四十一条" in way.reason
    assert naming_closed(with_first(rule), BUREAUS, TODAY) == (rule,)
    assert "已撤销" in why_unpublishable(*with_first(rule))


REPORTS = ["complaint", "tip"]


@pytest.mark.parametrize(
    ("rules", "sentence"),
    [
        ((), "最后一条规则必须不带条件"),
        (FILE.rules[:-1], "最后一条规则必须不带条件"),
        ((*FILE.rules, FILE.rules[-1]), "同一个名称"),
        (with_first(a_rule(when={"act": ["outside"], "kind": REPORTS})), "只能“不收件”"),
        (with_first(a_rule(when={"act": ["several"], "kind": REPORTS}, lead="none")), "才能“不收件”"),
        (with_first(a_rule(when={"kind": ["consultation"]}, lead="none")), "才能“不收件”"),
        (with_first(a_rule(when={"act": ["one"], "kind": REPORTS}, lead="bureau_of(act)")), "第三条第三款"),
        (
            with_first(a_rule(when={"act": ["one"], "secret_kind": ["unsure"]}, lead="bureau", bureau="jiangjin")),
            "第三条第三款",
        ),
        (with_first(a_rule(when={"act": ["none"], "kind": REPORTS}, lead="bureau_of(act)")), "行为发生地确定"),
        (with_first(a_rule(when={"kind": ["consultation"]}, lead="bureau_of(district)")), "写明区县的咨询"),
        (with_first(a_rule(when={"kind": ["consultation"], "place": ["jiangbei"]})), "条件里的"),
        ((*FILE.rules[:-1], a_rule(when={"kind": ["consultation"]}), FILE.rules[-1]), "永远用不到"),
    ],
)
def test_what_the_law_forbids_and_what_leaves_somebody_without_a_rule_cannot_be_published(
    rules: tuple[Rule, ...], sentence: str
) -> None:
    assert sentence in why_unpublishable(*rules)


def test_a_trial_counts_what_would_go_elsewhere_and_names_nobody() -> None:
    rule = a_rule(when={"kind": ["consultation"], "place": ["jiangjin"]}, lead="municipal")
    cases = [
        Likes(CaseKind.CONSULTATION, None, "江津区", None, 3),
        Likes(CaseKind.CONSULTATION, None, "渝中区", None, 2),
        Likes(CaseKind.COMPLAINT, "business", "江津区", None, 4),
        Likes(CaseKind.TIP, None, None, None, 1),
    ]

    trial = compared(cases, FILE, Rules(with_first(rule)), BUREAUS, TODAY)

    assert (trial.looked_at, trial.moved) == (10, 3)
    assert trial.elsewhere == (CasesElsewhere(CaseKind.CONSULTATION, "jiangjin", "municipal", 3),)


def test_what_is_published_is_routed_by_until_an_older_one_is_again() -> None:
    in_force = RulesInForce(FILE)
    in_force.adopt(Rules(FILE.rules[-1:], "v3"))
    during = (in_force.edition, len(in_force.rules))
    in_force.adopt(None)

    assert during == ("v3", 1) and in_force.rules == FILE.rules


GOOD = {"name": ["新规则"], "lead": ["municipal"], "because": ["测试用，{act}。"], "kind": ["tip"]}


@pytest.mark.parametrize(
    ("posted", "field"),
    [
        ({"name": [""]}, "name"),
        ({"name": ["x" * 31]}, "name"),
        ({"name": ["technical"]}, "name"),
        ({"because": [""]}, "because"),
        ({"because": ["{party}"]}, "because"),
        ({"because": ["{"]}, "because"),
        ({"because": ["{act.__class__}"]}, "because"),
        ({"because": ["{act:>9999999}"]}, "because"),
        ({"because": ["{act!r}"]}, "because"),
        ({"because": ["x" * 301]}, "because"),
        ({"lead": [""]}, "lead"),
        ({"lead": ["somebody"]}, "lead"),
        ({"lead": ["bureau"]}, "bureau"),
        ({"lead": ["bureau"], "bureau": ["nowhere"]}, "bureau"),
        ({"place": ["nowhere"]}, "place"),
        ({"kind": ["letter"]}, ""),
        ({"act": ["one", "x"]}, ""),
    ],
)
def test_a_form_that_describes_no_rule_is_refused_at_its_box(posted: dict[str, list[str]], field: str) -> None:
    with pytest.raises(RuleUnfit) as refused:
        editing.rule_posted({**GOOD, **posted}, "", FILE.rules, BUREAUS)

    assert refused.value.field == field


def test_a_draft_is_edited_rule_by_rule() -> None:
    rule = editing.rule_posted(GOOD, "", FILE.rules, BUREAUS)
    longer = editing.saved(FILE.rules, "", rule)
    names = [one.name for one in longer]

    assert names[-2:] == ["新规则", FILE.rules[-1].name]
    assert [one.name for one in editing.moved(longer, "新规则", -1)][-3] == "新规则"
    assert editing.moved(longer, names[0], -1) == longer == editing.moved(longer, "no such", 1)
    assert editing.without(longer, "新规则") == FILE.rules
    changed = editing.rule_posted({**GOOD, "because": ["另一个理由。"]}, "新规则", longer, BUREAUS)
    assert editing.saved(longer, "新规则", changed)[-2].because == "另一个理由。"
