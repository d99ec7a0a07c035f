"""A small linear classifier over named features: how it is learnt, how it is stored, what it says.

Ridge regression in its dual form: exact, and a matter of seconds. Every feature counts once, however often it
occurs; short and long texts weigh the same.
"""

from __future__ import annotations

import base64
import math
import zlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import orjson

Matrix = npt.NDArray[np.float32]

# What occurs in a single text says little and would fill most of the table.
_SEEN_AT_LEAST = 2
# Finer steps change no decision.
_STEPS = 127


class Linear(NamedTuple):
    """What was learnt.

    row_of   the row of each feature in the weights
    weights  one row per feature, one column per label
    """

    row_of: Mapping[str, int]
    weights: Matrix

    def shares(self, features: Iterable[str], sharpness: float) -> Matrix:
        """Return how likely each label is, in the order of the labels.

        sharpness  turns distances of the linear scores into shares; a higher one says it more surely
        """
        # In one order: the features are a set, and sums of rounded numbers depend on their order.
        rows = sorted([row for row in map(self.row_of.get, features) if row is not None])
        scores = self.weights[rows].sum(axis=0) / math.sqrt(len(rows) or 1)
        shares = np.exp(sharpness * (scores - scores.max()))
        return np.asarray(shares / shares.sum(), dtype=np.float32)


def rows_of_features(described: Sequence[Collection[str]]) -> dict[str, int]:
    """Return the row of each feature that more than one text has."""
    seen = Counter(feature for features in described for feature in features)
    return {
        feature: row for row, feature in enumerate(sorted(name for name in seen if seen[name] >= _SEEN_AT_LEAST))
    }


def table_of(described: Sequence[Collection[str]], row_of: Mapping[str, int]) -> Matrix:
    """Return one row per text, one column per feature; short and long texts weigh the same."""
    table = np.zeros((len(described), len(row_of)), dtype=np.float32)
    for number, features in enumerate(described):
        known = [row_of[feature] for feature in features if feature in row_of]
        table[number, known] = 1 / math.sqrt(len(known) or 1)
    return table


def learnt(described: Sequence[Collection[str]], wanted: Matrix, ridge: float) -> Linear:
    """Learn one column per label.

    wanted  one row per text: 1 below its label, 0 below the others; 0.5 below each of two that both would do
    ridge   how strongly the weights are held small
    """
    row_of = rows_of_features(described)
    table = table_of(described, row_of)
    pull = np.linalg.solve(table @ table.T + ridge * np.eye(len(described), dtype=np.float32), wanted)
    return Linear(row_of, np.asarray(table.T @ pull, dtype=np.float32))


def stored(path: Path, fingerprint: str) -> Linear | None:
    """Return what `store` wrote, or None when it was learnt from something else."""
    if not path.exists():
        return None
    content = orjson.loads(path.read_bytes())
    if content["fingerprint"] != fingerprint:
        return None
    row_of = {feature: row for row, feature in enumerate(content["features"])}
    steps = np.frombuffer(zlib.decompress(base64.b64decode(content["weights"])), dtype=np.int8)
    return Linear(row_of, steps.reshape(len(row_of), -1).astype(np.float32) * content["step"])


def store(path: Path, linear: Linear, fingerprint: str) -> None:
    """Write the weights in few steps, with the fingerprint of all they depend on."""
    step = float(np.abs(linear.weights).max()) / _STEPS
    steps = np.round(linear.weights / step).astype(np.int8)
    content = {
        "fingerprint": fingerprint,
        "step": step,
        "features": sorted(linear.row_of, key=linear.row_of.__getitem__),
        "weights": base64.b64encode(zlib.compress(steps.tobytes(), 9)).decode(),
    }
    path.write_bytes(orjson.dumps(content, option=orjson.OPT_INDENT_2))
