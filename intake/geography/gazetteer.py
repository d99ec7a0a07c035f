"""Say where something happened, from what a person typed or from the label of a point. Pure after loading.

Longest match over all names (mentions); names beside each other are one address (addresses); whose place it is
and what was done there decides how much it counts (roles, acts, proper); what all say together is settled
(settling). Districts and busy areas that are misspelt are guessed, and read back (misspelling).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial
from typing import Protocol

from intake.geography.addresses import addresses
from intake.geography.borders import Borders
from intake.geography.checking import faults_among
from intake.geography.joined import added_up
from intake.geography.loading import load_tables
from intake.geography.mentions import Mention, Names, plain_name
from intake.geography.misspelling import Misspellings
from intake.geography.place import Located
from intake.geography.points import Zone, located_by, surveyed
from intake.geography.reading import context_of, is_somewhere_here, read
from intake.geography.roles import says_nothing_here
from intake.geography.settling import settled
from intake.geography.sites import Sites
from intake.geography.spelled import SpelledNames
from intake.geography.tables import Tables
from intake.geography.vocabulary import PlaceNames, vocabulary, zones_of
from intake.routing.bureaus import Bureaus, load_bureaus
from intents import expressions as re
from intents.sheet import SheetFaults

# A longer text is a story, not an address: only its beginning is searched.
_LONGEST_TEXT = 2_000
# What stands in an address beside the names that the tables know, and around it where nothing more is told.
_OF_AN_ADDRESS = re.compile(
    r"[\u4e00-\u9fff]{1,6}?(?:大道|[路街巷村组]|社区|小区|大厦|广场|园区?|工业园|产业园|科技园)|(?:办公|写字|综合|教学|实验|科研)[楼室]|"
    r"\d+(?:[号栋幢楼层室座-]|单元)*|[A-Za-z]座|附近|旁边|对面|[那这]边|[那这]里|一带|里面?|地点|地址|发生|地方|就是|[在是的市区县省吧嘛哈了于,，。.:：-]"
)

_NUMBERED = re.compile(r"[一二三四五六七八九十百\d]+[组社村队号路街]")


class PointOnMap(Protocol):
    """A point with the address that the sender's map wrote beside it."""

    @property
    def latitude(self) -> float:
        """Degrees, GCJ-02."""

    @property
    def longitude(self) -> float:
        """Degrees, GCJ-02."""

    @property
    def label(self) -> str:
        """The address, may be empty."""


@dataclass(frozen=True, slots=True)
class _Edition:
    """All names as they are from one day on."""

    names: Names
    vocabulary: PlaceNames
    misspellings: Misspellings


class Gazetteer:
    """The names of all places, searchable by text."""

    def __init__(self, tables: Tables, bureaus: Bureaus, borders: Borders | None = None) -> None:
        self._words = tables.words
        self._ended = tables.ended
        self._spelled = SpelledNames(tables)
        self._bureaus = bureaus
        self._borders = borders
        parts = zones_of(tables, bureaus)
        self._zones = tuple(Zone(area, parts[area.name]) for area in tables.zones)
        self._changes = _days_of_change(tables)
        # Nearly everything was filed since the last change: the names of before are put together when asked for.
        self._edition_since = cache(partial(_edition, tables, bureaus))

    @classmethod
    def load(cls, borders: Borders | None = None) -> Gazetteer:
        """Read all tables; takes a quarter of a second. Raises `SheetFaults` with every fault of them.

        borders  the outlines for points on the map; without them a point is read by its address alone
        """
        tables, bureaus = load_tables(), load_bureaus()
        if found := faults_among(tables, frozenset(bureau.code for bureau in bureaus.all)):
            raise SheetFaults(found)
        return cls(tables, bureaus, borders)

    def locate(self, text: str, on: date) -> Located:
        """Return what the text says about where.

        on  the day of filing: boundaries and bureaus are those of that day
        """
        edition = self._edition_on(on)
        written = plain_name(self._spelled.in_characters(text[:_LONGEST_TEXT]))
        mentions = edition.names.mentions(written)
        located = self._located(written, mentions, edition, on)
        guesses = self._guesses(written, mentions, located, edition)
        if not guesses:
            return located
        guessed = self._located(written, edition.names.mentions(written, guesses), edition, on)
        return replace(guessed, misspelt=guessed != located)

    def _guesses(
        self, text: str, mentions: tuple[Mention, ...], located: Located, edition: _Edition
    ) -> tuple[Mention, ...]:
        """Return what may be misspelt: nothing where what is written decides, but for a part of a longer name."""
        names_a_district = any(map(_names_a_district, mentions))
        if located.outcome == "outside" or (located.outcome in ("one", "several") and names_a_district):
            return ()
        stems = [mention for mention in mentions if mention.meaning.kind == "stem"]
        if located.outcome == "one" and not stems:
            return ()
        guesses = edition.misspellings.guesses(text, mentions)
        if located.outcome != "one":
            return guesses
        return tuple(guess for guess in guesses if any(_goes_beyond(guess, stem, text) for stem in stems))

    def is_just_a_place(self, text: str, on: date) -> bool:
        """Say whether the text names a place and tells nothing else: 沙坪坝区, 渝北区龙溪街道红锦大道1号."""
        edition = self._edition_on(on)
        written = plain_name(text[:_LONGEST_TEXT])
        rest, reached, is_named = "", 0, False
        for mention in edition.names.mentions(written):
            rest += f"{written[reached : mention.start]}\n"
            reached, is_named = mention.end, is_named or mention.meaning.kind != "no_place"
        return is_named and not _OF_AN_ADDRESS.sub("", rest + written[reached:]).strip()

    def ended_in(self, text: str, on: date) -> tuple[str, ...]:
        """Return the districts that a text names and that are there no more: 江北区, 渝北区."""
        ended = (one for one in self._ended if one.valid_until is not None and one.valid_until < on)
        return tuple(one.name for one in ended if (one.short or one.name) in text)

    def locate_point(self, point: PointOnMap, on: date) -> Located:
        """Return what a point's address says, and where that is open what the outlines of that day say."""
        labelled = self.locate(point.label, on)
        if self._borders is None or on < self._borders.since:
            return labelled
        survey = surveyed(point.latitude, point.longitude, self._borders, self._zones)
        return located_by(labelled, survey, Sites(self._bureaus, on))

    def _edition_on(self, day: date) -> _Edition:
        return self._edition_since(next(since for since in reversed(self._changes) if since <= day))

    def _located(self, text: str, mentions: tuple[Mention, ...], edition: _Edition, on: date) -> Located:
        found = addresses(text, mentions)
        if not found:
            return Located("none")
        context = context_of(text, found, edition.vocabulary.outside, self._words)
        readings = [(address, meant) for address in found if (meant := read(address, context)) is not None]
        return settled(
            added_up(readings),
            Sites(self._bureaus, on),
            any(is_somewhere_here(address, context) for address in found),
            says_nothing_here(text),
        )


def _days_of_change(tables: Tables) -> tuple[date, ...]:
    areas = (*tables.districts, *tables.ended, *tables.zones)
    days = {area.valid_from for area in areas} | {area.valid_until for area in areas}
    days |= {row.valid_from for row in tables.towns} | {row.valid_until for row in tables.towns}
    days |= {row.valid_from for row in tables.landmarks} | {row.valid_until for row in tables.landmarks}
    return (date.min, *sorted(day for day in days if day is not None))


def _edition(tables: Tables, bureaus: Bureaus, since: date) -> _Edition:
    words = vocabulary(tables, bureaus, since)
    return _Edition(Names(words), words, Misspellings(words.misspelt, tables.words))


def _names_a_district(mention: Mention) -> bool:
    return mention.meaning.kind == "district" and not mention.meaning.asks


def _goes_beyond(guess: Mention, stem: Mention, text: str) -> bool:
    """Say whether a misspelt name begins with the short name of a town: 沙坪坎 is hardly 沙坪, 沙坪八组 is."""
    return guess.start == stem.start and guess.end > stem.end and _NUMBERED.match(text, stem.end) is None
