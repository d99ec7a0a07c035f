"""Which bureau leads a case, and why. Pure; `routing.yaml` holds the rules.

The place of the act decides, never the filer's (CRM 第29条, APP 第7条): first where the secret is used, then where
it was taken, then where the reported party does business. One place of an act in Chongqing is enough: taking is an
act of its own (AUCL25 第10条第1款; TSR 第10条). Technical secrets go to 市局 (TSR 第3条第3款).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from intake.forms.codes import FormName, SecretKind
from intake.forms.draft import Draft
from intake.geography.place import KeptPlace
from intake.routing.bureaus import MUNICIPAL, BureauLevel, Bureaus
from intake.routing.rules import BLANKS, Conditions, Lead, PlaceKnown, RoutingRules, Rule

# The rule's name where a place leads to a bureau that is no more, and to no other.
CLOSED_BUREAU: Final = "closed_bureau"
_NAMES_CLOSED: Final = (
    "分办规则“{rule}”指定的{closed}已撤销或者不存在，由市局统一接收后分送"
    "（《市场监督管理投诉举报处理办法》第四十一条）。"
)
_CLOSED: Final = (
    "所填地点原由{closed}办理，该局已撤销，没有登记由谁接替；由市局统一接收后分送"
    "（《市场监督管理投诉举报处理办法》第四十一条）。"
)

# In the order in which they decide. All are places of the act in law; the order among them is ours.
_PLACES_OF_THE_ACT: Mapping[str, str] = {"use_place": "使用地", "act_place": "行为地", "taken_place": "获取地"}
_PASSED_OVER: Final = "；未采用："
_PLACE_OF_BUSINESS = "reported_place"
_PLACE_OF_BUSINESS_LABEL = "被举报人经营地"


@dataclass(frozen=True, slots=True)
class Route:
    """Where a case goes.

    lead        code of the bureau that leads; None only for rule "outside": such a draft is not filed
    assisting   codes of the bureaus that may see it too; empty until somebody decides so
    rule        name of the rule that decided
    reason      in Chinese, for the desk: article, facts, the places that were passed over
    candidates  codes of the bureaus that were passed over or are still possible
    edition     of the rules that decided
    """

    lead: str | None
    assisting: tuple[str, ...]
    rule: str
    reason: str
    candidates: tuple[str, ...]
    edition: str = ""

    def as_json(self) -> dict[str, object]:
        """Return what the case keeps of the decision."""
        return {"rule": self.rule, "reason": self.reason, "candidates": list(self.candidates)}


@dataclass(frozen=True, slots=True)
class _KnownPlace:
    """One place of the draft, with what follows from it.

    bureau      code; None where the place is outside or undecided
    candidates  codes that are possible where it is undecided
    """

    label: str
    text: str
    bureau: str | None
    outside: str | None = None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the rules look at."""

    conditions: Conditions
    deciding: _KnownPlace | None
    others: tuple[_KnownPlace, ...]
    district: str
    district_bureau: str | None


def route(draft: Draft, rules: RoutingRules, bureaus: Bureaus, on: date) -> Route:
    """Return where a draft goes, by the rules and the bureaus of the day of filing."""
    facts = _facts_of(draft, bureaus, on)
    rule = next(rule for rule in rules.rules if rule.when.fits(facts.conditions))
    if rule.lead is Lead.NAMED and not bureaus.exists(rule.bureau, on):
        reason = _NAMES_CLOSED.format(rule=rule.name, closed=bureaus.name_or_code(rule.bureau))
        return Route(MUNICIPAL, (), CLOSED_BUREAU, reason, _candidates(facts, MUNICIPAL), rules.edition)
    lead = _lead_of(rule, facts)
    if rule.when.secret_kind is None and (closed := _closed_places(draft, facts, bureaus, on)):
        names = "、".join(bureaus.name_of(code) for code in closed)
        reason = _CLOSED.format(closed=names)
        return Route(MUNICIPAL, (), CLOSED_BUREAU, reason, _candidates(facts, MUNICIPAL), rules.edition)
    return Route(
        lead=lead,
        assisting=(),
        rule=rule.name,
        reason=_reason(rule, facts, bureaus),
        candidates=_candidates(facts, lead),
        edition=rules.edition,
    )


def _closed_places(draft: Draft, facts: _Facts, bureaus: Bureaus, on: date) -> tuple[str, ...]:
    """Return the bureaus that are no more and that alone the places lead to; none where another one decides."""
    if facts.deciding or facts.district_bureau:
        return ()
    names = (*_PLACES_OF_THE_ACT, _PLACE_OF_BUSINESS, "district")
    places = [KeptPlace.of(draft.fields.get(name)) for name in names]
    standing = {bureau.code for bureau in bureaus.on(on)}
    known = {bureau.code for bureau in bureaus.all}
    codes = [place.bureau for place in places if place and place.bureau in known - standing]
    return tuple(dict.fromkeys(code for code in codes if code))


# ----------------------------------------------------------------------------------- the facts


def _facts_of(draft: Draft, bureaus: Bureaus, on: date) -> _Facts:
    act, deciding, others = _act_of(draft.fields, bureaus, on)
    district = _known("区县", draft.fields.get("district"), bureaus, on)
    bureau = district.bureau if district else None
    conditions = Conditions(
        kind=FormName(draft.kind),
        secret_kind=SecretKind(str(draft.fields.get("secret_kind") or SecretKind.UNSURE)),
        act=act,
        district=PlaceKnown.ONE if bureau else PlaceKnown.NONE,
        place=bureau if draft.kind == FormName.CONSULTATION else deciding.bureau if deciding else None,
    )
    return _Facts(conditions, deciding, others, district.text if district else "", bureau)


def _act_of(
    fields: Mapping[str, object], bureaus: Bureaus, on: date
) -> tuple[PlaceKnown, _KnownPlace | None, tuple[_KnownPlace, ...]]:
    """Return how well the place of the act is known, the place that decides, and the other places."""
    known_places = {
        field: known
        for field, label in _PLACES_OF_THE_ACT.items()
        if (known := _known(label, fields.get(field), bureaus, on))
    }
    acts = list(known_places.values())
    business = _known(_PLACE_OF_BUSINESS_LABEL, fields.get(_PLACE_OF_BUSINESS), bureaus, on)
    places = [*acts, *([business] if business else [])]
    deciding = next((place for place in places if place.bureau), None)
    # Used outside, and nobody knows where it was taken, or the other way round: that may well have been here.
    is_whole = "act_place" in known_places or len(known_places) > 1
    if acts and is_whole and all(place.outside for place in acts):
        return PlaceKnown.OUTSIDE, acts[0], tuple(places[1:])
    # Where they have their office does not decide as long as the place of the act is merely undecided.
    undecided = any(place.candidates for place in acts) and (deciding is None or deciding is business)
    if deciding and not undecided:
        return PlaceKnown.ONE, deciding, tuple(place for place in places if place is not deciding)
    return (PlaceKnown.SEVERAL if undecided else PlaceKnown.NONE), None, tuple(places)


def _known(label: str, answer: object, bureaus: Bureaus, on: date) -> _KnownPlace | None:
    place = KeptPlace.of(answer)
    if place is None:
        return None
    if place.outside:
        return _KnownPlace(label, place.outside, None, outside=place.outside)
    bureau = _bureau_of(place, bureaus, on)
    if bureau is None and not place.candidates:
        return None
    text = _text_of(place, bureau, bureaus)
    return _KnownPlace(label, text, bureau, candidates=() if bureau else place.candidates)


def _text_of(place: KeptPlace, bureau: str | None, bureaus: Bureaus) -> str:
    # Never the words the person typed: the reason is stored unsealed.
    if not place.district:
        return bureaus.name_of(bureau) if bureau else ""
    zone = bureaus.by_code(bureau) if bureau and not place.unit else None
    inside = f"（{zone.name}）" if zone and zone.level is BureauLevel.ZONE else ""
    return f"{place.district}{place.unit or ''}{inside}"


def _bureau_of(place: KeptPlace, bureaus: Bureaus, on: date) -> str | None:
    """Return the bureau the gazetteer gave, if it still exists that day, else the district's."""
    if place.bureau is not None and bureaus.exists(place.bureau, on):
        return place.bureau
    if place.district is None:
        return None
    bureau = bureaus.of_place(place.district, place.unit, on)
    return bureau.code if bureau else None


# -------------------------------------------------------------------------------- the decision


def _lead_of(rule: Rule, facts: _Facts) -> str | None:
    if rule.lead is Lead.NOBODY:
        return None
    if rule.lead is Lead.OF_THE_ACT and facts.deciding:
        return facts.deciding.bureau
    if rule.lead is Lead.NAMED:
        return rule.bureau
    if rule.lead is Lead.OF_THE_DISTRICT:
        return facts.district_bureau
    return MUNICIPAL


def _candidates(facts: _Facts, lead: str | None) -> tuple[str, ...]:
    # For a technical secret the district of the act is a candidate in the papers only: it does not see the case.
    places = (*((facts.deciding,) if facts.deciding else ()), *facts.others)
    codes = [code for place in places for code in (place.bureau, *place.candidates) if code]
    return tuple(dict.fromkeys(code for code in codes if code != lead))


def _reason(rule: Rule, facts: _Facts, bureaus: Bureaus) -> str:
    deciding = facts.deciding
    blanks = dict(BLANKS)
    blanks["district"] = facts.district
    if deciding:
        blanks["field"], blanks["act"] = deciding.label, deciding.text
        blanks["outside"] = deciding.outside or ""
    if rule.lead is Lead.MUNICIPAL:
        blanks["act"] = f"{deciding.label}仅作记录：{deciding.text}" if deciding else _undecided(facts, bureaus)
    others = "、".join(_named(place, bureaus) for place in facts.others if not _is_same(place, deciding))
    blanks["others"] = _framed(others, rule)
    return rule.because.format(**blanks)


def _undecided(facts: _Facts, bureaus: Bureaus) -> str:
    """Return what is known of the place of the act where none decides: several were told, or none."""
    told = next((place for place in facts.others if place.candidates), None)
    return f"{_named(told, bureaus)}，以哪里为准待核实" if told else "行为地不明"


def told_to_its_filer(reason: str) -> str:
    """Return why a bureau has a case without the places that were passed over: those are for officers."""
    return reason.partition(_PASSED_OVER)[0]


def _framed(others: str, rule: Rule) -> str:
    if not others:
        return "" if "（{others}）" not in rule.because else "未写明"
    return others if "（{others}）" in rule.because else f"{_PASSED_OVER}{others}"


def _is_same(place: _KnownPlace, deciding: _KnownPlace | None) -> bool:
    """Say whether a place was not passed over: it decided under another name, or in other detail."""
    if deciding is None or place.bureau != deciding.bureau:
        return False
    if place.bureau is None or place.text == deciding.text:
        return place.text == deciding.text
    return place.text.startswith(deciding.text) or deciding.text.startswith(place.text)


def _named(place: _KnownPlace, bureaus: Bureaus) -> str:
    if place.candidates:
        return f"{place.label}说到{'、'.join(bureaus.name_of(code) for code in place.candidates)}"
    return f"{place.label}{place.text}"
