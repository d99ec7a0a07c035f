"""The tables of names, as the files beside this one have them. Values, with the days they hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator

from intents.sheet import Words, of_a_sheet


def _parted(cell: object) -> object:
    return tuple(name for name in cell.split("|") if name) if isinstance(cell, str) else cell


def _or_nothing(cell: object) -> object:
    return cell or None


# Cells of the CSV files: several names with | between them; a name, or an empty cell; a day, or an empty cell.
NameList = Annotated[tuple[Words, ...], BeforeValidator(_parted)]
Name = Annotated[Words | None, BeforeValidator(_or_nothing)]
DayOrEmpty = Annotated[date | None, BeforeValidator(_or_nothing)]


class Confidence(StrEnum):
    """How far a name decides: at once; read back first; only together with more."""

    HIGH = "high"
    MEDIUM = "medium"
    ASK = "ask"


class Confirmed(StrEnum):
    """How far a source is confirmed; `sources.yaml` explains each."""

    OFFICIAL = "official"
    PUBLISHED = "published"
    KNOWN = "known"


@of_a_sheet
@dataclass(frozen=True, slots=True)
class DataSource:
    """Where rows are from; one entry of `sources.yaml`."""

    what: Words
    confirmed: Confirmed


@of_a_sheet
@dataclass(frozen=True, slots=True)
class Area:
    """A district, a zone or a district that is no more, with what people call it.

    name, short  full name and usual short form; a zone may have no short form
    also         further names
    formerly     names of earlier days, with the year in which each ended where we know it
    common       the short form is an ordinary word too
    bureau       of a zone: its own bureau
    became       of an ended district: what it turned into, most of it first
    asks         hint given when nothing more than this name is known
    reach        of a zone: degrees (WGS-84) west, south, east and north that it surely does not go beyond
    """

    name: Words
    source: Words
    short: Words | None = None
    also: tuple[Words, ...] = ()
    common: bool = False
    bureau: Words | None = None
    became: tuple[Words, ...] = ()
    asks: Words | None = None
    formerly: Mapping[Words, int | None] = field(default_factory=dict)
    reach: tuple[float, float, float, float] | None = None
    valid_from: date | None = None
    valid_until: date | None = None

    def exists(self, on: date) -> bool:
        """Say whether it exists on that day."""
        return _holds(self.valid_from, self.valid_until, on)

    def may_reach(self, north: float, east: float) -> bool:
        """Say whether a point (WGS-84) may lie in it; without a reach anywhere."""
        if self.reach is None:
            return True
        west, south, most_east, most_north = self.reach
        return west <= east <= most_east and south <= north <= most_north

    @property
    def names(self) -> tuple[str, ...]:
        """All names, the short one included."""
        return (self.name, *((self.short,) if self.short else ()), *self.also, *self.formerly)


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
    source: Words


@of_a_sheet
@dataclass(frozen=True, slots=True)
class Towns:
    """Streets and towns that belong to a district in a span of days; the columns of `units.csv`."""

    district: Words
    units: NameList
    valid_from: DayOrEmpty
    valid_until: DayOrEmpty
    confidence: Confidence
    source: Words

    def hold(self, on: date) -> bool:
        """Say whether they belong to it on that day."""
        return _holds(self.valid_from, self.valid_until, on)

    def has_ended(self, on: date) -> bool:
        """Say whether they belonged to it once and do no more."""
        return self.valid_until is not None and self.valid_until <= on


@of_a_sheet
@dataclass(frozen=True, slots=True)
class Landmark:
    """Names of parks, business areas, schools and stations; the columns of `places.csv`.

    valid_from   since when it lies in `districts`; until then it lay in `formerly`
    valid_until  the first day on which the name means nothing any more
    note         why we think so, for those who review the table
    """

    names: NameList
    confidence: Confidence
    districts: NameList
    bureau: Name
    outside: Name
    hint: Name
    valid_from: DayOrEmpty
    valid_until: DayOrEmpty
    formerly: NameList
    source: Words
    note: str

    def districts_on(self, day: date) -> tuple[str, ...]:
        """Return where it lies on that day; nowhere once the name is gone."""
        if self.valid_until is not None and self.valid_until <= day:
            return ()
        return self.districts if self.valid_from is None or self.valid_from <= day else self.formerly


@of_a_sheet
@dataclass(frozen=True, slots=True)
class Prefecture:
    """A province, or a prefecture in it, outside Chongqing, with its counties; the columns of `outside.csv`."""

    province: Words
    name: str
    source: Words
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
    near_counties: frozenset[Words]
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

    def names_now(self, on: date) -> dict[str, str]:
        """Return by names of earlier days what such a district is called, or has become, on that day."""
        former = {old: area.name for area in (*self.districts, *self.zones) for old in area.formerly}
        ended = {area.name: "、".join(area.became) for area in self.ended if not area.exists(on)}
        return former | ended


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
    sources: Mapping[str, DataSource]


def _holds(valid_from: date | None, valid_until: date | None, on: date) -> bool:
    return (valid_from is None or valid_from <= on) and (valid_until is None or on < valid_until)
