"""Certainty: what tells, beside its own features, whether a candidate is the right answer.

Raw scores do not mean the same from question to question; a logistic model on these numbers does.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from knowledge.finding import features

_SQUARED = ("likeness", "relevance", "ratio", "vocabulary", "asked_covered", "wording_covered")
_SQUARED_PLACES = [features.RANKED_BY.index(name) for name in _SQUARED]
_LIKENESS = features.RANKED_BY.index("likeness")
_CONTRAST = features.RANKED_BY.index("contrast")
# What a rival may have more of, though its sum is smaller.
_COMPARED = ("vocabulary", "title", "answer", "answer_pairs", "support", "asked_covered")
_COMPARED_PLACES = [features.RANKED_BY.index(name) for name in _COMPARED]

EVIDENCE = (
    *features.RANKED_BY,
    "score",  # the ranking's sum
    "margin",  # score less that of the best rival
    "spread",  # score less the mean of the best ten
    "rival",  # the best rival's score as a share of this one
    *(f"{name}_squared" for name in _SQUARED),
    "likeness_margin",
    "margin_squared",
    *(f"{name}_over_rivals" for name in _COMPARED),  # less the best of the other nine of the best ten
)

# Scores run to about twelve; products of them are brought near to 1.
_SCORE_SCALE = 4.0


def evidence(
    rows: NDArray[np.float64], scores: NDArray[np.float64], order: NDArray[np.intp], place: int
) -> NDArray[np.float64]:
    """Return the numbers of EVIDENCE for the candidate at a place of the ranking.

    rows    features of all candidates; scores: their scores; order: their numbers, best first
    """
    number = order[place]
    score, rival = float(scores[number]), float(scores[_rival(rows, order, number)])
    margin = (score - rival) / _SCORE_SCALE
    own = rows[number]
    return np.array(
        [
            *own,
            score,
            score - rival,
            score - float(np.mean(scores[order[:10]])),
            min(2.0, rival / score) if score > 0 else 2.0,
            *(own[_SQUARED_PLACES] ** 2),
            own[_LIKENESS] * margin,
            margin * abs(margin),
            *(own[_COMPARED_PLACES] - _best_of_others(rows, order, number)),
        ]
    )


def _best_of_others(rows: NDArray[np.float64], order: NDArray[np.intp], number: int) -> NDArray[np.float64]:
    others = [other for other in order[:10] if other != number]
    best: NDArray[np.float64] = rows[others][:, _COMPARED_PLACES].max(axis=0, initial=0.0)
    return best


def _rival(rows: NDArray[np.float64], order: NDArray[np.intp], number: int) -> int:
    """Return the best other candidate; one that a contrast rules out, and not this one, is no rival.

    Without a rival nothing is proved: the candidate counts as its own.
    """
    for other in order:
        if other != number and rows[other, _CONTRAST] <= rows[number, _CONTRAST]:
            return int(other)
    return int(number)
