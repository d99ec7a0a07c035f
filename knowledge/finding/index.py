"""Inverted indexes over wordings: which texts hold a term, and how much it counts there. Pure numpy.

A term is rare when few *entries* hold it, not few wordings: eight wordings of one entry that all
say 复核 do not make the word common.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Iterable
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]


class Gathered:
    """The terms of texts, taken in one text at a time so that no text need be kept.

    number_of   the number of every term; several may share one, to keep every term once
    """

    def __init__(self, number_of: dict[str, int], texts: Iterable[Iterable[str]] = ()) -> None:
        self.number_of = number_of
        self.numbers, self.holders, self.times = array("i"), array("i"), array("f")
        self.texts = 0
        for text in texts:
            self.add(text)

    def add(self, terms: Iterable[str]) -> None:
        """Take in the next text."""
        for term, count in Counter(terms).items():
            self.numbers.append(self.number_of.setdefault(term, len(self.number_of)))
            self.holders.append(self.texts)
            self.times.append(count)
        self.texts += 1


class Postings:
    """The terms of many texts, stored as one run of (text, times) per term.

    owners              for every text the number of its entry
    rarity              idf of every term
    rarity_of_unknown   what a term counts that no text holds
    """

    def __init__(self, gathered: Gathered, owners: Ints) -> None:
        """Index what was gathered, in the order of `owners`."""
        self.owners = owners
        self.texts = len(owners)
        self.entries = int(owners.max()) + 1 if len(owners) else 0
        self.number_of = gathered.number_of
        self._store(gathered)
        self.rarity = self._rarities()
        self.rarity_of_unknown = math.log(1 + (self.entries + 0.5) / 0.5)

    def rarity_of(self, term: str) -> float:
        """Return the idf of a term; unknown terms count as the rarest."""
        number = self.number_of.get(term)
        return self.rarity_of_unknown if number is None else self.rarity[number]

    @cached_property
    def rarity_by_term(self) -> dict[str, float]:
        """The idf of every known term, ready to be looked up hundreds of times a question."""
        return dict(zip(self.number_of, self.rarity, strict=True))

    def run(self, number: int) -> slice:
        """Return where in `held_by` and in weights a term's texts stand, each text once."""
        return slice(self.starts[number], self.starts[number + 1])

    def _store(self, gathered: Gathered) -> None:
        of_term = np.array(gathered.numbers, dtype=np.int32)
        order = np.argsort(of_term, kind="stable")
        self.held_by: Ints = np.array(gathered.holders, dtype=np.int32)[order]
        self.times: Floats = np.array(gathered.times, dtype=np.float32)[order]
        self.term: Ints = of_term[order]
        ends = np.cumsum(np.bincount(of_term, minlength=len(self.number_of)))
        # Plain integers: slicing with numpy's own is slower.
        self.starts = array("i", [0, *ends.tolist()])

    def let_go(self) -> None:
        """Drop what only building an index on top needs; with all entries that is some megabytes."""
        self.term = self.term[:0]
        self.times = self.times[:0]

    def _rarities(self) -> array[float]:
        pairs = np.unique(self.term.astype(np.int64) * max(self.entries, 1) + self.owners[self.held_by])
        holding = np.bincount(pairs // max(self.entries, 1), minlength=len(self.number_of))
        return array("f", (math.log(1 + (self.entries - n + 0.5) / (n + 0.5)) for n in holding.tolist()))


class Sum:
    """What the terms of a question add to each text, gathered first and summed in one go.

    A question has some twenty terms: adding each one by itself takes three times as long.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._places: list[Ints] = []
        self._weights: list[Floats] = []
        self._factors: list[float] = []

    def add(self, places: Ints, weights: Floats, factor: float = 1.0) -> None:
        """Add `weights` times `factor` at `places`."""
        self._places.append(places)
        self._weights.append(weights)
        self._factors.append(factor)

    def divided_by(self, divisor: float) -> Floats:
        """Return the sum, divided."""
        if not self._places:
            return np.zeros(self._size, dtype=np.float32)
        factors = np.repeat(np.array(self._factors) / divisor, [len(places) for places in self._places])
        weights = np.concatenate(self._weights) * factors
        return np.bincount(np.concatenate(self._places), weights, self._size).astype(np.float32)


class Likeness:
    """Cosine of tf-idf vectors (sublinear counts). Terms that no text holds still lengthen the question."""

    def __init__(self, postings: Postings) -> None:
        self.postings = postings
        weights = (1 + np.log(postings.times)) * np.array(postings.rarity, dtype=np.float32)[postings.term]
        lengths = np.sqrt(np.bincount(postings.held_by, weights=weights**2, minlength=postings.texts))
        self.weights: Floats = (weights / np.maximum(lengths, 1e-9)[postings.held_by]).astype(np.float32)

    def scores(self, terms: Iterable[str]) -> Floats:
        """Return for every text how alike it is to these terms, 0 to 1."""
        sum_of = Sum(self.postings.texts)
        length = 0.0
        for term, times in Counter(terms).items():
            weight = (1 + math.log(times)) * self.postings.rarity_of(term)
            length += weight * weight
            number = self.postings.number_of.get(term)
            if number is not None:
                run = self.postings.run(number)
                sum_of.add(self.postings.held_by[run], self.weights[run], weight)
        return sum_of.divided_by(max(math.sqrt(length), 1e-9))


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
        rarity = np.array(postings.rarity, dtype=np.float32)[postings.term]
        self.weights: Floats = (saturated * rarity).astype(np.float32)

    def scores(self, terms: Iterable[str]) -> Floats:
        """Return for every text how much of these terms it holds, about 0 to 1."""
        sum_of = Sum(self.postings.texts)
        attainable = 0.0
        for term in dict.fromkeys(terms):
            attainable += self.postings.rarity_of(term)
            number = self.postings.number_of.get(term)
            if number is not None:
                run = self.postings.run(number)
                sum_of.add(self.postings.held_by[run], self.weights[run])
        return sum_of.divided_by(max(attainable * self.TYPICAL_SATURATION, 1e-9))


class TermsHeld:
    """How much of a question the wordings of an entry hold together."""

    # One wording with a term counts 0.77, two 0.87, many nearly 1.
    HALF_SURE = 0.3

    def __init__(self, postings: Postings) -> None:
        self.postings = postings
        pairs, held = np.unique(
            postings.term.astype(np.int64) * max(postings.entries, 1) + postings.owners[postings.held_by],
            return_counts=True,
        )
        of_term, entries = np.divmod(pairs, max(postings.entries, 1))
        self.entries: Ints = entries.astype(np.int32)
        self.weights: Floats = (held / (held + self.HALF_SURE)).astype(np.float32)
        ends = np.cumsum(np.bincount(of_term, minlength=len(postings.number_of)))
        self.starts = array("i", [0, *ends.tolist()])
        self._all_entries: Ints = np.arange(postings.entries, dtype=np.int32)

    def scores(self, terms: Iterable[str], without: NDArray[np.bool_] | None = None) -> Floats:
        """Return for every *entry* the share of these terms its wordings hold, weighed by rarity, 0 to 1.

        without   texts that do not count: the ones left out when the finder is tested on itself
        """
        sum_of = Sum(self.postings.entries)
        whole = 0.0
        for term in dict.fromkeys(terms):
            rarity = self.postings.rarity_of(term)
            whole += rarity
            number = self.postings.number_of.get(term)
            if number is not None and without is None:
                run = slice(self.starts[number], self.starts[number + 1])
                sum_of.add(self.entries[run], self.weights[run], rarity)
            elif number is not None:
                sum_of.add(self._all_entries, self._weights_without(number, without), rarity)
        return sum_of.divided_by(max(whole, 1e-9))

    def holding(self, term: str, without: NDArray[np.bool_] | None = None) -> Ints:
        """Return the entries of which some text holds a term, texts left out not counted."""
        number = self.postings.number_of.get(term)
        if number is None:
            return self._all_entries[:0]
        if without is None:
            return self.entries[self.starts[number] : self.starts[number + 1]]
        return np.flatnonzero(self._weights_without(number, without)).astype(np.int32)

    def _weights_without(self, number: int, without: NDArray[np.bool_] | None) -> Floats:
        texts = self.postings.held_by[self.postings.run(number)]
        left = texts[~np.asarray(without)[texts]]
        held = np.bincount(self.postings.owners[left], minlength=self.postings.entries)
        weights: Floats = (held / (held + self.HALF_SURE)).astype(np.float32)
        return weights
