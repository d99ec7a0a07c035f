"""Certainty: what tells, beside its own features, whether a candidate is the right answer.

Raw scores do not mean the same from question to question; a logistic model on these numbers does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
# So many of the best are compared with one another.
_NEXT = 10


def evidence(
    best: Sequence[Sequence[float]], of_best: Sequence[float], places: int = 1
) -> Iterator[tuple[float, ...]]:
    """Yield the numbers of EVIDENCE for the candidates at the first places of the ranking.

    best    features of the candidates, best first; of_best: their scores
    """
    # Some ten rows: plain numbers are quicker than arrays.
    contrasts = [row[_CONTRAST] for row in best]
    mean = sum(of_best[:_NEXT]) / len(of_best[:_NEXT])
    compared = [[row[number] for row in best[:_NEXT]] for number in _COMPARED_PLACES]
    greatest = [sorted((0.0, 0.0, *of_all))[-2:] for of_all in compared]
    for place in range(places):
        own, score, rival = best[place], of_best[place], of_best[_rival(contrasts, place)]
        margin = (score - rival) / _SCORE_SCALE
        yield (
            *own,
            score,
            score - rival,
            score - mean,
            min(2.0, rival / score) if score > 0 else 2.0,
            *[own[number] ** 2 for number in _SQUARED_PLACES],
            own[_LIKENESS] * margin,
            margin * abs(margin),
            # The best of the others is the second best of all for the best itself; nothing is below 0.
            *[
                of_all[place] - (second if of_all[place] == first else first)
                for of_all, (second, first) in zip(compared, greatest, strict=True)
            ],
        )


def _rival(contrasts: Sequence[float], place: int) -> int:
    """Return the place of the best other candidate; one that a contrast rules out, and not this one, is no rival.

    Without a rival nothing is proved: the candidate counts as its own.
    contrasts  the feature `contrast` of the candidates, best first
    """
    own = contrasts[place]
    return next((other for other, its in enumerate(contrasts) if other != place and its <= own), place)
