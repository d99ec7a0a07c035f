"""Candidates: the entries worth a closer look at, with their features."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from intents.wording import normalised
from knowledge.finding import contrast, features
from knowledge.finding.contrast import Members
from knowledge.finding.index import Floats, Gathered, Likeness, Postings, Relevance, TermsHeld
from knowledge.finding.mending import Mender
from knowledge.finding.places import places_named, places_of
from knowledge.finding.reading import Reading, Shape
from knowledge.finding.told import Kinds, kinds_told, kinds_wanted, untold

# So many best wordings of each signal are looked at closely.
BEST_OF_EACH = 12
# What edit similarity adds when the best wording of an entry is chosen.
EDITS_WEIGH = 0.25


@dataclass(frozen=True, slots=True)
class Document:
    """What the finder knows of an entry."""

    id: str
    title: str
    wordings: tuple[str, ...]
    answer: str
    members: Members
    places: frozenset[str] = frozenset()
    tells: Kinds = frozenset()

    @classmethod
    def of(cls, entry: object) -> Document:
        """Read an Entry, or any object or mapping with id, wordings and answer."""
        title = str(_field(entry, "title") or "")
        wordings = _texts(_field(entry, "wordings"))
        answer = str(_field(entry, "answer") or "")
        told_apart_by = Reading.of(title or (wordings[0] if wordings else "")).text
        return cls(
            id=str(_field(entry, "id")),
            title=title,
            wordings=wordings,
            answer=answer,
            members=contrast.members_in(told_apart_by),
            places=places_of(_texts(_field(entry, "sources"))),
            tells=kinds_told(normalised(answer)),
        )

    @property
    def texts(self) -> tuple[str, ...]:
        """All texts that the entry is found by, each once."""
        return tuple(dict.fromkeys((*self.wordings, *((self.title,) if self.title else ()))))


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

    def __init__(self, documents: Sequence[Document]) -> None:
        self.documents = list(documents)
        self.texts = [text for document in documents for text in document.texts]
        sizes = [len(document.texts) for document in documents]
        self.owners = np.repeat(np.arange(len(documents), dtype=np.int32), sizes)
        self._starts = [0, *np.cumsum(sizes, dtype=np.int64).tolist()]
        self._index()

    def of(self, question: Reading, without: NDArray[np.bool_] | None = None) -> list[Candidate]:
        """Return the entries worth considering for a question, unordered.

        without   texts to leave out, to test the finder on its own wordings
        """
        if not question.text or not self.texts:
            return []
        signals = self._signals(question, without)
        together: Floats = 0.45 * signals[0] + 0.35 * signals[1] + 0.2 * signals[2]
        members, named = contrast.members_in(question.text), places_named(question.text)
        wanted, unsaid = kinds_wanted(question.text), self._unsaid(question, without)
        shares = (
            self._vocabulary.scores(question.terms, without),
            self._titles.scores(question.terms),
            self._answers.scores(question.words),
            self._answer_pairs.scores(question.pairs),
        )
        return [
            Candidate(
                self.documents[entry].id,
                (
                    *(float(signal[text]) for signal in signals),
                    ratio,
                    *(float(share[entry]) for share in shares),
                    self._support(entry, together),
                    *features.compared(question.shape, self._shapes[text], self._words),
                    features.clash(members, self.documents[entry].members),
                    features.contained(question.shape, self._shapes[text]),
                    features.unnamed(members, self.documents[entry].members),
                    *features.placed(named, self.documents[entry].places),
                    untold(wanted, self.documents[entry].tells),
                    float(unsaid[entry]),
                ),
            )
            for entry, (text, ratio) in self._best_texts(question, signals, together).items()
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
        for shape, owner in zip(self._shapes, self.owners.tolist(), strict=True):
            yield shape.text, self.documents[owner].id

    def _index(self) -> None:
        words, pairs = dict[str, int](), dict[str, int]()
        grams, terms, sounds = Gathered(pairs), Gathered(words), Gathered({})
        self._shapes: list[Shape] = []
        for text in self.texts:
            reading = Reading.of(text)
            self._shapes.append(reading.shape)
            grams.add(reading.grams)
            terms.add(reading.terms)
            sounds.add(reading.sounds)
        titles, answers, answer_pairs = Gathered(words), Gathered(words), Gathered(pairs)
        for document in self.documents:
            answer = Reading.of(document.answer)
            titles.add(Reading.of(document.title).terms)
            answers.add(answer.words)
            answer_pairs.add(answer.pairs)
        self._build(grams, terms, sounds)
        self._titles, self._answers, self._answer_pairs = map(self._by_entry, (titles, answers, answer_pairs))

    def _build(self, grams: Gathered, terms: Gathered, sounds: Gathered) -> None:
        self._words, pairs, heard = (Postings(gathered, self.owners) for gathered in (terms, grams, sounds))
        self._likeness, self._sound = Likeness(pairs), Likeness(heard)
        self._relevance, self._vocabulary = Relevance(self._words), TermsHeld(self._words)
        for postings in (self._words, pairs, heard):
            postings.let_go()

    def _by_entry(self, gathered: Gathered) -> TermsHeld:
        """Return an index of one text per entry."""
        postings = Postings(gathered, np.arange(len(self.documents), dtype=np.int32))
        vocabulary = TermsHeld(postings)
        postings.let_go()
        return vocabulary

    def _signals(self, question: Reading, without: NDArray[np.bool_] | None) -> tuple[Floats, Floats, Floats]:
        signals = (
            self._likeness.scores(question.grams),
            self._relevance.scores(question.terms),
            self._sound.scores(question.sounds),
        )
        if without is not None:
            for signal in signals:
                signal[without] = 0.0
        return signals

    def _best_texts(
        self, question: Reading, signals: Sequence[Floats], together: Floats
    ) -> dict[int, tuple[int, float]]:
        """Return for every entry worth a look its best text and how alike that is by edits, 0 to 1."""
        proposed = np.unique(np.concatenate([_best(signal) for signal in (*signals, together)]))
        best: dict[int, tuple[int, float]] = {}
        best_score: dict[int, float] = {}
        for text in proposed[together[proposed] > 0].tolist():
            entry = int(self.owners[text])
            ratio = fuzz.ratio(question.text, self._shapes[text].text) / 100
            score = float(together[text]) + EDITS_WEIGH * ratio
            if score > best_score.get(entry, 0.0):
                best[entry], best_score[entry] = (text, ratio), score
        return best

    def _unsaid(self, question: Reading, without: NDArray[np.bool_] | None) -> Floats:
        """Return for every entry the rarity of the rarest word asked that it nowhere says, 0 to 1."""
        unsaid: Floats = np.zeros(len(self.documents), dtype=np.float32)
        for word in question.words:
            rarity = np.full(len(unsaid), self._words.rarity_of(word) / self._words.rarity_of_unknown, np.float32)
            rarity[self._vocabulary.holding(word, without)] = 0.0
            for index in (self._titles, self._answers):
                rarity[index.holding(word)] = 0.0
            np.maximum(unsaid, rarity, out=unsaid)
        return unsaid

    def _support(self, entry: int, together: Floats) -> float:
        """Return the mean likeness of an entry's second and third best texts."""
        own: list[float] = together[self._starts[entry] : self._starts[entry + 1]].tolist()
        return sum(sorted(own, reverse=True)[1:3]) / 2


def _field(entry: object, name: str) -> object:
    return entry.get(name) if isinstance(entry, Mapping) else getattr(entry, name, None)


def _texts(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list | tuple) else ()


def _best(signal: Floats) -> NDArray[np.intp]:
    if len(signal) <= BEST_OF_EACH:
        return np.arange(len(signal))
    # Sorting out the few that come near the best takes a tenth of the time of sorting out all.
    strong = np.flatnonzero(signal > 0.3 * signal.max())
    if len(strong) <= BEST_OF_EACH:
        strong = np.arange(len(signal))
    return strong[np.argpartition(-signal[strong], BEST_OF_EACH)[:BEST_OF_EACH]]
