"""A row of a routing sheet: what is typed at the places of a form, and where the case must go. Shared by tests."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from intake.forms.draft import Draft
from intake.geography.gazetteer import Gazetteer
from intake.geography.place import Located
from intake.routing.bureaus import Bureaus, load_bureaus
from intake.routing.route import route
from intake.routing.rules import Rules, load_rules

OWN = Path(__file__).parents[2] / "expectations" / "own"
TODAY = date(2026, 11, 25)
PLACES = ("act_place", "taken_place", "use_place", "reported_place")
UNDECIDED = ("several", "none")


@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    typed        by field of the form
    received_on  the day of filing, in Shanghai
    expected     short name of the bureau, 市局, ask, or outside: with province and prefecture
    among        of what is asked about: the bureaus that are offered; empty where the sheet leaves it open
    """

    typed: Mapping[str, str]
    secret_kind: str
    received_on: date
    expected: str
    among: frozenset[str]
    why: str

    @property
    def text(self) -> str:
        return " / ".join(self.typed.values())


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the service does with a row; `draft` is what is filed, None where it has to ask first."""

    said: str
    among: frozenset[str]
    draft: Draft | None


def rows(name: str) -> list[Row]:
    """Read a sheet of our own."""
    with (OWN / name).open(encoding="utf-8", newline="") as lines:
        return [_row(line) for line in csv.DictReader(lines)]


def outcome(row: Row) -> Outcome:
    """Return what the service does with a row."""
    located = {field: gazetteer().locate(text, row.received_on) for field, text in row.typed.items()}
    only = located.get("act_place") if len(located) == 1 else None
    if only is not None and _must_ask(only, row.secret_kind):
        return Outcome("ask", frozenset(bureaus().name_of(place.bureau) for place in only.candidates), None)
    fields = {"secret_kind": row.secret_kind, **{field: _kept(place) for field, place in located.items()}}
    draft = Draft("complaint", anonymous=False, fields=fields, typed={}, form_version="complaint-1")
    decided = route(draft, rules(), bureaus(), row.received_on)
    if decided.lead is None:
        outside = [place.outside for place in located.values() if place.outside]
        return Outcome(f"outside:{outside[-1]}", frozenset(), None)
    return Outcome(bureaus().name_of(decided.lead), frozenset(), draft)


@cache
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@cache
def bureaus() -> Bureaus:
    return load_bureaus()


@cache
def rules() -> Rules:
    return load_rules()


def _row(line: Mapping[str, str]) -> Row:
    typed = {field: text for field in PLACES if (text := line.get(field))}
    return Row(
        typed=typed or {"act_place": line["text"]},
        secret_kind=line["secret_kind"] or "business",
        received_on=date.fromisoformat(line.get("received_on") or TODAY.isoformat()),
        expected=line["expected"],
        among=frozenset(line["among"].split("|")) if line["among"] else frozenset(),
        why=line["why"],
    )


def _must_ask(located: Located, secret_kind: str) -> bool:
    if secret_kind != "business":
        return located.outcome == "outside" and not located.is_all_outside
    return located.doubt == "name" or located.outcome in UNDECIDED


def _kept(located: Located) -> Mapping[str, object]:
    undecided = {"text": "", "candidates": [place.bureau for place in located.candidates]}
    return located.as_json() or undecided
