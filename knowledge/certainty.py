"""Certainty: what tells, beside its own features, whether a candidate is the right answer.

Raw scores do not mean the same from question to question; a logistic model on these numbers does.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from knowledge import features

_SQUARED = ("likeness", "relevance", "ratio", "vocabulary", "asked_covered", "wording_covered")
_SQUARED_PLACES = [features.NAMES.index(name) for name in _SQUARED]
_LIKENESS = features.NAMES.index("likeness")

NAMES = (
    *features.NAMES,
    "score",  # the ranking's sum
    "margin",  # score less that of the best rival
    "spread",  # score less the mean of the best ten
    "rival",  # the best rival's score as a share of this one
    *(f"{name}_squared" for name in _SQUARED),
    "likeness_margin",
    "margin_squared",
)

# Scores run to about twelve; products of them are brought near to 1.
_SCORE_SCALE = 4.0


def evidence(
    rows: NDArray[np.float64], scores: NDArray[np.float64], order: NDArray[np.intp], place: int
) -> NDArray[np.float64]:
    """Return the numbers of NAMES for the candidate at a place of the ranking.

    rows    features of all candidates; scores: their scores; order: their numbers, best first
    """
    # Without a rival nothing is proved: it counts as its own rival.
    number = order[place]
    rivals = [other for other in order[:2] if other != number]
    score, rival = float(scores[number]), float(scores[rivals[0] if rivals else number])
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
        ]
    )
