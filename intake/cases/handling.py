"""Who handles a case inside its bureau: named officers, two qualified ones once it is docketed. Pure.

A case without a named handler belongs to its whole bureau. Once somebody is named, colleagues who are not are
outsiders to it (CRM 第37条): they find it in the list, and learn neither who filed it nor what was handed in.
Law: two officers who show their 执法证件, APP 第22条.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from intake.cases.case import Case
from intake.cases.codes import REPORTS, CaseState, Role


class HandlerCode(StrEnum):
    """What the journal calls it when handlers change."""

    TAKEN = "handler_taken"
    ASSIGNED = "handler_assigned"
    RELEASED = "handler_released"
    LEFT = "handler_left"
    REPLACED = "handler_replaced"


# Two of them, with 执法资格, once a case is docketed.
NEEDED: Final = 2
_JOINS: Final = frozenset({HandlerCode.TAKEN, HandlerCode.ASSIGNED, HandlerCode.REPLACED})
_GOES: Final = frozenset({HandlerCode.RELEASED, HandlerCode.LEFT})
# Another bureau answers for it from here on: it names its own.
_ANEW: Final = frozenset({"signed_for", "passed_down", "sending_signed", "jurisdiction_designated", "taken_up"})


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody of a bureau who can be named.

    is_qualified  has 执法资格
    """

    id: str
    name: str
    role: Role
    bureau: str
    is_qualified: bool


def handlers_of(case: Case) -> tuple[str, ...]:
    """Return the ids of the officers who handle the case, the first named first."""
    named: dict[str, None] = {}
    for event in case.events:
        officer = str(event.payload.get("officer", ""))
        if event.code in _ANEW:
            named.clear()
        elif event.code in _JOINS:
            named.pop(str(event.payload.get("instead_of", "")), None)
            named[officer] = None
        elif event.code in _GOES:
            named.pop(officer, None)
    return tuple(named)


def is_outsider(case: Case, role: Role, bureau: str | None, officer_id: str) -> bool:
    """Say whether an officer of the bureau has no part in the case: others were named. Heads never are.

    bureau  theirs: who is of another one has their own part, or none
    """
    handlers = handlers_of(case)
    is_of_it = role is Role.OFFICER and bureau == case.lead_bureau
    return is_of_it and bool(handlers) and officer_id not in handlers


def knows_of(case: Case, officer_id: str) -> bool:
    """Say whether a case is open to the bureau, or closed to a circle in which the officer is."""
    return not case.circle or officer_id in case.circle


def qualified_of(handlers: Iterable[str], staff: Iterable[Colleague]) -> int:
    """Count the handlers with 执法资格."""
    qualified = {one.id for one in staff if one.is_qualified}
    return len(qualified & set(handlers))


def lacks_hands(case: Case, staff: Iterable[Colleague]) -> bool:
    """Say whether a docketed case still wants its two officers."""
    is_under_way = case.kind in REPORTS and case.state is CaseState.DOCKETED
    return is_under_way and qualified_of(handlers_of(case), staff) < NEEDED


def why_not_without(case: Case, leaving: str, staff: tuple[Colleague, ...], instead: str = "") -> str:
    """Say why an officer cannot go from a docketed case; "" when they can.

    instead  who comes in their place
    """
    if case.kind not in REPORTS or case.state is not CaseState.DOCKETED:
        return ""
    now = handlers_of(case)
    after = {*(one for one in now if one != leaving), *([instead] if instead else [])}
    if qualified_of(after, staff) >= min(NEEDED, qualified_of(now, staff)):
        return ""
    return "已立案的案件要有两名以上有执法资格的承办人（APP 第22条）。请先指派接替的人，再办理。"
