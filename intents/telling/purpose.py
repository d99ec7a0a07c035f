"""What a first message is for, learnt from whole messages. Pure after loading.

People tell the same in more ways than anybody lists. What no rule of `wish.py` foresees is decided by likeness to
the messages of `openings.yaml`; `python -m intents.telling.purpose` writes down what was learnt from them.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
from pydantic import TypeAdapter

from intents.sheet import Words, read_sheet
from intents.spelled import in_characters
from intents.wanting import linear
from intents.wanting.features import features_of
from intents.wanting.linear import Linear

log = logging.getLogger(__name__)

_FOLDER = Path(__file__).parent
_OPENINGS_FILE = _FOLDER / "openings.yaml"
_WEIGHTS_FILE = _FOLDER / "weights.json"
_DEPENDS_ON = (
    "telling/openings.yaml",
    "telling/purpose.py",
    "wanting/features.py",
    "wanting/linear.py",
    "synonyms.yaml",
    "numerals.py",
    "wording.py",
)
_RIDGE = 0.15
# The value with the least log loss when each message is judged by what was learnt from the others.
_SHARPNESS = 7.0


class Purpose(StrEnum):
    """What a first message can be for; other: nothing of ours."""

    COMPLAINT = "complaint"
    TIP = "tip"
    CONSULTATION = "consultation"
    ASK = "ask"
    PROGRESS = "progress"
    SUPPLEMENT = "supplement"
    WITHDRAW = "withdraw"
    OTHER = "other"


PURPOSES: tuple[Purpose, ...] = tuple(Purpose)


@dataclass(frozen=True, slots=True)
class Leaning:
    """What a message is likest to be for.

    share  how likely that is, 0 to 1
    other  what comes next, with its share
    """

    purpose: Purpose
    share: float
    other: Purpose
    other_share: float


@lru_cache(maxsize=64)
def leaning_of(text: str) -> Leaning:
    """Return what a message, as typed, is likest to be for."""
    shares = _learnt().shares(features_of(in_characters(text)), _SHARPNESS)
    first, second = (int(number) for number in np.argsort(-shares, kind="stable")[:2])
    return Leaning(PURPOSES[first], float(shares[first]), PURPOSES[second], float(shares[second]))


def openings_sheet() -> Mapping[Purpose, Sequence[str]]:
    """Return what `openings.yaml` holds; raise `SheetFaults`."""
    return read_sheet(_OPENINGS_FILE, TypeAdapter(Mapping[Purpose, tuple[Words, ...]]))


def learnt_from(openings: Mapping[Purpose, Sequence[str]]) -> Linear:
    """Learn from messages by their purpose."""
    told = [(text, purpose) for purpose, texts in openings.items() for text in texts]
    wanted = np.zeros((len(told), len(PURPOSES)), dtype=np.float32)
    wanted[np.arange(len(told)), [PURPOSES.index(purpose) for _, purpose in told]] = 1
    return linear.learnt([features_of(text) for text, _ in told], wanted, _RIDGE)


def is_stored_up_to_date() -> bool:
    """Say whether the stored weights were learnt from the files as they are now."""
    return linear.stored(_WEIGHTS_FILE, _fingerprint()) is not None


@cache
def _learnt() -> Linear:
    stored = linear.stored(_WEIGHTS_FILE, _fingerprint())
    if stored is not None:
        return stored
    log.warning("the weights of first messages are out of date: learning anew; `make learn` stores them")
    return learnt_from(openings_sheet())


def _fingerprint() -> str:
    content = b"".join((_FOLDER.parent / name).read_bytes() for name in _DEPENDS_ON)
    return hashlib.sha256(content).hexdigest()


if __name__ == "__main__":
    linear.store(_WEIGHTS_FILE, learnt_from(openings_sheet()), _fingerprint())
