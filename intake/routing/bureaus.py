"""The bureaus a case can be sent to, with the days on which they exist. Pure; `bureaus.yaml` holds them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

MUNICIPAL = "municipal"

_FILE = Path(__file__).with_name("bureaus.yaml")
_LEVELS = ("municipal", "district", "zone")
_FIELDS = {"code", "name", "full_name", "level", "valid_from", "valid_until", "serves", "units"}


class BureauFaults(Exception):
    """The bureaus cannot be used. `faults` has every fault, with file and field."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Bureau:
    """One bureau.

    code         short pinyin, never changed: cases keep it
    name         what the service says: 市局, 江津区, 高新区
    full_name    for the desk's papers; follows the usual pattern, unconfirmed
    level        municipal, district or zone
    valid_from   its first day, None is always
    valid_until  the first day it is no more, None is never
    serves       names of the districts it serves, former ones included
    units        towns of other districts that it serves, by district
    """

    code: str
    name: str
    full_name: str
    level: str
    valid_from: date | None = None
    valid_until: date | None = None
    serves: tuple[str, ...] = ()
    units: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def exists(self, on: date) -> bool:
        """Say whether the bureau exists on that day."""
        began = self.valid_from is None or self.valid_from <= on
        return began and (self.valid_until is None or on < self.valid_until)


@dataclass(frozen=True, slots=True)
class Bureaus:
    """All bureaus, those that are no more included: old cases name them."""

    all: tuple[Bureau, ...]
    _by_code: Mapping[str, Bureau]

    @classmethod
    def of(cls, bureaus: tuple[Bureau, ...]) -> Bureaus:
        """Return the bureaus in the order given."""
        return cls(bureaus, {bureau.code: bureau for bureau in bureaus})

    def by_code(self, code: str) -> Bureau:
        """Return the bureau; KeyError when there never was one with this code."""
        return self._by_code[code]

    def name_of(self, code: str) -> str:
        """Return the short name, e.g. 江津区."""
        return self._by_code[code].name

    def on(self, day: date) -> tuple[Bureau, ...]:
        """Return the bureaus that exist on that day."""
        return tuple(bureau for bureau in self.all if bureau.exists(day))

    def of_district(self, district: str, on: date) -> Bureau | None:
        """Return the bureau of a district or zone by full, former or short name; None when unknown."""
        serving = [bureau for bureau in self.on(on) if district in bureau.serves]
        return serving[0] if serving else self._of_short_name(district, on)

    def of_place(self, district: str, unit: str | None, on: date) -> Bureau | None:
        """Return the bureau of a town in a district: a zone's bureau wins over the district's."""
        for bureau in self.on(on):
            if unit is not None and unit in bureau.units.get(district, ()):
                return bureau
        return self.of_district(district, on)

    def _of_short_name(self, district: str, on: date) -> Bureau | None:
        if len(district) < len("江津"):
            return None
        serving = [bureau for bureau in self.on(on) if any(name.startswith(district) for name in bureau.serves)]
        return serving[0] if len(serving) == 1 else None


def load_bureaus() -> Bureaus:
    """Read `bureaus.yaml`; raise `BureauFaults` with every fault at once."""
    entries = _read()
    found = _faults_in(entries)
    if found:
        raise BureauFaults(found)
    return Bureaus.of(tuple(_bureau(entry) for entry in entries))


def faults() -> list[str]:
    """Return every fault of `bureaus.yaml`, each with file and field. Empty: none."""
    return _faults_in(_read())


def _read() -> list[dict[str, Any]]:
    content: list[dict[str, Any]] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return content


def _bureau(entry: Mapping[str, Any]) -> Bureau:
    return Bureau(
        code=entry["code"],
        name=entry["name"],
        full_name=entry["full_name"],
        level=entry["level"],
        valid_from=entry.get("valid_from"),
        valid_until=entry.get("valid_until"),
        serves=tuple(entry.get("serves", ())),
        units={district: frozenset(units) for district, units in entry.get("units", {}).items()},
    )


def _faults_in(entries: list[dict[str, Any]]) -> list[str]:
    found: list[str] = []
    codes: set[str] = set()
    for number, entry in enumerate(entries, start=1):
        code = str(entry.get("code", number))
        found += [f"bureaus.yaml: bureau {code}: {fault}" for fault in _entry_faults(entry)]
        if code in codes:
            found.append(f"bureaus.yaml: bureau {code}: code: used twice")
        codes.add(code)
    if MUNICIPAL not in codes:
        found.append(f"bureaus.yaml: code: there is no bureau {MUNICIPAL}")
    return found


def _entry_faults(entry: Mapping[str, Any]) -> Iterator[str]:
    for name in ("code", "name", "full_name", "level"):
        if not isinstance(entry.get(name), str):
            yield f"{name}: is missing"
    if entry.get("level") not in _LEVELS:
        yield f"level: must be one of {', '.join(_LEVELS)}"
    for name in ("valid_from", "valid_until"):
        if not isinstance(entry.get(name, date.min), date):
            yield f"{name}: must be a day, e.g. 2026-01-25"
    if entry.get("level") != "municipal" and not entry.get("serves"):
        yield "serves: is missing"
    for name in sorted(entry.keys() - _FIELDS):
        yield f"{name}: is unknown"
