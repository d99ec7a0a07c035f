"""Evaluating the finder on the development questions: the table of what it promises.

Right means: the entry's text, with source and notice, contains what the question must be told.
Intents are not asked here; through the whole service small talk never reaches the finder.
"""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from knowledge.finding.candidates import Candidates
from knowledge.finding.finder import Finder
from knowledge.finding.found import Found
from knowledge.learning.expectations import DevelopmentQuestion, asked_in, right_entries, texts_of
from knowledge.learning.noise import noisy
from knowledge.learning.trials import only
from knowledge.library import Library

NOISE_SEEDS = (1, 2, 3)


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table; `goal` is the least or, for what must stay small, the most."""

    what: str
    value: float
    goal: float
    at_most: bool = False
    unit: str = "%"

    @property
    def is_reached(self) -> bool:
        """Say whether the goal is met."""
        return self.value <= self.goal if self.at_most else self.value >= self.goal

    def __str__(self) -> str:
        bound = "≤" if self.at_most else "≥"
        mark = "达到" if self.is_reached else "未达到"
        return f"{self.what:<40}{self.value:8.1f}{self.unit:<3} {bound} {self.goal:g}{self.unit}  {mark}"


@dataclass(frozen=True, slots=True)
class Answering:
    """What became of one in-scope question: answered rightly, offered in a menu, answered wrongly."""

    asked: DevelopmentQuestion
    found: Found
    right: frozenset[str]

    @property
    def is_right_at_once(self) -> bool:
        """Say whether the answer given is right."""
        return self.found.decision == "answer" and self.found.candidates[0][0] in self.right

    @property
    def is_right_in_two(self) -> bool:
        """Say whether the answer is right, or the right one is among those offered."""
        offered = {entry for entry, _ in self.found.candidates}
        return self.is_right_at_once or (self.found.decision == "menu" and bool(offered & self.right))

    @property
    def is_wrong(self) -> bool:
        """Say whether a wrong answer was given."""
        return self.found.decision == "answer" and not self.is_right_at_once


def evaluate(data: Path, library: Library, today: date) -> list[Figure]:
    """Return all figures of the table, in its order.

    data    a directory with faq_dev.jsonl and faq_dev_out.jsonl
    """
    texts = texts_of(library, today)
    questions = asked_in(data / "faq_dev.jsonl")
    outcomes = outcomes_of(questions, library.finder, texts)
    return [
        Figure("题库：一次答对", _share(outcome.is_right_at_once for outcome in outcomes), 95),
        Figure("题库：两轮内答对", _share(outcome.is_right_in_two for outcome in outcomes), 99),
        Figure("题库：答错", _share(outcome.is_wrong for outcome in outcomes), 1, at_most=True),
        Figure("题库外：误给条目", _answered_outside(data, library.finder), 2, at_most=True),
        Figure("题库加噪声：两轮内答对", _right_under_noise(questions, library.finder, texts), 93),
        Figure("条目自己的问法逐条拿掉：前三位找到", _own_within_three(library.finder), 99),
        Figure("检索用时 p99", _slowest_milliseconds(questions, library.finder), 15, at_most=True, unit="ms"),
        Figure("内存增加", _memory_megabytes(), 60, at_most=True, unit="MB"),
    ]


def report(data: Path, library: Library, today: date) -> str:
    """Return the table as text."""
    return "\n".join(str(figure) for figure in evaluate(data, library, today))


def weakest(data: Path, library: Library, today: date, number: int = 20) -> Iterator[str]:
    """Yield the questions that went worst: wrong answers first, then those not even offered, then the unsure."""
    outcomes = outcomes_of(asked_in(data / "faq_dev.jsonl"), library.finder, texts_of(library, today))
    for outcome in sorted(outcomes, key=_how_well)[:number]:
        entry, chance = outcome.found.candidates[0] if outcome.found.candidates else ("–", 0.0)
        yield f"{outcome.asked.id} {outcome.asked.text}  [{outcome.found.decision} {entry} {chance:.2f}]"


def outcomes_of(
    questions: Iterable[DevelopmentQuestion], finder: Finder, texts: Mapping[str, str]
) -> list[Answering]:
    """Ask every question and return what became of it."""
    return [Answering(asked, finder.find(asked.text), right_entries(asked, texts)) for asked in questions]


def _how_well(outcome: Answering) -> tuple[int, float]:
    chance = outcome.found.candidates[0][1] if outcome.found.candidates else 0.0
    if outcome.is_wrong:
        return 0, -chance
    if not outcome.is_right_in_two:
        return 1, chance
    return (3 if outcome.is_right_at_once else 2), chance


def _answered_outside(data: Path, finder: Finder) -> float:
    questions = [asked for asked in asked_in(data / "faq_dev_out.jsonl") if asked.expect == "abstain"]
    return _share(finder.find(asked.text).decision == "answer" for asked in questions)


def _right_under_noise(
    questions: Sequence[DevelopmentQuestion], finder: Finder, texts: Mapping[str, str]
) -> float:
    spoilt = []
    for seed in NOISE_SEEDS:
        chance = random.Random(seed)  # noqa: S311 - spoils questions, guards nothing
        for asked in questions:
            found = finder.find(noisy(asked.text, chance))
            spoilt.append(Answering(asked, found, right_entries(asked, texts)).is_right_in_two)
    return _share(spoilt)


def _own_within_three(finder: Finder) -> float:
    candidates: Candidates = finder.candidates
    hits = []
    for text, owner in enumerate(candidates.owners):
        best = finder.rank(candidates.texts[text], limit=3, without=only(text, candidates))
        hits.append(candidates.documents[owner].id in {entry for entry, _ in best})
    return _share(hits)


def _slowest_milliseconds(questions: Sequence[DevelopmentQuestion], finder: Finder) -> float:
    # The best of three: what other programs on the machine take is not ours.
    spent = [min(_milliseconds(asked.text, finder) for _ in range(3)) for asked in questions]
    return sorted(spent)[int(len(spent) * 0.99)]


def _milliseconds(text: str, finder: Finder) -> float:
    before = time.perf_counter()
    finder.find(text)
    return (time.perf_counter() - before) * 1000


def _memory_megabytes() -> float:
    """Measure in a fresh process: this one has loaded everything already."""
    command = [sys.executable, "-m", "knowledge.learning.footprint"]
    measured = subprocess.run(command, capture_output=True, check=True, text=True)  # noqa: S603 - our own module
    return float(measured.stdout)


def _share(hits: Iterable[bool]) -> float:
    counted = list(hits)
    return 100 * sum(counted) / len(counted) if counted else 0.0
