"""Say where something happened, from what a person typed or from the label of a point. Pure after loading.

Longest match over all names; an outside gate; streets, parks and zones before districts; names beside each other
are intersected; whose place it is decides which address counts. Two places are asked about, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from typing import Protocol

from intake.bureaus import MUNICIPAL, Bureaus, load_bureaus
from intake.geography import roles
from intake.geography.meaning import Meaning, Option, certain, together
from intake.geography.mentions import Address, Mention, Names, addresses, plain
from intake.geography.misspelling import Misspellings
from intake.geography.place import Located, Place
from intake.geography.roles import Weight
from intake.geography.tables import Tables, load_tables
from intake.geography.vocabulary import Vocabulary, vocabulary

# A longer text is a story, not an address: only its beginning is searched.
_LONGEST_TEXT = 2_000
_MOST_CANDIDATES = 9


class Labelled(Protocol):
    """A point on the map with the address that the sender's map wrote beside it."""

    @property
    def label(self) -> str: ...


@dataclass(frozen=True, slots=True)
class _Reading:
    """What one address means.

    options  what it can be; empty is a name that is everywhere
    asks     it never decides alone; then `likely` is offered
    """

    weight: Weight
    options: tuple[Option, ...]
    likely: tuple[Option, ...]
    asks: bool
    hint: str | None
    guessed: bool


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
        if located.outcome in ("one", "outside") or any(_names_a_district(mention) for mention in mentions):
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

    # ------------------------------------------------------------------------- reading a text

    def _located(self, text: str, mentions: tuple[Mention, ...], edition: _Edition, on: date) -> Located:
        found = addresses(text, mentions)
        readings = [self._reading(address, text, edition) for address in found]
        meant = [reading for reading in readings if reading and reading.weight > Weight.NOT_MEANT]
        if not meant:
            return Located("none")
        heaviest = max(reading.weight for reading in meant)
        return self._answer(
            [reading for reading in meant if reading.weight == heaviest],
            [reading for reading in meant if Weight.ASIDE < reading.weight < heaviest],
            on,
        )

    def _reading(self, address: Address, text: str, edition: _Edition) -> _Reading | None:
        weight = roles.weight(address, text, self._words)
        if address.is_foreign:
            return _foreign_reading(address, weight, edition)
        mentions = [m for m in address.mentions if m.meaning.kind != "home" and _counts(m, address, text)]
        if not mentions:
            return None
        options, decisive = _intersection(mentions)
        asks = all(mention.meaning.asks for mention in decisive)
        return _Reading(
            weight=weight,
            options=options,
            likely=decisive[0].meaning.likely if asks and len(decisive) == 1 else options,
            asks=asks and len(decisive) == 1,
            hint=next((mention.meaning.hint for mention in decisive if mention.meaning.hint), None),
            guessed=any(mention.meaning.guessed for mention in decisive),
        )

    # ------------------------------------------------------------------------------ the answer

    def _answer(self, readings: list[_Reading], lighter: list[_Reading], on: date) -> Located:
        options = _agreed(readings) or _united(readings)
        asks = all(reading.asks for reading in readings)
        for reading in lighter:
            narrowed = certain(together(options, reading.options))
            if narrowed and (len(self._places(narrowed, on)) < len(self._places(options, on)) or asks):
                options, asks = narrowed, asks and reading.asks
        places, outside = self._places(options, on), _outside_of(options)
        hint = next((reading.hint for reading in readings if reading.hint), None)
        if len(places) == 1 and not outside and not asks:
            return Located("one", places[0], hint=_still_open(hint, places[0]), confirm=_to_confirm(readings))
        if outside and not places and not asks:
            return _abroad(outside, _to_confirm(readings))
        if asks and len(readings) == 1:
            options = readings[0].likely
        return self._several(options, hint, on)

    def _several(self, options: Sequence[Option], hint: str | None, on: date) -> Located:
        places, outside = self._places(options, on), _outside_of(options)
        if not places and not outside:
            return Located("none", hint=hint)
        candidates = places[:_MOST_CANDIDATES]
        return Located("several", candidates=candidates, outside=min(outside, default=None), hint=hint)

    def _places(self, options: Iterable[Option], on: date) -> tuple[Place, ...]:
        """Return one place for every bureau and town that the options leave open."""
        places = [self._place(option, on) for option in options if not option.outside]
        exact = _without_covered(tuple(dict.fromkeys(places)))
        return (_shared(exact),) if len({place.bureau for place in exact}) == 1 else exact

    def _place(self, option: Option, on: date) -> Place:
        bureau = option.bureau
        if bureau is None:
            owner = self._bureaus.of_place(option.district, option.unit, on)
            bureau = owner.code if owner else MUNICIPAL
        exact = option.unit or option.landmark
        zone = self._bureaus.by_code(bureau)
        text = option.district + (exact or (f"（{zone.name}）" if zone.level == "zone" else ""))
        return Place(text, option.district, option.unit, bureau)


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


# ------------------------------------------------------------------------------- one address


def _foreign_reading(address: Address, weight: Weight, edition: _Edition) -> _Reading | None:
    """Read an address outside; the county says which city, where only the province was named."""
    options: tuple[Option, ...] = ()
    for mention in address.mentions:
        here = edition.vocabulary.outside.get(mention.name, ())
        options = (together(options, here) or options) if options else mention.meaning.options
    alone = address.mentions[0]
    if len(address.mentions) == 1 and alone.meaning.common and not roles.is_clearly_a_place(address):
        return None
    return _Reading(weight, options, options, len(options) != 1, None, False)


def _counts(mention: Mention, address: Address, text: str) -> bool:
    """Say whether a name that is an ordinary word too is a place here."""
    if mention.meaning.kind == "county":
        return False
    alone = len(address.mentions) == 1
    doubtful = mention.meaning.common or (mention.meaning.kind == "stem" and alone)
    if not doubtful or mention.name == text:
        return True
    if mention.meaning.kind != "stem" and not alone:
        return True
    if mention is not address.mentions[-1]:
        return True
    if alone and mention.meaning.kind == "stem" and mention.meaning.common:
        return roles.is_clearly_a_place(address) and roles.reads_as_a_place(address)
    return roles.is_clearly_a_place(address) or (not alone or mention.meaning.kind != "stem") and (
        roles.reads_as_a_place(address)
    )


def _intersection(mentions: list[Mention]) -> tuple[tuple[Option, ...], list[Mention]]:
    """Return what the names mean together, and the names that had a say in it.

    Districts and full names of towns first; what then contradicts them and is not certain itself has no say.
    """
    ordered = sorted(mentions, key=_certainty)
    options, decisive = ordered[0].meaning.options, [ordered[0]]
    for mention in ordered[1:]:
        both = _with(options, mention.meaning)
        if both:
            options, decisive = both, [*decisive, mention]
        elif _certainty(mention) <= _certainty(decisive[0]) or _is_decided(mention.meaning):
            options, decisive = (*options, *mention.meaning.options), [*decisive, mention]
    return options, decisive


def _with(options: tuple[Option, ...], meaning: Meaning) -> tuple[Option, ...]:
    return certain(together(options, meaning.options)) or certain(together(options, meaning.besides))


def _certainty(mention: Mention) -> int:
    meaning = mention.meaning
    if meaning.asks:
        return 3
    if meaning.kind in ("district", "town"):
        return 0
    return 1 if meaning.kind == "landmark" and not meaning.guessed else 2


def _is_decided(meaning: Meaning) -> bool:
    return meaning.kind != "stem" and not meaning.asks and not meaning.guessed


# ------------------------------------------------------------------------- several addresses


def _agreed(readings: list[_Reading]) -> tuple[Option, ...]:
    """Return what all addresses can mean at once, e.g. 渝北区，统景镇."""
    options: tuple[Option, ...] = reduce(together, (reading.options for reading in readings))
    return certain(options)


def _united(readings: list[_Reading]) -> tuple[Option, ...]:
    return tuple(dict.fromkeys(option for reading in readings for option in certain(reading.options)))


def _outside_of(options: Iterable[Option]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(option.outside for option in options if option.outside))


def _abroad(outside: tuple[str, ...], confirm: bool) -> Located:
    shortest = min(outside, key=len)
    if all(name.startswith(shortest) for name in outside):
        return Located("outside", outside=max(outside, key=len), confirm=confirm)
    return Located("several", outside=outside[0])


def _without_covered(places: tuple[Place, ...]) -> tuple[Place, ...]:
    """Leave out a whole district where one of its towns is there too, under the same bureau."""
    towns = {(place.district, place.bureau) for place in places if place.unit}
    return tuple(place for place in places if place.unit or (place.district, place.bureau) not in towns)


def _shared(places: tuple[Place, ...]) -> Place:
    """Return what places of one bureau have in common: one bureau is all that routing needs to know."""
    first = places[0]
    if all(place.district == first.district for place in places):
        same_unit = all(place.unit == first.unit for place in places)
        return first if same_unit else replace(first, text=first.district or first.text, unit=None)
    return first


def _to_confirm(readings: list[_Reading]) -> bool:
    return any(reading.guessed or reading.weight in (Weight.OWN, Weight.ASIDE) for reading in readings)


def _still_open(hint: str | None, place: Place) -> str | None:
    return hint if place.unit is None else None
