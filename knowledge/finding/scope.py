"""Scope: how like a message is to what is asked of us, learnt from what is asked of us and of others.

A finder always finds something that is nearest. Whatever is unlike all that people ask about secrets has to be
found the more surely, or is not answered: 「你的代码开源吗」 asks nothing about code as a secret. Learnt by
`shangmi learn` (knowledge/learning/scope.py); features are those by which the recogniser reads a message, so that
they cost nothing more. Words that none of our texts has speak against as well: no sheet knows all that is foreign.
"""

from __future__ import annotations

import hashlib
import logging
import math
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from intents import expressions as re
from intents.spelled import in_characters
from intents.wanting import features, linear
from intents.wanting.features import features_of
from intents.wanting.linear import Linear
from intents.wording import normalised, tokenise
from knowledge.finding.found import Decision, Found
from knowledge.finding.reading import MAX_CHARACTERS

log = logging.getLogger(__name__)

FILE = Path(__file__).with_name("scope.json")
# What `Found.outside` says of a message that no guard knows and that is unlike ours.
NOT_OURS = "not_ours"

# What an answer, and a menu, must be sure of where a message is foreign, and where that is doubtful.
_FOREIGN_ANSWER, _FOREIGN_MENU = 0.93, 0.6
_DOUBTFUL_ANSWER, _DOUBTFUL_MENU = 0.8, 0.45
# Where half of a message is words that we do not have, a menu must be as likely.
_STRANGE, _STRANGE_MENU = 0.5, 0.3
# Not where the message as a whole is well like ours: 「鉴定是立案前置程序吗」.
_LIKE_OURS = 0.3
# How much words that we do not have speak against; chosen on questions that the weights never saw.
_STRANGE_WEIGHS = 0.4

# Single signs stand everywhere, and a number is nobody's.
_IS_A_WORD = re.compile(r"(?!\d+$)\w{2,}")
_READ_BY = Path(features.__file__)


@dataclass(frozen=True, slots=True)
class Scope:
    """What was learnt.

    learnt          one weight per feature: above 0 speaks for us
    words           the words of our texts
    foreign_below   of our own questions hardly one is less like us
    doubtful_below  of our own questions a few are
    """

    learnt: Linear
    words: Collection[str]
    foreign_below: float
    doubtful_below: float

    @classmethod
    def load(cls, words: Collection[str], foreign_below: float, doubtful_below: float, path: Path = FILE) -> Scope:
        """Read the weights; where they were learnt on other features, nothing is foreign until `shangmi learn`."""
        learnt = linear.stored(path, fingerprint())
        if learnt is None:
            log.warning("what tells our questions from others is out of date: `shangmi learn` mends it")
            return cls(Linear({}, np.zeros((0, 1), dtype=np.float32)), words, -math.inf, -math.inf)
        return cls(learnt, words, foreign_below, doubtful_below)

    def likeness(self, text: str) -> float:
        """Return how like a message is to what is asked of us; 0 where nothing speaks for it or against."""
        told = features_of(in_characters(text))
        # In one order: sums of rounded numbers depend on it.
        rows = sorted(row for feature in told if (row := self.learnt.row_of.get(feature)) is not None)
        alike = float(self.learnt.weights[rows, 0].sum()) / math.sqrt(len(told) or 1)
        return alike - _STRANGE_WEIGHS * self.strangeness(text)

    def strangeness(self, text: str) -> float:
        """Return the share of a message that is words which none of our texts has, 0 to 1."""
        words = [word for word in tokenise(normalised(text[:MAX_CHARACTERS])) if _IS_A_WORD.fullmatch(word)]
        strange = sum(len(word) for word in words if word not in self.words)
        return strange / (sum(map(len, words)) or 1)

    def within(self, found: Found, text: str) -> Found:
        """Return what is found, less where the message is rather none of ours."""
        if found.is_exact or found.outside is not None:
            return found
        if (likeness := self.likeness(text)) >= self.doubtful_below:
            return found if likeness >= _LIKE_OURS else self._unless_strange(found, text)
        is_foreign = likeness < self.foreign_below
        for_answer = _FOREIGN_ANSWER if is_foreign else _DOUBTFUL_ANSWER
        for_menu = _FOREIGN_MENU if is_foreign else _DOUBTFUL_MENU
        decision = _decided(found, for_answer, for_menu)
        if decision == found.decision and decision != "nothing":
            return found
        if decision == "menu":
            return replace(found, decision=decision, also=(), perhaps=())
        return Found("nothing", found.candidates, outside=NOT_OURS)

    def _unless_strange(self, found: Found, text: str) -> Found:
        """Return what is found; no menu of unlikely titles to words that we do not have."""
        chance = found.candidates[0][1] if found.candidates else 0.0
        is_unlikely = found.decision != "answer" and chance < _STRANGE_MENU and math.isfinite(self.doubtful_below)
        if is_unlikely and self.strangeness(text) >= _STRANGE:
            return Found("nothing", found.candidates, outside=NOT_OURS)
        return found


def fingerprint() -> str:
    """Return the digest of what reads a message: weights learnt on other features mean nothing."""
    return hashlib.sha256(_READ_BY.read_bytes()).hexdigest()


def _decided(found: Found, for_answer: float, for_menu: float) -> Decision:
    chance = found.candidates[0][1] if found.candidates else 0.0
    if found.decision == "answer" and chance >= for_answer:
        return "answer"
    return "menu" if found.decision != "nothing" and chance >= for_menu else "nothing"
