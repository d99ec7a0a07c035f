"""Find the names in a text, and group those that stand beside each other. Pure.

Longest match first; names that touch, or have only a filler between them, are one address: 渝北区 + 统景镇.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import ahocorasick

from intake.geography.meaning import Meaning
from intake.geography.vocabulary import Vocabulary
from intents.wording import simplified

_BLANKS = re.compile(r"\s+")
_CLAUSE_END = re.compile(r"[，,。．.；;！!？?\n]")
_FILLER = re.compile(
    r"[的·/\-—~（(）)：:]?|[那这](?:个|边|边的|里的|儿的)?的?|[市省区县]|境内的?|辖区的?|下面的?|去|有个|有一?家"
)
# Inside a foreign address anything goes that does not begin a new statement: 成都市天府大道那边的高新区.
_FOREIGN_FILLER = re.compile(r"[^在到去是和与或从、]{0,6}")
_CONJUNCTION = re.compile(r"、|[和与跟及或]|还是|或者|以及|还有|(?:那边)?[和跟]")
_ROAD = re.compile(r"[东西南北中]?[一二三四五六七八九十]*(?:大道|干道|路(?!口)|街(?![上边头口道])|巷)")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name found in the text, from `start` up to `end`."""

    start: int
    end: int
    name: str
    meaning: Meaning


@dataclass(frozen=True, slots=True)
class Address:
    """Names that belong together, with the words of their clause around them.

    before  from the start of the clause, or from the end of the address before it
    after   up to the end of the clause, or up to the next address; addresses joined by 和 share both
    clause  the whole clause
    follows whether another address comes before it in the same clause
    """

    mentions: tuple[Mention, ...]
    before: str
    after: str
    clause: str
    follows: bool = False

    @property
    def start(self) -> int:
        """Where it starts in the text."""
        return self.mentions[0].start

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.mentions[-1].end

    @property
    def is_home_only(self) -> bool:
        """Whether it says no more than 重庆."""
        return all(mention.meaning.kind == "home" for mention in self.mentions)

    @property
    def is_foreign(self) -> bool:
        """Whether it names a province, a city or a county outside, and not after a name of Chongqing."""
        for mention in self.mentions:
            if mention.meaning.kind == "outside":
                return True
            if mention.meaning.kind in ("home", "town") or _is_our_district(mention.meaning):
                return False
        return False


class Names:
    """All names of a vocabulary, ready to be found in a text."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        # pyahocorasick has no type information
        self._automaton: Any = ahocorasick.Automaton()
        for name, meaning in vocabulary.meanings.items():
            spelt = plain(name)
            self._automaton.add_word(spelt, (len(spelt), name, meaning))
        self._automaton.make_automaton()

    def mentions(self, text: str, guesses: tuple[Mention, ...] = ()) -> tuple[Mention, ...]:
        """Return the names in the text in order, of names that overlap the longest.

        guesses  misspelt names somebody found; nothing that overlaps them counts
        """
        found = [
            Mention(last + 1 - length, last + 1, name, meaning)
            for last, (length, name, meaning) in self._automaton.iter(text)
        ]
        found.sort(key=lambda mention: (mention.start - mention.end, mention.start))
        kept: list[Mention] = list(guesses)
        for mention in found:
            if all(mention.end <= other.start or other.end <= mention.start for other in kept):
                kept.append(mention)
        kept.sort(key=lambda mention: mention.start)
        starts = {mention.start for mention in kept}
        return tuple(it for it in kept if it.end in starts or not _is_road_sign(it, text))


def plain(text: str) -> str:
    """Return the text as names are looked for in it: NFKC, simplified, without blanks."""
    return _BLANKS.sub("", simplified(unicodedata.normalize("NFKC", text)))


def addresses(text: str, mentions: tuple[Mention, ...]) -> tuple[Address, ...]:
    """Group the mentions of a plain text into addresses."""
    found: list[Address] = []
    for start, end in _clauses(text):
        inside = [mention for mention in mentions if start <= mention.start < end]
        found += _in_clause(text, start, end, _grouped(text, inside))
    return tuple(found)


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for mark in _CLAUSE_END.finditer(text):
        yield start, mark.start()
        start = mark.end()
    yield start, len(text)


def _grouped(text: str, mentions: list[Mention]) -> list[list[Mention]]:
    groups: list[list[Mention]] = []
    foreign = False
    for mention in mentions:
        if mention.meaning.kind == "no_place":
            continue
        gap = text[groups[-1][-1].end : mention.start] if groups else ""
        filler = _FOREIGN_FILLER if foreign and mention.meaning.kind != "home" else _FILLER
        if groups and filler.fullmatch(gap) and not _starts_anew(mention, groups[-1], gap):
            groups[-1].append(mention)
        else:
            groups.append([mention])
            foreign = False
        foreign = foreign or mention.meaning.kind == "outside"
    return groups


def _starts_anew(mention: Mention, group: list[Mention], gap: str) -> bool:
    # 「重庆」 in the middle begins another address: 成都的，重庆北碚.
    return mention.meaning.kind == "home" and not (group[-1].meaning.kind == "home" or gap == "")


def _in_clause(text: str, start: int, end: int, groups: list[list[Mention]]) -> Iterator[Address]:
    for run in _runs(text, groups):
        first, last = groups.index(run[0]), groups.index(run[-1])
        opened = groups[first - 1][-1].end if first else start
        closed = groups[last + 1][0].start if last + 1 < len(groups) else end
        before, after = text[opened : run[0][0].start], text[run[-1][-1].end : closed]
        for group in run:
            yield Address(tuple(group), before, after, text[start:end], follows=first > 0)


def _runs(text: str, groups: list[list[Mention]]) -> list[list[list[Mention]]]:
    """Put addresses together that are only joined by 和: what is said of one is said of all."""
    runs: list[list[list[Mention]]] = []
    for group in groups:
        if runs and _CONJUNCTION.fullmatch(text[runs[-1][-1][-1].end : group[0].start]):
            runs[-1].append(group)
        else:
            runs.append([group])
    return runs


def _is_our_district(meaning: Meaning) -> bool:
    return meaning.kind == "district" and not meaning.asks


def _is_road_sign(mention: Mention, text: str) -> bool:
    if mention.meaning.kind not in ("outside", "county", "stem", "district"):
        return False
    # 北京路 is a road here, and 渝北大道 does not say that it is in 渝北.
    return _ROAD.match(text, mention.end) is not None
