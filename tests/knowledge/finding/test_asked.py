"""A question is prepared once for all wordings; each number comes to what a look at the two texts alone says."""

from __future__ import annotations

import json
from pathlib import Path

from knowledge.finding.candidates import Candidates
from knowledge.finding.document import Document
from knowledge.finding.features import Asked
from knowledge.finding.reading import Reading, Shape
from tests.knowledge.builders import WORDINGS

QUESTIONS = Path(__file__).parents[2] / "expectations" / "faq_dev.jsonl"


def candidates() -> Candidates:
    answers = dict.fromkeys(WORDINGS, "示范单位每两年复核一次，由区县局负责。")
    entries = [{"id": name, "wordings": said, "answer": answers[name]} for name, said in WORDINGS.items()]
    return Candidates([Document.of(entry) for entry in entries])


def questions() -> list[Reading]:
    lines = QUESTIONS.read_text(encoding="utf-8").splitlines()
    return [Reading.of(json.loads(line)["q"]) for line in lines]


def test_what_is_prepared_once_says_what_each_pair_of_texts_says() -> None:
    known = candidates()
    words = known._words
    for question in questions():
        asked = Asked.of(question.shape, words.rarity_of, words.rarity_of_unknown)
        for number in range(0, len(known.texts), 5):
            wording = Reading.of(known.texts[number]).shape
            covered, wording_covered, missing, wording_missing = asked.beside(known._shapes[number])[:4]
            assert covered == _share_held(question.shape, wording, known)
            assert wording_covered == _share_held(wording, question.shape, known)
            assert missing == _rarest_lacking(question.text, wording.text, known)
            assert wording_missing == _rarest_lacking(wording.text, question.text, known)


def test_what_an_entry_nowhere_says_is_the_rarest_of_the_words_asked() -> None:
    known = candidates()
    for question in questions():
        entries = range(len(known.documents))
        assert known._unsaid(question, entries, None) == [
            _rarest_unsaid(question, known, number) for number in entries
        ]


def _share_held(question: Shape, wording: Shape, known: Candidates) -> float:
    rarities = [(word in wording.text, known._words.rarity_of(word)) for word in dict.fromkeys(question.words)]
    whole = sum(rarity for _, rarity in rarities)
    return sum(rarity for holds, rarity in rarities if holds) / whole if whole else 0.0


def _rarest_lacking(asked: str, given: str, known: Candidates) -> float:
    lacking = [known._words.rarity_of(sign) for sign in asked if sign not in given]
    return max(lacking, default=0.0) / known._words.rarity_of_unknown


def _rarest_unsaid(question: Reading, known: Candidates, entry: int) -> float:
    own = [Reading.of(text) for text in (*known.documents[entry].texts, known.documents[entry].answer)]
    said = {word for reading in own for word in reading.terms}
    unsaid = [word for word in question.words if word not in said]
    shares = [known._words.rarity_of(word) / known._words.rarity_of_unknown for word in unsaid]
    return max(shares, default=0.0)
