"""The tables of names, read from the files beside this one. Values, with the days they hold."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import BeforeValidator, TypeAdapter

from intents.sheet import SheetFaults, Words, faults_in, of_a_sheet, read_sheet, understood

_HERE = Path(__file__).parent

CsvRow = TypeVar("CsvRow")


def _parted(cell: object) -> object:
    return tuple(name for name in cell.split("|") if name) if isinstance(cell, str) else cell


def _or_nothing(cell: object) -> object:
    return cell or None


# Cells of the CSV files: several names with | between them; a name, or an empty cell; a day, or an empty cell.
NameList = Annotated[tuple[Words, ...], BeforeValidator(_parted)]
Name = Annotated[Words | None, BeforeValidator(_or_nothing)]
DayOrEmpty = Annotated[date | None, BeforeValidator(_or_nothing)]


class Confidence(StrEnum):
    """How far a landmark decides: at once; read back first; only together with more."""

    HIGH = "high"
    MEDIUM = "medium"
    ASK = "ask"


@of_a_sheet
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

    name: Words
    short: Words | None = None
    also: tuple[Words, ...] = ()
    common: bool = False
    bureau: Words | None = None
    became: tuple[Words, ...] = ()
    asks: Words | None = None
    valid_from: date | None = None
    valid_until: date | None = None

    def exists(self, on: date) -> bool:
        """Say whether it exists on that day."""
        return _holds(self.valid_from, self.valid_until, on)

    @property
    def names(self) -> tuple[str, ...]:
        """All names, the short one included."""
        return (self.name, *((self.short,) if self.short else ()), *self.also)


@of_a_sheet
@dataclass(frozen=True, slots=True)
class Anywhere:
    """A name that many districts share (高新区): never decides alone.

    zone    the zone it may mean
    likely  districts offered beside the zone when it is asked about
    """

    names: tuple[Words, ...]
    zone: Words
    likely: tuple[Words, ...]
    asks: Words


@of_a_sheet
@dataclass(frozen=True, slots=True)
class Towns:
    """Streets and towns that belong to a district in a span of days; the columns of `units.csv`."""

    district: Words
    units: NameList
    valid_from: DayOrEmpty
    valid_until: DayOrEmpty

    def hold(self, on: date) -> bool:
        """Say whether they belong to it on that day."""
        return _holds(self.valid_from, self.valid_until, on)

    def has_ended(self, on: date) -> bool:
        """Say whether they belonged to it once and do no more."""
        return self.valid_until is not None and self.valid_until <= on


@of_a_sheet
@dataclass(frozen=True, slots=True)
class Landmark:
    """Names of parks, business areas and landmarks; the columns of `places.csv`.

    note  why we think so, for those who review the table
    """

    names: NameList
    confidence: Confidence
    districts: NameList
    bureau: Name
    outside: Name
    hint: Name
    note: str


@of_a_sheet
@dataclass(frozen=True, slots=True)
class Prefecture:
    """A province, or a prefecture in it, outside Chongqing, with its counties; the columns of `outside.csv`."""

    province: Words
    name: str
    counties: NameList

    @property
    def path(self) -> str:
        """How it is said to the person, e.g. 四川省成都市."""
        return self.province + self.name


@of_a_sheet
@dataclass(frozen=True, slots=True)
class OrdinaryWords:
    """`words.yaml`: what makes a name in a sentence no place; each list is explained there."""

    no_place: tuple[Words, ...]
    products: tuple[Words, ...]
    common_stems: frozenset[Words]
    common_outside: frozenset[Words]
    generic_counties: frozenset[Words]
    look_alike: tuple[Words, ...]
    function_words: Words


@of_a_sheet
@dataclass(frozen=True, slots=True)
class Areas:
    """`districts.yaml`."""

    districts: tuple[Area, ...]
    ended: tuple[Area, ...]
    zones: tuple[Area, ...]
    anywhere: tuple[Anywhere, ...]


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
    words: OrdinaryWords


def load_tables() -> Tables:
    """Read all files of names; raise `SheetFaults` with every fault of all of them."""
    try:
        areas = _areas()
        return Tables(
            districts=areas.districts,
            ended=areas.ended,
            zones=areas.zones,
            anywhere=areas.anywhere,
            towns=_towns(),
            landmarks=_landmarks(),
            outside=_prefectures(),
            words=_words(),
        )
    except SheetFaults:
        raise SheetFaults(faults_in(_areas, _towns, _landmarks, _prefectures, _words)) from None


def faults_among(tables: Tables, bureau_codes: frozenset[str]) -> list[str]:
    """Return every fault that the files of names have among each other, each with file and field."""
    districts = {area.name for area in (*tables.districts, *tables.ended)}
    return [
        *(f"units.csv: district: {towns.district} is unknown"
          for towns in tables.towns if towns.district not in districts),
        *_landmark_faults(tables.landmarks, districts, bureau_codes),
        *(f"districts.yaml: zones: {zone.name}: bureau: {zone.bureau} is unknown"
          for zone in tables.zones if zone.bureau not in bureau_codes),
        *(f"districts.yaml: ended: {area.name}: became: {name} is unknown"
          for area in tables.ended for name in area.became if name not in districts),
        *(f"districts.yaml: anywhere: {one.names[0]}: zone: {one.zone} is unknown"
          for one in tables.anywhere if one.zone not in {zone.name for zone in tables.zones}),
    ]  # fmt: skip


def _landmark_faults(
    landmarks: tuple[Landmark, ...], districts: set[str], bureau_codes: frozenset[str]
) -> Iterator[str]:
    for landmark in landmarks:
        where = f"places.csv: {landmark.names[0]}"
        if landmark.confidence is not Confidence.ASK and len(landmark.districts) != 1:
            yield f"{where}: districts: must be exactly one unless the confidence is ask"
        for district in landmark.districts:
            if district not in districts:
                yield f"{where}: districts: {district} is unknown"
        if landmark.bureau is not None and landmark.bureau not in bureau_codes:
            yield f"{where}: bureau: {landmark.bureau} is unknown"


def _holds(valid_from: date | None, valid_until: date | None, on: date) -> bool:
    return (valid_from is None or valid_from <= on) and (valid_until is None or on < valid_until)


def _areas() -> Areas:
    return read_sheet(_HERE / "districts.yaml", TypeAdapter(Areas))


def _towns() -> tuple[Towns, ...]:
    return _rows("units.csv", TypeAdapter(tuple[Towns, ...]))


def _landmarks() -> tuple[Landmark, ...]:
    return _rows("places.csv", TypeAdapter(tuple[Landmark, ...]))


def _prefectures() -> tuple[Prefecture, ...]:
    return _rows("outside.csv", TypeAdapter(tuple[Prefecture, ...]))


def _words() -> OrdinaryWords:
    return read_sheet(_HERE / "words.yaml", TypeAdapter(OrdinaryWords))


def _rows(name: str, shape: TypeAdapter[CsvRow]) -> CsvRow:
    with (_HERE / name).open(encoding="utf-8", newline="") as lines:
        return understood(list(csv.DictReader(line for line in lines if not line.startswith("#"))), shape, name)
