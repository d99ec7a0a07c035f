"""Several questions in one message: each sure one is answered, each likely one offered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from knowledge.finding.found import Found
from knowledge.finding.message import clauses_in

MENU_LENGTH = 3
# A further question of a message gets its button when its best entry has this chance.
WORTH_A_BUTTON = 0.25
# Of two answers to a further question, one about what the first is about needs but so much of the other's chance.
OF_THE_SAME_MATTER = 0.3

# The first of two questions is answered, the other one offered, where the first is as sure as this by itself.
SURE_ALONE = 0.9

Hear = Callable[[str], Found]


def with_every_question(text: str, found: Found, hear: Hear) -> Found:
    """Return what is found with what answers the further questions of the message."""
    parts = [part for part in map(hear, map(bare, clauses_in(text))) if part.decision != "nothing"]
    if found.decision != "answer":
        return _each_offered(found, [_about_the_same(part, parts[0].candidates[0][0]) for part in parts])
    first = found.candidates[0][0]
    parts = [_about_the_same(part, first) for part in parts]
    sure = [part.candidates[0][0] for part in parts if part.decision == "answer"]
    also = tuple(entry for entry in dict.fromkeys(sure) if entry != first)
    likely = [part.candidates[0] for part in parts if part.decision == "menu"]
    perhaps = (entry for entry, chance in likely if chance >= WORTH_A_BUTTON and entry not in (first, *also))
    return replace(found, also=also, perhaps=tuple(dict.fromkeys(perhaps)))


def _about_the_same(part: Found, first: str) -> Found:
    """Return what a further question found, about the same matter where that may be: 「评审谁组织，公示多久」."""
    matter = first.partition(".")[0]
    best, chance = part.candidates[0]
    if part.is_exact or best.partition(".")[0] == matter:
        return part
    own = [one for one in part.candidates if one[0].partition(".")[0] == matter]
    if not own or own[0][1] < OF_THE_SAME_MATTER * chance:
        return part
    # Either may be meant: the nearer one stands first, and as what is likely only.
    return replace(part, decision="menu", candidates=(own[0], *(one for one in part.candidates if one != own[0])))


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
    opening = parts[0]
    if opening.decision == "answer" and opening.candidates[0][1] >= SURE_ALONE:
        perhaps = tuple(entry for entry, chance in dict.fromkeys(best[1:]) if chance >= WORTH_A_BUTTON)
        return replace(found, decision="answer", candidates=opening.candidates, perhaps=perhaps)
    offered = dict(sorted({**dict(best), **dict(found.candidates)}.items(), key=lambda one: -one[1]))
    first = [(entry, offered[entry]) for entry in dict.fromkeys(entry for entry, _ in best)]
    rest = [one for one in offered.items() if one not in first]
    chosen = sorted((*first, *rest)[:MENU_LENGTH], key=lambda one: -one[1])
    return replace(found, decision="menu", candidates=tuple(chosen))
