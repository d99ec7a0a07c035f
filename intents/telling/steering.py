"""What a short message does to a form, learnt from whole messages. Pure after loading.

`commands.py` knows the words; what no list foresees is decided by likeness to the messages of `steering.yaml`, and
only when it is likely indeed: most messages answer the question.
"""

from __future__ import annotations

from pathlib import Path

from intents.wanting.likeness import Likeness

STEERING = Likeness(Path(__file__).with_name("steering.yaml"), sharpness=7.0)

ANSWER = "answer"
# Longer messages tell something, whatever else they say.
_MOST_CHARACTERS = 30


def steering_of(text: str, at_least: float) -> str | None:
    """Return what a short message does to the form, None when that is less likely or when it may be an answer.

    wait, put_aside, resume, discard, help, repeat, filled, submit_now; cancel, withdraw, progress, human, greeting, ask
    """
    if len(text) > _MOST_CHARACTERS:
        return None
    leaning = STEERING.leaning(text)
    return leaning.label if leaning.label != ANSWER and leaning.share >= at_least else None
