"""Words of a Chinese text, by jieba's dictionary with our own words. Pure after loading.

`rjieba` (jieba in Rust) cuts twenty times faster and loads at once; where it has no wheel, `jieba` itself is used.
Both cut alike: the tests hold every text of the project against jieba.
"""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from types import ModuleType
from typing import IO, Protocol

try:
    import rjieba
except ImportError:
    rjieba = None  # type: ignore[assignment]  # a module, or none


class Segmenter(Protocol):
    """Cuts texts into words."""

    def cut(self, text: str) -> list[str]:
        """Return all pieces of a text, words and signs, none left out and none twice."""

    def cut_for_search(self, text: str) -> list[str]:
        """Return the same, and of long words their parts as well, before them."""

    def knows(self, word: str) -> bool:
        """Say whether the dictionary has this word."""


class _Tokenizer(Protocol):
    """What jieba cuts with."""

    FREQ: Mapping[str, int]
    total: int
    initialized: bool

    def get_dict_file(self) -> IO[bytes]: ...

    def gen_pfdict(self, lines: IO[bytes], /) -> tuple[Mapping[str, int], int]: ...

    def add_word(self, word: str) -> None: ...

    def cut(self, text: str) -> Iterable[str]: ...

    def cut_for_search(self, text: str) -> Iterable[str]: ...


class _JiebaModule(Protocol):
    """What we use of jieba."""

    def setLogLevel(self, level: int, /) -> None: ...

    def Tokenizer(self) -> _Tokenizer: ...


class Jieba(Segmenter):
    """jieba as it comes, loaded without its cache file in the shared temporary folder."""

    def __init__(self, words: Iterable[str]) -> None:
        """Add these words to the dictionary."""
        jieba = _jieba()
        jieba.setLogLevel(logging.ERROR)
        self._tokenizer = jieba.Tokenizer()
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

    def __init__(self, words: Iterable[str], tokenizer: rjieba.Jieba | ModuleType | None = None) -> None:
        """Add these words to the dictionary.

        tokenizer  what cuts, the module or a tokenizer of it; one of its own when not given
        """
        self._tokenizer = tokenizer or rjieba.Jieba()
        for word in words:
            self._tokenizer.add_word(word, None, None)

    def cut(self, text: str) -> list[str]:
        return list(chain.from_iterable(self._cut(text, self._tokenizer.cut)))

    def cut_for_search(self, text: str) -> list[str]:
        return list(chain.from_iterable(self._cut(text, self._tokenizer.cut_for_search)))

    def knows(self, word: str) -> bool:
        return bool(self._tokenizer.has_word(word))

    def _cut(self, text: str, cut: Callable[[str], list[str]]) -> Iterator[list[str]]:
        begin = 0
        for joined in self._JOINED.finditer(text):
            yield cut(text[begin : joined.start()])
            yield self._PIECES.findall(joined[0])
            begin = joined.end()
        yield cut(text[begin:])


def segmenter(words: Iterable[str]) -> Segmenter:
    """Return the faster segmenter there is, with these words of our own. To be asked for once a process."""
    # rjieba reads its dictionary when it is imported: a second one would take thirty megabytes for nothing.
    return Jieba(words) if rjieba is None else RustJieba(words, rjieba)


def dictionary_text() -> str:
    """Return jieba's dictionary as it lies in its file: a line has a word, how often it stands and what it is."""
    with _jieba().Tokenizer().get_dict_file() as lines:
        return lines.read().decode("utf-8")


def _jieba() -> _JiebaModule:
    """Return jieba itself, which nobody needs at the start where rjieba cuts."""
    # It imports pkg_resources and carries old escape sequences; both only warn about jieba itself.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    module: _JiebaModule = jieba
    return module
