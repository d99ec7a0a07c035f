"""Finder: from a question to a sure answer, two or three titles to choose from, or nothing.

Cheap signals propose candidates, a learnt linear model ranks them, a learnt calibration says how likely
the best one is right; contrasts can veto an answer. Measured by `shangmi evaluate`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from intents import wording
from knowledge import contrast
from knowledge.candidates import Candidate, Candidates, Document
from knowledge.certainty import evidence
from knowledge.outside import outside_in
from knowledge.reading import Reading
from knowledge.weights import Weights, content_hash

Decision = Literal["answer", "menu", "nothing"]

MENU_LENGTH = 3

_SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;\n]*")
# Longer messages tell a story first; the question is one of their sentences.
_LONG_CHARACTERS = 45


@dataclass(frozen=True, slots=True)
class Found:
    """What the finder makes of a message.

    decision    answer: give the first candidate; menu: let choose; nothing: say so
    candidates  entry ids with the chance of being right, best first; for a menu at most three
    ask         members of a contrast to choose from, when one of them would decide; else empty
    outside     the kind of question that is not ours, a key of `outside.yaml`
    also        entries that answer further questions of the same message
    """

    decision: Decision
    candidates: tuple[tuple[str, float], ...]
    ask: tuple[str, ...] = ()
    outside: str | None = None
    also: tuple[str, ...] = ()


class Finder:
    """Finds entries. Built once; asking changes nothing, so any number of threads may ask."""

    def __init__(self, documents: Sequence[Document], weights: Weights) -> None:
        self._documents = {document.id: document for document in documents}
        self._candidates = Candidates(documents)
        self._weights = weights
        self._by_exact_text = _unique_texts(documents)
        self.sure_from = weights.sure_from
        self.menu_from = weights.menu_from
        self.content_hash = finder_hash(documents)

    @classmethod
    def build(cls, entries: Iterable[Any], weights: Weights | None = None) -> Finder:
        """Build from entries or mappings that have at least `id`, `wordings` and `answer`."""
        documents = [Document.of(entry) for entry in entries]
        return cls(documents, weights or Weights.load())

    @property
    def is_stale(self) -> bool:
        """Say whether entries or synonyms changed since the weights were learnt: `shangmi learn` mends it."""
        return self._weights.content_hash != self.content_hash

    def rank(self, text: str, limit: int = 10) -> list[tuple[str, float]]:
        """Return the best entries with the chance that each is the right answer, best first."""
        reading = Reading.of(text)
        ranked = self._ranked(reading)
        return [(candidate.entry, chance) for candidate, chance in ranked[:limit]]

    def find(self, text: str, last_entry: str | None = None) -> Found:
        """Decide about a message.

        last_entry   the entry answered last: 「那园区呢」 asks the same about parks
        """
        outside = outside_in(text, wording.normalised(text[: 4 * _LONG_CHARACTERS]))
        questions = [self._decided(question) for question in _questions_in(text)]
        best = max(questions, key=_certainty, default=Found("nothing", ()))
        if best.decision != "answer" and last_entry in self._documents and self._follows_up(text):
            best = max((best, self._decided(self._completed(text, str(last_entry)))), key=_certainty)
        if outside is not None and not self._is_exact(best):
            return Found("nothing", best.candidates, outside=outside)
        also = [found.candidates[0][0] for found in questions if found.decision == "answer"]
        return replace(best, also=tuple(dict.fromkeys(e for e in also if e != best.candidates[0][0])))

    # ------------------------------------------------------------------------------ one question

    def _decided(self, text: str) -> Found:
        reading = Reading.of(text)
        exact = self._by_exact_text.get(reading.text)
        if exact is not None:
            return Found("answer", ((exact, 1.0),))
        ranked = self._ranked(reading)
        candidates = tuple((candidate.entry, chance) for candidate, chance in ranked)
        if not candidates or candidates[0][1] < self.menu_from:
            return Found("nothing", candidates[:MENU_LENGTH])
        ask = self._open_contrast(reading, candidates)
        if candidates[0][1] >= self.sure_from and not ask and not self._is_vetoed(reading, candidates[0][0]):
            return Found("answer", candidates[:MENU_LENGTH])
        return Found("menu", candidates[:MENU_LENGTH], ask=ask)

    def _ranked(
        self, reading: Reading, without: NDArray[np.bool_] | None = None
    ) -> list[tuple[Candidate, float]]:
        candidates = self._candidates.of(reading, without)
        return ranked(candidates, self._weights)

    def _is_vetoed(self, reading: Reading, entry: str) -> bool:
        return contrast.clashes(contrast.members_in(reading.text), self._documents[entry].members) > 0

    def _open_contrast(self, reading: Reading, candidates: Sequence[tuple[str, float]]) -> tuple[str, ...]:
        if len(candidates) < 2 or candidates[1][1] < candidates[0][1] / 2:
            return ()
        first, second = (self._documents[entry].members for entry, _ in candidates[:2])
        found = contrast.to_ask(contrast.members_in(reading.text), first, second)
        return found[1] if found else ()

    def _is_exact(self, found: Found) -> bool:
        return bool(found.candidates) and found.candidates[0][1] == 1.0

    # --------------------------------------------------------------------------------- follow-up

    def _follows_up(self, text: str) -> bool:
        return len(text) <= 14

    def _completed(self, text: str, last_entry: str) -> str:
        """Return the last question with what the new, short one changes."""
        return contrast.exchanged(self._documents[last_entry].title, text)


def ranked(candidates: Sequence[Candidate], weights: Weights) -> list[tuple[Candidate, float]]:
    """Return candidates by score, each with the chance that it is right."""
    if not candidates:
        return []
    rows = np.array([candidate.features for candidate in candidates])
    scores = rows @ np.array(weights.rank)
    order = np.argsort(-scores, kind="stable")
    told = np.array([evidence(rows, scores, order, place) for place in range(len(order))])
    chances = 1 / (1 + np.exp(-(told @ np.array(weights.calibration[:-1]) + weights.calibration[-1])))
    falling = np.minimum.accumulate(chances)
    return [(candidates[number], float(chance)) for number, chance in zip(order, falling, strict=True)]


def finder_hash(documents: Iterable[Document]) -> str:
    """Return the digest that tells whether weights fit entries and synonyms."""
    return content_hash(
        [*((document.id, document.wordings) for document in documents), ("wording", (wording.version(),))]
    )


def _certainty(found: Found) -> tuple[int, float]:
    chance = found.candidates[0][1] if found.candidates else 0.0
    return ("nothing", "menu", "answer").index(found.decision), chance


def _questions_in(text: str) -> list[str]:
    """Return the message, or, of a long one, its sentences from the last on."""
    whole = text.strip()
    if len(whole) <= _LONG_CHARACTERS:
        return [whole]
    sentences = [sentence.strip() for sentence in _SENTENCE.findall(whole) if len(sentence.strip()) >= 5]
    return [whole, *reversed(sentences[-6:])]


def _unique_texts(documents: Iterable[Document]) -> Mapping[str, str]:
    owners: dict[str, set[str]] = {}
    for document in documents:
        for text in (*document.wordings, document.title):
            owners.setdefault(Reading.of(text).text, set()).add(document.id)
    return {text: next(iter(ids)) for text, ids in owners.items() if text and len(ids) == 1}
