"""The routing rules as written in `routing.yaml`, and whether they can be used. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated

from annotated_types import Len
from pydantic import AfterValidator, TypeAdapter

from intake.forms.codes import FormName, SecretKind
from intents.sheet import SheetFaults, Words, of_a_sheet, read_sheet

# What a reason may fill in, empty where it is not known.
BLANKS: Mapping[str, str] = {"act": "", "field": "", "others": "", "outside": "", "district": ""}

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


@dataclass(frozen=True, slots=True)
class Conditions:
    """What is known of a case when it is routed; a kind of secret that nobody knows counts as unsure."""

    kind: FormName
    secret_kind: SecretKind
    act: PlaceKnown
    district: PlaceKnown


@of_a_sheet
@dataclass(frozen=True, slots=True)
class When:
    """The values that fit, by condition; None fits all. All conditions must hold."""

    kind: Annotated[frozenset[FormName], Len(min_length=1)] | None = None
    secret_kind: Annotated[frozenset[SecretKind], Len(min_length=1)] | None = None
    act: Annotated[frozenset[PlaceKnown], Len(min_length=1)] | None = None
    district: Annotated[frozenset[PlaceKnown], Len(min_length=1)] | None = None

    def fits(self, known: Conditions) -> bool:
        """Say whether all conditions hold."""
        return (
            (self.kind is None or known.kind in self.kind)
            and (self.secret_kind is None or known.secret_kind in self.secret_kind)
            and (self.act is None or known.act in self.act)
            and (self.district is None or known.district in self.district)
        )


def _fills_in(reason: str) -> str:
    try:
        reason.format(**BLANKS)
    except (KeyError, IndexError, ValueError):
        raise ValueError(f"may only fill in {', '.join(BLANKS)}") from None
    return reason


@of_a_sheet
@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of `routing.yaml`.

    because  the reason, with the places to be filled in
    """

    name: Words
    when: When
    lead: Lead
    because: Annotated[Words, AfterValidator(_fills_in)]


@of_a_sheet
@dataclass(frozen=True, slots=True)
class Rules:
    """All rules; the first that fits decides."""

    rules: tuple[Rule, ...]


_RULES = TypeAdapter(Rules)


def load_rules() -> Rules:
    """Read `routing.yaml`; raise `SheetFaults` with every fault at once."""
    rules = read_sheet(_FILE, _RULES)
    found = [f"routing.yaml: rules: {name}: name: stands twice" for name in _twice(rules)]
    if not rules.rules or rules.rules[-1].when != When():
        found.append("routing.yaml: rules: the last one must fit always: when must be {}")
    if found:
        raise SheetFaults(found)
    return rules


@cache
def rules_edition() -> str:
    """Return which edition of the rules this is: the beginning of the file's SHA-256. Cases keep it."""
    return hashlib.sha256(_FILE.read_bytes()).hexdigest()[:8]


def _twice(rules: Rules) -> tuple[str, ...]:
    names = [rule.name for rule in rules.rules]
    return tuple(dict.fromkeys(name for name in names if names.count(name) > 1))
