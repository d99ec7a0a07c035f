"""Inverted indexes over wordings: which texts hold a term, and how much it counts there. Pure numpy.

A term is rare when few *entries* hold it, not few wordings: eight wordings of one entry that all
say 复核 do not make the word common.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

# BM25: how soon a word that stands often counts no more, and how much a long text takes from it.
_K1, _B = 1.2, 0.5
# One wording with a term makes an entry hold it by 0.77, two by 0.87, many by nearly 1.
HALF_SURE = 0.3


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
    """What was gathered, in the order of the terms: one run of (text, times) per term, each text once.

    owners   for every text the number of its entry
    term     of every posting
    held_by  its text
    times    how often the term stands there
    rarity   idf of every term
    """

    def __init__(self, gathered: Gathered, owners: Ints) -> None:
        of_term = np.array(gathered.numbers, dtype=np.int32)
        order = np.argsort(of_term, kind="stable")
        self.owners = owners
        self.texts = len(owners)
        self.entries = int(owners.max()) + 1 if len(owners) else 0
        self.term = of_term[order]
        self.held_by = np.array(gathered.holders, dtype=np.int32)[order]
        self.times = np.array(gathered.times, dtype=np.float32)[order]
        self.rarity = self._rarities(len(gathered.number_of))

    def held_by_entries(self) -> tuple[Ints, Ints, NDArray[np.int64]]:
        """Return term and entry of every two that go together, and in how many of its texts."""
        pairs, held = np.unique(
            self.term.astype(np.int64) * max(self.entries, 1) + self.owners[self.held_by], return_counts=True
        )
        of_term, entries = np.divmod(pairs, max(self.entries, 1))
        return of_term.astype(np.int32), entries.astype(np.int32), held

    def _rarities(self, terms: int) -> Floats:
        holding = np.bincount(self.held_by_entries()[0], minlength=terms)
        return np.array(
            [math.log(1 + (self.entries - n + 0.5) / (n + 0.5)) for n in holding.tolist()], dtype=np.float32
        )


@dataclass(frozen=True, slots=True)
class Run:
    """What terms add: to which place, and how much, in the order of the terms."""

    term: Ints
    places: Ints
    weights: Floats

    def moved(self, by: int) -> Run:
        """Return the same with its places further on in the row."""
        return replace(self, places=self.places + np.int32(by))


def like(postings: Postings) -> Run:
    """Return cosine of tf-idf vectors (sublinear counts): times the rarity that a term has in every question."""
    rarity = postings.rarity[postings.term]
    weights = (1 + np.log(postings.times)) * rarity
    lengths = np.sqrt(np.bincount(postings.held_by, weights=weights**2, minlength=postings.texts))
    alike = weights / np.maximum(lengths, 1e-9)[postings.held_by]
    return Run(postings.term, postings.held_by, (alike * rarity).astype(np.float32))


def relevant(postings: Postings) -> Run:
    """Return BM25."""
    lengths = np.bincount(postings.held_by, weights=postings.times, minlength=postings.texts)
    relative = lengths / max(float(lengths.mean()) if len(lengths) else 1.0, 1e-9)
    damping = _K1 * (1 - _B + _B * relative)
    saturated = postings.times * (_K1 + 1) / (postings.times + damping[postings.held_by])
    return Run(postings.term, postings.held_by, (saturated * postings.rarity[postings.term]).astype(np.float32))


def held(postings: Postings) -> Run:
    """Return for every *entry* how surely its wordings together hold a term, times the term's rarity."""
    of_term, entries, times = postings.held_by_entries()
    weights = times / (times + HALF_SURE) * postings.rarity[of_term]
    return Run(of_term, entries, weights.astype(np.float32))
