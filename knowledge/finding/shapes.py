"""Shapes: what is kept of every text once it is indexed, as numbers; a shape is put together when it is asked for.

Some fifty texts are looked at for a question, out of eleven thousand: as values of their own they would take as
much memory as all postings.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from intents.index_files import Parts
from knowledge.finding.reading import Shape

_REMEMBERED = 2048


class Shapes:
    """The shapes of all texts.

    texts  normalised, without punctuation
    """

    def __init__(self, parts: Parts, words: Sequence[str]) -> None:
        """Read them from what `gathered` gave.

        words  by their numbers
        """
        self.texts = parts.texts["shapes.text"]
        self._kinds = [frozenset(kinds.split()) for kinds in parts.texts["shapes.kinds"]]
        self._kinds_of, self._words_of = parts.array("shapes.kind"), parts.array("shapes.word")
        self._ends, self._negated = parts.array("shapes.end"), parts.array("shapes.negated")
        self._words = words
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self._of)

    def __getitem__(self, text: int) -> Shape:
        return self._remembered(text)

    def _of(self, text: int) -> Shape:
        words = self._words_of[self._ends[text] : self._ends[text + 1]].tolist()
        return Shape(
            text=self.texts[text],
            words=tuple(self._words[word] for word in words),
            kinds=self._kinds[self._kinds_of[text]],
            negated=bool(self._negated[text]),
        )


class ShapesGathered:
    """Takes shapes in, one text after the other."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._words: list[str] = []
        self._ends = array("i", [0])
        self._kinds: dict[frozenset[str], int] = {}
        self._kinds_of, self._negated = array("H"), array("B")

    def add(self, shape: Shape) -> None:
        """Take in the shape of the next text."""
        self._texts.append(shape.text)
        self._words += shape.words
        self._ends.append(len(self._words))
        self._kinds_of.append(self._kinds.setdefault(shape.kinds, len(self._kinds)))
        self._negated.append(shape.negated)

    def numbers(self, number_of: Mapping[str, int]) -> Iterator[tuple[str, NDArray[Any]]]:
        """Yield the arrays that are stored.

        number_of  the number of every word
        """
        yield "shapes.word", np.array([number_of[word] for word in self._words], dtype=np.uint32)
        yield "shapes.end", np.array(self._ends, dtype=np.uint32)
        yield "shapes.kind", np.array(self._kinds_of, dtype=np.uint16)
        yield "shapes.negated", np.array(self._negated, dtype=np.uint8)

    def written(self) -> Iterator[tuple[str, list[str]]]:
        """Yield the texts that are stored."""
        yield "shapes.text", self._texts
        yield "shapes.kinds", [" ".join(sorted(kinds)) for kinds in self._kinds]
