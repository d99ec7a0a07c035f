"""Learning the finder's numbers from the entries and the development questions, in under a minute.

Every chance that a threshold is chosen on comes from weights that never saw the entry in question.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from intents.wording import normalised
from knowledge.content.files import HERE, Content, read_content
from knowledge.finding import features
from knowledge.finding.candidates import Candidates
from knowledge.finding.certainty import evidence
from knowledge.finding.document import Document
from knowledge.finding.finder import finder_hash
from knowledge.finding.outside import outside_in
from knowledge.finding.scope import FILE as SCOPE_FILE
from knowledge.finding.scope import Scope
from knowledge.finding.weights import PRIOR_CALIBRATION, PRIOR_RANK, WEIGHTS_FILE, Weights
from knowledge.learning.expectations import (
    IN_SCOPE,
    OUT_OF_SCOPE,
    DevelopmentQuestion,
    asked_in,
    meant_entries,
    right_entries,
    texts_of,
)
from knowledge.learning.fitting import fitted_chance, fitted_ranking
from knowledge.learning.near import Nearness
from knowledge.learning.scope import learn_scope
from knowledge.learning.scope import save as save_scope
from knowledge.learning.trials import FOLDS, Trial, Tried, fold_of, own_trials, tried

# How strongly the prior holds: chosen so that the weights of the five folds differ little.
RANK_HOLD = 0.003
CALIBRATION_HOLD = 0.001
# Real questions tell more about chances than an entry's own wordings do; a question whose entry was
# taken away often has a neighbour that answers it nearly as well.
WORTH = {
    **{"asked": 8.0, "untold": 8.0, "outside": 3.0, "guarded": 1.0, "own": 1.0, "noisy": 0.5},
    **{"few": 0.2, "bare": 0.2, "bare_gone": 0.2, "gone": 0.1},
}
# Of the questions, asked of a finder that knows nothing near them, so many may be answered wrongly when thresholds
# are chosen; of those that people ask of the whole finder it is far less.
WRONG_AT_MOST = 0.05
# Whatever the development questions say: below this we never answer, from this on we always do. On questions of
# our own (tests/expectations/own) 0.60 answered 2 in 100 more than 0.65, and none of these wrongly; of fresh ones
# a third of what lies between is answered wrongly.
LEAST_SURE, MOST_SURE = 0.65, 0.9
# A menu too many is a smaller evil than a question sent away.
LEAST_LIKELY, MOST_LIKELY = 0.02, 0.15
MISSED_AT_MOST = 0.003


@dataclass(frozen=True, slots=True)
class Learnt:
    """What `shangmi learn` writes: the finder's numbers, and what tells our questions from others."""

    weights: Weights
    scope: Scope


@dataclass(frozen=True, slots=True)
class Judged:
    """The best candidate of a trial under weights that never saw it, and how likely it is right."""

    trial: Trial
    chance: float
    is_right: bool
    right_within_three: bool


def learn(data: Path, today: date, folder: Path = HERE) -> Weights:
    """Learn from the entries in `folder` and the questions in `data`; return what `save` may write.

    data    a directory with the files of IN_SCOPE and OUT_OF_SCOPE
    """
    return learn_all(data, today, folder).weights


def learn_all(data: Path, today: date, folder: Path = HERE) -> Learnt:
    """Learn everything that the finder decides with."""
    outcomes, digest = _tried_in(folder, data, today)
    scope = learn_scope(data, folder=folder)
    return Learnt(_weights(outcomes, cross_judged(outcomes), scope, digest, today), scope)


def learn_by_fold(data: Path, today: date, folder: Path = HERE) -> dict[int, Learnt]:
    """Return for every fold what was learnt without its entries and questions, to measure with."""
    outcomes, digest = _tried_in(folder, data, today)
    judged = cross_judged(outcomes)
    by_fold = {}
    for fold in range(FOLDS):
        scope, others = learn_scope(data, fold, folder), [one for one in outcomes if one.trial.fold != fold]
        by_fold[fold] = Learnt(_weights(others, judged, scope, digest, today), scope)
    return by_fold


def _tried_in(folder: Path, data: Path, today: date) -> tuple[list[Tried], str]:
    """Return the outcomes of all trials, and the hash of the entries."""
    entries, instruments = read_content(folder)
    documents = [Document.of(entry) for entry in entries]
    candidates = Candidates(documents)
    content = Content({entry.id: entry for entry in entries}, instruments)
    trials = [*own_trials(candidates), *asked_trials(data, content, candidates, today)]
    return tried(trials, candidates), finder_hash(documents)


def _weights(
    outcomes: Sequence[Tried], judged: Sequence[Judged], scope: Scope, digest: str, today: date
) -> Weights:
    rank, calibration = fitted(outcomes)
    return Weights(
        rank=tuple(rank),
        calibration=tuple(calibration),
        sure_from=sure_from(judged),
        menu_from=menu_from(judged),
        foreign_below=scope.foreign_below,
        doubtful_below=scope.doubtful_below,
        content_hash=digest,
        features_version=features.VERSION,
        learnt_on=today.isoformat(),
    )


def learn_and_save(data: Path, today: date) -> str:
    """Learn, write `weights.json`, and return a line for the person who asked for it."""
    learnt = learn_all(data, today)
    learnt.weights.save(WEIGHTS_FILE)
    save_scope(learnt.scope)
    weights = learnt.weights
    thresholds = f"直接回答 ≥ {weights.sure_from:.2f}，给选项 ≥ {weights.menu_from:.2f}"
    return f"已重新学习并写入 {WEIGHTS_FILE.name}、{SCOPE_FILE.name}：{thresholds}"


def asked_trials(data: Path, content: Content, candidates: Candidates, today: date) -> list[Trial]:
    """Return the questions of others as trials, each in-scope one also with its entries gone.

    Asked of a finder that knows nothing near them: what was written after a question says nothing of the next one.
    """
    texts = texts_of(content, today)
    near = Nearness(candidates)
    number_of = {document.id: number for number, document in enumerate(candidates.documents)}
    trials = []
    for asked in _all_asked(data, IN_SCOPE):
        right, unknown = meant_entries(asked, texts, content), near.of(asked.text)
        accepted = right_entries(asked, texts)
        fold = fold_of(asked.id)
        trials.append(Trial("asked" if right else "untold", asked.text, right, unknown, fold, accepted))
        if right:
            gone = np.isin(candidates.owners, [number_of[name] for name in accepted])
            trials.append(Trial("gone", asked.text, frozenset(), unknown | gone, fold))
    for asked in _all_asked(data, OUT_OF_SCOPE):
        trials.append(
            Trial(_kind_of_outside(asked), asked.text, frozenset(), near.of(asked.text), fold_of(asked.id))
        )
    return trials


def _all_asked(data: Path, files: Iterable[str]) -> list[DevelopmentQuestion]:
    """Return the questions of those files that are there."""
    return [asked for name in files if (data / name).exists() for asked in asked_in(data / name)]


def _kind_of_outside(asked: DevelopmentQuestion) -> str:
    """Small talk is the recogniser's business, and what `outside.yaml` knows is never answered."""
    is_guarded = asked.expect != "abstain" or outside_in(asked.text, normalised(asked.text)) is not None
    return "guarded" if is_guarded else "outside"


def fitted(outcomes: Sequence[Tried]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return weights of ranking and calibration learnt on these outcomes."""
    groups = [(tried.features, tried.is_right) for tried in outcomes if tried.is_right.any()]
    rank = fitted_ranking(groups, np.array(PRIOR_RANK), RANK_HOLD)
    rows = np.array([_best_row(tried, rank)[0] for tried in outcomes])
    right = np.array([_best_row(tried, rank)[1] for tried in outcomes])
    worth = np.array([WORTH[tried.trial.source] for tried in outcomes])
    return rank, fitted_chance(rows, right, worth, np.array(PRIOR_CALIBRATION), CALIBRATION_HOLD)


def cross_judged(outcomes: Sequence[Tried]) -> list[Judged]:
    """Judge every outcome with weights learnt on the other folds."""
    judged = []
    for fold in range(FOLDS):
        rank, calibration = fitted([tried for tried in outcomes if tried.trial.fold != fold])
        judged += [judge(tried, rank, calibration) for tried in outcomes if tried.trial.fold == fold]
    return judged


def judge(tried: Tried, rank: NDArray[np.float64], calibration: NDArray[np.float64]) -> Judged:
    """Return what these weights make of one outcome."""
    row, is_right = _best_row(tried, rank)
    chance = 1 / (1 + np.exp(-(row @ calibration[:-1] + calibration[-1])))
    best_three = np.argsort(-(tried.features @ rank), kind="stable")[:3]
    return Judged(tried.trial, float(chance), is_right, bool(tried.is_accepted[best_three].any()))


def sure_from(judged: Iterable[Judged]) -> float:
    """Return the lowest chance from which few enough development questions are answered wrongly."""
    questions = [one for one in judged if one.trial.source in ("asked", "outside")]
    allowed = WRONG_AT_MOST * len(questions)
    wrong = sorted((one.chance for one in questions if not one.is_right), reverse=True)
    threshold = wrong[int(allowed)] + 0.01 if len(wrong) > int(allowed) else LEAST_SURE
    return round(min(max(threshold, LEAST_SURE), MOST_SURE), 3)


def menu_from(judged: Iterable[Judged]) -> float:
    """Return the highest chance from which hardly a development question is left without its menu."""
    chances = sorted(one.chance for one in judged if one.trial.source == "asked" and one.right_within_three)
    threshold = chances[int(MISSED_AT_MOST * len(chances))] if chances else 0.15
    return round(min(max(threshold, LEAST_LIKELY), MOST_LIKELY), 3)


def _best_row(tried: Tried, rank: NDArray[np.float64]) -> tuple[NDArray[np.float64], bool]:
    scores = tried.features @ rank
    order = np.argsort(-scores, kind="stable")
    told = next(evidence(tried.features[order].tolist(), scores[order].tolist()))
    return np.array(told), bool(tried.is_accepted[order[0]])
