"""Who filed a case, on its page: as far as it is shown, and how it is asked for. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.desk.cases.dossier import Dossier
from bot.shown.filed import FiledLine
from intake.cases.approvals import STANDINGS, Approval, RequestStanding, What, approval_for, approvals_of
from intake.cases.codes import DECIDERS
from intake.officers import wall
from intake.officers.officer import Officer

_Standing = Literal["shown", "anonymous", "not_yours", "by_reason", "to_ask", "waits", "agreed"]


@dataclass(frozen=True, slots=True)
class Request:
    """A request that waits for a second person, or what came of one.

    what      a code of `What`
    standing  in words
    until     while it waits: when it lapses; once granted: until when it holds
    decider   who decided; "" as long as nobody did
    """

    id: str
    what: str
    asker: str
    reason: str
    asked_at: datetime
    standing: str
    until: datetime
    decider: str


@dataclass(frozen=True, slots=True)
class WhoCard:
    """Who filed the case.

    standing  shown: `lines` say it; anonymous: there is nobody; not_yours: for others; by_reason: a reason
              opens it; to_ask, waits, agreed: a second person is asked, was asked, has agreed to `mine`
    lines     who it is; empty where nothing was given, or nothing is shown
    mine      this officer's own request that waits or holds
    to_decide requests that wait for this officer
    history   every request of the case, the newest first
    """

    standing: _Standing
    lines: tuple[FiledLine, ...]
    mine: Request | None
    to_decide: tuple[Request, ...]
    history: tuple[Request, ...]


def who_card(officer: Officer, dossier: Dossier, shown: tuple[FiledLine, ...] | None, now: datetime) -> WhoCard:
    """Return the card for this officer now.

    shown  who filed it, where it was just opened
    """
    case = dossier.case
    approvals = approvals_of(case)
    decides = officer.role in DECIDERS and officer.bureau == case.lead_bureau
    waiting = [one for one in approvals if one.standing_at(now) is RequestStanding.WAITING]
    mine = approval_for(case, What.IDENTITY, "", officer.id, now)
    barred = {officer.id, *(one.id for one in officer.covers)}
    return WhoCard(
        standing=_standing(officer, dossier, shown, mine, now),
        lines=shown or (),
        mine=None if mine is None else _request(mine, dossier.people, now),
        to_decide=tuple(
            _request(one, dossier.people, now) for one in waiting if decides and one.asker not in barred
        ),
        history=tuple(_request(one, dossier.people, now) for one in reversed(approvals)),
    )


def _standing(
    officer: Officer, dossier: Dossier, shown: object, mine: Approval | None, now: datetime
) -> _Standing:
    case = dossier.case
    if case.anonymous:
        return "anonymous"
    if shown is not None:
        return "shown"
    if not wall.may_see_identity(officer, case):
        return "not_yours"
    if not dossier.care.asks_two(case.kind, anonymous=case.anonymous):
        return "by_reason"
    if mine is None:
        return "to_ask"
    return "agreed" if mine.holds_for(officer.id, now) else "waits"


def _request(one: Approval, people: Mapping[str, str], now: datetime) -> Request:
    return Request(
        id=one.id,
        what=one.what.value,
        asker=people.get(one.asker, one.asker),
        reason=one.reason,
        asked_at=one.asked_at,
        standing=STANDINGS[one.standing_at(now)],
        until=one.until,
        decider=people.get(one.decided_by, ""),
    )
