"""Statements beside an answer: what its cited sections say further, and which of it holds what was asked.

A question often asks for one clause of a section whose answer tells another. `shangmi evaluate` measures the two
thresholds on `faq_blind.jsonl`: how many wrong answers statements make right, and how many stand there in vain.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from intents.numerals import digits_for_numerals
from intents.reading.questions import KINDS_OF_QUESTION, SHORTEST_CHARACTERS, kinds_of
from intents.wording import normalised
from knowledge.content.instrument import Instrument, split_source

MOST_SHOWN = 2
# From this likeness on a statement is folded beneath the answer; from the second on it is part of what is said.
SHOWN_FROM = 0.25
HOLDS_FROM = 0.45
# A text says a statement when it holds all of its figures and this share of its words.
SAID_FROM = 0.5
SAID_FROM_WITH_FIGURES = 0.3

_FOR_A_FIGURE = 0.15
_KINDS_FOR_FIGURES = frozenset({"how_much", "how_long", "when"})
_NOT_A_SIGN = re.compile(r"[\W_]+")
_RUN = re.compile(r"\d+(?:\.\d+)?万?|[^\d\s]+")
# 第3项 and 第三人 count nothing, and 一次 is seldom written as a figure: none is one that an answer must say.
_NO_FIGURE = re.compile(r"第\d+(?=[项条款人])|(?<![\d.])1(?![\d.万])")
_ASKING = re.compile(r"[^。！？!?；;\n]+")

Parts = frozenset[str]


@dataclass(frozen=True, slots=True)
class Beside:
    """A statement to stand beside an answer.

    source   its instrument and section, e.g. "PLAN 附件1 五.3"
    likeness how much of what was asked it holds and the answer does not, 0 to 1.65
    """

    statement: str
    source: str
    likeness: float

    @property
    def holds(self) -> bool:
        """Say whether it holds what was asked, so that it is said and not only folded."""
        return self.likeness >= HOLDS_FROM


class Statements:
    """The statements of all instruments, weighed by how rare their words are."""

    def __init__(self, instruments: Mapping[str, Instrument]) -> None:
        self._instruments = instruments
        sections = (section for instrument in instruments.values() for section in instrument.sections.values())
        texts = [statement for section in sections for statement in section.statements]
        self._holding = Counter(part for text in texts for part in _parts(text))
        self._number = len(texts)

    def beside(self, asked: str, sources: Iterable[str], told: str) -> tuple[Beside, ...]:
        """Return at most two statements of the cited sections that the answer lacks and the question asks for.

        sources   those that the answer cites
        told      what the answer says
        """
        found: dict[str, Beside] = {}
        for source, statement in self._under(sources):
            if not self.is_said(statement, told, asked):
                likeness = max(self._likeness(clause, statement, told) for clause in _asking_clauses(asked))
                found.setdefault(statement, Beside(statement, source, likeness))
        best = sorted(found.values(), key=lambda one: -one.likeness)[:MOST_SHOWN]
        return tuple(one for one in best if one.likeness >= SHOWN_FROM)

    def is_said(self, statement: str, told: str, asked: str) -> bool:
        """Say whether an answer says what a statement states: its figures and most of its words.

        What a figure belongs to may stand in the question: 多少分, 「25分」.
        """
        parts, there = _parts(statement), _parts(told)
        if figures := _figures(parts):
            shared = parts & (there | _parts(asked))
            return figures <= there and self._weight(shared) >= SAID_FROM_WITH_FIGURES * self._weight(parts)
        return self._weight(parts & there) >= SAID_FROM * self._weight(parts)

    def _under(self, sources: Iterable[str]) -> Iterator[tuple[str, str]]:
        for source in sources:
            key, name = split_source(source)
            for part, section in self._instruments[key].parts_of(name):
                yield from ((f"{key} {part}", statement) for statement in section.statements)

    def _likeness(self, asked: str, statement: str, told: str) -> float:
        parts, wanted, there = _parts(statement), _parts(_without_question_words(asked)), _parts(told)
        whole = self._weight(wanted)
        if not whole:
            return 0.0
        shared = self._weight(wanted & parts) / whole
        news = self._weight((wanted & parts) - there) / whole
        asks_for_figure = bool(kinds_of(asked) & _KINDS_FOR_FIGURES and _figures(parts) - there)
        return 0.5 * shared + news + (_FOR_A_FIGURE if asks_for_figure else 0.0)

    def _weight(self, parts: Iterable[str]) -> float:
        return sum(math.log(1 + (self._number + 0.5) / (self._holding[part] + 0.5)) for part in parts)


@lru_cache(maxsize=2048)
def _parts(text: str) -> Parts:
    """Return the figures of a text and its pairs of signs, normalised."""
    parts: set[str] = set()
    written = _NO_FIGURE.sub(" ", digits_for_numerals(normalised(text)))
    for run in _RUN.findall(_NOT_A_SIGN.sub(" ", written)):
        parts.update([run] if run[0].isdigit() else (first + second for first, second in pairwise(run)))
    return frozenset(parts)


def _figures(parts: Parts) -> Parts:
    return frozenset(part for part in parts if part[0].isdigit())


def _asking_clauses(asked: str) -> list[str]:
    clauses = [clause for clause in _ASKING.findall(asked) if len(clause.strip()) >= SHORTEST_CHARACTERS]
    return [clause for clause in clauses if kinds_of(clause)] or clauses or [asked]


def _without_question_words(asked: str) -> str:
    for pattern in KINDS_OF_QUESTION.values():
        asked = pattern.sub(" ", asked)
    return asked
