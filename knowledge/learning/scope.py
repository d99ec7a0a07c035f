"""Learning what is asked of us and what of others: the weights of `knowledge/finding/scope.py`.

Ours: wordings of the entries, questions of the development sets, and what opens a filing, a visit or one's own
case. Not ours: what the development sets and the recogniser's sheets know to belong elsewhere, and
`elsewhere.yaml`. Thresholds come from questions that the weights they are judged by never saw.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
from pydantic import TypeAdapter

from intents.sheet import Block, Words, read_sheet
from intents.spelled import in_characters
from intents.telling.purpose import OPENINGS, Opening
from intents.wanting import linear
from intents.wanting.features import features_of
from intents.wanting.learning import Intent, examples_sheet
from intents.wanting.linear import Linear
from intents.wording import normalised, tokenise
from knowledge.content.entry import Entry
from knowledge.content.files import HERE, read_content
from knowledge.finding.scope import FILE, Scope, fingerprint
from knowledge.learning.expectations import IN_SCOPE, OUT_OF_SCOPE, DevelopmentQuestion, asked_in
from knowledge.learning.trials import FOLDS, fold_of

ELSEWHERE = Path(__file__).with_name("elsewhere.yaml")
# The plan leaves these open; they are asked of us all the same.
_OF_OURS = frozenset({"not_in_doc", "prediction", "subsidy_amount", "nonexistent_2026_notice"})
_WANTS = (Intent.COMPLAINT, Intent.CONSULTATION, Intent.PROGRESS, Intent.SUPPLEMENT)
# Whole stories open a form before anything is looked for.
_QUESTIONS = (Opening.ASK, Opening.CONSULTATION, Opening.PROGRESS, Opening.SUPPLEMENT)
_WORDINGS_PER_ENTRY = 2
# Entries about the service are few, and asked with the words in which others chat with us.
_WORDINGS_ABOUT_US = 8
_RIDGE = 0.15
# What fewer texts have says little, and costs most of the time.
_SEEN_AT_LEAST = 3
# The features that say most; the others change hardly a decision and cost memory.
_KEPT = 5000
# Of our own questions, so many in a hundred may count as foreign, and as doubtful.
_FOREIGN, _DOUBTFUL = 0.4, 2.0


class ElsewhereSheet(Block):
    """`elsewhere.yaml`."""

    elsewhere: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class LabelledText:
    """A text with whether it is ours.

    is_asked   a question of the development sets: thresholds are chosen on these
    """

    text: str
    is_ours: bool
    is_asked: bool = False


def learn_scope(data: Path, without_fold: int | None = None, folder: Path = HERE) -> Scope:
    """Learn from entries, sheets and development questions.

    without_fold   leave out what belongs to this fold, to measure with it
    """
    entries, _ = read_content(folder)
    told = [one for one in _told(data, entries) if fold_of(one.text) != without_fold]
    words = frozenset(chain.from_iterable(map(_words_of, entries)))
    unlike = _judged_by_others(told, words)
    foreign, doubtful = np.percentile(unlike, (_FOREIGN, _DOUBTFUL)) if unlike else (-np.inf, -np.inf)
    return Scope(_learnt(told), words, round(float(foreign), 4), round(float(doubtful), 4))


def save(scope: Scope, path: Path = FILE) -> None:
    """Write the weights; the thresholds stand with the finder's."""
    linear.store(path, scope.learnt, fingerprint())


def _words_of(entry: Entry) -> Iterator[str]:
    for text in (entry.title, entry.answer, *entry.wordings):
        yield from tokenise(normalised(text))


def elsewhere() -> tuple[Words, ...]:
    """Return the questions of `elsewhere.yaml`; raise SheetFaults."""
    return read_sheet(ELSEWHERE, TypeAdapter(ElsewhereSheet)).elsewhere


def _judged_by_others(told: Sequence[LabelledText], words: frozenset[str]) -> list[float]:
    """Return how like us each of our own questions is to weights that never saw it."""
    likeness: list[float] = []
    for fold in range(FOLDS):
        asked = [one.text for one in told if one.is_asked and one.is_ours and fold_of(one.text) == fold]
        if asked:
            scope = Scope(_learnt([one for one in told if fold_of(one.text) != fold]), words, 0.0, 0.0)
            likeness += map(scope.likeness, asked)
    return likeness


def _learnt(told: Sequence[LabelledText]) -> Linear:
    wanted = np.array([[1.0 if one.is_ours else -1.0] for one in told], dtype=np.float32)
    described = [features_of(in_characters(one.text)) for one in told]
    seen = Counter(feature for features in described for feature in features)
    common = [{feature for feature in features if seen[feature] >= _SEEN_AT_LEAST} for features in described]
    whole = linear.learnt(common, wanted, _RIDGE)
    names = np.array(list(whole.row_of))
    weights = whole.weights[list(whole.row_of.values())]
    kept = np.sort(np.argsort(-np.abs(weights[:, 0]), kind="stable")[:_KEPT])
    return Linear({str(name): row for row, name in enumerate(names[kept])}, weights[kept])


def _told(data: Path, entries: Sequence[Entry]) -> list[LabelledText]:
    texts = [*_ours(entries, data), *_others(data)]
    return list({one.text: one for one in texts}.values())


def _ours(entries: Iterable[Entry], data: Path) -> Iterator[LabelledText]:
    chance = random.Random(1)  # noqa: S311 - draws examples, guards nothing
    for entry in entries:
        number = _WORDINGS_ABOUT_US if entry.id.startswith("service.") else _WORDINGS_PER_ENTRY
        drawn = chance.sample(list(entry.wordings), min(number, len(entry.wordings)))
        yield from (LabelledText(text, is_ours=True) for text in drawn)
    sheet = examples_sheet().examples
    for intent in _WANTS:
        yield from (LabelledText(text, is_ours=True) for text in sheet[intent].get("start", ()))
    for purpose in _QUESTIONS:
        yield from (LabelledText(text, is_ours=True) for text in OPENINGS.sentences[purpose])
    for name in IN_SCOPE:
        yield from (LabelledText(asked.text, is_ours=True, is_asked=True) for asked in _asked(data / name))


def _others(data: Path) -> Iterator[LabelledText]:
    for name in OUT_OF_SCOPE:
        for asked in _asked(data / name):
            if asked.expect != "human" and asked.category not in _OF_OURS:
                yield LabelledText(asked.text, is_ours=False, is_asked=True)
    # What by likeness opens a filing tells of ours, whatever the recogniser makes of it.
    filings = (Opening.COMPLAINT, Opening.TIP)
    for text in examples_sheet().examples[Intent.OTHER].get("start", ()):
        if OPENINGS.leaning(text).label not in filings:
            yield LabelledText(text, is_ours=False)
    yield from (LabelledText(text, is_ours=False) for text in OPENINGS.sentences[Opening.OTHER])
    yield from (LabelledText(text, is_ours=False) for text in elsewhere())


def _asked(path: Path) -> list[DevelopmentQuestion]:
    return asked_in(path) if path.exists() else []
