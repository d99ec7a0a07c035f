"""Inverted indexes over wordings: which texts hold a term, and how much it counts there. Pure numpy.

A term is rare when few *entries* hold it, not few wordings: eight wordings of one entry that all
say 复核 do not make the word common.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]


class Postings:
    """The terms of many texts, stored as one run of (text, weight) per term.

    owners     for every text the number of its entry
    rarity_of_unknown  what a term counts that no text holds
    """

    def __init__(self, texts: Sequence[Sequence[str]], owners: Ints) -> None:
        self.owners = owners
        self.texts = len(texts)
        self.entries = int(owners.max()) + 1 if len(owners) else 0
        counts = [Counter(text) for text in texts]
        self.number_of = {term: number for number, term in enumerate(dict.fromkeys(t for c in counts for t in c))}
        self._store(counts)
        self.rarity = self._rarities()
        self.rarity_of_unknown = math.log(1 + (self.entries + 0.5) / 0.5)

    def rarity_of(self, term: str) -> float:
        """Return the idf of a term; unknown terms count as the rarest."""
        number = self.number_of.get(term)
        return self.rarity_of_unknown if number is None else float(self.rarity[number])

    def holders(self, number: int) -> Ints:
        """Return the texts that hold a term, each once."""
        run: Ints = self.held_by[self.starts[number] : self.starts[number + 1]]
        return run

    def _store(self, counts: Sequence[Counter[str]]) -> None:
        numbers = np.array([self.number_of[term] for count in counts for term in count], dtype=np.int32)
        holders = np.repeat(np.arange(len(counts), dtype=np.int32), [len(count) for count in counts])
        times = np.array([n for count in counts for n in count.values()], dtype=np.float32)
        order = np.argsort(numbers, kind="stable")
        self.held_by: Ints = holders[order]
        self.times: Floats = times[order]
        self.term: Ints = numbers[order]
        self.starts = np.concatenate([[0], np.cumsum(np.bincount(numbers, minlength=len(self.number_of)))])

    def _rarities(self) -> Floats:
        pairs = np.unique(self.term.astype(np.int64) * max(self.entries, 1) + self.owners[self.held_by])
        df = np.bincount((pairs // max(self.entries, 1)).astype(np.int64), minlength=len(self.number_of))
        rarities: Floats = np.log(1 + (self.entries - df + 0.5) / (df + 0.5)).astype(np.float32)
        return rarities


class Likeness:
    """Cosine of tf-idf vectors (sublinear counts). Terms that no text holds still lengthen the question."""

    def __init__(self, postings: Postings) -> None:
        self.postings = postings
        weights = (1 + np.log(postings.times)) * postings.rarity[postings.term]
        lengths = np.sqrt(np.bincount(postings.held_by, weights=weights**2, minlength=postings.texts))
        self.weights: Floats = (weights / np.maximum(lengths, 1e-9)[postings.held_by]).astype(np.float32)

    def scores(self, terms: Iterable[str]) -> Floats:
        """Return for every text how alike it is to these terms, 0 to 1."""
        scores = np.zeros(self.postings.texts, dtype=np.float32)
        length = 0.0
        for term, times in Counter(terms).items():
            weight = (1 + math.log(times)) * self.postings.rarity_of(term)
            length += weight * weight
            number = self.postings.number_of.get(term)
            if number is not None:
                run = slice(self.postings.starts[number], self.postings.starts[number + 1])
                scores[self.postings.held_by[run]] += weight * self.weights[run]
        return scores / max(math.sqrt(length), 1e-9)


class Relevance:
    """BM25, divided by the best score the question could reach, so that it means the same for each."""

    K1 = 1.2
    B = 0.5
    TYPICAL_SATURATION = 1.3

    def __init__(self, postings: Postings) -> None:
        self.postings = postings
        lengths = np.bincount(postings.held_by, weights=postings.times, minlength=postings.texts)
        relative = lengths / max(float(lengths.mean()) if len(lengths) else 1.0, 1e-9)
        damping = self.K1 * (1 - self.B + self.B * relative)
        times = postings.times
        saturated = times * (self.K1 + 1) / (times + damping[postings.held_by])
        self.weights: Floats = (saturated * postings.rarity[postings.term]).astype(np.float32)

    def scores(self, terms: Iterable[str]) -> Floats:
        """Return for every text how much of these terms it holds, about 0 to 1."""
        scores = np.zeros(self.postings.texts, dtype=np.float32)
        attainable = 0.0
        for term in dict.fromkeys(terms):
            attainable += self.postings.rarity_of(term)
            number = self.postings.number_of.get(term)
            if number is not None:
                run = slice(self.postings.starts[number], self.postings.starts[number + 1])
                scores[self.postings.held_by[run]] += self.weights[run]
        return scores / max(attainable * self.TYPICAL_SATURATION, 1e-9)


class Vocabulary:
    """How much of a question the wordings of an entry hold together."""

    def __init__(self, postings: Postings) -> None:
        self.postings = postings

    def scores(self, terms: Iterable[str], without: NDArray[np.bool_] | None = None) -> Floats:
        """Return for every *entry* the share of these terms its wordings hold, weighed by rarity, 0 to 1.

        without   texts that do not count: the ones left out when the finder is tested on itself
        """
        shares = np.zeros(self.postings.entries, dtype=np.float32)
        whole = 0.0
        for term in dict.fromkeys(terms):
            rarity = self.postings.rarity_of(term)
            whole += rarity
            number = self.postings.number_of.get(term)
            if number is not None:
                texts = self.postings.holders(number)
                if without is not None:
                    texts = texts[~without[texts]]
                held = np.bincount(self.postings.owners[texts], minlength=self.postings.entries)
                shares += (rarity * held / (held + 0.3)).astype(np.float32)
        return shares / max(whole, 1e-9)
