"""All names, and what each can mean on a day. Pure; built once for every span between two changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial

from intake.geography.meaning import Meaning, Sense
from intake.geography.outside import add_outside
from intake.geography.suffixes import TOWN_LEVELS, town_stem
from intake.geography.tables import Anywhere, Area, Confidence, Landmark, Tables
from intake.routing.bureaus import Bureaus

_SHORT_NAME, _LONG_NAME = 2, 4
# The code of the bureau of a town in a district, None for the district alone.
_CodeOf = Callable[[str, str | None], str | None]
_HOME = ("重庆", "重庆市", "本市", "主城区")


@dataclass(frozen=True, slots=True)
class PlaceNames:
    """The names of one span of days.

    meanings   by name
    outside    what a name can mean outside Chongqing, also where it means something here
    misspelt   names that a misspelling may be meant for: districts, zones, and areas of three characters or more
    """

    meanings: Mapping[str, Meaning]
    outside: Mapping[str, tuple[Sense, ...]]
    misspelt: Mapping[str, Meaning]


@dataclass(frozen=True, slots=True)
class _Towns:
    """Towns on a day: by district, by full name and by stem; those that may be no more."""

    of_district: Mapping[str, frozenset[str]]
    by_name: Mapping[str, tuple[Sense, ...]]
    by_stem: Mapping[str, tuple[Sense, ...]]
    doubtful: frozenset[str]


def vocabulary(tables: Tables, bureaus: Bureaus, on: date) -> PlaceNames:
    """Return what every name means on that day; a district wins over a town, a town over a landmark."""
    code_of = _codes_by_place(bureaus, on)
    towns = _towns(tables, code_of, on)
    districts = dict(_districts(tables, towns, bureaus, on))
    meanings: dict[str, Meaning] = {name: Meaning("no_place") for name in tables.words.no_place}
    meanings.update({name: Meaning("home") for name in _HOME})
    landmarks = dict(_landmarks(tables, towns, bureaus, code_of, on))
    for names in (districts, _town_names(towns), landmarks, _stems(tables, towns)):
        meanings = dict(names) | meanings
    outside = add_outside(meanings, tables)
    return PlaceNames(_with_besides(meanings, towns), outside, _to_be_misspelt(districts, landmarks))


def zones_of(tables: Tables, bureaus: Bureaus) -> Mapping[str, tuple[Sense, ...]]:
    """Return the parts of districts that each zone has, by the zone's name."""
    return {zone.name: _zone(zone, bureaus) for zone in tables.zones}


# ---------------------------------------------------------------------------------------- towns


def _codes_by_place(bureaus: Bureaus, on: date) -> _CodeOf:
    """Return what `Bureaus.of_place` says on that day, searching all bureaus once a district."""
    of_unit = {
        (district, unit): bureau
        for bureau in reversed(bureaus.on(on))
        for district, units in bureau.units.items()
        for unit in units
    }
    of_district = cache(partial(bureaus.of_district, on=on))

    def code_of(district: str, unit: str | None) -> str | None:
        bureau = of_unit.get((district, unit or "")) or of_district(district)
        return bureau.code if bureau else None

    return code_of


def _towns(tables: Tables, code_of: _CodeOf, on: date) -> _Towns:
    of_district: dict[str, frozenset[str]] = defaultdict(frozenset)
    by_name: dict[str, tuple[Sense, ...]] = defaultdict(tuple)
    by_stem: dict[str, tuple[Sense, ...]] = defaultdict(tuple)
    for row in tables.towns:
        if row.hold(on):
            of_district[row.district] |= frozenset(row.units)
            for unit in row.units:
                option = Sense(row.district, code_of(row.district, unit), unit)
                by_name[unit] += (option,)
                by_stem[town_stem(unit)] += (option,)
    doubtful = {unit for row in tables.towns if row.confidence is not Confidence.HIGH for unit in row.units}
    return _Towns(of_district, by_name, by_stem, frozenset(doubtful))


def _town_names(towns: _Towns) -> dict[str, Meaning]:
    # Many a 街道 was a 镇 until lately: 歇马镇 is understood as long as no town bears the very name.
    former = {
        stem + level: Meaning("town", options) for stem, options in towns.by_stem.items() for level in TOWN_LEVELS
    }
    return former | {
        name: Meaning("town", options, guessed=name in towns.doubtful) for name, options in towns.by_name.items()
    }


def _stems(tables: Tables, towns: _Towns) -> dict[str, Meaning]:
    return {
        stem: Meaning("stem", options, common=stem in tables.words.common_stems)
        for stem, options in towns.by_stem.items()
        if len(stem) > 1
    }


# ------------------------------------------------------------------------------------ districts


def _districts(tables: Tables, towns: _Towns, bureaus: Bureaus, on: date) -> Iterator[tuple[str, Meaning]]:
    for area in (*tables.districts, *tables.ended):
        meaning = _district(area, tables, towns, on)
        if meaning:
            yield from _under_all_names(area, meaning)
    zones = zones_of(tables, bureaus)
    for zone in tables.zones:
        yield from _under_all_names(zone, Meaning("district", zones[zone.name]))
    for anywhere in tables.anywhere:
        meaning = _anywhere(anywhere, zones[anywhere.zone], tables, on)
        yield from ((name, meaning) for name in anywhere.names)


def _district(area: Area, tables: Tables, towns: _Towns, on: date) -> Meaning | None:
    lost = _lost_towns(area.name, tables, on)
    if area.exists(on):
        options = (Sense(area.name), *_moved_away(area.name, lost, tables, on))
        return Meaning("district", options)
    if not area.became:
        return None
    parts = tuple(
        Sense(name, among=lost & towns.of_district[name], vague=place > 0)
        for place, name in enumerate(area.became)
    )
    return Meaning("district", parts, hint=area.asks)


def _moved_away(district: str, lost: frozenset[str], tables: Tables, on: date) -> Iterator[Sense]:
    # People name the old district for years: 北碚水土 is in 两江新区 now.
    for row in tables.towns:
        moved = lost & frozenset(row.units)
        if moved and row.district != district and row.valid_from and row.hold(on):
            yield Sense(row.district, among=moved, vague=True)


def _lost_towns(district: str, tables: Tables, on: date) -> frozenset[str]:
    rows = (row for row in tables.towns if row.district == district and row.has_ended(on))
    return frozenset(unit for row in rows for unit in row.units)


def _zone(zone: Area, bureaus: Bureaus) -> tuple[Sense, ...]:
    code = zone.bureau or ""
    return tuple(Sense(district, code) for district in bureaus.by_code(code).units)


def _anywhere(anywhere: Anywhere, zone: tuple[Sense, ...], tables: Tables, on: date) -> Meaning:
    everywhere = tuple(Sense(area.name) for area in tables.districts if area.exists(on))
    likely = (*zone, *(Sense(name) for name in anywhere.likely))
    return Meaning("district", zone + everywhere, asks=True, likely=likely, hint=anywhere.asks)


def _under_all_names(area: Area, meaning: Meaning) -> Iterator[tuple[str, Meaning]]:
    for name in area.names:
        yield name, replace(meaning, common=area.common and name == area.short)


def _to_be_misspelt(districts: Mapping[str, Meaning], landmarks: Mapping[str, Meaning]) -> dict[str, Meaning]:
    named = {name: meaning for name, meaning in districts.items() if not meaning.asks and len(name) <= _LONG_NAME}
    areas = {name: it for name, it in landmarks.items() if it.options and _SHORT_NAME < len(name) <= _LONG_NAME}
    return areas | named


# ------------------------------------------------------------------------------------ landmarks


def _landmarks(
    tables: Tables, towns: _Towns, bureaus: Bureaus, code_of: _CodeOf, on: date
) -> Iterator[tuple[str, Meaning]]:
    for landmark in tables.landmarks:
        for name in landmark.names:
            options = tuple(_landmark_options(name, landmark, towns, bureaus, code_of, on))
            yield (
                name,
                Meaning(
                    "landmark",
                    options,
                    asks=landmark.confidence is Confidence.ASK,
                    likely=options,
                    hint=landmark.hint,
                    common=landmark.confidence is Confidence.MEDIUM and len(name) <= 3,
                    guessed=landmark.confidence is Confidence.MEDIUM,
                ),
            )


def _landmark_options(
    name: str, landmark: Landmark, towns: _Towns, bureaus: Bureaus, code_of: _CodeOf, on: date
) -> Iterator[Sense]:
    for district in landmark.districts_on(on):
        town = next((option for option in towns.by_stem.get(name, ()) if option.district == district), None)
        if town:
            yield town
        elif landmark.bureau is None or (landmark.confidence is Confidence.ASK and len(landmark.districts) > 0):
            yield Sense(district, code_of(district, None), landmark=name)
        if not town and landmark.bureau and district in bureaus.by_code(landmark.bureau).units:
            yield Sense(district, landmark.bureau, landmark=name)
    if landmark.outside:
        yield Sense(outside=landmark.outside)


def _with_besides(meanings: Mapping[str, Meaning], towns: _Towns) -> dict[str, Meaning]:
    return {name: _with_beside(name, meaning, towns) for name, meaning in meanings.items()}


def _with_beside(name: str, meaning: Meaning, towns: _Towns) -> Meaning:
    if meaning.kind not in ("district", "town", "landmark"):
        return meaning
    return replace(meaning, besides=towns.by_stem.get(town_stem(name), ()))
