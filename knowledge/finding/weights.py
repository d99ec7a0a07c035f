"""Weights: the numbers that `shangmi learn` found, and the content they were found on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from knowledge.content.entry import ContentFaults
from knowledge.finding import certainty, features

WEIGHTS_FILE = Path(__file__).parent / "weights.json"

# What we would guess without any question to learn from; learning starts here and stays near.
PRIOR_RANK = (
    3.0,
    2.0,
    1.0,
    1.5,
    2.0,
    0.0,
    0.5,
    0.0,
    0.0,
    1.5,
    0.5,
    -0.3,
    -0.2,
    -0.3,
    0.0,
    0.3,
    -0.5,
    -1.0,
    0.5,
    -0.5,
    0.3,
    -0.5,
    -0.5,
    -0.3,
)
PRIOR_CALIBRATION = (
    *(2.0, 1.0, 0.0, 0.5, 2.0, 0.0, 0.0, 0.0, 0.0, 2.0, 0.5, -0.5, -0.3, -0.3, 0.0, 0.2, -0.5, -1.0, 0.5, -0.3),
    *(0.2, -0.3, -0.5, -0.3),
    *(0.3, 1.5, 0.0, 0.0),
    *(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0),
    *(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, -4.5),
)


@dataclass(frozen=True, slots=True)
class Weights:
    """Everything learnt.

    rank          one number per name in `features.RANKED_BY`: an entry's score is their weighted sum
    calibration   one number per name in certainty.EVIDENCE, and the constant last: score -> chance of being right
    sure_from     the chance from which we answer without asking back
    menu_from     the chance from which we offer titles to choose from
    foreign_below, doubtful_below  the likenesses that `scope.py` goes by
    content_hash  the entries they were learnt on; others make them stale, not wrong
    """

    rank: tuple[float, ...]
    calibration: tuple[float, ...]
    sure_from: float
    menu_from: float
    foreign_below: float
    doubtful_below: float
    content_hash: str
    features_version: int
    learnt_on: str

    @classmethod
    def load(cls, path: Path = WEIGHTS_FILE) -> Weights:
        """Read the file; raise ContentFaults when it belongs to another version of the features."""
        try:
            raw = json.loads(path.read_text(encoding="utf-8"))
            weights = cls(**{**raw, "rank": tuple(raw["rank"]), "calibration": tuple(raw["calibration"])})
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ContentFaults([f"{path.name}: cannot be read; run `shangmi learn`"]) from error
        fits = (
            len(weights.rank) == len(features.RANKED_BY)
            and len(weights.calibration) == len(certainty.EVIDENCE) + 1
        )
        if weights.features_version != features.VERSION or not fits:
            raise ContentFaults([f"{path.name}: learnt for another version of the features; run `shangmi learn`"])
        return weights

    def save(self, path: Path = WEIGHTS_FILE) -> None:
        """Write the file, ten numbers behind the point being more than enough."""
        shape = asdict(self)
        shape["rank"] = [round(number, 5) for number in self.rank]
        shape["calibration"] = [round(number, 5) for number in self.calibration]
        path.write_text(json.dumps(shape, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def content_hash(wordings: Iterable[tuple[str, Sequence[str]]]) -> str:
    """Return a short digest of every entry's id and wordings, whatever their order."""
    digest = hashlib.sha256()
    for name, texts in sorted((name, tuple(texts)) for name, texts in wordings):
        digest.update("\x1f".join((name, *texts)).encode() + b"\x1e")
    return digest.hexdigest()[:16]
