"""The tables of names, read from the files beside this one. Values, with the days they hold."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

_HERE = Path(__file__).parent
_CONFIDENCES = ("high", "medium", "ask")


@dataclass(frozen=True, slots=True)
class Area:
    """A district, a zone or a district that is no more, with what people call it.

    name, short  full name and usual short form; a zone may have no short form
    also         further names
    common       the short form is an ordinary word too
    bureau       of a zone: its own bureau
    became       of an ended district: what it turned into, most of it first
    asks         hint given when nothing more than this name is known
    """

    name: str
    short: str | None = None
    also: tuple[str, ...] = ()
    common: bool = False
    bureau: str | None = None
    became: tuple[str, ...] = ()
    asks: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None

    def exists(self, on: date) -> bool:
        """Say whether it exists on that day."""
        return _holds(self.valid_from, self.valid_until, on)

    @property
    def names(self) -> tuple[str, ...]:
        """All names, the short one included."""
        return (self.name, *((self.short,) if self.short else ()), *self.also)


@dataclass(frozen=True, slots=True)
class Anywhere:
    """A name that many districts share (高新区): never decides alone.

    zone    the zone it may mean
    likely  districts offered beside the zone when it is asked about
    """

    names: tuple[str, ...]
    zone: str
    likely: tuple[str, ...]
    asks: str


@dataclass(frozen=True, slots=True)
class Towns:
    """Streets and towns that belong to a district in a span of days."""

    district: str
    units: tuple[str, ...]
    valid_from: date | None
    valid_until: date | None

    def hold(self, on: date) -> bool:
        """Say whether they belong to it on that day."""
        return _holds(self.valid_from, self.valid_until, on)

    def has_ended(self, on: date) -> bool:
        """Say whether they belonged to it once and do no more."""
        return self.valid_until is not None and self.valid_until <= on


@dataclass(frozen=True, slots=True)
class Landmark:
    """Names of parks, business areas and landmarks; the columns of `places.csv`."""

    names: tuple[str, ...]
    confidence: str
    districts: tuple[str, ...]
    bureau: str | None
    outside: str | None
    hint: str | None


@dataclass(frozen=True, slots=True)
class Prefecture:
    """A province, or a prefecture in it, outside Chongqing, with its counties."""

    province: str
    name: str
    counties: tuple[str, ...]

    @property
    def path(self) -> str:
        """How it is said to the person, e.g. 四川省成都市."""
        return self.province + self.name


@dataclass(frozen=True, slots=True)
class Words:
    """`words.yaml`: what makes a name in a sentence no place."""

    no_place: tuple[str, ...]
    products: tuple[str, ...]
    common_stems: frozenset[str]
    common_outside: frozenset[str]
    generic_counties: frozenset[str]
    look_alike: tuple[str, ...]
    function_words: str


@dataclass(frozen=True, slots=True)
class Tables:
    """Everything the gazetteer is built from."""

    districts: tuple[Area, ...]
    ended: tuple[Area, ...]
    zones: tuple[Area, ...]
    anywhere: tuple[Anywhere, ...]
    towns: tuple[Towns, ...]
    landmarks: tuple[Landmark, ...]
    outside: tuple[Prefecture, ...]
    words: Words


def load_tables() -> Tables:
    """Read all files of names."""
    areas = _yaml("districts.yaml")
    return Tables(
        districts=tuple(_area(entry) for entry in areas["districts"]),
        ended=tuple(_area(entry) for entry in areas["ended"]),
        zones=tuple(_area(entry) for entry in areas["zones"]),
        anywhere=tuple(_anywhere(entry) for entry in areas["anywhere"]),
        towns=tuple(_towns(row) for row in _rows("units.csv")),
        landmarks=tuple(_landmark(row) for row in _rows("places.csv")),
        outside=tuple(_prefecture(row) for row in _rows("outside.csv")),
        words=_words(_yaml("words.yaml")),
    )


def faults(bureau_codes: frozenset[str]) -> list[str]:
    """Return every fault that the files of names have among each other, each with file and field."""
    tables = load_tables()
    districts = {area.name for area in (*tables.districts, *tables.ended)}
    return [
        *(f"geography/units.csv: district: {towns.district} is unknown"
          for towns in tables.towns if towns.district not in districts),
        *_landmark_faults(tables.landmarks, districts, bureau_codes),
        *(f"geography/districts.yaml: {zone.name}: bureau: {zone.bureau} is unknown"
          for zone in tables.zones if zone.bureau not in bureau_codes),
        *(f"geography/districts.yaml: {area.name}: became: {name} is unknown"
          for area in tables.ended for name in area.became if name not in districts),
    ]  # fmt: skip


def _landmark_faults(
    landmarks: tuple[Landmark, ...], districts: set[str], bureau_codes: frozenset[str]
) -> Iterator[str]:
    for landmark in landmarks:
        where = f"geography/places.csv: {landmark.names[0]}"
        if landmark.confidence not in _CONFIDENCES:
            yield f"{where}: confidence: must be one of {', '.join(_CONFIDENCES)}"
        if landmark.confidence != "ask" and len(landmark.districts) != 1:
            yield f"{where}: districts: must be exactly one unless the confidence is ask"
        for district in landmark.districts:
            if district not in districts:
                yield f"{where}: districts: {district} is unknown"
        if landmark.bureau is not None and landmark.bureau not in bureau_codes:
            yield f"{where}: bureau: {landmark.bureau} is unknown"


def _holds(valid_from: date | None, valid_until: date | None, on: date) -> bool:
    return (valid_from is None or valid_from <= on) and (valid_until is None or on < valid_until)


def _yaml(name: str) -> Any:
    return yaml.safe_load((_HERE / name).read_text(encoding="utf-8"))


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (_HERE / name).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(line for line in lines if not line.startswith("#"))


def _area(entry: Mapping[str, Any]) -> Area:
    return Area(
        name=entry["name"],
        short=entry.get("short"),
        also=tuple(entry.get("also", ())),
        common=entry.get("common", False),
        bureau=entry.get("bureau"),
        became=tuple(entry.get("became", ())),
        asks=entry.get("asks"),
        valid_from=entry.get("valid_from"),
        valid_until=entry.get("valid_until"),
    )


def _anywhere(entry: Mapping[str, Any]) -> Anywhere:
    return Anywhere(tuple(entry["names"]), entry["zone"], tuple(entry["likely"]), entry["asks"])


def _towns(row: Mapping[str, str]) -> Towns:
    return Towns(row["district"], _names(row["units"]), _day(row["valid_from"]), _day(row["valid_until"]))


def _landmark(row: Mapping[str, str]) -> Landmark:
    return Landmark(
        names=_names(row["names"]),
        confidence=row["confidence"],
        districts=_names(row["districts"]),
        bureau=row["bureau"] or None,
        outside=row["outside"] or None,
        hint=row["hint"] or None,
    )


def _prefecture(row: Mapping[str, str]) -> Prefecture:
    return Prefecture(row["province"], row["prefecture"], _names(row["counties"]))


def _words(content: Mapping[str, Any]) -> Words:
    return Words(
        no_place=tuple(content["no_place"]),
        products=tuple(content["products"]),
        common_stems=frozenset(content["common_stems"]),
        common_outside=frozenset(content["common_outside"]),
        generic_counties=frozenset(content["generic_counties"]),
        look_alike=tuple(content["look_alike"]),
        function_words=content["function_words"],
    )


def _names(cell: str) -> tuple[str, ...]:
    return tuple(name for name in cell.split("|") if name)


def _day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None
