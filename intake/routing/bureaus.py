"""The bureaus a case can be sent to, with the days on which they exist. Pure; `bureaus.yaml` holds them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path

from pydantic import TypeAdapter

from intents.sheet import SheetFaults, Words, of_a_sheet, read_sheet

MUNICIPAL = "municipal"

_FILE = Path(__file__).with_name("bureaus.yaml")


class BureauLevel(StrEnum):
    """Which kind of bureau it is."""

    MUNICIPAL = "municipal"
    DISTRICT = "district"
    ZONE = "zone"


@of_a_sheet
@dataclass(frozen=True, slots=True)
class Consent:
    """That 总局 agreed to a district's handling technical secrets (TSR 第3条第3款).

    paper        number of the document that says so
    valid_from   its first day; valid_until the first day it holds no more, None is open
    """

    paper: Words
    valid_from: date
    valid_until: date | None = None

    def holds(self, on: date) -> bool:
        """Say whether it holds on that day."""
        return self.valid_from <= on and (self.valid_until is None or on < self.valid_until)


@of_a_sheet
@dataclass(frozen=True, slots=True)
class Bureau:
    """One bureau, as `bureaus.yaml` has it.

    code         short pinyin, never changed: cases keep it
    name         what the service says: 市局, 江津区, 高新区
    full_name    for the desk's papers; follows the usual pattern, unconfirmed
    valid_from   its first day, None is always
    valid_until  the first day it is no more, None is never
    serves       names of the districts it serves, former ones included
    units        towns of other districts that it serves, by district
    consent      that it may handle technical secrets; None: nobody has said so
    """

    code: Words
    name: Words
    full_name: Words
    level: BureauLevel
    valid_from: date | None = None
    valid_until: date | None = None
    serves: tuple[Words, ...] = ()
    units: Mapping[Words, frozenset[Words]] = field(default_factory=dict)
    consent: Consent | None = None

    @property
    def public_name(self) -> str:
        """What a stranger would look it up under; 市局 is a word among colleagues."""
        return self.full_name if self.level is BureauLevel.MUNICIPAL else f"{self.name}市场监督管理部门"

    def may_take_technical(self, on: date) -> bool:
        """Say whether the law lets it handle technical secrets on that day."""
        return self.level is BureauLevel.MUNICIPAL or (self.consent is not None and self.consent.holds(on))

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

    def name_or_code(self, code: str) -> str:
        """Return the short name, or the code of one that never was."""
        return self._by_code[code].name if code in self._by_code else code

    def exists(self, code: str, on: date) -> bool:
        """Say whether there is a bureau with this code on that day."""
        return code in self._by_code and self._by_code[code].exists(on)

    def public_name_of(self, code: str) -> str:
        """Return the name under which people outside know the bureau, e.g. 江津区市场监督管理部门."""
        return self._by_code[code].public_name

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


_BUREAUS = TypeAdapter(tuple[Bureau, ...])


def load_bureaus() -> Bureaus:
    """Read `bureaus.yaml`; raise `SheetFaults` with every fault at once."""
    bureaus = read_sheet(_FILE, _BUREAUS)
    if found := list(_faults_among(bureaus)):
        raise SheetFaults([f"bureaus.yaml: {fault}" for fault in found])
    return Bureaus.of(bureaus)


def _faults_among(bureaus: tuple[Bureau, ...]) -> Iterator[str]:
    codes = [bureau.code for bureau in bureaus]
    for bureau in bureaus:
        if codes.count(bureau.code) > 1:
            yield f"{bureau.name}: code: {bureau.code} stands twice"
        if bureau.level is not BureauLevel.MUNICIPAL and not bureau.serves:
            yield f"{bureau.name}: serves: is missing"
    if MUNICIPAL not in codes:
        yield f"code: there is no bureau {MUNICIPAL}"
