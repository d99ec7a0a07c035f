"""Near: which of our own wordings come so close to a question that they may have been written after it.

Who measures with questions that stand in a file for years measures in the end how well the file was learnt by
heart. Every such question is asked of a finder that knows none of the wordings near it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from knowledge.finding.candidates import Candidates
from knowledge.finding.reading import plain_reading

# Edit similarity of 100, and the share of pairs of characters that two texts have in common.
EDITS, PAIRS = 60.0, 0.45


class Nearness:
    """Compares questions with all texts of all entries."""

    def __init__(self, candidates: Candidates) -> None:
        self._texts = [text for text, _ in candidates.plain_texts()]
        holders: dict[str, list[int]] = {}
        sizes = []
        for number, text in enumerate(self._texts):
            pairs = _pairs(text)
            sizes.append(len(pairs))
            for pair in pairs:
                holders.setdefault(pair, []).append(number)
        self._sizes = np.array(sizes)
        self._holders = {pair: np.array(numbers) for pair, numbers in holders.items()}

    def of(self, question: str) -> NDArray[np.bool_]:
        """Return which texts are near a question."""
        asked = plain_reading(question)
        edits = process.cdist([asked], self._texts, scorer=fuzz.ratio, score_cutoff=EDITS, dtype=np.float32)[0]
        return np.asarray((edits >= EDITS) | (self._shared(_pairs(asked)) >= PAIRS))

    def _shared(self, asked: frozenset[str]) -> NDArray[np.float64]:
        """Return for every text the share of pairs in common."""
        held = [self._holders[pair] for pair in asked if pair in self._holders]
        common = np.bincount(np.concatenate(held or [np.zeros(0, dtype=np.int64)]), minlength=len(self._texts))
        return np.asarray(common / np.maximum(len(asked) + self._sizes - common, 1))


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[place : place + 2] for place in range(len(text) - 1))
