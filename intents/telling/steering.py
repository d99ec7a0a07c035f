"""What a short message does to a form, learnt from whole messages. Pure after loading.

`commands.py` knows the words; what no list foresees is decided by likeness to the messages of `steering.yaml`, and
only when it is likely indeed: most messages answer the question.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from intents.telling.commands import Command
from intents.wanting.likeness import LabelledTexts

STEERING = LabelledTexts(Path(__file__).with_name("steering.yaml"), sharpness=7.0)

_ANSWER = "answer"
# Longer messages tell something, whatever else they say.
_MOST_CHARACTERS = 30


class Aside(StrEnum):
    """What a message in the middle of a form may be, apart from a command and an answer."""

    CANCEL = "cancel"
    WITHDRAW = "withdraw"
    PROGRESS = "progress"
    HUMAN = "human"
    GREETING = "greeting"
    ASK = "ask"


_ASIDES = frozenset(Aside)


def steering_of(text: str, at_least: float) -> Command | Aside | None:
    """Return what a short message does to the form, None when that is less likely or when it may be an answer."""
    if len(text) > _MOST_CHARACTERS:
        return None
    leaning = STEERING.leaning(text)
    if leaning.label == _ANSWER or leaning.share < at_least:
        return None
    return Aside(leaning.label) if leaning.label in _ASIDES else Command(leaning.label)
