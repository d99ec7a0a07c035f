"""What curators learn from: a question asked outside of any form, and what was made of its answer. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class QuestionAsked:
    """A question put to the knowledge base outside of any form. Reception keeps it, masked and without the person.

    best      the three best entries with their chances, best first
    decision  answer, menu, nothing, outside
    entry     the entry given as the answer, or None
    """

    text: str
    best: tuple[tuple[str, float], ...]
    decision: str
    entry: str | None = None


@dataclass(frozen=True, slots=True)
class Reacted:
    """What the person made of the answer to the question asked last.

    kind   choice (value: an entry of the menu, or "none"), helpful (value: "yes" or "no")
    """

    kind: str
    value: str
