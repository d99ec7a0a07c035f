"""Texts told apart by likeness to the texts of a sheet: labels with their sentences, learnt once and stored."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
from pydantic import TypeAdapter

from intents.sheet import Words, read_sheet
from intents.spelled import in_characters
from intents.wanting import linear
from intents.wanting.features import features_of
from intents.wanting.linear import Linear

log = logging.getLogger(__name__)

_INTENTS = Path(__file__).parents[1]
_DEPENDS_ON = (
    "wanting/features.py",
    "wanting/likeness.py",
    "wanting/linear.py",
    "synonyms.yaml",
    "numerals.py",
    "wording.py",
)
_RIDGE = 0.15
_REMEMBERED_CHARACTERS = 40


@dataclass(frozen=True, slots=True)
class Leaning:
    """What a text is likest to be.

    share  how likely that is, 0 to 1
    other  what comes next, with its share
    """

    label: str
    share: float
    other: str
    other_share: float


@dataclass(frozen=True)
class LabelledTexts:
    """The sentences of one sheet, by label.

    sheet      the YAML file: each label with its sentences; the weights lie beside it, as JSON
    sharpness  turns distances of the linear scores into shares: the value with the least log loss when each
               sentence is judged by what was learnt from the others
    """

    sheet: Path
    sharpness: float

    @cached_property
    def sentences(self) -> Mapping[str, Sequence[str]]:
        """The sentences by label; raises `SheetFaults`."""
        return read_sheet(self.sheet, TypeAdapter(Mapping[Words, tuple[Words, ...]]))

    def leaning(self, text: str) -> Leaning:
        """Return what a text, as typed, is likest to be."""
        # Nearly all that many people say is short, and said by many.
        return self._remembered(text) if len(text) <= _REMEMBERED_CHARACTERS else self._weighed(text)

    @cached_property
    def _remembered(self) -> Callable[[str], Leaning]:
        return lru_cache(maxsize=4096)(self._weighed)

    def _weighed(self, text: str) -> Leaning:
        labels = tuple(self.sentences)
        shares = self._learnt.shares(features_of(in_characters(text)), self.sharpness)
        first, second = (int(number) for number in np.argsort(-shares, kind="stable")[:2])
        return Leaning(labels[first], float(shares[first]), labels[second], float(shares[second]))

    def is_stored_up_to_date(self) -> bool:
        """Say whether the stored weights were learnt from the files as they are now."""
        return linear.stored(self._weights_file, self._fingerprint()) is not None

    def store(self) -> None:
        """Learn, and write down what was learnt."""
        linear.store(self._weights_file, learnt_from(self.sentences), self._fingerprint())

    @cached_property
    def _learnt(self) -> Linear:
        stored = linear.stored(self._weights_file, self._fingerprint())
        if stored is not None:
            return stored
        log.warning("the weights of %s are out of date: learning anew; `make learn` stores them", self.sheet.name)
        return learnt_from(self.sentences)

    @property
    def _weights_file(self) -> Path:
        return self.sheet.with_suffix(".json")

    def _fingerprint(self) -> str:
        content = self.sheet.read_bytes() + b"".join((_INTENTS / name).read_bytes() for name in _DEPENDS_ON)
        return hashlib.sha256(content).hexdigest()


def learnt_from(sentences: Mapping[str, Sequence[str]]) -> Linear:
    """Learn from sentences by their label; the columns are in the order of the labels."""
    labels = tuple(sentences)
    told = [(text, label) for label, texts in sentences.items() for text in texts]
    wanted = np.zeros((len(told), len(labels)), dtype=np.float32)
    wanted[np.arange(len(told)), [labels.index(label) for _, label in told]] = 1
    return linear.learnt([features_of(text) for text, _ in told], wanted, _RIDGE)
