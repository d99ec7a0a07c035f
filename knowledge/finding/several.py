"""Several questions in one message: each sure one is answered, each likely one offered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from knowledge.finding.found import Found
from knowledge.finding.message import clauses_in

MENU_LENGTH = 3
# A further question of a message gets its button when its best entry has this chance.
WORTH_A_BUTTON = 0.25

Hear = Callable[[str], Found]


def with_every_question(text: str, found: Found, hear: Hear) -> Found:
    """Return what is found with what answers the further questions of the message."""
    parts = [part for part in map(hear, map(bare, clauses_in(text))) if part.decision != "nothing"]
    if found.decision != "answer":
        return _each_offered(found, parts)
    first = found.candidates[0][0]
    sure = [part.candidates[0][0] for part in parts if part.decision == "answer"]
    also = tuple(entry for entry in dict.fromkeys(sure) if entry != first)
    likely = [part.candidates[0] for part in parts if part.decision == "menu"]
    perhaps = (entry for entry, chance in likely if chance >= WORTH_A_BUTTON and entry not in (first, *also))
    return replace(found, also=also, perhaps=tuple(dict.fromkeys(perhaps)))


def bare(text: str) -> str:
    """Return a question without the signs around it."""
    return text.strip(" ，,。！!？?；;")


def _each_offered(found: Found, parts: Sequence[Found]) -> Found:
    """Return the answers of a message whose questions are sure one by one; else a menu with the best of each."""
    best = [part.candidates[0] for part in parts]
    if len(best) < 2 or found.ask:
        return found
    if all(part.decision == "answer" for part in parts):
        entries = tuple(dict.fromkeys(entry for entry, _ in best))
        return replace(found, decision="answer", candidates=parts[0].candidates, also=entries[1:])
    offered = dict(sorted({**dict(best), **dict(found.candidates)}.items(), key=lambda one: -one[1]))
    first = [(entry, offered[entry]) for entry in dict.fromkeys(entry for entry, _ in best)]
    rest = [one for one in offered.items() if one not in first]
    chosen = sorted((*first, *rest)[:MENU_LENGTH], key=lambda one: -one[1])
    return replace(found, decision="menu", candidates=tuple(chosen))
