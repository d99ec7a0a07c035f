"""Something said twice over, as people do who end a talk: 「没得了没得了」, 「不补了，不补了」. Pure."""

from __future__ import annotations

from intents import expressions as re

# Figures are no such word: a number may be one figure again and again.
TWICE_OVER = re.compile(
    r"^\s*([^\W\d_][^\d，,。；;！!？?~～…]{0,10}[^\W\d_])(?:[\s，,。！!~～…]*\1){1,4}[\s，,。！!~～…]*$"
)


def said_once(text: str) -> str:
    """Return the words that a message says again and again and nothing else, "" where it says more."""
    twice = TWICE_OVER.match(text)
    return twice[1] if twice else ""
