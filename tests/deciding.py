"""What leads from a docketed case to its end, move by move: who makes it, and what they enter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

TODAY: Final = "2026-11-25"

Step = tuple[str, str, Mapping[str, str]]


def ended_as(outcome: str, on: str = TODAY, tell: str = "") -> tuple[Step, ...]:
    """Return the steps: head or officer, the move, what is entered. The officer is the same one throughout."""
    told: tuple[Step, ...] = ()
    if outcome == "penalised":
        told = (("officer", "serve_penalty_notice", {"on": on}), ("officer", "enter_statement", {"on": on}))
    decision = {"outcome": outcome, "on": on, "reason": "理由", "party_registered": "same_province"}
    return (
        ("officer", "take_on", {}),
        *told,
        ("head", "decide_case", decision),
        ("officer", "close", {"outcome": outcome, "tell": tell, "confirmed": "yes"}),
    )
