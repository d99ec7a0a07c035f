"""Trials: questions with known answers, from which the finder learns and by which it is measured.

They come from the entries themselves, a wording or a whole entry left out of the index in turn, and from
the development questions. What is left out of an index cannot be found by having been learnt by heart.
"""

from __future__ import annotations

import random
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.finding.candidates import Candidate, Candidates
from knowledge.finding.features import RANKED_BY
from knowledge.finding.reading import Reading
from knowledge.learning.near import Nearness
from knowledge.learning.noise import noisy

_ABSENT = [RANKED_BY.index(name) for name in ("title", "answer", "answer_pairs", "support", "untold")]

FOLDS = 5
# Enough to learn twenty numbers from, few enough to take seconds.
WORDINGS_PER_ENTRY = 2


@dataclass(frozen=True, slots=True)
class Trial:
    """One question put to a finder that may have been robbed of some texts.

    source   own: an entry's own wording, asked where nothing near it is known; few: the same when every entry
             has but one or two wordings;
             bare: few, without titles and answers, as a plain list of questions has none; noisy: misspelt;
             gone, bare_gone: the right entry does not exist;
             asked, outside, guarded: development questions
    right    entries that were meant to answer it; empty when none does
    accepted  further entries whose answer would be right as well
    without  texts taken out of the index; None is the whole index
    fold     weights tried on this trial are learnt on the other folds
    """

    source: str
    text: str
    right: frozenset[str]
    without: NDArray[np.bool_] | None
    fold: int
    accepted: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Tried:
    """A trial with the candidates found, and which of them were meant and which are at least right."""

    trial: Trial
    candidates: Sequence[Candidate]
    features: NDArray[np.float64]
    is_right: NDArray[np.bool_]
    is_accepted: NDArray[np.bool_]


def fold_of(name: str) -> int:
    """Return the fold of an entry or a question, the same in every run."""
    return zlib.crc32(name.encode()) % FOLDS


def own_trials(candidates: Candidates, seed: int = 1) -> Iterator[Trial]:
    """Yield trials from the entries' own wordings, the same ones for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - draws examples, guards nothing
    near = Nearness(candidates)
    for number, document in enumerate(candidates.documents):
        own = np.flatnonzero(candidates.owners == number)
        if len(own) < 2:
            continue
        right, fold = frozenset({document.id}), fold_of(document.id)
        for text in chance.sample(own.tolist(), min(WORDINGS_PER_ENTRY, len(own))):
            asked = candidates.texts[text]
            unknown = near.of(asked) | only(text, candidates)
            yield Trial("own", asked, right, unknown, fold)
            yield Trial("noisy", noisy(asked, chance), right, only(text, candidates), fold)
            few = all_but_few(text, candidates, chance)
            yield Trial("few", asked, right, few, fold)
            yield Trial("bare", asked, right, few, fold)
            yield Trial("gone", asked, frozenset(), unknown | (candidates.owners == number), fold)
            yield Trial("bare_gone", asked, frozenset(), few | (candidates.owners == number), fold)


def only(text: int, candidates: Candidates) -> NDArray[np.bool_]:
    """Return the mask that leaves out one text."""
    mask = np.zeros(len(candidates.texts), dtype=bool)
    mask[text] = True
    return mask


def all_but_few(text: int, candidates: Candidates, chance: random.Random) -> NDArray[np.bool_]:
    """Return a mask that leaves every entry one or two wordings, never the one that is asked."""
    mask = np.ones(len(candidates.texts), dtype=bool)
    drawn = np.array([chance.random() for _ in candidates.texts])
    drawn[text] = 2.0
    for number in range(len(candidates.documents)):
        own = np.flatnonzero(candidates.owners == number)
        kept = own[np.argsort(drawn[own])[: chance.choice((1, 1, 2))]]
        mask[kept[drawn[kept] < 2.0]] = False
    return mask


def tried(trials: Iterable[Trial], candidates: Candidates) -> list[Tried]:
    """Look up every trial; trials without any candidate are left out."""
    outcomes = []
    for trial in trials:
        found = candidates.of(Reading.of(trial.text), trial.without)
        if found:
            features = np.array([candidate.features for candidate in found])
            if trial.source.startswith("bare"):
                features[:, _ABSENT] = 0.0
            is_right = np.array([candidate.entry in trial.right for candidate in found])
            is_accepted = is_right | np.array([candidate.entry in trial.accepted for candidate in found])
            outcomes.append(Tried(trial, found, features, is_right, is_accepted))
    return outcomes
