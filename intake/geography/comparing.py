"""Our tables of names beside somebody else's: what they have and we lack, and what we say otherwise. Pure.

Facts may be compared; rows and wordings of others do not come into our tables.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from intake.geography.gazetteer import Gazetteer
from intake.geography.meaning import Meaning
from intake.geography.tables import Tables
from intake.geography.vocabulary import PlaceNames, vocabulary
from intake.routing.bureaus import Bureaus

_DISTRICTS, _UNITS = "chongqing_districts.csv", "chongqing_units.csv"
_PLACES, _OUTSIDE = "chongqing_places.csv", "china_regions_outside.csv"
_IS_NO_MORE, _ZONE_KIND, _ASKS = "历史", "功能区", "ask"
_OFFICE = "市场监督管理局"
_CITY = "重庆"


@dataclass(frozen=True, slots=True)
class Compared:
    """What came of one of their files.

    rows       how many names it has
    missing    names that we do not know
    different  what each name is with them and with us
    """

    file: str
    rows: int
    missing: tuple[str, ...]
    different: tuple[str, ...]

    @property
    def agrees(self) -> bool:
        """Whether there is nothing to be looked at."""
        return not (self.missing or self.different)


@dataclass(frozen=True, slots=True)
class _Told:
    """A name as both sides have it; `ours` is None where we do not know it."""

    name: str
    theirs: str
    ours: str | None


class Comparison:
    """Our tables as they are on a day."""

    def __init__(self, tables: Tables, bureaus: Bureaus, on: date) -> None:
        self._tables = tables
        self._bureaus = bureaus
        self._on = on
        self._words: PlaceNames = vocabulary(tables, bureaus, on)
        self._gazetteer = Gazetteer(tables, bureaus)

    def with_folder(self, folder: Path) -> tuple[Compared, ...]:
        """Compare with the files of a folder; those that are not there are left out."""
        told = {
            _DISTRICTS: self._districts,
            _UNITS: self._units,
            _PLACES: self._places,
            _OUTSIDE: self._outside,
        }
        return tuple(
            _compared(name, told[name](_rows(folder / name))) for name in told if (folder / name).exists()
        )

    def _districts(self, rows: Iterable[Mapping[str, str]]) -> Iterator[_Told]:
        for row in rows:
            if row["kind"] == _IS_NO_MORE:
                yield _Told(row["name"], "", "" if row["name"] in self._words.meanings else None)
                continue
            bureau = _bare(row["bureau"])
            for name in (row["name"], row["short"], *filter(None, row["aliases"].split("|"))):
                # 高新区 alone is many things with us; they list it as a name of the one.
                yield _Told(name, bureau, self._chief_bureau(name, bureau))

    def _units(self, rows: Iterable[Mapping[str, str]]) -> Iterator[_Told]:
        known = {(row.district, unit) for row in self._tables.towns if row.hold(self._on) for unit in row.units}
        for row in rows:
            district, unit = row["district"], row["unit_name"]
            ours = self._bureaus.of_place(district, unit, self._on) if (district, unit) in known else None
            yield _Told(f"{district}{unit}", _bare(row["bureau"]), ours.name if ours else None)

    def _places(self, rows: Iterable[Mapping[str, str]]) -> Iterator[_Told]:
        for row in rows:
            districts = [name for name in row["district"].split("|") if name]
            zone = row["zone_bureau_if_any"]
            asks = row["confidence"] == _ASKS
            theirs = {self._of_district(name) for name in districts} if asks or not zone else set()
            told = _told(theirs | ({zone} if zone else set()), asks=asks)
            yield _Told(row["place"], told, self._as_told(row["place"]))

    def _outside(self, rows: Iterable[Mapping[str, str]]) -> Iterator[_Told]:
        for row in rows:
            # 连江县(福建省福州市) is theirs for a county that has another one beside it.
            yield _Told(row["name"], "", "" if row["name"].partition("(")[0] in self._words.outside else None)

    def _chief_bureau(self, name: str, theirs: str) -> str | None:
        meaning = self._words.meanings.get(name)
        if meaning is None:
            return None
        ours = self._bureaus_of(meaning)
        return theirs if theirs in ours else "|".join(ours)

    def _as_told(self, name: str) -> str | None:
        meaning = self._words.meanings.get(name)
        if meaning is not None:
            return _told(set(self._bureaus_of(meaning)), asks=meaning.asks)
        # Two names in one: 涪陵李渡.
        place = self._gazetteer.locate(name, self._on).place
        return self._bureaus.name_of(place.bureau) if place else None

    def _bureaus_of(self, meaning: Meaning) -> tuple[str, ...]:
        here = (option for option in meaning.options if not option.outside)
        codes = (self._bureau_code(option.bureau, option.district, option.unit) for option in here)
        return tuple(dict.fromkeys(self._bureaus.name_of(code) for code in codes if code))

    def _bureau_code(self, code: str | None, district: str, unit: str | None) -> str | None:
        owner = None if code else self._bureaus.of_place(district, unit, self._on)
        return owner.code if owner else code

    def _of_district(self, name: str) -> str:
        owner = self._bureaus.of_district(name, self._on)
        return owner.name if owner else name


def _compared(file: str, told: Iterable[_Told]) -> Compared:
    all_told = list(told)
    missing = tuple(one.name for one in all_told if one.ours is None)
    different = tuple(
        f"{one.name}：对方 {one.theirs or '无'}，我们 {one.ours or '无'}"
        for one in all_told
        if one.ours is not None and one.ours != one.theirs
    )
    return Compared(file, len(all_told), missing, different)


def _told(bureaus: set[str], *, asks: bool) -> str:
    named = "、".join(sorted(bureaus))
    return f"要问：{named}" if asks else named


def _bare(office: str) -> str:
    """重庆高新区市场监督管理局 -> 高新区."""
    return office.removesuffix(_OFFICE).removeprefix(_CITY)


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
