"""Fitting: two small convex problems in numpy. Both are held close to a prior, so that little evidence
changes little and what is learnt on our questions also serves other ones."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]


def fitted_ranking(groups: list[tuple[Matrix, NDArray[np.bool_]]], prior: Matrix, hold: float) -> Matrix:
    """Return weights under which right candidates come first.

    groups  per question the features of its candidates (candidates x features) and which are right
    prior   weights to start from and stay near
    hold    how strongly; 0 forgets the prior
    """
    features, right, real = _padded(groups)
    weights, momentum, speed = prior.copy(), np.zeros_like(prior), np.zeros_like(prior)
    for step in range(1, 151):
        slope = _ranking_slope(features, right, real, weights) + hold * (weights - prior)
        momentum = 0.9 * momentum + 0.1 * slope
        speed = 0.99 * speed + 0.01 * slope**2
        weights = weights - 0.1 * (momentum / (1 - 0.9**step)) / (np.sqrt(speed / (1 - 0.99**step)) + 1e-8)
    return weights


def fitted_chance(rows: Matrix, right: NDArray[np.bool_], worth: Matrix, prior: Matrix, hold: float) -> Matrix:
    """Return logistic weights, the constant last: the chance that the best candidate is right.

    rows   one row per question; the constant is added here
    worth  how much each question counts
    """
    design = np.hstack([rows, np.ones((len(rows), 1))])
    holds = np.array([hold] * (len(prior) - 1) + [0.0])
    weights = prior.copy()
    share = worth / worth.sum()
    for _ in range(100):
        chance = _sigmoid(design @ weights)
        slope = design.T @ (share * (chance - right)) + holds * (weights - prior)
        curve = (design * (share * chance * (1 - chance))[:, None]).T @ design
        step: Matrix = np.linalg.solve(curve + np.diag(holds + 1e-6), slope)
        weights -= _shortened(step)
        if np.abs(step).max() < 1e-6:
            break
    return weights


def _shortened(step: Matrix) -> Matrix:
    """Return the Newton step, never longer than one: far from the optimum full steps overshoot."""
    shorter: Matrix = step / max(1.0, float(np.linalg.norm(step)))
    return shorter


def _ranking_slope(features: Matrix, right: Matrix, real: NDArray[np.bool_], weights: Matrix) -> Matrix:
    scores = np.where(real, features @ weights, -np.inf)
    likely = np.exp(scores - scores.max(axis=1, keepdims=True))
    share = likely / likely.sum(axis=1, keepdims=True)
    wanted = share * right
    wanted = wanted / np.maximum(wanted.sum(axis=1, keepdims=True), 1e-12)
    slope: Matrix = np.einsum("qc,qcf->f", share - wanted, features) / len(features)
    return slope


def _padded(groups: list[tuple[Matrix, NDArray[np.bool_]]]) -> tuple[Matrix, Matrix, NDArray[np.bool_]]:
    most = max(len(rows) for rows, _ in groups)
    features = np.zeros((len(groups), most, groups[0][0].shape[1]))
    right = np.zeros((len(groups), most))
    real = np.zeros((len(groups), most), dtype=bool)
    for number, (rows, is_right) in enumerate(groups):
        features[number, : len(rows)] = rows
        right[number, : len(rows)] = is_right
        real[number, : len(rows)] = True
    return features, right, real


def _sigmoid(value: Matrix) -> Matrix:
    chance: Matrix = 1 / (1 + np.exp(-np.clip(value, -40, 40)))
    return chance
