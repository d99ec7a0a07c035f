"""Features: what speaks for and against one entry as the answer to a question, as some twenty numbers.

The meaning of a number never changes without VERSION: the learnt weights belong to one version.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import itemgetter

from knowledge.finding import contrast
from knowledge.finding.contrast import Members
from knowledge.finding.document import Document
from knowledge.finding.places import places_named
from knowledge.finding.reading import Shape
from knowledge.finding.shapes import Wording
from knowledge.finding.told import Kinds, kinds_wanted, untold

VERSION = 4

# In this order in every row. All are shares or flags between 0 and 1.
RANKED_BY = (
    "likeness",  # cosine of characters and pairs of them with the entry's best wording
    "relevance",  # BM25 on words and characters
    "sound",  # cosine of pairs of syllables
    "ratio",  # edit similarity
    "vocabulary",  # share of the question that all wordings together hold
    "title",  # share of the question's words and characters that the title holds
    "answer",  # share of its words that the answer holds
    "answer_pairs",  # share of its pairs of characters that the answer holds
    "support",  # likeness of the entry's second and third best wordings
    "asked_covered",  # share of the question's words in the best wording, by rarity
    "wording_covered",  # share of the wording's words in the question, by rarity
    "asked_missing",  # rarity of the rarest character of the question that the wording lacks
    "wording_missing",  # rarity of the rarest character of the wording that the question lacks
    "negation",  # one denies, the other does not
    "length",  # shorter length by longer
    "kind_same",  # both ask for the same kind of thing: who, when, how much
    "kind_clash",  # both say what kind they ask for, and it differs
    "contrast",  # they name terms that exclude one another
    "exact",  # the question contains the wording whole, or the reverse
    "unnamed",  # share of the excluding terms named in the question that the entry's title does not name
    "place_same",  # the question names a place where the entry's answer stands
    "place_clash",  # it names places, and the answer stands in none of them
    "untold",  # share of the kinds of thing asked for (points, days, money ...) that the answer does not tell
    "unsaid",  # rarity of the rarest word of the question that neither wordings, title nor answer say
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, prepared once for all wordings and entries that it is compared with.

    words      each once with its rarity, in the order in which they stand
    signs      each once with its rarity as a share of the greatest, the rarest first
    rarity_of  the rarity of a sign as that share
    members    the terms excluding one another that it names
    named      the places that it names
    wanted     the kinds of thing that it asks for
    """

    shape: Shape
    words: tuple[tuple[str, float], ...]
    signs: tuple[tuple[str, float], ...]
    all_signs: frozenset[str]
    rarity_of: Callable[[str], float]
    members: Members
    named: frozenset[str]
    wanted: Kinds

    @classmethod
    def of(cls, shape: Shape, rarity_of: Callable[[str], float], greatest: float) -> Asked:
        """Look up what its words and signs count.

        rarity_of   the idf of a word or sign; greatest: that of one which no text holds
        """
        weighed = tuple([(word, rarity_of(word)) for word in dict.fromkeys(shape.words)])
        all_signs = frozenset(shape.text)
        signs = sorted([(sign, rarity_of(sign) / greatest) for sign in all_signs], key=_rarity, reverse=True)
        return cls(
            shape,
            weighed,
            tuple(signs),
            all_signs,
            lambda sign: rarity_of(sign) / greatest,
            contrast.members_in(shape.text),
            places_named(shape.text),
            kinds_wanted(shape.text),
        )

    def beside(self, wording: Wording) -> tuple[float, ...]:
        """Return the features from `asked_covered` to `kind_clash`: what the two texts alone tell."""
        text, kinds = self.shape.text, self.shape.kinds
        said, asks_the_same = wording.text, not kinds.isdisjoint(wording.kinds)
        return (
            _held(self.words, said),
            _held(wording.words, text),
            self._rarest_missing(said),
            self._rarest_only_there(wording.signs),
            1.0 if self.shape.negated != wording.negated else 0.0,
            _by_length(text, said),
            1.0 if asks_the_same else 0.0,
            1.0 if kinds and wording.kinds and not asks_the_same else 0.0,
        )

    def beside_entry(self, entry: Document, wording: Wording) -> tuple[float, ...]:
        """Return the features from `contrast` to `untold`."""
        text, said, named = self.shape.text, wording.text, self.named
        stands_there = not named.isdisjoint(entry.places)
        return (
            clash(self.members, entry.members) if self.members else 0.0,
            _by_length(text, said) if text in said or said in text else 0.0,
            unnamed(self.members, entry.members) if self.members else 0.0,
            1.0 if stands_there else 0.0,
            1.0 if named and entry.places and not stands_there else 0.0,
            untold(self.wanted, entry.tells) if self.wanted else 0.0,
        )

    def _rarest_missing(self, said: str) -> float:
        """Return the rarity of its rarest sign that a wording lacks."""
        for sign, rarity in self.signs:
            if sign not in said:
                return rarity
        return 0.0

    def _rarest_only_there(self, signs: str) -> float:
        """Return the rarity of a wording's rarest sign that it lacks itself."""
        for sign in signs:
            if sign not in self.all_signs:
                return self.rarity_of(sign)
        return 0.0


_rarity: Callable[[tuple[str, float]], float] = itemgetter(1)


def clash(question: Members, entry: Members) -> float:
    """Return the feature `contrast`: each pair of excluding terms counts half."""
    return min(1.0, 0.5 * contrast.clashes(question, entry))


def unnamed(question: Members, entry: Members) -> float:
    """Return the feature `unnamed`: 「申报试点要几家示范单位」 is rather about a trial than about a park."""
    named = [(contrast, member) for contrast, members in question.items() for member in members]
    missing = sum(member not in entry.get(contrast, ()) for contrast, member in named)
    return missing / len(named) if named else 0.0


def _held(words: Sequence[tuple[str, float]], text: str) -> float:
    """Return the share of words that stand in a text, by rarity."""
    whole = held = 0.0
    for word, rarity in words:
        whole += rarity
        if word in text:
            held += rarity
    return held / whole if whole else 0.0


def _by_length(one: str, other: str) -> float:
    first, second = len(one), len(other)
    if first == second:
        return 1.0 if first else 0.0
    return first / second if first < second else second / first
