"""Found: what the finder makes of a message."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from knowledge.tables.table import Composed

Decision = Literal["answer", "menu", "nothing"]


@dataclass(frozen=True, slots=True)
class Found:
    """What the finder makes of a message.

    decision    answer: give the first candidate; menu: let choose; nothing: say so
    candidates  entry ids with the chance of being right, best first; for a menu at most three
    ask         members of a contrast to choose from, when one of them would decide; else empty
    outside     the kind of question that is not ours, a key of `outside.yaml`
    also        entries that surely answer further questions of the same message, in its order
    composed    the answer, where a table gives it; the first candidate then only names the tables
    unknown_of  the member of a contrast that a follow-up asks for, where no difference is known: 「那园区呢」
    perhaps     entries that may answer those of its questions that no entry surely answers
    """

    decision: Decision
    candidates: tuple[tuple[str, float], ...]
    ask: tuple[str, ...] = ()
    outside: str | None = None
    also: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()
    composed: Composed | None = None
    unknown_of: str = ""

    @property
    def is_exact(self) -> bool:
        """Say whether the message is one of the entry's own wordings."""
        return bool(self.candidates) and self.candidates[0][1] == 1.0

    @property
    def last(self) -> str:
        """What a follow-up goes on from: the entry that answers, or the question that a table answers."""
        return self.composed.asks if self.composed else self.candidates[0][0]
