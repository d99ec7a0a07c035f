"""What is learnt follows the evidence, and stays near the prior where there is little."""

from __future__ import annotations

import numpy as np

from knowledge.learning.fitting import fitted_chance, fitted_ranking

PRIOR = np.array([1.0, 1.0])


def test_ranking_learns_which_number_tells_right_from_wrong() -> None:
    right_first = (np.array([[1.0, 0.0], [0.0, 1.0]]), np.array([True, False]))

    weights = fitted_ranking([right_first] * 50, PRIOR, hold=0.001)

    assert weights[0] > 2.0 > 1.0 > weights[1]


def test_ranking_keeps_the_prior_when_it_is_held_fast() -> None:
    right_first = (np.array([[1.0, 0.0], [0.0, 1.0]]), np.array([True, False]))

    weights = fitted_ranking([right_first], PRIOR, hold=1000.0)

    assert np.allclose(weights, PRIOR, atol=0.1)


def test_chances_agree_with_the_share_that_is_right() -> None:
    chance = np.random.default_rng(1)
    rows = chance.uniform(0, 1, (4000, 1))
    right = chance.uniform(0, 1, 4000) < rows[:, 0]

    weights = fitted_chance(rows, right, np.ones(4000), np.array([0.0, 0.0]), hold=0.0)

    told = 1 / (1 + np.exp(-(rows[:, 0] * weights[0] + weights[1])))
    for low in (0.1, 0.4, 0.7):
        inside = (rows[:, 0] > low) & (rows[:, 0] < low + 0.2)
        assert abs(told[inside].mean() - right[inside].mean()) < 0.06


def test_a_perfectly_separable_question_set_does_not_run_away() -> None:
    rows = np.array([[0.0], [1.0]] * 20)

    weights = fitted_chance(rows, rows[:, 0] > 0.5, np.ones(40), np.array([0.0, 0.0]), hold=0.003)

    assert np.isfinite(weights).all()
    assert weights[0] > 1
