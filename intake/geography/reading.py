"""What one address means: the names in it taken together. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from intake.geography import roles
from intake.geography.meaning import Meaning, Option, certain, together
from intake.geography.mentions import Address, Mention
from intake.geography.roles import Weight
from intake.geography.tables import Words


@dataclass(frozen=True, slots=True)
class Reading:
    """What one address means.

    options  what it can be; empty is a name that is everywhere (步行街)
    likely   what is offered where it has to be asked about
    asks     it never decides alone
    guessed  from a misspelling or with medium confidence
    """

    weight: Weight
    options: tuple[Option, ...]
    likely: tuple[Option, ...]
    asks: bool
    hint: str | None
    guessed: bool


def read(address: Address, text: str, outside: Mapping[str, tuple[Option, ...]], words: Words) -> Reading | None:
    """Return what the address means, or None when no name in it is a place.

    text     the whole plain text
    outside  what a name can mean outside Chongqing
    """
    weight = roles.weight(address, text, words)
    if address.is_foreign:
        return _read_foreign(address, weight, outside)
    mentions = [
        mention
        for mention in address.mentions
        if mention.meaning.kind != "home" and roles.counts(mention, address, text)
    ]
    if mentions:
        return _read_ours(mentions, weight)
    first = address.mentions[0]
    is_detail = first.meaning.kind == "stem" and not first.meaning.common and weight > Weight.OWN
    return _read_ours([first], Weight.DETAIL) if is_detail else None


def _read_ours(mentions: list[Mention], weight: Weight) -> Reading:
    options, decisive = _intersection(mentions)
    asks = len(decisive) == 1 and decisive[0].meaning.asks
    return Reading(
        weight=weight,
        options=options,
        likely=decisive[0].meaning.likely if asks else options,
        asks=asks,
        hint=next((mention.meaning.hint for mention in decisive if mention.meaning.hint), None),
        guessed=any(mention.meaning.guessed for mention in decisive) or _is_everyday_word(decisive),
    )


def _read_foreign(address: Address, weight: Weight, outside: Mapping[str, tuple[Option, ...]]) -> Reading | None:
    """Read an address outside; the county says which city, where only the province was named."""
    first = address.mentions[0]
    if len(address.mentions) == 1 and first.meaning.common and not roles.is_clearly_a_place(address):
        return None
    options = first.meaning.options
    for mention in address.mentions[1:]:
        options = together(options, outside.get(mention.name, ())) or options
    return Reading(weight, options, options, asks=len(options) != 1, hint=None, guessed=False)


def _intersection(mentions: list[Mention]) -> tuple[tuple[Option, ...], list[Mention]]:
    """Return what the names mean together, and the names that had a say in it.

    Districts and full names of towns come first; a doubtful name that contradicts them has no say.
    """
    first, *others = sorted(mentions, key=_doubt)
    options, decisive = first.meaning.options, [first]
    for mention in others:
        both = _with(options, mention.meaning)
        if both:
            options, decisive = both, [*decisive, mention]
        elif _doubt(mention) in (_doubt(first), _LITTLE):
            options, decisive = (*options, *mention.meaning.options), [*decisive, mention]
    return options, decisive


def _with(options: tuple[Option, ...], meaning: Meaning) -> tuple[Option, ...]:
    for meant in (meaning.likely, meaning.options, meaning.besides):
        both = certain(together(options, meant))
        if both:
            return both
    return ()


def _is_everyday_word(decisive: list[Mention]) -> bool:
    only = decisive[0].meaning
    return len(decisive) == 1 and only.kind == "stem" and only.common


_NONE, _LITTLE, _SOME, _MUCH, _ALL = range(5)


def _doubt(mention: Mention) -> int:
    meaning = mention.meaning
    if meaning.asks:
        return _ALL if meaning.kind == "district" else _MUCH
    if meaning.kind in ("district", "town"):
        return _NONE
    return _LITTLE if meaning.kind == "landmark" and not meaning.guessed else _SOME
