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
from typing import Any

import numpy as np
from numpy.typing import NDArray

from intents.index_files import Parts

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
    number_of           the number of every term
    rarity              idf of every term
    rarity_of_unknown   what a term counts that no text holds
    """

    def __init__(self, number_of: dict[str, int], owners: Ints, starts: Ints, held_by: Ints) -> None:
        """Take what was stored; `of` indexes what was gathered."""
        self.owners = owners
        self.texts = len(owners)
        self.entries = int(owners.max()) + 1 if len(owners) else 0
        self.number_of = number_of
        # Plain integers: slicing with numpy's own is slower.
        self.starts = array("i", starts.astype(np.int32).tobytes())
        self.held_by = held_by
        self.rarity = array("f")
        self.rarity_of_unknown = math.log(1 + (self.entries + 0.5) / 0.5)
        # Only while it is made.
        self.term: Ints = np.zeros(0, dtype=np.int32)
        self.times: Floats = np.zeros(0, dtype=np.float32)

    @classmethod
    def of(cls, gathered: Gathered, owners: Ints) -> Postings:
        """Index what was gathered, in the order of `owners`."""
        of_term = np.array(gathered.numbers, dtype=np.int32)
        order = np.argsort(of_term, kind="stable")
        ends = np.cumsum(np.bincount(of_term, minlength=len(gathered.number_of)))
        held_by = np.array(gathered.holders, dtype=np.int32)[order]
        postings = cls(gathered.number_of, owners, np.array([0, *ends.tolist()]), held_by)
        postings.times = np.array(gathered.times, dtype=np.float32)[order]
        postings.term = of_term[order]
        postings.rarity = postings._rarities()
        return postings

    @classmethod
    def stored(cls, name: str, parts: Parts, number_of: dict[str, int], owners: Ints) -> Postings:
        """Read them again from what `parts` gave."""
        postings = cls(number_of, owners, parts.array(f"{name}.starts"), parts.array(f"{name}.held_by"))
        postings.rarity = array("f", parts.array(f"{name}.rarity").tobytes())
        return postings

    def parts(self, name: str) -> dict[str, NDArray[Any]]:
        """Return what is stored of them."""
        return {
            f"{name}.starts": np.array(self.starts, dtype=np.int32),
            f"{name}.held_by": self.held_by.astype(np.min_scalar_type(max(self.texts, 1))),
            f"{name}.rarity": np.array(self.rarity, dtype=np.float32),
        }

    def rarity_of(self, term: str) -> float:
        """Return the idf of a term; unknown terms count as the rarest."""
        return self.known(term)[1]

    def known(self, term: str) -> tuple[int | None, float]:
        """Return the number of a term, None where no text holds it, and its idf."""
        number = self.number_of.get(term)
        return (None, self.rarity_of_unknown) if number is None else (number, self.rarity[number])

    @cached_property
    def rarity_by_term(self) -> dict[str, float]:
        """The idf of every known term, ready to be looked up hundreds of times a question."""
        return dict(zip(self.number_of, self.rarity, strict=True))

    def run(self, number: int) -> slice:
        """Return where in `held_by` and in weights a term's texts stand, each text once."""
        return slice(self.starts[number], self.starts[number + 1])

    def _rarities(self) -> array[float]:
        pairs = np.unique(self.term.astype(np.int64) * max(self.entries, 1) + self.owners[self.held_by])
        holding = np.bincount(pairs // max(self.entries, 1), minlength=len(self.number_of))
        return array("f", (math.log(1 + (self.entries - n + 0.5) / (n + 0.5)) for n in holding.tolist()))


class Sum:
    """What the terms of a question add to each text, gathered first and summed in one go.

    A question has some thirty terms: adding each one by itself takes three times as long. The weights hold all
    that does not depend on the question, so that nothing need be multiplied here.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._places: list[Ints] = []
        self._weights: list[Floats] = []

    def add(self, places: Ints, weights: Floats) -> None:
        """Add `weights` at `places`."""
        self._places.append(places)
        self._weights.append(weights)

    def divided_by(self, divisor: float) -> Floats:
        """Return the sum, divided."""
        if not self._places:
            return np.zeros(self._size, dtype=np.float32)
        total = np.bincount(np.concatenate(self._places), np.concatenate(self._weights), self._size)
        return (total * (1 / divisor)).astype(np.float32)


class Likeness:
    """Cosine of tf-idf vectors (sublinear counts). Terms that no text holds still lengthen the question.

    weights  of a term in a text, times the rarity that the term has in every question
    """

    def __init__(self, postings: Postings, weights: Floats) -> None:
        self.postings = postings
        self.weights = weights

    @classmethod
    def of(cls, postings: Postings) -> Likeness:
        """Weigh every term of every text."""
        rarity = np.array(postings.rarity, dtype=np.float32)[postings.term]
        weights = (1 + np.log(postings.times)) * rarity
        lengths = np.sqrt(np.bincount(postings.held_by, weights=weights**2, minlength=postings.texts))
        alike = weights / np.maximum(lengths, 1e-9)[postings.held_by]
        return cls(postings, (alike * rarity).astype(np.float32))

    def scores(self, terms: Iterable[str]) -> Floats:
        """Return for every text how alike it is to these terms, 0 to 1."""
        sum_of = Sum(self.postings.texts)
        length = 0.0
        for term, times in Counter(terms).items():
            number, rarity = self.postings.known(term)
            often = 1.0 if times == 1 else 1 + math.log(times)
            length += (often * rarity) ** 2
            if number is not None:
                run = self.postings.run(number)
                weights = self.weights[run]
                sum_of.add(self.postings.held_by[run], weights if times == 1 else weights * np.float32(often))
        return sum_of.divided_by(max(math.sqrt(length), 1e-9))


class Relevance:
    """BM25, divided by the best score the question could reach, so that it means the same for each."""

    K1 = 1.2
    B = 0.5
    TYPICAL_SATURATION = 1.3

    def __init__(self, postings: Postings, weights: Floats) -> None:
        self.postings = postings
        self.weights = weights

    @classmethod
    def of(cls, postings: Postings) -> Relevance:
        """Weigh every term of every text."""
        lengths = np.bincount(postings.held_by, weights=postings.times, minlength=postings.texts)
        relative = lengths / max(float(lengths.mean()) if len(lengths) else 1.0, 1e-9)
        damping = cls.K1 * (1 - cls.B + cls.B * relative)
        times = postings.times
        saturated = times * (cls.K1 + 1) / (times + damping[postings.held_by])
        rarity = np.array(postings.rarity, dtype=np.float32)[postings.term]
        return cls(postings, (saturated * rarity).astype(np.float32))

    def scores(self, terms: Iterable[str]) -> Floats:
        """Return for every text how much of these terms it holds, about 0 to 1."""
        sum_of = Sum(self.postings.texts)
        attainable = 0.0
        for term in dict.fromkeys(terms):
            number, rarity = self.postings.known(term)
            attainable += rarity
            if number is not None:
                run = self.postings.run(number)
                sum_of.add(self.postings.held_by[run], self.weights[run])
        return sum_of.divided_by(max(attainable * self.TYPICAL_SATURATION, 1e-9))


class TermsHeld:
    """How much of a question the wordings of an entry hold together.

    weights  how surely an entry holds a term, times the term's rarity
    """

    # One wording with a term counts 0.77, two 0.87, many nearly 1.
    HALF_SURE = 0.3

    def __init__(self, postings: Postings, starts: Ints, entries: Ints, weights: Floats) -> None:
        self.postings = postings
        self.starts = array("i", starts.astype(np.int32).tobytes())
        self.entries, self.weights = entries, weights
        self._all_entries: Ints = np.arange(postings.entries, dtype=np.int32)

    @classmethod
    def of(cls, postings: Postings) -> TermsHeld:
        """Count for every entry how many of its texts hold a term."""
        pairs, held = np.unique(
            postings.term.astype(np.int64) * max(postings.entries, 1) + postings.owners[postings.held_by],
            return_counts=True,
        )
        of_term, entries = np.divmod(pairs, max(postings.entries, 1))
        rarity = np.array(postings.rarity, dtype=np.float32)[of_term]
        weights: Floats = (held / (held + cls.HALF_SURE) * rarity).astype(np.float32)
        ends = np.cumsum(np.bincount(of_term, minlength=len(postings.number_of)))
        return cls(postings, np.array([0, *ends.tolist()]), entries.astype(np.int32), weights)

    @classmethod
    def stored(cls, name: str, parts: Parts, postings: Postings) -> TermsHeld:
        """Read them again from what `parts` gave."""
        return cls(postings, *(parts.array(f"{name}.{what}") for what in ("firsts", "entries", "weights")))

    def parts(self, name: str) -> dict[str, NDArray[Any]]:
        """Return what is stored of them."""
        starts = np.array(self.starts, dtype=np.int32)
        entries = self.entries.astype(np.min_scalar_type(max(self.postings.entries, 1)))
        return {f"{name}.firsts": starts, f"{name}.entries": entries, f"{name}.weights": self.weights}

    def scores(self, terms: Iterable[str], without: NDArray[np.bool_] | None = None) -> Floats:
        """Return for every *entry* the share of these terms its wordings hold, weighed by rarity, 0 to 1.

        without   texts that do not count: the ones left out when the finder is tested on itself
        """
        sum_of = Sum(self.postings.entries)
        whole = 0.0
        for term in dict.fromkeys(terms):
            number, rarity = self.postings.known(term)
            whole += rarity
            if number is not None and without is None:
                run = slice(self.starts[number], self.starts[number + 1])
                sum_of.add(self.entries[run], self.weights[run])
            elif number is not None:
                sum_of.add(self._all_entries, self._weights_without(number, without) * np.float32(rarity))
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
