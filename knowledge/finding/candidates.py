"""Candidates: the entries worth a closer look at, with their features."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from intents.index_files import IndexFiles, Parts
from knowledge.finding import contrast, features
from knowledge.finding.document import Document
from knowledge.finding.index import Floats, Likeness, Postings, Relevance, TermsHeld
from knowledge.finding.indexing import indexed, key_of_documents, owners_of, with_told
from knowledge.finding.mending import Mender
from knowledge.finding.places import places_named
from knowledge.finding.reading import Reading
from knowledge.finding.shapes import Shapes
from knowledge.finding.told import kinds_wanted, untold

# So many best wordings of each signal are looked at closely.
BEST_OF_EACH = 12
# What edit similarity adds when the best wording of an entry is chosen.
EDITS_WEIGH = 0.25


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry with its features, in the order of `features.RANKED_BY`."""

    entry: str
    features: tuple[float, ...]


class Candidates:
    """All texts of all entries, indexed by characters, words and sounds.

    documents   the entries
    texts       every wording and title, the ones of an entry side by side
    owners      for every text the number of its entry
    """

    def __init__(self, documents: Sequence[Document], files: IndexFiles | None = None) -> None:
        """Index the documents, or read what an earlier start made of them.

        files  where it is kept
        """
        parts = (files or IndexFiles()).read_or_made(
            "finder", key_of_documents(documents), lambda: indexed(documents)
        )
        self.documents = with_told(documents, parts)
        self.texts = [text for document in documents for text in document.texts]
        self.owners = owners_of(documents)
        sizes = [len(document.texts) for document in documents]
        self._starts = [0, *np.cumsum(sizes, dtype=np.int64).tolist()]
        self._open(parts)

    def of(self, question: Reading, without: NDArray[np.bool_] | None = None) -> list[Candidate]:
        """Return the entries worth considering for a question, unordered.

        without   texts to leave out, to test the finder on its own wordings
        """
        if not question.text or not self.texts:
            return []
        signals, shares = self._compared(question, without)
        together: Floats = 0.45 * signals[0] + 0.35 * signals[1] + 0.2 * signals[2]
        best = self._best_texts(question, signals, together)
        if not best:
            return []
        members, named = contrast.members_in(question.text), places_named(question.text)
        wanted = kinds_wanted(question.text)
        asked = features.Asked.of(question.shape, self._words)
        entries = list(best)
        of_texts = signals[:, [text for text, _ in best.values()]].T.tolist()
        of_entries = shares[:, entries].T.tolist()
        unsaid = self._unsaid(question, entries, without)
        return [
            Candidate(
                self.documents[entry].id,
                (
                    *by_text,
                    ratio,
                    *by_entry,
                    self._support(entry, together),
                    *features.compared(asked, self._shapes[text], self._words),
                    features.clash(members, self.documents[entry].members),
                    features.contained(question.shape, self._shapes[text]),
                    features.unnamed(members, self.documents[entry].members),
                    *features.placed(named, self.documents[entry].places),
                    untold(wanted, self.documents[entry].tells),
                    nowhere_said,
                ),
            )
            for (entry, (text, ratio)), by_text, by_entry, nowhere_said in zip(
                best.items(), of_texts, of_entries, unsaid, strict=True
            )
        ]

    @cached_property
    def mender(self) -> Mender:
        """What reads mishearings as words of these texts."""
        words = ((word, self._words.rarity_of(word)) for word in self._words.number_of)
        return Mender(words, self._likeness.postings.number_of)

    @property
    def vocabulary(self) -> Collection[str]:
        """The words of all texts, titles and answers, and their signs."""
        return self._words.number_of.keys()

    def plain_texts(self) -> Iterator[tuple[str, str]]:
        """Yield every text as exact wordings are compared, with its entry."""
        for text, owner in zip(self._shapes.texts, self.owners.tolist(), strict=True):
            yield text, self.documents[owner].id

    def _open(self, parts: Parts) -> None:
        words, pairs, heard = (_numbered(parts.texts[name]) for name in ("words", "pairs", "sounds"))
        self._words = Postings.stored("words", parts, words, self.owners)
        self._likeness = Likeness(Postings.stored("pairs", parts, pairs, self.owners), parts.array("likeness"))
        self._sound = Likeness(Postings.stored("sounds", parts, heard, self.owners), parts.array("sound"))
        self._relevance = Relevance(self._words, parts.array("relevance"))
        self._vocabulary = TermsHeld.stored("words", parts, self._words)
        self._titles, self._answers = (self._by_entry(name, parts, words) for name in ("titles", "answers"))
        self._answer_pairs = self._by_entry("answer_pairs", parts, pairs)
        self._shapes = Shapes(parts, parts.texts["words"])

    def _by_entry(self, name: str, parts: Parts, number_of: dict[str, int]) -> TermsHeld:
        """Return an index of one text per entry."""
        each = np.arange(len(self.documents), dtype=np.int32)
        return TermsHeld.stored(name, parts, Postings.stored(name, parts, number_of, each))

    def _compared(self, question: Reading, without: NDArray[np.bool_] | None) -> tuple[Floats, Floats]:
        """Return for every text how like a question it is, and for every entry what it holds of it."""
        signals: Floats = np.stack(
            (
                self._likeness.scores(question.grams),
                self._relevance.scores(question.terms),
                self._sound.scores(question.sounds),
            )
        )
        shares: Floats = np.stack(
            (
                self._vocabulary.scores(question.terms, without),
                self._titles.scores(question.terms),
                self._answers.scores(question.words),
                self._answer_pairs.scores(question.pairs),
            )
        )
        if without is not None:
            signals[:, without] = 0.0
        return signals, shares

    def _best_texts(self, question: Reading, signals: Floats, together: Floats) -> dict[int, tuple[int, float]]:
        """Return for every entry worth a look its best text and how alike that is by edits, 0 to 1."""
        proposed = np.unique(np.concatenate([_best(signal) for signal in (*signals, together)]))
        best: dict[int, tuple[int, float]] = {}
        best_score: dict[int, float] = {}
        for text in proposed[together[proposed] > 0].tolist():
            entry = int(self.owners[text])
            ratio = fuzz.ratio(question.text, self._shapes.texts[text]) / 100
            score = float(together[text]) + EDITS_WEIGH * ratio
            if score > best_score.get(entry, 0.0):
                best[entry], best_score[entry] = (text, ratio), score
        return best

    def _unsaid(self, question: Reading, entries: Sequence[int], without: NDArray[np.bool_] | None) -> list[float]:
        """Return for each of the entries the rarity of the rarest word asked that it nowhere says, 0 to 1."""
        rarest = dict.fromkeys(entries, 0.0)
        open_ones = np.array(entries)
        says = np.zeros(len(self.documents), dtype=np.bool_)
        words = sorted(dict.fromkeys(question.words), key=self._words.rarity_of, reverse=True)
        for word in words:
            says[:] = False
            says[self._vocabulary.holding(word, without)] = True
            says[self._titles.holding(word)] = True
            says[self._answers.holding(word)] = True
            share = self._words.rarity_of(word) / self._words.rarity_of_unknown
            rarest.update(dict.fromkeys(open_ones[~says[open_ones]].tolist(), share))
            open_ones = open_ones[says[open_ones]]
            if not len(open_ones):
                break
        return list(rarest.values())

    def _support(self, entry: int, together: Floats) -> float:
        """Return the mean likeness of an entry's second and third best texts."""
        own: list[float] = together[self._starts[entry] : self._starts[entry + 1]].tolist()
        return sum(sorted(own, reverse=True)[1:3]) / 2


def _numbered(terms: list[str]) -> dict[str, int]:
    return {term: number for number, term in enumerate(terms)}


def _best(signal: Floats) -> NDArray[np.intp]:
    if len(signal) <= BEST_OF_EACH:
        return np.arange(len(signal))
    # Sorting out the few that come near the best takes a tenth of the time of sorting out all.
    strong = np.flatnonzero(signal > 0.3 * signal.max())
    if len(strong) <= BEST_OF_EACH:
        strong = np.arange(len(signal))
    return strong[np.argpartition(-signal[strong], BEST_OF_EACH)[:BEST_OF_EACH]]
