"""What does this person want? A small linear classifier over characters, and rules for control words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from intents import expressions as re
from intents.spelled import in_characters
from intents.wanting import learning
from intents.wanting.features import features_of
from intents.wanting.learning import INTENTS, Intent, Learnt, Moment
from intents.whole import said

__all__ = ["INTENTS", "Intent", "Moment", "Recogniser", "Recognition"]

# Turns distances of the linear scores into shares; the value with the least log loss when every example is
# recognised by what was learnt from all the others (then 0.5 or more is right in 95 of 100).
_SHARPNESS = 9.0
_LONGEST_CONTROL_WORD = 40
# 「…算泄露商业秘密啵」 asks as 「…吗」 does; no example ends so.
_ASKS_IN_DIALECT = re.compile(r"啵(?=[?？。.!！~\s]*$)")


@dataclass(frozen=True, slots=True)
class Recognition:
    """What the person wants, and how sure we are, 0 to 1."""

    intent: Intent
    score: float


class Recogniser:
    """Says what a message wants. Made by `load`; never changes afterwards."""

    def __init__(self, learnt: Learnt, control: Mapping[tuple[Moment, str], Intent]) -> None:
        """Take what was learnt, and which whole message decides by itself in which context."""
        self._learnt = learnt
        self._control = control
        # Inside a form most messages are buttons and short words that everybody says, and many ask the same.
        self._remembered = lru_cache(maxsize=4096)(self._recognised)

    @classmethod
    def load(cls) -> Recogniser:
        """Read the control words and the weights."""
        control = {(word.context, _compared(word.text)): word.intent for word in learning.control_words()}
        return cls(learning.load(), control)

    def recognise(self, text: str, context: Moment) -> Recognition:
        """Return the likeliest intent of a message in this context: start, mid or confirm."""
        recognise = self._remembered if len(text) <= _LONGEST_CONTROL_WORD else self._recognised
        return recognise(text, context)

    def _recognised(self, text: str, context: Moment) -> Recognition:
        decided = self._control.get((context, _compared(text))) if len(text) <= _LONGEST_CONTROL_WORD else None
        if decided is not None:
            return Recognition(decided, 1.0)
        asked = in_characters(_ASKS_IN_DIALECT.sub("吗", text))
        shares = self._learnt[context].shares(features_of(asked), _SHARPNESS)
        best = int(shares.argmax())
        return Recognition(INTENTS[best], float(shares[best]))


def _compared(text: str) -> str:
    return said(text)
