"""Names outside Chongqing: they say that a place is not ours, and which province and prefecture it is in. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from intake.geography.meaning import Meaning, Sense
from intake.geography.suffixes import county_stem, prefecture_stem, province_stem
from intake.geography.tables import OrdinaryWords, Prefecture, Tables

_SHORTEST_COUNTY = 3


def add_outside(meanings: dict[str, Meaning], tables: Tables) -> dict[str, tuple[Sense, ...]]:
    """Add the outside names that mean nothing here, and return what each can mean outside.

    A town's stem that is a city too (桂林, 长沙) keeps its meaning here and gets the city beside it. Every other
    name that is known here stays ours: only the province or city before it can make it foreign (宁波江北).
    """
    parents, counties = _parents(tables.outside), _counties(tables.outside)
    for name, options in parents.items():
        here = meanings.get(name)
        if here is None:
            meanings[name] = Meaning("outside", options, common=name in tables.words.common_outside)
        elif here.kind == "stem":
            meanings[name] = replace(here, options=here.options + options)
    for name, options in counties.items():
        if name not in meanings:
            alone = _stands_alone(name, options, tables.words)
            meanings[name] = Meaning("outside" if alone else "county", options)
    return {name: parents.get(name, ()) + counties.get(name, ()) for name in parents.keys() | counties.keys()}


def _parents(outside: tuple[Prefecture, ...]) -> Mapping[str, tuple[Sense, ...]]:
    names: dict[str, tuple[Sense, ...]] = defaultdict(tuple)
    for prefecture in outside:
        options = (Sense(outside=prefecture.path),)
        if prefecture.name:
            names[prefecture.name] = options
            names[prefecture_stem(prefecture.name)] = options
    for prefecture in outside:
        names[prefecture.province] = names[province_stem(prefecture.province)] = (
            Sense(outside=prefecture.province),
        )
    return {name: options for name, options in names.items() if len(name) > 1}


def _counties(outside: tuple[Prefecture, ...]) -> Mapping[str, tuple[Sense, ...]]:
    names: dict[str, tuple[Sense, ...]] = defaultdict(tuple)
    for prefecture in outside:
        for name in _spellings(prefecture):
            names[name] += (Sense(outside=prefecture.path),)
    return names


def _spellings(prefecture: Prefecture) -> Iterator[str]:
    for county in prefecture.counties:
        yield county
        stem = county_stem(county)
        if stem != county and len(stem) > 1:
            yield stem


def _stands_alone(name: str, options: tuple[Sense, ...], words: OrdinaryWords) -> bool:
    if name in words.near_counties:
        return True
    unique = len(options) == 1
    is_full = name != county_stem(name)
    return unique and is_full and len(name) >= _SHORTEST_COUNTY and name not in words.generic_counties
