"""Words of jieba's dictionary by what they are: names of people, of places, words of time. Eight bytes a word.

The dictionary is long; what it comes to is read from an index file where there is one.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable
from functools import cache

import numpy as np
from numpy.typing import NDArray

from intents.index_files import IndexFiles, Parts, key_of
from intents.segmenting import dictionary_text

# Names of people, places, companies and brands; words of time, manner and number, pronouns, conjunctions.
TAGS_IN_USE = ("nr", "nrt", "nrfg", "ns", "nz", "nt", "t", "d", "r", "c", "p", "m", "f", "y", "u")

_SHORTEST, _LONGEST = 2, 4
# A sign takes two bytes.
_BITS = 16
Packed = NDArray[np.uint64]


class PackedWords:
    """A set of words of two to four signs, each of them one number."""

    def __init__(self, numbers: Packed) -> None:
        """Take packed words, in order."""
        # Looked up one at a time: an array of Python's own is faster there than numpy's.
        self._numbers = array("Q", numbers.tobytes())

    def __contains__(self, word: str) -> bool:
        if not _SHORTEST <= len(word) <= _LONGEST or word[0] == "\0":
            return False
        number = _packed(word)
        place = bisect_left(self._numbers, number)
        return place < len(self._numbers) and self._numbers[place] == number

    def __len__(self) -> int:
        return len(self._numbers)

    def beginning_with(self, starts: Iterable[str]) -> PackedWords:
        """Return those that begin with one of these, of one sign or two."""
        numbers = np.array(self._numbers, dtype=np.uint64)
        # Signs of a word stand in the higher places the earlier they come.
        signs = (
            sum((numbers >> np.uint64(_BITS * place) > 0).astype(np.uint64) for place in range(1, _LONGEST)) + 1
        )
        fits = np.zeros(len(numbers), dtype=np.bool_)
        for length in (1, 2):
            given = np.array([_packed(start) for start in starts if len(start) == length], dtype=np.uint64)
            fits |= np.isin(numbers >> (np.uint64(_BITS) * (signs - np.uint64(length))), given)
        return PackedWords(numbers[fits])


def preload(files: IndexFiles) -> None:
    """Read the dictionary from its index file, or make that."""
    _KEPT.append(files)
    _by_tag()


@cache
def dictionary_words(*tags: str) -> PackedWords:
    """Return the words of two to four characters that jieba's dictionary gives one of these tags (nr: names).

    KeyError for a tag that is not among TAGS_IN_USE.
    """
    return PackedWords(np.unique(np.concatenate([_by_tag().array(tag) for tag in tags])))


# Where the file lies is known before the first word is asked for, or there is none.
_KEPT: list[IndexFiles] = [IndexFiles()]


@cache
def _by_tag() -> Parts:
    return _KEPT[-1].read_or_made("dictionary", key_of(), _read)


def _read() -> Parts:
    found: dict[str, list[int]] = {tag: [] for tag in TAGS_IN_USE}
    tags = "|".join(TAGS_IN_USE)
    line = rf"^(\S{{{_SHORTEST},{_LONGEST}}}) \d+ ({tags})$"
    for word, tag in re.findall(line, dictionary_text(), re.MULTILINE):
        found[tag].append(_packed(word))
    return Parts.of({tag: np.array(words, dtype=np.uint64) for tag, words in found.items()}, {})


def _packed(word: str) -> int:
    """Return the signs of a word as one number; a sign that takes four bytes is in no word of the dictionary."""
    return int.from_bytes(word.encode("utf-16-be", "surrogatepass"), "big")
