"""What an officer may look at only after a second person of the bureau agreed. Pure.

All of it stands in the journal of the case: who asked for what and why, who agreed or did not, until when, and
that it ended because the case was handed over. What holds now is worked out of these entries.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from intake.cases.case import Case, Incomplete, NotAllowed
from intake.cases.changes import Act, CaseWords, Changes, JournalEntry
from intake.cases.codes import DECIDERS, SERVICE, JournalCode
from intake.cases.handling import handlers_of
from intake.clocks.clock import ClockEvent

LONGEST_WORDS: Final = 300


class What(StrEnum):
    """What a second person agrees to."""

    IDENTITY = "identity"
    ORIGINAL = "original"


WHATS: Final[Mapping[str, str]] = {What.IDENTITY: "查看来访人身份", What.ORIGINAL: "下载含商业秘密的原件"}


class RequestStanding(StrEnum):
    """Where a request stands."""

    WAITING = "waiting"
    GRANTED = "granted"
    REFUSED = "refused"
    TAKEN_BACK = "taken_back"
    ENDED = "ended"
    LAPSED = "lapsed"


STANDINGS: Final[Mapping[str, str]] = {
    RequestStanding.WAITING: "等待同意",
    RequestStanding.GRANTED: "已同意",
    RequestStanding.REFUSED: "未同意",
    RequestStanding.TAKEN_BACK: "已撤回",
    RequestStanding.ENDED: "随移交终止",
    RequestStanding.LAPSED: "已过期",
}

_COMES_TO: Final[Mapping[str, RequestStanding]] = {
    JournalCode.APPROVAL_GRANTED: RequestStanding.GRANTED,
    JournalCode.APPROVAL_REFUSED: RequestStanding.REFUSED,
    JournalCode.APPROVAL_TAKEN_BACK: RequestStanding.TAKEN_BACK,
    JournalCode.APPROVAL_ENDED: RequestStanding.ENDED,
}
_DONE_WITH: Final = "这个申请已经有人处理过，或者过期了。请刷新页面查看。"


@dataclass(frozen=True, slots=True)
class Approval:
    """One request and what came of it.

    file        id of the file, for an original; "" for an identity
    asker       id of the officer who asked; bureau: that of the case then
    reason      code of why
    standing    as the journal left it; what time has done to it says `standing_at`
    until       while it waits: until when it is waited for; once granted: until when it holds
    decided_by  id of whoever decided; "" as long as nobody did
    """

    id: str
    what: What
    file: str
    asker: str
    bureau: str
    reason: str
    asked_at: datetime
    standing: RequestStanding
    until: datetime
    decided_by: str = ""

    def standing_at(self, now: datetime) -> RequestStanding:
        """Return where it stands now."""
        is_open = self.standing in (RequestStanding.WAITING, RequestStanding.GRANTED)
        return RequestStanding.LAPSED if is_open and now >= self.until else self.standing

    def holds_for(self, officer_id: str, now: datetime) -> bool:
        """Say whether this officer may look now."""
        return self.asker == officer_id and self.standing_at(now) is RequestStanding.GRANTED


def approvals_of(case: Case) -> tuple[Approval, ...]:
    """Return every request of a case, the oldest first."""
    found: dict[str, Approval] = {}
    for event in case.events:
        request = str(event.payload.get("request", ""))
        if event.code == JournalCode.APPROVAL_ASKED:
            found[request] = _asked(request, event)
        elif event.code in _COMES_TO and request in found:
            found[request] = _went_on(found[request], event)
    return tuple(found.values())


def approval_for(case: Case, what: What, file: str, officer_id: str, now: datetime) -> Approval | None:
    """Return the request of this officer that waits or holds now; None where they have to ask."""
    mine = (one for one in approvals_of(case) if (one.what, one.file, one.asker) == (what, file, officer_id))
    standing = [one for one in mine if one.standing_at(now) in (RequestStanding.WAITING, RequestStanding.GRANTED)]
    return standing[-1] if standing else None


def asked(case: Case, act: Act, what: What, file: str, request: str, waits: timedelta) -> Changes:
    """Return what a request comes to; who may look at all was decided by the wall.

    request  the id it gets; waits: so long it is waited for
    """
    if approval_for(case, what, file, act.by, act.at) is not None:
        raise NotAllowed("您已经有一个申请在等同意，或者还在有效期内。")
    words = act.said("words")
    if not words:
        raise Incomplete("words", "请写明为什么需要看。")
    if len(words) > LONGEST_WORDS:
        raise Incomplete("words", f"最多 {LONGEST_WORDS} 字，您写了 {len(words)} 字，请删减。")
    payload = {
        "request": request,
        "what": what.value,
        "file": file,
        "asker": act.by,
        "bureau": case.lead_bureau,
        "reason": act.said("reason"),
        "until": (act.at + waits).isoformat(),
    }
    return _entered(case, act, JournalCode.APPROVAL_ASKED, payload, words)


def decided(
    case: Case, act: Act, request: str, holds: timedelta, *, agrees: bool, bound: Collection[str] = ()
) -> Changes:
    """Return what a decision comes to: made by a head of the bureau that has the case, never by who asked.

    holds  so long an agreement holds
    bound  for whom whoever decides stands in that day, who entered that, who stands in for them: to these they are
           no second person
    """
    approval = _waiting(case, request, act.at)
    if approval.asker == act.by:
        raise NotAllowed("自己提的申请，要由本局另一位负责人决定。")
    if approval.asker in bound:
        raise NotAllowed(
            "您和申请人今天互为代理，或者您的代理由申请人登记，不能决定这个申请，请本局另一位负责人决定。"
        )
    if act.role not in DECIDERS or act.bureau != case.lead_bureau:
        raise NotAllowed("查看申请由承办局的负责人决定。")
    if not agrees and not act.said("words"):
        raise Incomplete("words", "不同意的，请写明理由，申请人看得到。")
    code = JournalCode.APPROVAL_GRANTED if agrees else JournalCode.APPROVAL_REFUSED
    until = {"until": (act.at + holds).isoformat()} if agrees else {}
    return _entered(case, act, code, _named(approval, act.by) | until, act.said("words"))


def taken_back(case: Case, act: Act, request: str) -> Changes:
    """Return what it comes to that somebody no longer wants to look."""
    approval = _waiting(case, request, act.at)
    if approval.asker != act.by:
        raise NotAllowed("只有提申请的人能撤回。")
    return _entered(case, act, JournalCode.APPROVAL_TAKEN_BACK, _named(approval, act.by), "")


def ended_by_hand_over(changes: Changes, at: datetime) -> Changes:
    """Return the changes; what was agreed before no longer holds for whoever hands the case over.

    That is everybody, where it goes to another bureau; else those who handled it and do so no more.
    """
    before, after = changes.before, changes.after
    if before is None:
        return changes
    leaving = set(handlers_of(before)) - set(handlers_of(after))
    is_over = before.lead_bureau != after.lead_bureau
    ended = [
        JournalEntry(after.id, at, SERVICE, JournalCode.APPROVAL_ENDED, _named(one, SERVICE))
        for one in approvals_of(before)
        if one.standing_at(at) in (RequestStanding.WAITING, RequestStanding.GRANTED)
        and (is_over or one.asker in leaving)
    ]
    return changes.adding(*ended) if ended else changes


def _entered(case: Case, act: Act, code: JournalCode, payload: Mapping[str, object], words: str) -> Changes:
    said = CaseWords("reason", words) if words else None
    entry = JournalEntry(case.id, act.at, act.by, code, {**payload, **act.behalf}, words=said)
    return Changes(case, case, (entry,))


def _named(approval: Approval, by: str) -> dict[str, object]:
    return {"request": approval.id, "what": approval.what.value, "file": approval.file, "by": by}


def _waiting(case: Case, request: str, now: datetime) -> Approval:
    found = next((one for one in approvals_of(case) if one.id == request), None)
    if found is None or found.standing_at(now) is not RequestStanding.WAITING:
        raise NotAllowed(_DONE_WITH)
    return found


def _asked(request: str, event: ClockEvent) -> Approval:
    said = {name: str(event.payload.get(name, "")) for name in ("file", "asker", "bureau", "reason")}
    return Approval(
        id=request,
        what=What(str(event.payload["what"])),
        asked_at=event.recorded_at,
        standing=RequestStanding.WAITING,
        until=datetime.fromisoformat(str(event.payload["until"])),
        **said,
    )


def _went_on(approval: Approval, event: ClockEvent) -> Approval:
    until = event.payload.get("until")
    return replace(
        approval,
        standing=_COMES_TO[event.code],
        until=datetime.fromisoformat(str(until)) if until else approval.until,
        decided_by=str(event.payload.get("by", "")),
    )
