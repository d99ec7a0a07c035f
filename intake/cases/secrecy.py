"""Marks on what was handed in: whether it holds a trade secret (含商业秘密), and who may open it besides. Pure.

They stand in the journal of the case, one entry a mark; the last one of a subject holds. The handlers of the
bureau that has the case open every piece; a mark names others who may, and says how the piece may leave.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from intake.cases.case import Case, Incomplete, NotAllowed
from intake.cases.changes import Act, CaseWords, Changes, JournalEntry
from intake.cases.circle import DeskPerson, could_know
from intake.cases.codes import DECIDERS, JournalCode

# The subject that is no file: what was filed.
TEXT: Final = "text"


class SecrecyLevel(StrEnum):
    """How careful one is to be. No grade of state secrets: such things are not in this system at all."""

    ORDINARY = "ordinary"
    SECRET = "secret"  # noqa: S105 - a level, no password


LEVELS: Final[Mapping[str, str]] = {SecrecyLevel.ORDINARY: "一般", SecrecyLevel.SECRET: "含商业秘密"}


@dataclass(frozen=True, slots=True)
class Mark:
    """What is set for a file, or for what was filed.

    access  ids of officers who may open it beside the handlers
    """

    level: SecrecyLevel = SecrecyLevel.ORDINARY
    access: tuple[str, ...] = ()

    @property
    def is_secret(self) -> bool:
        """Whether it holds a trade secret."""
        return self.level is SecrecyLevel.SECRET


UNMARKED: Final = Mark()


def marks_of(case: Case) -> Mapping[str, Mark]:
    """Return the marks of a case by subject; what was never marked is left out."""
    return dict(read_mark(event.payload) for event in case.events if event.code == JournalCode.SECRECY_MARKED)


def mark_of(case: Case, subject: str) -> Mark:
    """Return what is set for a subject."""
    return marks_of(case).get(subject, UNMARKED)


def read_mark(payload: Mapping[str, object]) -> tuple[str, Mark]:
    """Return subject and mark of an entry of the journal."""
    access = payload.get("access")
    named = tuple(map(str, access)) if isinstance(access, list | tuple) else ()
    return str(payload["subject"]), Mark(SecrecyLevel(str(payload["level"])), named)


def marked(case: Case, act: Act, subject: str, number: int | None, people: Sequence[DeskPerson]) -> Changes:
    """Return what a mark comes to; who may mark at all was decided by the wall.

    number  of the file, as people read it out; None for what was filed
    people  those at the desk who may be named; which of them are, `act` says: "access", ids in one line each
    """
    level, named = act.said("level"), tuple(sorted(set(act.said("access").split())))
    if level not in LEVELS:
        raise Incomplete("level", "请选择保密标记。")
    known = {person.id for person in people if could_know(case, person)}
    if case.circle:
        known &= set(case.circle)
    if not set(named) <= known:
        raise Incomplete("access", "所选的人里有的已经停用、调离或者看不到这一件，请重新选。")
    before = mark_of(case, subject)
    if (before.level, before.access) == (level, named):
        raise Incomplete("level", "和现在的一样，没有改动。")
    is_lowered = before.is_secret and level == SecrecyLevel.ORDINARY
    if is_lowered and act.role not in DECIDERS:
        raise NotAllowed("去掉“含商业秘密”，由承办局的负责人决定。")
    if is_lowered and not act.said("reason"):
        raise Incomplete("reason", "去掉“含商业秘密”的，请写明理由。")
    payload = {"subject": subject, "number": number, "level": level, "access": list(named)}
    words = CaseWords("reason", act.said("reason")) if act.said("reason") else None
    entry = JournalEntry(case.id, act.at, act.by, JournalCode.SECRECY_MARKED, payload, words=words)
    return Changes(case, case, (entry,))
