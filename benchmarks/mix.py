"""What people say in the benchmarks: of 20 messages 14 questions, 5 dialog answers and 1 confirmation."""

from __future__ import annotations

import csv
import itertools
import json
import random
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from benchmarks.account import Delivery, delivery
from knowledge.content.files import read_content
from knowledge.learning.noise import noisy

EXPECTATIONS = Path(__file__).parents[1] / "tests" / "expectations"

# Where a routing sheet has the words: one column, or one for each place of a form.
_PLACES = ("text", "act_place", "taken_place", "use_place", "reported_place")

# A tip by the shortest way: five answers, then the confirmation that files it.
FILING = (
    "我是员工，匿名举报重庆长坪饲料厂，在合川钱塘镇拿走了同行的客户名单",
    "1",
    "今年三月",
    "我上班的单位",
    "先提交，以后再补",
    "确认提交",
)
QUESTIONS_BETWEEN = (3, 3, 2, 2, 2, 2)
_QUESTIONS_EACH = sum(QUESTIONS_BETWEEN)

_numbers = itertools.count(1)
_persons = itertools.count(1)


@cache
def questions_of_the_base() -> tuple[str, ...]:
    """Return questions as the knowledge base words them: two wordings of every entry."""
    entries, _ = read_content()
    return tuple(wording for entry in entries for wording in entry.wordings[:2])


@cache
def questions_of_strangers() -> tuple[str, ...]:
    """Return the questions of the development set: no wording of the base is among them."""
    lines = (EXPECTATIONS / "faq_dev.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(json.loads(line)["q"] for line in lines)


def never_asked(number: int) -> tuple[str, ...]:
    """Return so many questions of strangers that nobody asked before in this run: typed in haste, from a seed.

    No cache answers them, and no wording of the base is among them.
    """
    return tuple(itertools.islice(_typed_in_haste, number))


def _haste() -> Iterator[str]:
    chance, asked = random.Random(11), set(questions_of_strangers())
    for question in itertools.cycle(questions_of_strangers()):
        typed = noisy(question, chance)
        if typed not in asked:
            asked.add(typed)
            yield typed


_typed_in_haste = _haste()


def places_as_typed() -> tuple[str, ...]:
    """Return what people typed at a place, on all routing sheets."""
    sheets = (EXPECTATIONS / "routing_dev.csv", *sorted((EXPECTATIONS / "own").glob("routing_*.csv")))
    typed: list[str] = []
    for sheet in sheets:
        with sheet.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                typed += filter(None, (row.get(name) for name in _PLACES))
    return tuple(typed)


def told_by(persons: int, asked: Sequence[str] | None = None) -> list[Delivery]:
    """Return the messages of this many new persons, signed now: everybody's first, everybody's second, …

    asked  the questions they put in turn; those of the base when not given
    """
    people = [next(_persons) for _ in range(persons)]
    said = [list(_twenty(person, asked or questions_of_the_base())) for person in people]
    return [
        delivery(person, next(_numbers), words[turn])
        for turn in range(len(said[0]))
        for person, words in zip(people, said, strict=True)
    ]


def told_in_the_midst(persons: int, asked: Sequence[str] | None = None) -> tuple[list[Delivery], list[Delivery]]:
    """Return what has been said when a measurement begins, and then as many messages as so many persons have.

    People know nothing of each other: of those who write in turn each is at another place of their twenty, and
    whoever is through is followed by somebody new. Else all would file in one minute what they file in a day.

    asked  the questions they put in turn, of twice as many persons; those of the base when not given
    """
    before: list[Delivery] = []
    said: list[list[tuple[int, str]]] = []
    people = [next(_persons) for _ in range(2 * persons)]
    for place, (earlier, later) in enumerate(zip(people[:persons], people[persons:], strict=True)):
        first, second = (list(_twenty(person, asked or questions_of_the_base())) for person in (earlier, later))
        through = place * len(first) // persons
        before += [delivery(earlier, next(_numbers), words) for words in first[:through]]
        said.append(
            [(earlier, words) for words in first[through:]] + [(later, words) for words in second[:through]]
        )
    return before, [
        delivery(person, next(_numbers), words) for turn in zip(*said, strict=True) for person, words in turn
    ]


def everything_told() -> list[Delivery]:
    """Return messages of new persons that put every question of the base once, or a few twice."""
    return told_by(-(-len(questions_of_the_base()) // _QUESTIONS_EACH))


def _twenty(person: int, asked: Sequence[str]) -> Iterator[str]:
    number = person * _QUESTIONS_EACH
    for line, between in zip(FILING, QUESTIONS_BETWEEN, strict=True):
        for _ in range(between):
            yield asked[number % len(asked)]
            number += 1
        yield line
