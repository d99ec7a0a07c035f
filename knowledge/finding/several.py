"""Several questions in one message: each sure one is answered, each likely one offered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from knowledge.finding.found import Found
from knowledge.finding.message import clauses_in, names_nothing

MENU_LENGTH = 3
# A further question of a message gets its button when its best entry has this chance.
WORTH_A_BUTTON = 0.25
# Of two answers to a further question, one about what the first is about needs but so much of the other's chance.
OF_THE_SAME_MATTER = 0.3

# The first of two questions is answered, the other one offered, where the first is as sure as this by itself.
SURE_ALONE = 0.9
# A clause of so few characters takes much from the message around it.
FEW_WORDS = 10
# A further answer with a rival of this share of its chance may as well be the other one.
NEARLY_AS_LIKELY = 0.9
# What a clause that names nothing found is told beside the first answer from this chance on.
SURE_OF_NOTHING_NAMED = 0.8

Hear = Callable[[str], Found]


def with_every_question(text: str, found: Found, hear: Hear) -> Found:
    """Return what is found with what answers the further questions of the message."""
    clauses = [bare(clause) for clause in clauses_in(text)]
    heard = [(clause, part) for clause in clauses if (part := hear(clause)).decision != "nothing"]
    heard = [(clause, part) for clause, part in heard if not _is_of_another(clause, part, found)]
    if found.decision != "answer":
        return _each_offered(found, [_about_the_same(part, heard[0][1].candidates[0][0]) for _, part in heard])
    first = found.candidates[0][0]
    parts = [_about_the_same(_unless_astray(clause, part, first), first) for clause, part in heard]
    sure = [part.candidates[0][0] for part in parts if part.decision == "answer"]
    also = tuple(entry for entry in dict.fromkeys(sure) if entry != first)
    likely = [part.candidates[0] for part in parts if part.decision == "menu"]
    perhaps = (entry for entry, chance in likely if chance >= WORTH_A_BUTTON and entry not in (first, *also))
    return replace(found, also=also, perhaps=tuple(dict.fromkeys(perhaps)))


def _is_of_another(clause: str, part: Found, found: Found) -> bool:
    """Say whether a clause that names nothing was found in another matter than the message: 「有没有列出来」."""
    if not names_nothing(clause) or not found.candidates:
        return False
    best, chance = part.candidates[0]
    return _family(best) != _family(found.candidates[0][0]) or chance < SURE_OF_NOTHING_NAMED


def _unless_astray(clause: str, part: Found, first: str) -> Found:
    """Return what a few words found; as likely only, where they leave the plan or come to it, or are torn.

    「来几个人要不要看证」 behind a question about an inspection is not asked of a station's visit.
    """
    (best, chance), *rivals = part.candidates
    is_elsewhere = (len(clause) <= FEW_WORDS or chance < SURE_ALONE) and are_apart(best, first)
    is_torn = bool(rivals) and chance < SURE_ALONE and rivals[0][1] >= NEARLY_AS_LIKELY * chance
    return replace(part, decision="menu") if not part.is_exact and (is_elsewhere or is_torn) else part


def are_apart(one: str, other: str) -> bool:
    """Say whether of two entries one is of the plan and the other is not."""
    return one.startswith("plan.") != other.startswith("plan.")


def borne_out(clause: str, part: Found, whole: Found) -> Found:
    """Return what one sentence of a message found; as likely only, where the message is about something else.

    「平台要不要担责」 behind a story of a live stream is not asked of a park's platform.
    """
    if part is whole or part.decision != "answer" or part.is_exact or not whole.candidates:
        return part
    (best, chance), first = part.candidates[0], whole.candidates[0][0]
    is_known = any(best == entry for entry, _ in whole.candidates)
    is_strange = are_apart(best, first) or (len(clause) <= FEW_WORDS and _family(best) != _family(first))
    if is_known or chance >= SURE_ALONE or not is_strange:
        return part
    offered = dict((*part.candidates[:1], *whole.candidates))
    chosen = sorted(offered.items(), key=lambda one: -one[1])[:MENU_LENGTH]
    return replace(part, decision="menu", candidates=tuple(chosen))


def are_of_one_family(one: Found, other: Found) -> bool:
    """Say whether what is found first in both is about the same."""
    first, second = (found.candidates[0][0] if found.candidates else "" for found in (one, other))
    return _family(first) == _family(second)


def _family(entry: str) -> str:
    """Return what an entry shares with those about the same: `law.penalty` of `law.penalty.fine`."""
    return entry.rpartition(".")[0]


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
