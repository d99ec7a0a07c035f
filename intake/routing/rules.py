"""The routing rules: as written in `routing.yaml`, or as published at the desk, and those in force now. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Annotated, Final, Protocol

from annotated_types import Len
from pydantic import AfterValidator, TypeAdapter

from intake.forms.codes import FormName, SecretKind
from intents.sheet import SheetFaults, Words, of_a_sheet, read_sheet

# What a reason may fill in, empty where it is not known.
BLANKS: Mapping[str, str] = {"act": "", "field": "", "others": "", "outside": "", "district": ""}

# What a rule can ask for, in the order in which it is shown.
CONDITIONS: Final = ("kind", "secret_kind", "act", "district", "place")

_FILE = Path(__file__).with_name("routing.yaml")


class PlaceKnown(StrEnum):
    """How well a place is known: the place of the act, or the district of a consultation."""

    ONE = "one"
    SEVERAL = "several"
    OUTSIDE = "outside"
    NONE = "none"


class Lead(StrEnum):
    """Who leads a case by a rule; NOBODY is a case that is not ours."""

    MUNICIPAL = "municipal"
    NOBODY = "none"
    OF_THE_ACT = "bureau_of(act)"
    OF_THE_DISTRICT = "bureau_of(district)"
    NAMED = "bureau"


@dataclass(frozen=True, slots=True)
class Conditions:
    """What is known of a case when it is routed; a kind of secret that nobody knows counts as unsure.

    place  code of the bureau that the place leads to; None where there is none
    """

    kind: FormName
    secret_kind: SecretKind
    act: PlaceKnown
    district: PlaceKnown
    place: str | None = None


@of_a_sheet
@dataclass(frozen=True, slots=True)
class When:
    """The values that fit, by condition; None fits all. All conditions must hold."""

    kind: Annotated[frozenset[FormName], Len(min_length=1)] | None = None
    secret_kind: Annotated[frozenset[SecretKind], Len(min_length=1)] | None = None
    act: Annotated[frozenset[PlaceKnown], Len(min_length=1)] | None = None
    district: Annotated[frozenset[PlaceKnown], Len(min_length=1)] | None = None
    place: Annotated[frozenset[Words], Len(min_length=1)] | None = None

    def fits(self, known: Conditions) -> bool:
        """Say whether all conditions hold."""
        return (
            (self.kind is None or known.kind in self.kind)
            and (self.secret_kind is None or known.secret_kind in self.secret_kind)
            and (self.act is None or known.act in self.act)
            and (self.district is None or known.district in self.district)
            and (self.place is None or known.place in self.place)
        )


def _fills_in(reason: str) -> str:
    """Refuse everything but plain blanks: a format of its own could ask for a string of any length."""
    refused = ValueError(f"may only fill in {', '.join(BLANKS)}")
    try:
        parts = list(Formatter().parse(reason))
    except ValueError:
        raise refused from None
    if any(name is not None and (name not in BLANKS or spec or how) for _, name, spec, how in parts):
        raise refused
    return reason


@of_a_sheet
@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    because  the reason, with the places to be filled in
    bureau   code of the bureau that leads, where the rule names one; "" otherwise
    """

    name: Words
    when: When
    lead: Lead
    because: Annotated[Words, AfterValidator(_fills_in)]
    bureau: str = ""


class RoutingRules(Protocol):
    """What cases are routed by."""

    @property
    def rules(self) -> tuple[Rule, ...]:
        """All rules; the first that fits decides."""

    @property
    def edition(self) -> str:
        """Which edition they are. Cases keep it."""


@of_a_sheet
@dataclass(frozen=True, slots=True)
class Rules:
    """All rules; the first that fits decides.

    edition  which one this is: "" as long as nobody gave it one
    """

    rules: tuple[Rule, ...]
    edition: str = ""


class RulesInForce:
    """The rules by which cases are routed now: those of the file, until others are published.

    One for the whole service, as the calendar is: what is published is taken over in one place.
    """

    def __init__(self, of_the_file: Rules) -> None:
        self.of_the_file = of_the_file
        self._now = of_the_file

    @property
    def rules(self) -> tuple[Rule, ...]:
        """All rules; the first that fits decides."""
        return self._now.rules

    @property
    def edition(self) -> str:
        """Which edition they are."""
        return self._now.edition

    def adopt(self, published: Rules | None) -> None:
        """Route by these from now on; by those of the file where None are published."""
        self._now = published or self.of_the_file


_RULES = TypeAdapter(Rules)


def load_rules() -> Rules:
    """Read `routing.yaml`; raise `SheetFaults` with every fault at once."""
    rules = read_sheet(_FILE, _RULES)
    found = [f"routing.yaml: rules: {name}: name: stands twice" for name in _twice(rules)]
    if not rules.rules or rules.rules[-1].when != When():
        found.append("routing.yaml: rules: the last one must fit always: when must be {}")
    found += [
        f"routing.yaml: rules: {rule.name}: bureau: {why}" for rule in rules.rules if (why := _misnamed(rule))
    ]
    if found:
        raise SheetFaults(found)
    return replace(rules, edition=rules_edition())


def rules_from(content: object, edition: str) -> Rules:
    """Return rules that were kept as JSON. Raises ValueError when this program cannot read them."""
    return replace(_RULES.validate_python({"rules": content}), edition=edition)


def content_of(rules: tuple[Rule, ...]) -> list[dict[str, object]]:
    """Return rules as they are kept: JSON, each list in order."""
    return [
        {
            "name": rule.name,
            "when": {
                name: sorted(values) for name in CONDITIONS if (values := getattr(rule.when, name)) is not None
            },
            "lead": rule.lead.value,
            "because": rule.because,
            "bureau": rule.bureau,
        }
        for rule in rules
    ]


def _misnamed(rule: Rule) -> str:
    if (rule.lead is Lead.NAMED) == bool(rule.bureau):
        return ""
    return "is missing" if rule.lead is Lead.NAMED else "belongs to lead: bureau alone"


@cache
def rules_edition() -> str:
    """Return which edition of the rules this is: the beginning of the file's SHA-256. Cases keep it."""
    return hashlib.sha256(_FILE.read_bytes()).hexdigest()[:8]


def _twice(rules: Rules) -> tuple[str, ...]:
    names = [rule.name for rule in rules.rules]
    return tuple(dict.fromkeys(name for name in names if names.count(name) > 1))
