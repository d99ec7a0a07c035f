"""One sum over all indexes: each number comes to what its own definition says, text by text and entry by entry."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Collection, Sequence
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from knowledge.finding.candidates import Candidates
from knowledge.finding.document import Document
from knowledge.finding.reading import Reading
from tests.knowledge.builders import WORDINGS

QUESTIONS = Path(__file__).parents[2] / "expectations" / "faq_dev.jsonl"
ANSWERS = ("示范单位每两年复核一次，由区县局负责。", "每年6月10日前报送市局。", "", "指导站提供咨询。")


@cache
def known() -> Candidates:
    raw = [
        {"id": name, "title": f"{said[0]}？", "wordings": said, "answer": answer}
        for (name, said), answer in zip(WORDINGS.items(), ANSWERS, strict=True)
    ]
    return Candidates([Document.of(entry) for entry in raw])


@cache
def texts() -> tuple[Reading, ...]:
    return tuple(map(Reading.of, known().texts))


def questions() -> list[Reading]:
    asked = [json.loads(line)["q"] for line in QUESTIONS.read_text(encoding="utf-8").splitlines()][::3]
    return [Reading.of(text) for text in (*asked, "复核复核复核，几年几年", "园区园区园区", "x")]


def test_every_text_is_as_like_a_question_as_its_terms_say() -> None:
    for question in questions():
        signals, _ = known()._signals.of(question)
        sums = ([_cosine(question.grams, one.grams, "grams") for one in texts()], _relevances(question))
        sound = [_cosine(question.sounds, one.sounds, "sounds") for one in texts()]
        for signal, expected in zip(signals, (*sums, sound), strict=False):
            assert signal.tolist() == pytest.approx(expected, abs=1e-6)
        assert signals[3] == pytest.approx(0.45 * signals[0] + 0.35 * signals[1] + 0.2 * signals[2], abs=1e-6)


@pytest.mark.parametrize("left_out", [(), (0, 1, 7)])
def test_every_entry_holds_of_a_question_what_its_texts_say(left_out: Sequence[int]) -> None:
    without = np.isin(np.arange(len(known().texts)), left_out) if left_out else None
    titles = [Reading.of(document.title).terms for document in known().documents]
    answers = [Reading.of(document.answer) for document in known().documents]
    for question in questions():
        _, shares = known()._signals.of(question, without)
        expected = (
            _shares(question.terms, _terms_of_entries(left_out), _terms_of_entries(())),
            _shares(question.terms, [[title] for title in titles]),
            _shares(question.words, [[answer.words] for answer in answers]),
            _shares(question.pairs, [[answer.pairs] for answer in answers]),
        )
        for share, one in zip(shares, expected, strict=True):
            assert share.tolist() == pytest.approx(one, abs=1e-6)


def test_who_says_a_word_is_told_with_and_without_some_texts() -> None:
    signals, held = known()._signals, known().documents
    one_text = np.arange(len(known().texts)) == 8
    assert {held[number].id for number in _numbers(signals.says("复核"))} == {"park.who", "review.every"}
    assert signals.says("配方") is None
    assert set(_numbers(signals.says("截止", one_text))) <= set(_numbers(signals.says("截止")))


def _numbers(entries: object) -> list[int]:
    return [int(number) for number in np.asarray(entries)]


def _terms_of_entries(left_out: Collection[int]) -> list[list[Sequence[str]]]:
    owners = known().owners.tolist()
    return [
        [
            reading.terms
            for number, reading in enumerate(texts())
            if owners[number] == entry and number not in left_out
        ]
        for entry in range(len(known().documents))
    ]


def _idf(term: str, entries: Sequence[Sequence[Sequence[str]]]) -> float:
    holding = sum(any(term in text for text in own) for own in entries)
    return math.log(1 + (len(entries) - holding + 0.5) / (holding + 0.5))


def _cosine(question: Sequence[str], text: Sequence[str], by: str) -> float:
    owners = known().owners.tolist()
    own = [
        [getattr(one, by) for one, owner in zip(texts(), owners, strict=True) if owner == entry]
        for entry in range(len(known().documents))
    ]
    weights = [
        {term: (1 + math.log(times)) * _idf(term, own) for term, times in Counter(some).items()}
        for some in (question, text)
    ]
    lengths = [math.sqrt(sum(weight**2 for weight in one.values())) or 1 for one in weights]
    shared = sum(weight * weights[1].get(term, 0.0) for term, weight in weights[0].items())
    return shared / (lengths[0] * lengths[1])


def _relevances(question: Reading) -> list[float]:
    own = _terms_of_entries(())
    lengths = [len(text.terms) for text in texts()]
    mean = sum(lengths) / len(lengths)
    asked = dict.fromkeys(question.terms)
    reached = 1.3 * sum(_idf(term, own) for term in asked) or 1
    return [
        sum(
            _idf(term, own) * times * 2.2 / (times + 1.2 * (0.5 + 0.5 * length / mean))
            for term in asked
            if (times := text.terms.count(term))
        )
        / reached
        for text, length in zip(texts(), lengths, strict=True)
    ]


def _shares(
    asked: Sequence[str],
    entries: Sequence[Sequence[Sequence[str]]],
    rare_among: Sequence[Sequence[Sequence[str]]] | None = None,
) -> list[float]:
    rarity = {term: _idf(term, rare_among or entries) for term in asked}
    whole = sum(rarity.values()) or 1
    shares = []
    for texts_of_entry in entries:
        times = {term: sum(term in text for text in texts_of_entry) for term in rarity}
        shares.append(sum(rarity[term] * held / (held + 0.3) for term, held in times.items()) / whole)
    return shares
