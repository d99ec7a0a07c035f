"""What a first message is for, learnt from whole messages. Pure after loading.

People tell the same in more ways than anybody lists. What no rule of `wish.py` foresees is decided by likeness to
the messages of `openings.yaml`; `make learn` writes down what was learnt from them.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from intents.wanting.likeness import LabelledTexts


class Opening(StrEnum):
    """What a first message can be for; other: nothing of ours."""

    COMPLAINT = "complaint"
    TIP = "tip"
    CONSULTATION = "consultation"
    ASK = "ask"
    PROGRESS = "progress"
    SUPPLEMENT = "supplement"
    WITHDRAW = "withdraw"
    OTHER = "other"


OPENINGS = LabelledTexts(Path(__file__).with_name("openings.yaml"), sharpness=7.0)
