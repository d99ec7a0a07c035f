"""The routing rules as written in `routing.yaml`, and whether they can be used. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from intake.forms.draft import KINDS

# What a reason may fill in, empty where it is not known.
BLANKS: Mapping[str, str] = {"act": "", "field": "", "others": "", "outside": "", "district": ""}

_FILE = Path(__file__).with_name("routing.yaml")
_CONDITIONS: Mapping[str, frozenset[str]] = {
    "kind": frozenset(KINDS),
    "secret_kind": frozenset({"technical", "business", "both", "unsure"}),
    "act": frozenset({"one", "several", "outside", "none"}),
    "district": frozenset({"one", "none"}),
}
_LEADS = frozenset({"municipal", "none", "bureau_of(act)", "bureau_of(district)"})
_FIELDS = frozenset({"name", "when", "lead", "because"})


class RuleFaults(Exception):
    """The rules cannot be used. `faults` has every fault, with file and field."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of `routing.yaml`.

    when     values that fit, by condition; all conditions must hold
    lead     municipal, none, bureau_of(act) or bureau_of(district)
    because  the reason, with the places to be filled in
    """

    name: str
    when: Mapping[str, frozenset[str]]
    lead: str
    because: str


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules; the first that fits decides."""

    ordered: tuple[Rule, ...]


def load_rules() -> Rules:
    """Read `routing.yaml`; raise `RuleFaults` with every fault at once."""
    entries = _read()
    found = _faults_in(entries)
    if found:
        raise RuleFaults(found)
    return Rules(tuple(_rule(entry) for entry in entries))


def faults() -> list[str]:
    """Return every fault of `routing.yaml`, each with file and field. Empty: none."""
    return _faults_in(_read())


def _read() -> list[dict[str, Any]]:
    content: dict[str, list[dict[str, Any]]] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return content["rules"]


def _rule(entry: Mapping[str, Any]) -> Rule:
    when = {name: frozenset(values) for name, values in entry["when"].items()}
    return Rule(entry["name"], when, entry["lead"], entry["because"])


def _faults_in(entries: list[dict[str, Any]]) -> list[str]:
    found: list[str] = []
    names: set[str] = set()
    for number, entry in enumerate(entries, start=1):
        name = str(entry.get("name", number))
        found += [f"routing.yaml: rule {name}: {fault}" for fault in _entry_faults(entry)]
        if name in names:
            found.append(f"routing.yaml: rule {name}: name: used twice")
        names.add(name)
    if not entries or entries[-1].get("when"):
        found.append("routing.yaml: the last rule must fit always: when must be {}")
    return found


def _entry_faults(entry: Mapping[str, Any]) -> Iterator[str]:
    for field in sorted(_FIELDS - entry.keys()):
        yield f"{field}: is missing"
    for field in sorted(entry.keys() - _FIELDS):
        yield f"{field}: is unknown"
    if entry.get("lead") not in _LEADS:
        yield f"lead: must be one of {', '.join(sorted(_LEADS))}"
    yield from _condition_faults(entry.get("when") or {})
    try:
        str(entry.get("because", "")).format(**BLANKS)
    except (KeyError, IndexError, ValueError):
        yield f"because: may only fill in {', '.join(BLANKS)}"


def _condition_faults(when: Mapping[str, Any]) -> Iterator[str]:
    for name, values in when.items():
        if name not in _CONDITIONS:
            yield f"when: {name} is unknown"
        elif not isinstance(values, list) or not values:
            yield f"when: {name}: must be a list"
        else:
            for value in values:
                if value not in _CONDITIONS[name]:
                    yield f"when: {name}: {value} is unknown"
