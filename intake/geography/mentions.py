"""Find the names in a text. Pure. Of names that overlap the longest counts."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace

import ahocorasick

from intake.geography.meaning import Meaning
from intake.geography.vocabulary import PlaceNames
from intents import expressions as re
from intents.literals import Automaton
from intents.wording import simplified

_BLANKS = re.compile(r"\s+")
_ROAD = re.compile(r"[东西南北中]?[一二三四五六七八九十]*(?:大道|干道|路(?!口)|街(?![上边头口道])|巷)")
_OUTSIDE = ("outside", "county")
_ON_ROAD_SIGNS = ("outside", "county", "stem", "district")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name found in the text, from `start` up to `end`.

    on_road  only the name of a road there: 迎龙大道 need not be in 迎龙
    """

    start: int
    end: int
    name: str
    meaning: Meaning
    on_road: bool = False


class Names:
    """All names of a vocabulary, ready to be found in a text."""

    def __init__(self, vocabulary: PlaceNames) -> None:
        self._automaton: Automaton[tuple[int, str, Meaning]] = ahocorasick.Automaton()
        for name, meaning in vocabulary.meanings.items():
            spelt = plain_name(name)
            self._automaton.add_word(spelt, (len(spelt), name, meaning))
        self._automaton.make_automaton()

    def mentions(self, text: str, guesses: tuple[Mention, ...] = ()) -> tuple[Mention, ...]:
        """Return the names in the text in order.

        guesses  misspelt names somebody found; nothing that overlaps them counts
        """
        found = [
            Mention(last + 1 - length, last + 1, name, meaning)
            for last, (length, name, meaning) in self._automaton.iter(text)
        ]
        if not found and not guesses:
            return ()
        kept = _without_overlaps(_without_broken_names(_without_broken_phrases(found)), guesses, len(text))
        starts = {mention.start for mention in kept}
        marked = (replace(it, on_road=it.end not in starts and _names_a_road(it, text)) for it in kept)
        return tuple(it for it in marked if not (it.on_road and it.meaning.kind in _ON_ROAD_SIGNS))


def plain_name(text: str) -> str:
    """Return the text as names are looked for in it: NFKC, simplified, without blanks."""
    return _BLANKS.sub("", simplified(unicodedata.normalize("NFKC", text)))


def _without_broken_phrases(found: list[Mention]) -> list[Mention]:
    """Leave out phrases that are no place where a place begins inside and ends behind: 重庆大学 in 重庆大学城."""
    phrases = [mention for mention in found if mention.meaning.kind == "no_place"]
    if not phrases:
        return found
    reach: dict[int, int] = {}
    for mention in found:
        if mention.meaning.kind != "no_place":
            reach[mention.start] = max(reach.get(mention.start, 0), mention.end)
    broken = {
        mention
        for mention in phrases
        if any(reach.get(start, 0) > mention.end for start in range(mention.start + 1, mention.end))
    }
    return [mention for mention in found if mention not in broken]


def _without_broken_names(found: list[Mention]) -> list[Mention]:
    """Leave out names outside that begin inside a district of ours: 江城区 in 綦江城区."""
    reach: dict[int, int] = {}
    for mention in found:
        if mention.meaning.kind == "district":
            for place in range(mention.start + 1, mention.end):
                reach[place] = max(reach.get(place, 0), mention.end)
    return [
        mention
        for mention in found
        if mention.meaning.kind not in _OUTSIDE or mention.end <= reach.get(mention.start, mention.end)
    ]


def _without_overlaps(found: list[Mention], guesses: Iterable[Mention], length: int) -> list[Mention]:
    taken = bytearray(length)
    kept: list[Mention] = []
    longest_first = sorted(found, key=lambda mention: (mention.start - mention.end, mention.start))
    for mention in (*guesses, *longest_first):
        if not any(taken[mention.start : mention.end]):
            taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
            kept.append(mention)
    return sorted(kept, key=lambda mention: mention.start)


def _names_a_road(mention: Mention, text: str) -> bool:
    # 北京路 is a road here, and 渝北大道 does not say that it is in 渝北.
    return mention.meaning.kind != "no_place" and _ROAD.match(text, mention.end) is not None
