"""Is a message made of nothing but these words? 「好的，可以提交了」 is a yes all through, 「有错」 is not. Pure.

What steers a form (a yes, a no, 「跳过」, 「删掉草稿」) is only heard when the whole message says it: every sign
must belong to a known word. A word more, and it is something that people tell. The length is bounded, and the cost
linear in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Generic, TypeVar

from intents import expressions as re
from intents.spelled import in_characters, in_letters
from intents.wording import normalised_with_politeness

# Whoever writes more tells something.
LONGEST_CHARACTERS = 40
Name = TypeVar("Name")
_VOWEL = re.compile(r"[aeiouv]")


@lru_cache(maxsize=4096)
def said(text: str) -> str:
    """Return a short message as it is compared: dialect and script in one form, pinyin in characters."""
    return normalised_with_politeness(in_characters(text))


@lru_cache(maxsize=4096)
def _compared(text: str) -> str:
    """Return a message as vocabularies compare it, without blanks; "" when it is too long to steer."""
    compared = said(text).replace(" ", "") if is_short(text) else ""
    return compared if len(compared) <= LONGEST_CHARACTERS else ""


def is_short(text: str) -> bool:
    """Say whether a message may be a word that steers; a longer one is told, and is not looked at."""
    return len(text) <= LONGEST_CHARACTERS * 2


class Vocabulary:
    """Words that a whole message may be made of.

    groups      of each of them one word at least must be said
    beside      what may stand around them
    may_ask     a question mark changes nothing: 「什么意思？」
    by_letters  their pinyin says the same: 「que ren ti jiao」
    """

    def __init__(
        self,
        groups: Sequence[Iterable[str]],
        beside: Iterable[str] = (),
        *,
        may_ask: bool = False,
        by_letters: bool = True,
    ) -> None:
        """Take the words as anybody writes them; they are compared as messages are."""
        self._may_ask = may_ask
        self._all = (1 << len(groups)) - 1
        told: dict[str, int] = {}
        for number, words in enumerate((*groups, beside)):
            bit = 1 << number if number < len(groups) else 0
            for word in map(normalised_with_politeness, words):
                told[word] = told.get(word, 0) | bit
        self._written = _Lexicon(told)
        self._spelled = _Lexicon(_spelled(told) if by_letters else {})

    @property
    def begins_with(self) -> frozenset[str]:
        """The signs that a message made of these words can begin with."""
        return self._written.begins_with | self._spelled.begins_with

    def makes_up(self, text: str) -> bool:
        """Say whether the whole message consists of these words."""
        compared = _compared(text)
        if not compared or (not self._may_ask and ("?" in text or "？" in text)):
            return False
        if self._all in self._written.met_by(compared):
            return True
        # 「Shi Hao」 is somebody's name, 「shi de」 a yes.
        in_letters = compared.isascii() and not text.istitle()
        return in_letters and self._all in self._spelled.met_by(compared)


class Vocabularies(Generic[Name]):
    """Vocabularies by name; the first that makes up a message counts."""

    def __init__(self, vocabularies: Iterable[tuple[Name, Vocabulary]]) -> None:
        """Take them in the order in which they are to be tried."""
        self._by_first: dict[str, list[tuple[Name, Vocabulary]]] = {}
        for name, vocabulary in vocabularies:
            for sign in vocabulary.begins_with:
                self._by_first.setdefault(sign, []).append((name, vocabulary))

    def made_of(self, text: str) -> Name | None:
        """Return whose words the whole message consists of, None for most messages."""
        # Nearly every message is told, and begins with the words of few vocabularies.
        may_be = self._by_first.get(_compared(text)[:1], ())
        return next((name for name, vocabulary in may_be if vocabulary.makes_up(text)), None)


class _Lexicon:
    """Words with the groups that they belong to, as bits."""

    def __init__(self, groups_of: Mapping[str, int]) -> None:
        self._groups_of = groups_of
        self._by_first: dict[str, tuple[str, ...]] = {}
        for word in filter(None, groups_of):
            self._by_first[word[0]] = (*self._by_first.get(word[0], ()), word)

    @property
    def begins_with(self) -> frozenset[str]:
        """The signs that a known word begins with."""
        return frozenset(self._by_first)

    def met_by(self, compared: str) -> set[int]:
        """Return which groups are met, once for every way of reading the whole text as known words."""
        # Nearly every message is told, and begins with none of the words.
        if compared[0] not in self._by_first:
            return set()
        met: dict[int, set[int]] = {0: {0}}
        for place, sign in enumerate(compared):
            ways = met.pop(place, None)
            if ways is None:
                continue
            for word in self._by_first.get(sign, ()):
                if compared.startswith(word, place):
                    met.setdefault(place + len(word), set()).update(way | self._groups_of[word] for way in ways)
            if not met:
                break
        return met.get(len(compared), set())


def _spelled(groups_of: Mapping[str, int]) -> dict[str, int]:
    """Return the same words in pinyin; what is written in letters anyway stays."""
    letters: dict[str, int] = {}
    for word, groups in groups_of.items():
        spelled = in_letters(word)
        if spelled.isascii() and _VOWEL.search(spelled):
            letters[spelled] = letters.get(spelled, 0) | groups
    return letters
