"""What one address means: the names in it taken together. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from intake.geography import roles
from intake.geography.acts import Deed, acts_at, acts_told_later, is_everything_at
from intake.geography.addresses import Address
from intake.geography.asides import is_registered
from intake.geography.meaning import Meaning, Sense, certain, meant_together
from intake.geography.mentions import Mention
from intake.geography.place import Doubt
from intake.geography.reported import is_excluded
from intake.geography.roles import Clues, Weight
from intake.geography.tables import OrdinaryWords

_MOST_NAMES = 8


@dataclass(frozen=True, slots=True)
class PlaceReading:
    """What one address means.

    options     what it can be; empty is a name that is everywhere (步行街)
    likely      what is offered where it has to be asked about
    asks        it never decides alone
    guessed     from a misspelling or with medium confidence
    acts        what was done there
    everything  all that happened was there
    negated     said not to be there, or not to be meant
    joined      meant beside another place, not as a part of it: 綦江和万盛
    doubt       why it may be no place of an act
    """

    weight: Weight
    options: tuple[Sense, ...]
    likely: tuple[Sense, ...]
    asks: bool
    hint: str | None
    guessed: bool
    acts: frozenset[Deed] = frozenset()
    everything: bool = False
    negated: bool = False
    joined: bool = False
    doubt: Doubt | None = None

    @property
    def is_foreign(self) -> bool:
        """Whether all it can be lies outside Chongqing."""
        return bool(self.options) and all(option.outside for option in self.options)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What an address is read in.

    text     the whole plain text
    told     what later clauses say was done at an address
    outside  what a name can mean outside Chongqing
    """

    text: str
    clues: Clues
    told: Mapping[Address, frozenset[Deed]]
    outside: Mapping[str, tuple[Sense, ...]]
    words: OrdinaryWords


def context_of(
    text: str, found: Sequence[Address], outside: Mapping[str, tuple[Sense, ...]], words: OrdinaryWords
) -> Surroundings:
    """Return what the addresses found in a plain text are read in."""
    return Surroundings(text, roles.clues_in(text), acts_told_later(text, found), outside, words)


def read(address: Address, context: Surroundings) -> PlaceReading | None:
    """Return what the address means, or None when no name in it is a place."""
    acts = acts_at(address) | context.told.get(address, frozenset())
    weight = roles.weight(address, context.clues, acts, context.words)
    everything = weight > Weight.NAME and is_everything_at(address)
    if everything:
        acts, weight = acts | {"taken", "used"}, max(weight, Weight.USED)
    reading = _meaning(address, weight, context)
    if reading is None:
        return None
    return replace(
        reading,
        acts=acts if reading.weight > Weight.NOT_MEANT else frozenset(),
        everything=everything,
        joined=address.joined,
        negated=roles.is_negated(address) or is_excluded(address),
        doubt=_doubt_about(address, weight),
    )


def is_somewhere_here(address: Address, context: Surroundings) -> bool:
    """Say whether 「对方在重庆」 stands beside the filer's own place: then the place is still open."""
    if not address.is_home_only:
        return False
    return roles.weight(address, context.clues, acts_at(address), context.words) >= Weight.NAMED


def _meaning(address: Address, weight: Weight, context: Surroundings) -> PlaceReading | None:
    if address.is_foreign:
        return _read_foreign(address, weight, context.outside)
    mentions = [
        mention
        for mention in _distinct(address.mentions)
        if mention.meaning.kind != "home" and roles.counts(mention, address, context.text)
    ]
    if mentions:
        return _read_ours(mentions, weight)
    first = address.mentions[0]
    is_detail = first.meaning.kind == "stem" and not first.meaning.common and weight > Weight.OWN
    return _read_ours([first], Weight.DETAIL) if is_detail else None


def _doubt_about(address: Address, weight: Weight) -> Doubt | None:
    if weight == Weight.NAME:
        return "name"
    if roles.is_own(address):
        return "own"
    return "registered" if weight == Weight.ASIDE and is_registered(address) else None


def _read_ours(mentions: list[Mention], weight: Weight) -> PlaceReading:
    options, decisive = _intersection(mentions)
    asks = len(decisive) == 1 and decisive[0].meaning.asks
    return PlaceReading(
        weight=weight,
        options=options,
        likely=decisive[0].meaning.likely if asks else options,
        asks=asks,
        hint=next((mention.meaning.hint for mention in decisive if mention.meaning.hint), None),
        guessed=any(mention.meaning.guessed or mention.on_road for mention in decisive)
        or all(mention.meaning.asks for mention in decisive)
        or _is_everyday_word(decisive),
    )


def _read_foreign(
    address: Address, weight: Weight, outside: Mapping[str, tuple[Sense, ...]]
) -> PlaceReading | None:
    """Read an address outside; the county says which city, where only the province was named."""
    first = address.mentions[0]
    if len(address.mentions) == 1 and first.meaning.common and not roles.is_clearly_a_place(address):
        return None
    options = first.meaning.options
    for mention in _distinct(address.mentions)[1:]:
        options = meant_together(options, outside.get(mention.name, ())) or options
    return PlaceReading(weight, options, options, asks=len(options) != 1, hint=None, guessed=False)


def _distinct(mentions: tuple[Mention, ...]) -> list[Mention]:
    """Leave out repetitions; nobody names more than a few places in one address."""
    by_name = {mention.name: mention for mention in reversed(mentions)}
    return sorted(by_name.values(), key=lambda mention: mention.start)[:_MOST_NAMES]


def _intersection(mentions: list[Mention]) -> tuple[tuple[Sense, ...], list[Mention]]:
    """Return what the names mean together, and the names that had a say in it.

    Districts and full names of towns come first; a doubtful name that contradicts them has no say.
    """
    first, *others = sorted(mentions, key=_uncertainty)
    options, decisive = first.meaning.options, [first]
    for mention in others:
        both = _with(options, mention.meaning)
        if both:
            options, decisive = both, [*decisive, mention]
        elif _uncertainty(mention) in (_uncertainty(first), _LITTLE):
            options, decisive = (*options, *mention.meaning.options), [*decisive, mention]
    return options, decisive


def _with(options: tuple[Sense, ...], meaning: Meaning) -> tuple[Sense, ...]:
    # 高新区走马镇 is the one of the zone; 沙坪坝高新区 leaves open which of the two bureaus.
    likely = certain(meant_together(options, meaning.likely))
    if likely and all(option.is_exact for option in likely):
        return likely
    return certain(meant_together(options, meaning.options)) or certain(meant_together(options, meaning.besides))


def _is_everyday_word(decisive: list[Mention]) -> bool:
    only = decisive[0].meaning
    return len(decisive) == 1 and only.kind == "stem" and only.common


_NONE, _LITTLE, _SOME, _MUCH, _ALL = range(5)


def _uncertainty(mention: Mention) -> int:
    meaning = mention.meaning
    if meaning.asks:
        return _ALL if meaning.kind == "district" else _MUCH
    if meaning.kind in ("district", "town"):
        return _NONE
    return _LITTLE if meaning.kind == "landmark" and not meaning.guessed and not mention.on_road else _SOME
