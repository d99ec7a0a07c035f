"""Say where something happened, from what a person typed or from the label of a point. Pure after loading.

Longest match over all names; an outside gate; streets, parks and zones before districts; names beside each other
are intersected; whose place it is decides which address counts. Two places are asked about, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import Protocol

from intake.geography import roles, tables
from intake.geography.meaning import Option, certain, together
from intake.geography.mentions import Address, Mention, Names, addresses, plain
from intake.geography.misspelling import Misspellings
from intake.geography.place import Located, Place
from intake.geography.reading import Reading, read
from intake.geography.roles import Weight
from intake.geography.tables import Tables, load_tables
from intake.geography.vocabulary import Vocabulary, vocabulary
from intake.routing.bureaus import MUNICIPAL, Bureaus, load_bureaus

# A longer text is a story, not an address: only its beginning is searched.
_LONGEST_TEXT = 2_000
_MOST_CANDIDATES = 9


class Labelled(Protocol):
    """A point on the map with the address that the sender's map wrote beside it."""

    @property
    def label(self) -> str:
        """The address, may be empty."""


@dataclass(frozen=True, slots=True)
class _Edition:
    """All names as they are from one day on."""

    since: date
    names: Names
    vocabulary: Vocabulary
    misspellings: Misspellings


class Gazetteer:
    """The names of all places, searchable by text."""

    def __init__(self, tables: Tables, bureaus: Bureaus) -> None:
        self._words = tables.words
        self._bureaus = bureaus
        self._editions = tuple(_edition(tables, bureaus, day) for day in _days_of_change(tables))

    @classmethod
    def load(cls) -> Gazetteer:
        """Read all tables; takes a quarter of a second."""
        return cls(load_tables(), load_bureaus())

    def locate(self, text: str, on: date) -> Located:
        """Return what the text says about where.

        on  the day of filing: boundaries and bureaus are those of that day
        """
        edition = next(edition for edition in reversed(self._editions) if edition.since <= on)
        written = plain(text[:_LONGEST_TEXT])
        mentions = edition.names.mentions(written)
        located = self._located(written, mentions, edition, on)
        if located.outcome in ("one", "outside"):
            return located
        if located.outcome == "several" and any(_names_a_district(mention) for mention in mentions):
            return located
        guesses = edition.misspellings.guesses(written)
        if not guesses:
            return located
        return self._located(written, edition.names.mentions(written, guesses), edition, on)

    def locate_point(self, location: Labelled, on: date) -> Located:
        """Return what the label of a point says; the coordinates alone decide nothing.

        Polygons of the new boundaries, once the bureau has them, belong here: the label first, then the point,
        and within 200 m of a border only candidates. Never the nearest centre: it is wrong in every second case.
        """
        return self.locate(location.label, on)

    def _located(self, text: str, mentions: tuple[Mention, ...], edition: _Edition, on: date) -> Located:
        outside = edition.vocabulary.outside
        found = addresses(text, mentions)
        readings = (read(address, text, outside, self._words) for address in found)
        meant = [reading for reading in readings if reading and reading.weight > Weight.NOT_MEANT]
        heaviest = max((reading.weight for reading in meant), default=Weight.NOT_MEANT)
        if heaviest <= Weight.DETAIL or (
            heaviest <= Weight.ASIDE and self._is_elsewhere_in_chongqing(found, text)
        ):
            return Located("none")
        if heaviest == Weight.OWN and all(_outside_of(reading.options) for reading in meant):
            # Where the filer sits says nothing: a company from 成都 may well report somebody here.
            return Located("none")
        return self._answer(
            [reading for reading in meant if reading.weight == heaviest],
            [reading for reading in meant if reading.weight < heaviest and _may_settle(reading)],
            on,
        )

    def _is_elsewhere_in_chongqing(self, found: tuple[Address, ...], text: str) -> bool:
        """Say whether 「对方在重庆」 stands beside the filer's own place: then the place is still open."""
        return any(
            address.is_home_only and roles.weight(address, text, self._words) >= Weight.NAMED for address in found
        )

    def _answer(self, readings: list[Reading], lighter: list[Reading], on: date) -> Located:
        options, asks = self._narrowed(readings, lighter, on)
        places, outside = self._places(options, on), _outside_of(options)
        hint = next((reading.hint for reading in readings if reading.hint), None)
        if len(places) > 1 or (places and (asks or outside)) or (asks and not outside):
            offered = readings[0].likely if asks and len(readings) == 1 else options
            return self._several(offered, hint, on)
        if places:
            confirm = any(_is_to_be_confirmed(reading) for reading in readings)
            return Located("one", places[0], hint=_still_open(hint, places[0]), confirm=confirm)
        return _abroad(outside, readings) if outside else Located("none", hint=hint)

    def _narrowed(
        self, readings: list[Reading], lighter: list[Reading], on: date
    ) -> tuple[tuple[Option, ...], bool]:
        """Return what the readings leave open, and whether to ask; a lighter one may settle it."""
        options = _agreed(readings) or _united(readings)
        asks = all(reading.asks for reading in readings)
        for reading in lighter:
            narrowed = certain(together(options, reading.options))
            if narrowed and (asks or self._is_narrower(narrowed, options, on)):
                options, asks = narrowed, asks and reading.asks
        return options, asks

    def _is_narrower(self, narrowed: tuple[Option, ...], options: tuple[Option, ...], on: date) -> bool:
        before, after = self._places(options, on), self._places(narrowed, on)
        return len(after) < len(before) or (len(before) == 1 and before[0].text == before[0].district)

    def _several(self, options: Sequence[Option], hint: str | None, on: date) -> Located:
        places, outside = self._places(options, on), _outside_of(options)
        if not places and not outside:
            return Located("none", hint=hint)
        abroad = outside[0] if outside else None
        return Located("several", candidates=places[:_MOST_CANDIDATES], outside=abroad, hint=hint)

    def _places(self, options: Iterable[Option], on: date) -> tuple[Place, ...]:
        """Return the places that the options leave open; places of one bureau alone count as one."""
        here = (self._place(option, on) for option in options if not option.outside)
        exact = _without_covered(tuple(dict.fromkeys(here)))
        groups = _by_bureau(exact)
        if len(groups) == 1:
            return (self._shared(groups[0]),)
        return tuple(place for group in groups for place in self._apart(group))

    def _apart(self, places: tuple[Place, ...]) -> tuple[Place, ...]:
        # Towns are offered one by one, the parts of a zone as one.
        return places if any(place.unit for place in places) else (self._shared(places),)

    def _place(self, option: Option, on: date) -> Place:
        code = option.bureau
        if code is None:
            owner = self._bureaus.of_place(option.district, option.unit, on)
            code = owner.code if owner else MUNICIPAL
        detail = option.unit or f"{option.landmark or ''}{self._zone_note(code)}"
        return Place(option.district + detail, option.district, option.unit, code)

    def _zone_note(self, code: str) -> str:
        bureau = self._bureaus.by_code(code)
        return f"（{bureau.name}）" if bureau.level == "zone" else ""

    def _shared(self, places: tuple[Place, ...]) -> Place:
        """Return what places of one bureau have in common: the bureau is all that routing needs."""
        first = places[0]
        if len(places) == 1:
            return first
        if any(place.district != first.district for place in places):
            return Place(self._bureaus.name_of(first.bureau), None, None, first.bureau)
        return Place(f"{first.district}{self._zone_note(first.bureau)}", first.district, None, first.bureau)


def faults() -> list[str]:
    """Return every fault of the files of names, each with file and field. Empty: none."""
    return tables.faults(frozenset(bureau.code for bureau in load_bureaus().all))


def _days_of_change(tables: Tables) -> tuple[date, ...]:
    areas = (*tables.districts, *tables.ended, *tables.zones)
    days = {area.valid_from for area in areas} | {area.valid_until for area in areas}
    days |= {row.valid_from for row in tables.towns} | {row.valid_until for row in tables.towns}
    return (date.min, *sorted(day for day in days if day is not None))


def _edition(tables: Tables, bureaus: Bureaus, since: date) -> _Edition:
    words = vocabulary(tables, bureaus, since)
    return _Edition(since, Names(words), words, Misspellings(words.districts, tables.words))


def _names_a_district(mention: Mention) -> bool:
    return mention.meaning.kind == "district" and not mention.meaning.asks


def _agreed(readings: list[Reading]) -> tuple[Option, ...]:
    """Return what all addresses can mean at once, e.g. 渝北区，统景镇."""
    options: tuple[Option, ...] = reduce(together, (reading.options for reading in readings))
    return certain(options)


def _united(readings: list[Reading]) -> tuple[Option, ...]:
    return tuple(dict.fromkeys(option for reading in readings for option in certain(reading.options)))


def _outside_of(options: Iterable[Option]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(option.outside for option in options if option.outside))


def _abroad(outside: tuple[str, ...], readings: list[Reading]) -> Located:
    shared = min(outside, key=len)
    same = all(name.startswith(shared) for name in outside)
    confirm = any(_is_to_be_confirmed(reading) or reading.asks for reading in readings)
    # 成都 and 绵阳 are both not ours: the person is told of the first.
    return Located("outside", outside=max(outside, key=len) if same else outside[0], confirm=confirm)


def _without_covered(places: tuple[Place, ...]) -> tuple[Place, ...]:
    """Leave out a whole district where one of its towns is there too, under the same bureau."""
    towns = {(place.district, place.bureau) for place in places if place.unit}
    return tuple(place for place in places if place.unit or (place.district, place.bureau) not in towns)


def _by_bureau(places: tuple[Place, ...]) -> list[tuple[Place, ...]]:
    groups: dict[str, tuple[Place, ...]] = {}
    for place in places:
        groups[place.bureau] = (*groups.get(place.bureau, ()), place)
    return list(groups.values())


def _may_settle(reading: Reading) -> bool:
    return reading.weight == Weight.DETAIL or reading.weight > Weight.ASIDE


def _is_to_be_confirmed(reading: Reading) -> bool:
    return reading.guessed or reading.weight in (Weight.OWN, Weight.ASIDE)


def _still_open(hint: str | None, place: Place) -> str | None:
    return hint if place.text == place.district else None
