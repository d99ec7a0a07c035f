"""Candidates: the entries worth a closer look at, with their features."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from knowledge import contrast, features
from knowledge.contrast import Members
from knowledge.index import Floats, Likeness, Postings, Relevance, Vocabulary
from knowledge.reading import Reading

# So many best wordings of each signal are looked at closely.
BEST_OF_EACH = 12


@dataclass(frozen=True, slots=True)
class Document:
    """What the finder knows of an entry."""

    id: str
    title: str
    wordings: tuple[str, ...]
    answer: str
    members: Members

    @classmethod
    def of(cls, entry: Any) -> Document:
        """Read an Entry, or any object or mapping with id, wordings and answer."""
        title = str(_field(entry, "title") or "")
        wordings = tuple(_field(entry, "wordings") or ())
        told_apart_by = Reading.of(title or (wordings[0] if wordings else "")).text
        return cls(
            id=str(_field(entry, "id")),
            title=title,
            wordings=wordings,
            answer=str(_field(entry, "answer") or ""),
            members=contrast.members_in(told_apart_by),
        )

    @property
    def texts(self) -> tuple[str, ...]:
        """All texts that the entry is found by, each once."""
        return tuple(dict.fromkeys((*self.wordings, *((self.title,) if self.title else ()))))


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry with its features, in the order of `features.NAMES`."""

    entry: str
    features: tuple[float, ...]


class Candidates:
    """All wordings of all entries, indexed in four ways.

    `owners` holds for every text the number of its entry; `texts` are in the same order.
    """

    def __init__(self, documents: Sequence[Document]) -> None:
        self.documents = list(documents)
        self.texts = [text for document in documents for text in document.texts]
        self.owners = np.repeat(
            np.arange(len(documents), dtype=np.int32), [len(document.texts) for document in documents]
        )
        self._readings = [Reading.of(text) for text in self.texts]
        self._plain = [reading.text for reading in self._readings]
        self._likeness = Likeness(Postings([reading.grams for reading in self._readings], self.owners))
        self._words = Postings([reading.terms for reading in self._readings], self.owners)
        self._relevance = Relevance(self._words)
        self._vocabulary = Vocabulary(self._words)
        self._sound = Likeness(Postings([reading.sounds for reading in self._readings], self.owners))
        answers = [Reading.of(document.answer) for document in documents]
        self._titles = _one_each([Reading.of(document.title).terms for document in documents])
        self._answers = _one_each([answer.words for answer in answers])
        self._answer_pairs = _one_each([answer.pairs for answer in answers])

    def of(self, question: Reading, without: NDArray[np.bool_] | None = None) -> list[Candidate]:
        """Return the entries worth considering for a question, unordered.

        without   texts to leave out, to test the finder on its own wordings
        """
        if not question.text or not self.texts:
            return []
        signals = self._signals(question, without)
        together = 0.4 * signals[0] + 0.3 * signals[1] + 0.1 * signals[2] + 0.2 * signals[3]
        proposed = np.unique(np.concatenate([_best(signal) for signal in (*signals, together)]))
        best_text: dict[int, int] = {}
        for text in sorted(proposed, key=lambda text: -together[text]):
            if together[text] > 0:
                best_text.setdefault(int(self.owners[text]), int(text))
        pooled = (
            self._vocabulary.scores(question.terms, without),
            self._titles.scores(question.terms),
            self._answers.scores(question.words),
            self._answer_pairs.scores(question.pairs),
            self._support(together),
        )
        members = contrast.members_in(question.text)
        return [
            self._candidate(question, members, entry, text, signals, [shares[entry] for shares in pooled])
            for entry, text in best_text.items()
        ]

    def _signals(self, question: Reading, without: NDArray[np.bool_] | None) -> tuple[Floats, ...]:
        ratio = process.cdist([question.text], self._plain, scorer=fuzz.ratio, dtype=np.float32)[0] / 100
        signals = (
            self._likeness.scores(question.grams),
            self._relevance.scores(question.terms),
            self._sound.scores(question.sounds),
            ratio,
        )
        if without is not None:
            for signal in signals:
                signal[without] = 0.0
        return signals

    def _support(self, together: Floats) -> Floats:
        """Return for every entry the mean likeness of its second and third best wordings."""
        order = np.lexsort((-together, self.owners))
        firsts = np.searchsorted(self.owners, np.arange(len(self.documents)))
        sizes = np.bincount(self.owners, minlength=len(self.documents))
        support = np.zeros(len(self.documents), dtype=np.float32)
        for place in (1, 2):
            has = sizes > place
            support[has] += together[order[firsts[has] + place]] / 2
        return support

    def _candidate(
        self,
        question: Reading,
        members: Members,
        entry: int,
        text: int,
        signals: Sequence[Floats],
        pooled: Sequence[float],
    ) -> Candidate:
        document, wording = self.documents[entry], self._readings[text]
        return Candidate(
            document.id,
            (
                *(float(signal[text]) for signal in signals),
                *(float(share) for share in pooled),
                *features.compared(question, wording, self._words),
                features.clash(members, document.members),
                features.contained(question, wording),
            ),
        )


def _field(entry: Any, name: str) -> Any:
    return entry.get(name) if isinstance(entry, Mapping) else getattr(entry, name, None)


def _best(signal: Floats) -> NDArray[np.intp]:
    if len(signal) <= BEST_OF_EACH:
        return np.arange(len(signal))
    return np.argpartition(-signal, BEST_OF_EACH)[:BEST_OF_EACH]


def _one_each(texts: Sequence[Sequence[str]]) -> Vocabulary:
    return Vocabulary(Postings(texts, np.arange(len(texts), dtype=np.int32)))
