"""The words of the routing rules: conditions, who leads, what a draft changes. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from intake.cases.codes import CaseKind
from intake.forms.codes import SecretKind
from intake.forms.draft import KIND_NAMES
from intake.routing.rules import CONDITIONS, Lead, PlaceKnown, Rule

CONDITION_LABELS: Final[Mapping[str, str]] = {
    "kind": "类别",
    "secret_kind": "信息类型",
    "act": "行为发生地（举报）",
    "district": "所选区县（咨询）",
    "place": "地点属于",
}
CHOICES: Final[Mapping[str, Mapping[str, str]]] = {
    "kind": {kind.value: KIND_NAMES[kind] for kind in (CaseKind.COMPLAINT, CaseKind.TIP, CaseKind.CONSULTATION)},
    "secret_kind": {
        SecretKind.TECHNICAL: "技术信息",
        SecretKind.BUSINESS: "经营信息",
        SecretKind.BOTH: "两者都有",
        SecretKind.UNSURE: "不确定或者没有写",
    },
    "act": {
        PlaceKnown.ONE: "确定在本市一处",
        PlaceKnown.SEVERAL: "有几种可能",
        PlaceKnown.OUTSIDE: "都在本市以外",
        PlaceKnown.NONE: "不知道",
    },
    "district": {PlaceKnown.ONE: "写明了", PlaceKnown.NONE: "没有写明"},
}
# The rules that the program comes with, as they are called in Chinese: cases keep their names.
_TITLES: Final[Mapping[str, str]] = {
    "consultation": "写明区县的咨询",
    "consultation_unplaced": "没有写明区县的咨询",
    "outside": "行为都在本市以外",
    "technical": "技术秘密，或者可能是",
    "business_one_place": "行为发生地确定",
    "business_several_places": "行为发生地有几种可能",
    "business_no_place": "行为发生地不明",
}
LEADS: Final[Mapping[str, str]] = {
    Lead.MUNICIPAL: "市局",
    Lead.OF_THE_ACT: "行为发生地的局",
    Lead.OF_THE_DISTRICT: "所选区县的局",
    Lead.NAMED: "指定的局",
    Lead.NOBODY: "不收件",
}


@dataclass(frozen=True, slots=True)
class ShownRule:
    """A rule as it is read.

    title     as it is called; its name, where it has no other
    when      its conditions in words; none: it fits always
    lead      who leads, in words
    change    what a draft does with it: 新增, 改过, or ""
    is_alarm  it names a bureau that is no more
    """

    name: str
    title: str
    when: tuple[str, ...]
    lead: str
    because: str
    change: str
    is_alarm: bool


def shown(
    rules: tuple[Rule, ...], closed: tuple[Rule, ...], name_of: Callable[[str], str], before: tuple[Rule, ...] = ()
) -> tuple[ShownRule, ...]:
    """Return rules as they are read.

    before  what a draft is based on; () where there is no draft
    """
    return tuple(
        ShownRule(
            rule.name,
            _TITLES.get(rule.name, rule.name),
            tuple(_condition(rule, name, name_of) for name in CONDITIONS if getattr(rule.when, name) is not None),
            name_of(rule.bureau) if rule.lead is Lead.NAMED else LEADS[rule.lead],
            rule.because,
            _change(rule, before),
            rule in closed,
        )
        for rule in rules
    )


def removed(rules: tuple[Rule, ...], before: tuple[Rule, ...]) -> tuple[str, ...]:
    """Return the names of the rules that a draft does without."""
    kept = {rule.name for rule in rules}
    return tuple(rule.name for rule in before if rule.name not in kept)


def _condition(rule: Rule, name: str, name_of: Callable[[str], str]) -> str:
    values = getattr(rule.when, name)
    labels = CHOICES.get(name)
    told = (
        [name_of(one) for one in sorted(values)]
        if labels is None
        else [labels[one] for one in labels if one in values]
    )
    return f"{CONDITION_LABELS[name]}：{'、'.join(told)}"


def _change(rule: Rule, before: tuple[Rule, ...]) -> str:
    if not before or rule in before:
        return ""
    return "改过" if rule.name in {one.name for one in before} else "新增"
