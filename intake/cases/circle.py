"""Who knows of a case (知情范围): closing it to some officers, changing them, opening it again. Pure.

A closed case stands in no list, count, search, print, export or notice of anybody else, of their own bureau
neither. Somebody who answers for it must be among those who know: a circle without a head of the bureau that
handles it would be a case that nobody decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from intake.cases.case import Case, Incomplete, NotAllowed
from intake.cases.changes import Act, CaseWords, Changes, JournalEntry
from intake.cases.codes import DECIDERS, HANDLERS, JournalCode, Role
from intake.routing.bureaus import MUNICIPAL


@dataclass(frozen=True, slots=True)
class DeskPerson:
    """Somebody at the desk, as far as it matters who may know of a case."""

    id: str
    name: str
    role: Role
    bureau: str | None


def keeps(case: Case, role: Role, bureau: str | None) -> bool:
    """Say whether somebody of this post decides who knows of the case."""
    if role == Role.COORDINATOR:
        return case.lead_bureau == MUNICIPAL
    return role in DECIDERS and bureau == case.lead_bureau


def could_know(case: Case, person: DeskPerson) -> bool:
    """Say whether somebody can be let in: only whom the wall between bureaus lets in anyway."""
    if person.role in HANDLERS:
        return person.bureau in (case.lead_bureau, *case.assisting)
    return person.role in (Role.COORDINATOR, Role.AUDITOR)


def circle_drawn(case: Case, act: Act, people: Sequence[DeskPerson], chosen: Sequence[str]) -> Changes:
    """Return what closing a case to `chosen` comes to; with nobody chosen it is open again.

    people  those who are at the desk now

    Raises NotAllowed for a post that does not decide this, Incomplete where something is missing.
    """
    if not keeps(case, act.role, act.bureau):
        raise NotAllowed("谁能知道这一件，由承办局的负责人决定；在市局的，也可以由市局统筹决定。")
    named = [person for person in people if person.id in set(chosen)]
    if len(named) != len(set(chosen)) or not all(could_know(case, person) for person in named):
        raise Incomplete("officers", "所选的人里有的已经停用、调离或者不经办这一件，请重新选。")
    if named and not any(keeps(case, person.role, person.bureau) for person in named):
        raise Incomplete("officers", "至少选一名承办局的负责人，不然这一件没有人能决定。")
    circle = tuple(sorted(person.id for person in named))
    if circle == tuple(sorted(case.circle)):
        raise Incomplete("officers", "和现在的范围一样，没有改动。")
    if not act.said("reason"):
        raise Incomplete("reason", "请写明理由。")
    code = JournalCode.CIRCLE_DRAWN if circle else JournalCode.CIRCLE_LIFTED
    payload = {"officers": list(circle), "before": sorted(case.circle)}
    words = CaseWords("reason", act.said("reason"))
    after = replace(case, circle=circle, version=case.version + 1)
    return Changes(case, after, (JournalEntry(case.id, act.at, act.by, code, payload, words=words),))
