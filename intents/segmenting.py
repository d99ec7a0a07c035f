"""Words of a Chinese text, by jieba's dictionary with our own words. Pure after loading.

`rjieba` (jieba in Rust) cuts twenty times faster and loads at once; where it has no wheel, `jieba` itself is used.
Both cut alike: the tests hold every text of the project against jieba.
"""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import chain
from typing import Any, Protocol

# jieba imports pkg_resources and carries old escape sequences; both only warn about jieba itself.
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import jieba

try:
    import rjieba
except ImportError:
    rjieba = None  # type: ignore[assignment]  # a module, or none

# Names of people, places, companies and brands; words of time, manner and number, pronouns, conjunctions.
TAGS_IN_USE = ("nr", "nrt", "nrfg", "ns", "nz", "nt", "t", "d", "r", "c", "p", "m", "f", "y", "u")


class Segmenter(Protocol):
    """Cuts texts into words."""

    def cut(self, text: str) -> list[str]:
        """Return all pieces of a text, words and signs, none left out and none twice."""

    def cut_for_search(self, text: str) -> list[str]:
        """Return the same, and of long words their parts as well, before them."""

    def knows(self, word: str) -> bool:
        """Say whether the dictionary has this word."""


class Jieba(Segmenter):
    """jieba as it comes, loaded without its cache file in the shared temporary folder."""

    def __init__(self, words: Iterable[str]) -> None:
        """Add these words to the dictionary."""
        jieba.setLogLevel(logging.ERROR)
        self._tokenizer: Any = jieba.Tokenizer()
        self._tokenizer.FREQ, self._tokenizer.total = self._tokenizer.gen_pfdict(self._tokenizer.get_dict_file())
        self._tokenizer.initialized = True
        for word in words:
            self._tokenizer.add_word(word)

    def cut(self, text: str) -> list[str]:
        return list(self._tokenizer.cut(text))

    def cut_for_search(self, text: str) -> list[str]:
        return list(self._tokenizer.cut_for_search(text))

    def knows(self, word: str) -> bool:
        return bool(self._tokenizer.FREQ.get(word))


class RustJieba(Segmenter):
    """rjieba, with Latin letters and digits joined by signs cut as jieba cuts them."""

    # rjieba leaves 2026-05-08 and 3.7g whole.
    _JOINED = re.compile(r"(?<![A-Za-z0-9])[A-Za-z0-9]++(?:[._\-]++[A-Za-z0-9%]++)+")
    _PIECES = re.compile(r"[A-Za-z0-9]+(?:\.\d+)?%?|[^A-Za-z0-9]")

    def __init__(self, words: Iterable[str]) -> None:
        """Add these words to the dictionary."""
        self._tokenizer: Any = rjieba.Jieba()
        for word in words:
            self._tokenizer.add_word(word, None, None)

    def cut(self, text: str) -> list[str]:
        return list(chain.from_iterable(self._cut(text, self._tokenizer.cut)))

    def cut_for_search(self, text: str) -> list[str]:
        return list(chain.from_iterable(self._cut(text, self._tokenizer.cut_for_search)))

    def knows(self, word: str) -> bool:
        return bool(self._tokenizer.has_word(word))

    def _cut(self, text: str, cut: Any) -> Iterator[list[str]]:
        begin = 0
        for joined in self._JOINED.finditer(text):
            yield cut(text[begin : joined.start()])
            yield self._PIECES.findall(joined[0])
            begin = joined.end()
        yield cut(text[begin:])


def segmenter(words: Iterable[str]) -> Segmenter:
    """Return the faster segmenter there is, with these words of our own."""
    return Jieba(words) if rjieba is None else RustJieba(words)


@cache
def dictionary_words(*tags: str) -> frozenset[str]:
    """Return the words of two to four characters that jieba's dictionary gives one of these tags (nr: names).

    KeyError for a tag that is not among TAGS_IN_USE.
    """
    return frozenset(chain.from_iterable(_words_by_tag()[tag] for tag in tags))


@cache
def _words_by_tag() -> Mapping[str, list[str]]:
    """Return the words of all tags in use: the dictionary is long, and read once."""
    with jieba.Tokenizer().get_dict_file() as lines:
        dictionary = lines.read().decode("utf-8")
    found: dict[str, list[str]] = {tag: [] for tag in TAGS_IN_USE}
    for word, tag in re.findall(rf"^(\S{{2,4}}) \d+ ({'|'.join(TAGS_IN_USE)})$", dictionary, re.MULTILINE):
        found[tag].append(word)
    return found
