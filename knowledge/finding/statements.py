"""Statements beside an answer: what its cited sections say further, and which of it holds what was asked.

A question often asks for one clause of a section whose answer tells another. `shangmi evaluate` measures the two
thresholds on `faq_blind.jsonl`: how many wrong answers statements make right, and how many stand there in vain.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from intents import expressions as re
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


@dataclass(frozen=True, slots=True)
class _Stated:
    """A statement, and what there is to know of it before anybody asks."""

    text: str
    parts: Parts
    figures: Parts
    weight: float


@dataclass(frozen=True, slots=True)
class _Answer:
    """An answer: what it says, and what its sections state that it lacks whatever was asked.

    lacks  the section, and what it states; a question only ever makes more of it said
    """

    says: Parts
    lacks: tuple[tuple[str, _Stated], ...]


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause of a question: what it wants, and whether a figure."""

    wanted: Parts
    weight: float
    asks_for_a_figure: bool


class Statements:
    """The statements of all instruments, weighed by how rare their words are."""

    def __init__(self, instruments: Mapping[str, Instrument]) -> None:
        self._instruments = instruments
        sections = (section for instrument in instruments.values() for section in instrument.sections.values())
        texts = [statement for section in sections for statement in section.statements]
        parts_of = {text: _parts(text) for text in texts}
        holding = Counter(part for text in texts for part in parts_of[text])
        self._weights = {part: _rarity(len(texts), number) for part, number in holding.items()}
        self._weight_of_others = _rarity(len(texts), 0)
        self._known = {text: self._stated(text, parts) for text, parts in parts_of.items()}
        # The same answers are given again and again.
        self._lacks = lru_cache(maxsize=1024)(self._read_lacks)
        # So are the questions of the buttons.
        self._beside = lru_cache(maxsize=2048)(self._read_beside)

    def beside(self, asked: str, sources: Sequence[str], told: str) -> tuple[Beside, ...]:
        """Return at most two statements of the cited sections that the answer lacks and the question asks for.

        sources   those that the answer cites
        told      what the answer says
        """
        return self._beside(asked, tuple(sources), told)

    def _read_beside(self, asked: str, sources: tuple[str, ...], told: str) -> tuple[Beside, ...]:
        answer = self._lacks(sources, told)
        if not answer.lacks:
            return ()
        of_question = _parts(asked)
        clauses = [self._clause(clause) for clause in _asking_clauses(asked)]
        found: dict[str, Beside] = {}
        for source, stated in answer.lacks:
            likeness = max(self._likeness(clause, stated, answer.says) for clause in clauses)
            if likeness >= SHOWN_FROM and not self._is_said(stated, answer.says, of_question):
                found.setdefault(stated.text, Beside(stated.text, source, likeness))
        return tuple(sorted(found.values(), key=lambda one: -one.likeness)[:MOST_SHOWN])

    def is_said(self, statement: str, told: str, asked: str) -> bool:
        """Say whether an answer says what a statement states: its figures and most of its words.

        What a figure belongs to may stand in the question: 多少分, 「25分」.
        """
        stated = self._known.get(statement) or self._stated(statement, _parts(statement))
        return self._is_said(stated, _parts(told), _parts(asked))

    def _is_said(self, stated: _Stated, there: Parts, of_question: Parts) -> bool:
        if stated.figures:
            shared = stated.parts & (there | of_question)
            return stated.figures <= there and self._weight(shared) >= SAID_FROM_WITH_FIGURES * stated.weight
        return self._weight(stated.parts & there) >= SAID_FROM * stated.weight

    def _read_lacks(self, sources: tuple[str, ...], told: str) -> _Answer:
        says = _parts(told)
        cited = ((source, self._known[text]) for source, text in self._cited(sources))
        lacks = tuple(one for one in cited if not self._is_said(one[1], says, frozenset()))
        return _Answer(says, lacks)

    def _cited(self, sources: Iterable[str]) -> Iterator[tuple[str, str]]:
        for source in sources:
            key, name = split_source(source)
            for part, section in self._instruments[key].parts_of(name):
                yield from ((f"{key} {part}", statement) for statement in section.statements)

    def _stated(self, statement: str, parts: Parts) -> _Stated:
        return _Stated(statement, parts, _figures(parts), self._weight(parts))

    def _clause(self, asked: str) -> _Clause:
        wanted = _parts(_without_question_words(asked))
        return _Clause(wanted, self._weight(wanted), not _KINDS_FOR_FIGURES.isdisjoint(kinds_of(asked)))

    def _likeness(self, clause: _Clause, stated: _Stated, there: Parts) -> float:
        if not clause.weight:
            return 0.0
        held = clause.wanted & stated.parts
        if not held and not clause.asks_for_a_figure:
            return 0.0
        shared, news = self._weight(held) / clause.weight, self._weight(held - there) / clause.weight
        asks_for_figure = clause.asks_for_a_figure and not stated.figures <= there
        return 0.5 * shared + news + (_FOR_A_FIGURE if asks_for_figure else 0.0)

    def _weight(self, parts: Parts) -> float:
        # An exact sum: a running one would differ with the order of a set, from process to process.
        return math.fsum(self._weights.get(part, self._weight_of_others) for part in parts)


def _rarity(statements: int, holding: int) -> float:
    return math.log(1 + (statements + 0.5) / (holding + 0.5))


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
