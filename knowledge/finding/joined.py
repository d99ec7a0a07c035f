"""Joined indexes: what a term adds to every text and every entry, in all indexes at once, stands side by side.

A question has some fifty terms in three vocabularies and is compared in seven ways. Each way has its own places in
one long row, so that a term is looked up once, and one sum over all runs gives all seven. Pure numpy.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from intents.index_files import Parts
from knowledge.finding.index import HALF_SURE, Floats, Gathered, Ints, Postings, Run, held, like, relevant
from knowledge.finding.reading import Reading

Without = NDArray[np.bool_] | None

# BM25 is divided by what a question could reach, so that it means the same for each.
TYPICAL_SATURATION = 1.3
# How much each signal of a text counts when the best texts are looked for.
_TOGETHER = (0.45, 0.35, 0.2)
_LEAST = 1e-9
# So many indexes are over the terms of each vocabulary.
INDEXES = {"words": 4, "pairs": 2, "sounds": 1}
# Which signal, and which share, stands where in the row.
_LIKENESS, _RELEVANCE, _SOUND = range(3)
_VOCABULARY, _TITLE, _ANSWER, _ANSWER_PAIRS = range(4)


class Joined:
    """Some indexes over the same terms.

    number_of           the number of every term
    rarities            for every index the idf of every term
    rarity_of_unknown   what a term counts that no text holds
    ends                of every term in every index, where what it adds ends; the first: where all begins
    added               what they add: pairs of a place in the row and how much, which holds all that does not
                        depend on the question
    """

    def __init__(self, name: str, parts: Parts, entries: int) -> None:
        terms = parts.texts[name]
        self.number_of = {term: number for number, term in enumerate(terms)}
        # Plain bytes: fifty pieces of them are put together three times as fast as arrays.
        self.added = memoryview(parts.numbers[f"{name}.added"][1])
        self.ends = array("I", parts.array(f"{name}.ends").tobytes())
        self.indexes = INDEXES[name]
        rarities = parts.array(f"{name}.rarities").reshape(self.indexes, len(terms))
        self.rarities = [array("f", row.tobytes()) for row in rarities]
        self.rarity_of_unknown = math.log(1 + (entries + 0.5) / 0.5)

    def rarity_of(self, term: str) -> float:
        """Return the idf of a term among the texts; unknown terms count as the rarest."""
        number = self.number_of.get(term)
        return self.rarity_of_unknown if number is None else self.rarities[0][number]

    def run(self, number: int, first: int, last: int) -> memoryview:
        """Return what a term adds in its indexes from the first to the last."""
        begin = number * self.indexes
        return self.added[self.ends[begin + first] : self.ends[begin + last + 1]]


class Signals:
    """How like a question every text is, and how much of it every entry holds."""

    def __init__(self, parts: Parts, owners: Ints, entries: int) -> None:
        """Read what `signal_parts` made.

        owners  for every text the number of its entry
        """
        self._owners = owners
        self._texts, self._entries = len(owners), entries
        self.words, self.pairs, self.sounds = (Joined(name, parts, entries) for name in INDEXES)
        self._by_entry = 3 * self._texts
        self._row = self._by_entry + 4 * entries
        self._kind = _kind_of_pairs(self._row)

    def of(self, question: Reading, without: Without = None) -> tuple[Floats, Floats]:
        """Return what is compared with a question, all of it 0 to 1.

        First of every text likeness, relevance, sound, and all three together; then the four shares of each entry.

        without   texts that do not count: the ones left out when the finder is tested on itself
        """
        runs = list[memoryview]()
        relevance, shares = self._add_words(question, runs)
        likeness, of_pairs = self._add_alike(self.pairs, question.grams, runs)
        sound, _ = self._add_alike(self.sounds, question.sounds, runs)
        added = np.frombuffer(b"".join(runs), self._kind)
        total: NDArray[np.float64] = np.bincount(added["place"], added["weight"], self._row).astype(
            np.float64, copy=False
        )
        by_text, by_entry = total[: self._by_entry], total[self._by_entry :]
        signals = np.empty((4, self._texts), dtype=np.float32)
        _divide(by_text.reshape(3, self._texts), (likeness, relevance, sound), signals[:3])
        held_by = np.empty((4, self._entries), dtype=np.float32)
        _divide(by_entry.reshape(4, self._entries), (*shares, of_pairs), held_by)
        if without is not None:
            signals[:, without] = 0.0
            held_by[_VOCABULARY] = self._vocabulary_without(question, without, shares[_VOCABULARY])
        together = signals[3]
        np.multiply(signals[0], _TOGETHER[0], out=together)
        together += _TOGETHER[1] * signals[1]
        together += _TOGETHER[2] * signals[2]
        return signals, held_by

    def says(self, word: str, without: Without = None) -> Ints | None:
        """Return the entries that say a word in a wording, the title or the answer, some twice; None for none."""
        number = self.words.number_of.get(word)
        if number is None:
            return None
        # Which index it is in makes no difference: each has as many places as there are entries.
        first = _VOCABULARY if without is None else _TITLE
        told = np.frombuffer(self.words.run(number, 1 + first, 1 + _ANSWER), self._kind)["place"].astype(np.int32)
        told = (told - self._by_entry) % self._entries
        if without is None:
            return told
        return np.concatenate((told, np.flatnonzero(self._held_without(number, without)).astype(np.int32)))

    def _add_words(self, question: Reading, runs: list[memoryview]) -> tuple[float, tuple[float, float, float]]:
        number_of, ends, added = self.words.number_of.get, self.words.ends, self.words.added
        of_texts, _, in_titles, in_answers = self.words.rarities
        unknown = self.words.rarity_of_unknown
        whole = of_titles = of_answers = 0.0
        words = frozenset(question.words)
        for term in dict.fromkeys(question.terms):
            number = number_of(term)
            if number is None:
                whole += unknown
                of_titles += unknown
                of_answers += unknown if term in words else 0.0
                continue
            whole += of_texts[number]
            of_titles += in_titles[number]
            begin = end = number * 4
            # Of an answer words count, its single signs do not: they stand last.
            if term in words:
                of_answers += in_answers[number]
                end += 4
            else:
                end += 3
            runs.append(added[ends[begin] : ends[end]])
        return whole * TYPICAL_SATURATION, (whole, of_titles, of_answers)

    def _add_alike(self, index: Joined, terms: Sequence[str], runs: list[memoryview]) -> tuple[float, float]:
        """Add what terms add that stand twice more than once; return their length, and what pairs come to."""
        number_of, ends, added, unknown = index.number_of.get, index.ends, index.added, index.rarity_of_unknown
        of_texts, of_answers, indexes = index.rarities[0], index.rarities[-1], index.indexes
        length = whole = 0.0
        for term, times in Counter(terms).items():
            number = number_of(term)
            often = 1.0 if times == 1 else 1 + math.log(times)
            length += (often * (unknown if number is None else of_texts[number])) ** 2
            if len(term) > 1:
                whole += unknown if number is None else of_answers[number]
            if number is None:
                continue
            begin = number * indexes
            if times == 1:
                runs.append(added[ends[begin] : ends[begin + indexes]])
            else:
                runs.append(self._more_of(added[ends[begin] : ends[begin + 1]], often))
                runs.append(added[ends[begin + 1] : ends[begin + indexes]])
        return math.sqrt(length), whole

    def _more_of(self, run: memoryview, often: float) -> memoryview:
        pairs = np.frombuffer(run, self._kind).copy()
        pairs["weight"] *= np.float32(often)
        return memoryview(pairs.tobytes())

    def _vocabulary_without(self, question: Reading, without: NDArray[np.bool_], whole: float) -> Floats:
        held_by = np.zeros(self._entries)
        for term in dict.fromkeys(question.terms):
            number = self.words.number_of.get(term)
            if number is not None:
                held_by += self._held_without(number, without) * np.float32(self.words.rarities[0][number])
        return (held_by * (1 / max(whole, _LEAST))).astype(np.float32)

    def _held_without(self, number: int, without: NDArray[np.bool_]) -> Floats:
        """Return how surely every entry holds a word, texts left out not counted."""
        run = np.frombuffer(self.words.run(number, 0, 0), self._kind)["place"]
        texts = run.astype(np.int64) - _RELEVANCE * self._texts
        times = np.bincount(self._owners[texts[~np.asarray(without)[texts]]], minlength=self._entries)
        return (times / (times + HALF_SURE)).astype(np.float32)


def _divide(sums: NDArray[np.float64], divisors: Sequence[float], into: Floats) -> None:
    factors = np.array([1 / max(divisor, _LEAST) for divisor in divisors])
    into[:] = sums * factors[:, None]


def _kind_of_pairs(row: int) -> np.dtype[np.void]:
    """Return how a place in a row of this length and a weight are written one after the other."""
    return np.dtype([("place", np.min_scalar_type(max(row - 1, 0))), ("weight", np.float32)])


def signal_parts(
    owners: Ints,
    entries: int,
    words: tuple[Gathered, Gathered, Gathered],
    pairs: tuple[Gathered, Gathered],
    sounds: Gathered,
) -> dict[str, NDArray[Any]]:
    """Return what is stored of all indexes.

    owners  for every text the number of its entry
    words   of texts, of titles, of answers; pairs: of texts, of answers; sounds: of texts
    """
    texts = len(owners)
    each = np.arange(entries, dtype=np.int32)
    by_entry = 3 * texts
    side_by_side = partial(_side_by_side, _kind_of_pairs(by_entry + 4 * entries))
    of_texts = Postings(words[0], owners)
    titles, answers = (Postings(gathered, each) for gathered in words[1:])
    grams, answer_pairs, heard = Postings(pairs[0], owners), Postings(pairs[1], each), Postings(sounds, owners)
    return {
        **side_by_side(
            "words",
            (of_texts.rarity, of_texts.rarity, titles.rarity, answers.rarity),
            (
                relevant(of_texts).moved(_RELEVANCE * texts),
                held(of_texts).moved(by_entry + _VOCABULARY * entries),
                held(titles).moved(by_entry + _TITLE * entries),
                held(answers).moved(by_entry + _ANSWER * entries),
            ),
        ),
        **side_by_side(
            "pairs",
            (grams.rarity, answer_pairs.rarity),
            (
                like(grams).moved(_LIKENESS * texts),
                held(answer_pairs).moved(by_entry + _ANSWER_PAIRS * entries),
            ),
        ),
        **side_by_side("sounds", (heard.rarity,), (like(heard).moved(_SOUND * texts),)),
    }


def _side_by_side(
    kind: np.dtype[np.void], name: str, rarities: Sequence[Floats], runs: Sequence[Run]
) -> Mapping[str, NDArray[Any]]:
    # A term's run in the first index, then its run in the second, and so on.
    of_run = np.concatenate([run.term.astype(np.int64) * len(runs) + number for number, run in enumerate(runs)])
    order = np.argsort(of_run, kind="stable")
    added = np.empty(len(order), dtype=kind)
    added["place"] = np.concatenate([run.places for run in runs])[order]
    added["weight"] = np.concatenate([run.weights for run in runs])[order]
    ends = np.cumsum(np.bincount(of_run, minlength=len(rarities[0]) * len(runs))) * kind.itemsize
    return {
        f"{name}.ends": np.array([0, *ends.tolist()], dtype=np.uint32),
        f"{name}.added": np.frombuffer(added.tobytes(), dtype=np.uint8),
        f"{name}.rarities": np.concatenate(rarities).astype(np.float32),
    }
