"""Features: what speaks for and against one entry as the answer to a question, as some twenty numbers.

The meaning of a number never changes without VERSION: the learnt weights belong to one version.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.finding import contrast
from knowledge.finding.contrast import Members
from knowledge.finding.index import Postings
from knowledge.finding.reading import Shape

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
    """A question, prepared once for all wordings that it is compared with.

    words   each once with its rarity, in the order in which they stand, and what they come to together
    signs   each once with its rarity as a share of the greatest, the rarest first
    """

    shape: Shape
    words: tuple[tuple[str, float], ...]
    whole: float
    signs: tuple[tuple[str, float], ...]
    all_signs: frozenset[str]

    @classmethod
    def of(cls, shape: Shape, words: Postings) -> Asked:
        """Look up what its words and signs count."""
        rarity_of, unknown = words.rarity_by_term.get, words.rarity_of_unknown
        weighed = tuple((word, rarity_of(word, unknown)) for word in dict.fromkeys(shape.words))
        whole = 0.0
        for _, rarity in weighed:
            whole += rarity
        all_signs = frozenset(shape.text)
        signs = sorted(((sign, rarity_of(sign, unknown) / unknown) for sign in all_signs), key=lambda one: -one[1])
        return cls(shape, weighed, whole, tuple(signs), all_signs)

    def covered(self, wording: Shape) -> float:
        """Return the share of its words that stand in a wording."""
        held = 0.0
        for word, rarity in self.words:
            if word in wording.text:
                held += rarity
        return held / self.whole if self.whole else 0.0

    def rarest_missing(self, wording: Shape) -> float:
        """Return the rarity of its rarest sign that a wording lacks."""
        for sign, rarity in self.signs:
            if sign not in wording.text:
                return rarity
        return 0.0


def compared(asked: Asked, wording: Shape, words: Postings) -> list[float]:
    """Return the features from `asked_covered` on: what can be told from the two texts alone."""
    question = asked.shape
    return [
        asked.covered(wording),
        _covered(wording.words, question, words),
        asked.rarest_missing(wording),
        _rarest_missing(wording.text, asked.all_signs, words),
        float(question.negated != wording.negated),
        _by_length(question, wording),
        float(bool(question.kinds & wording.kinds)),
        float(bool(question.kinds and wording.kinds and not question.kinds & wording.kinds)),
    ]


def clash(question: Members, entry: Members) -> float:
    """Return the feature `contrast`: each pair of excluding terms counts half."""
    return min(1.0, 0.5 * contrast.clashes(question, entry))


def unnamed(question: Members, entry: Members) -> float:
    """Return the feature `unnamed`: 「申报试点要几家示范单位」 is rather about a trial than about a park."""
    named = [(contrast, member) for contrast, members in question.items() for member in members]
    missing = sum(member not in entry.get(contrast, ()) for contrast, member in named)
    return missing / len(named) if named else 0.0


def placed(named: frozenset[str], places: frozenset[str]) -> tuple[float, float]:
    """Return the features `place_same` and `place_clash`."""
    return float(bool(named & places)), float(bool(named and places and not named & places))


def contained(question: Shape, wording: Shape) -> float:
    """Return the feature `exact`: how much of the longer text the shorter one makes up, if it is part of it."""
    if question.text in wording.text or wording.text in question.text:
        return _by_length(question, wording)
    return 0.0


def _covered(asked: Iterable[str], wording: Shape, words: Postings) -> float:
    rarity_of, unknown = words.rarity_by_term.get, words.rarity_of_unknown
    whole = held = 0.0
    for word in dict.fromkeys(asked):
        rarity = rarity_of(word, unknown)
        whole += rarity
        if word in wording.text:
            held += rarity
    return held / whole if whole else 0.0


def _rarest_missing(text: str, given: frozenset[str], words: Postings) -> float:
    rarity_of, unknown = words.rarity_by_term.get, words.rarity_of_unknown
    missing = [rarity_of(sign, unknown) for sign in set(text) - given]
    return max(missing, default=0.0) / unknown


def _by_length(question: Shape, wording: Shape) -> float:
    longer = max(len(question.text), len(wording.text))
    return min(len(question.text), len(wording.text)) / longer if longer else 0.0
