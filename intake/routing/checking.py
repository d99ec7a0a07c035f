"""Whether rules may be published: every filing has one, none breaks the law or names a bureau that is not. Pure.

What a filing can be is finite (kind, kind of secret, how well the place is known, where it leads), so all of it is
tried.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product

from intake.forms.codes import FormName, SecretKind
from intake.routing.bureaus import BureauLevel, Bureaus
from intake.routing.rules import Conditions, Lead, PlaceKnown, Rule, When

_FILED = (FormName.COMPLAINT, FormName.TIP, FormName.CONSULTATION)
_DISTRICT_KNOWN = (PlaceKnown.ONE, PlaceKnown.NONE)


@dataclass(frozen=True, slots=True)
class RuleFault:
    """Why rules cannot be published. `rule` is its name; "" where it is about all of them."""

    rule: str
    sentence: str


def faults_of(rules: tuple[Rule, ...], bureaus: Bureaus, on: date) -> tuple[RuleFault, ...]:
    """Return everything that keeps these rules from being published, each once."""
    found = [*_of_the_whole(rules), *_of_names(rules, bureaus, on)]
    used: set[str] = set()
    for known in all_conditions(bureaus, on):
        rule = next((rule for rule in rules if rule.when.fits(known)), None)
        if rule is None:
            continue
        used.add(rule.name)
        if why := _why_not(rule, known, bureaus, on):
            found.append(RuleFault(rule.name, why))
    never = "排在前面的规则已经包括了它的全部情形，它永远用不到。请调整顺序、条件，或者删去。"
    found += [RuleFault(rule.name, never) for rule in rules if rule.name not in used]
    return tuple(dict.fromkeys(found))


def naming_closed(rules: tuple[Rule, ...], bureaus: Bureaus, on: date) -> tuple[Rule, ...]:
    """Return the rules that name a bureau that is no more, or never was."""
    return tuple(rule for rule in rules if rule.lead is Lead.NAMED and not bureaus.exists(rule.bureau, on))


def all_conditions(bureaus: Bureaus, on: date) -> Iterator[Conditions]:
    """Give everything a filing can be on that day."""
    codes = [bureau.code for bureau in bureaus.on(on)]
    for kind, secret, act, district in product(_FILED, SecretKind, PlaceKnown, _DISTRICT_KNOWN):
        is_consultation = kind is FormName.CONSULTATION
        leads = district is PlaceKnown.ONE if is_consultation else act is PlaceKnown.ONE
        # The district of a report, and the act of a consultation, decide nothing.
        if district is PlaceKnown.ONE and not is_consultation:
            continue
        for place in codes if leads else [None]:
            yield Conditions(kind, secret, act, district, place)


def _of_the_whole(rules: tuple[Rule, ...]) -> Iterator[RuleFault]:
    if not rules or rules[-1].when != When():
        yield RuleFault("", "最后一条规则必须不带条件，别的都不适用时用它。")
    names = [rule.name for rule in rules]
    for name in dict.fromkeys(name for name in names if names.count(name) > 1):
        yield RuleFault(name, "有两条规则用同一个名称，请改一个。")


def _of_names(rules: tuple[Rule, ...], bureaus: Bureaus, on: date) -> Iterator[RuleFault]:
    for rule in naming_closed(rules, bureaus, on):
        yield RuleFault(
            rule.name, f"指定的“{bureaus.name_or_code(rule.bureau)}”已撤销或者不存在，请改为现有的局。"
        )
    for rule in rules:
        gone = [code for code in sorted(rule.when.place or ()) if not bureaus.exists(code, on)]
        for code in gone:
            name = bureaus.name_or_code(code)
            yield RuleFault(rule.name, f"条件里的“{name}”已撤销或者不存在，请去掉。")


def _why_not(rule: Rule, known: Conditions, bureaus: Bureaus, on: date) -> str:
    is_consultation = known.kind is FormName.CONSULTATION
    is_outside = not is_consultation and known.act is PlaceKnown.OUTSIDE
    if is_outside != (rule.lead is Lead.NOBODY):
        return (
            "行为都发生在本市以外的，只能“不收件”（《市场监督管理投诉举报处理办法》第二十九条）。"
            if is_outside
            else "只有行为都发生在本市以外的举报才能“不收件”。"
        )
    if rule.lead is Lead.OF_THE_ACT and (is_consultation or known.act is not PlaceKnown.ONE):
        return "“行为发生地的局”只能用于行为发生地确定的举报，请加上这个条件。"
    if rule.lead is Lead.OF_THE_DISTRICT and (not is_consultation or known.district is not PlaceKnown.ONE):
        return "“所选区县的局”只能用于写明区县的咨询，请加上这些条件。"
    if is_outside or is_consultation or known.secret_kind is SecretKind.BUSINESS:
        return ""
    return _why_not_technical(rule, known, bureaus, on)


def _why_not_technical(rule: Rule, known: Conditions, bureaus: Bureaus, on: date) -> str:
    """A technical secret, or what may be one, is the municipal bureau's, or of whom 总局 agreed to."""
    code = rule.bureau if rule.lead is Lead.NAMED else known.place if rule.lead is Lead.OF_THE_ACT else None
    if code is None or not bureaus.exists(code, on):
        return ""
    bureau = bureaus.by_code(code)
    if bureau.level is BureauLevel.MUNICIPAL or bureau.may_take_technical(on):
        return ""
    return (
        "技术秘密、两者都有和不确定的，没有总局同意不能分到区县局"
        "（《商业秘密保护规定》第三条第三款）。请限定为经营信息，或者改由市局办理。"
    )
