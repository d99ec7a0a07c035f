"""Shapes: what is kept of every text once it is indexed, as numbers; a wording is put together when asked for.

Some ten texts are compared closely with a question, out of fourteen thousand: as values of their own they would
take as much memory as all postings.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from intents.index_files import Parts
from knowledge.finding.reading import Shape


class Wording(NamedTuple):
    """A text of an entry, ready to be compared.

    text      normalised, without punctuation
    words     each once with its rarity
    signs     each once, the rarest first
    kinds     what kind of question it is
    negated   whether it denies an odd number of times
    """

    text: str
    words: Sequence[tuple[str, float]]
    signs: str
    kinds: frozenset[str]
    negated: bool


class Shapes:
    """The shapes of all texts.

    texts  normalised, without punctuation
    """

    def __init__(self, parts: Parts, words: Sequence[str], rarities: Sequence[float]) -> None:
        """Read them from what `ShapesGathered` gave.

        words     by their numbers; rarities: theirs
        """
        self.texts = parts.texts["shapes.text"]
        self._kinds = [frozenset(kinds.split()) for kinds in parts.texts["shapes.kinds"]]
        self._signs = "".join(parts.texts["shapes.signs"])
        # Plain numbers: of few, numpy's own are slower.
        self._kinds_of, self._words_of = parts.view("shapes.kind"), parts.view("shapes.word")
        self._ends, self._sign_ends = parts.view("shapes.end"), parts.view("shapes.sign_end")
        self._negated = parts.view("shapes.negated")
        self._words, self._rarities = words, rarities

    def __getitem__(self, text: int) -> Wording:
        words, rarities = self._words, self._rarities
        return Wording(
            self.texts[text],
            [(words[word], rarities[word]) for word in self._words_of[self._ends[text] : self._ends[text + 1]]],
            self._signs[self._sign_ends[text] : self._sign_ends[text + 1]],
            self._kinds[self._kinds_of[text]],
            bool(self._negated[text]),
        )


class ShapesGathered:
    """Takes shapes in, one text after the other."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._words: list[str] = []
        self._ends = array("I", [0])
        self._kinds: dict[frozenset[str], int] = {}
        self._kinds_of, self._negated = array("H"), array("B")

    def add(self, shape: Shape) -> None:
        """Take in the shape of the next text."""
        self._texts.append(shape.text)
        self._words += dict.fromkeys(shape.words)
        self._ends.append(len(self._words))
        self._kinds_of.append(self._kinds.setdefault(shape.kinds, len(self._kinds)))
        self._negated.append(shape.negated)

    def numbers(self, number_of: Mapping[str, int]) -> Iterator[tuple[str, NDArray[Any]]]:
        """Yield the arrays that are stored.

        number_of  the number of every word
        """
        yield "shapes.word", np.array([number_of[word] for word in self._words], dtype=np.uint32)
        yield "shapes.end", np.array(self._ends, dtype=np.uint32)
        yield "shapes.sign_end", np.cumsum([0, *(len(set(text)) for text in self._texts)], dtype=np.uint32)
        yield "shapes.kind", np.array(self._kinds_of, dtype=np.uint16)
        yield "shapes.negated", np.array(self._negated, dtype=np.uint8)

    def written(self, rarity_of: Mapping[str, float]) -> Iterator[tuple[str, list[str]]]:
        """Yield the texts that are stored.

        rarity_of  of every sign
        """
        yield "shapes.text", self._texts
        yield "shapes.kinds", [" ".join(sorted(kinds)) for kinds in self._kinds]
        signs = (sorted(dict.fromkeys(text), key=rarity_of.__getitem__, reverse=True) for text in self._texts)
        yield "shapes.signs", ["".join("".join(some) for some in signs)]
