"""What comes of words on a closed case, and of another report by the same person about the same party. Pure.

Words on a closed case change nothing there; what is new in them may be taken as a new filing, counted from the day
the words came (APP 第18条). Of another report (CRM 第35条): new facts are merged into the running one and count it
anew; the same facts are not handled again, which is recorded and told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

from intake.cases.case import Case, Incomplete, NotAllowed
from intake.cases.changes import Act, BureauNotice, CaseWords, Changes, Filed, JournalEntry, Rulebook
from intake.cases.codes import (
    FILED,
    FINAL_STATES,
    HANDLERS,
    REPORTS,
    STATES,
    CaseKind,
    CaseState,
    JournalCode,
    Outcome,
)
from intake.cases.crossings import signing_day
from intake.cases.ending import between_bureaus
from intake.cases.handling import is_outsider
from intake.cases.letters import told
from intake.cases.measures import still_seized
from intake.cases.owing import RESULT_TOLD
from intake.cases.parting import follow_ids, origin_of
from intake.cases.running import with_clocks
from intake.cases.splitting import Drawn
from intake.clocks.clock import ClockEvent
from intake.forms.forms import form_of
from intake.forms.supplement import Purpose
from intake.routing.bureaus import MUNICIPAL

NEW_FACTS: Final = "new"
SAME_FACTS: Final = "same"
_MERGED: Final = frozenset({CaseState.TAKEN, CaseState.CHECKING})
_RUNNING: Final = frozenset({CaseState.TAKEN, CaseState.CHECKING, CaseState.DOCKETED})
_CARRIED: Final = ("reported_name", "secret_kind", "act_place", "use_place", "taken_place")
_FOLLOWED: Final = (
    "您在办结以后补充的内容，已经另外登记为一件办理，期限从收到这段话之日起算。查进度仍用原来的编号和查询码。"
)
_TOLD: Final[Mapping[str, str]] = {
    NEW_FACTS: "您再次举报的内容，与先前的举报 {reference} 合并办理，期限从收到这一次举报之日重新计算。",
    SAME_FACTS: "您这一次举报的是同一事实，先前的举报 {reference} 已在办理或者已经办结，不再另行处理。",
}


def words_after_closing(case: Case) -> tuple[ClockEvent, ...]:
    """Return the filer's supplements and objections since the case was closed, of which no new filing was made."""
    made = {event.payload.get("entry") for event in case.events if event.code == JournalCode.FOLLOWED}
    return tuple(
        event
        for event in case.events
        if event.code == JournalCode.FILER_ADDED
        and event.payload.get("purpose") in (Purpose.SUPPLEMENT, Purpose.OBJECTION)
        and event.seq not in made
        and case.closed_at is not None
        and event.recorded_at >= case.closed_at
    )


def why_not_followed(case: Case, act: Act) -> str:
    """Say why no new filing can be made of words on this case; "" when one can."""
    if case.state not in FINAL_STATES or case.kind not in REPORTS & FILED:
        return "办结以后的举报，来访人又补充或者提出异议的，才可以另立新件；没有办结的，直接在这一件里办理。"
    if act.role not in HANDLERS or act.bureau != case.lead_bureau:
        return "由承办局的办案岗位另立新件。"
    if is_outsider(case, act.role, act.bureau, act.as_whom):
        return "由承办人或者负责人另立新件（CRM 第37条）。"
    if origin_of(case) is not None:
        return "这一件是另一件的部分或者后续，来访人的话都在原件；请在原件上另立新件。"
    return ""


def followed(
    case: Case, act: Act, entry: int, drawn: Drawn, text: str, fields: Mapping[str, object], rules: Rulebook
) -> tuple[Changes, Changes]:
    """Return the closed case with the new filing that it led to.

    entry   number of the filer's words in the journal; text: what they say
    fields  what was filed, without what names the filer

    Raises NotAllowed, Incomplete.
    """
    if why_not := why_not_followed(case, act):
        raise NotAllowed(why_not)
    said = next((event for event in words_after_closing(case) if event.seq == entry), None)
    if said is None:
        raise Incomplete("entry", "请选择来访人办结以后说的一段话；已经另立新件的不再重复。")
    if not act.said("reason"):
        raise Incomplete("reason", "请写明有什么新的情况。")
    number = len(follow_ids(case)) + 1
    payload = {"case": drawn.id, "reference": drawn.reference, "entry": entry, **act.behalf}
    mark = JournalEntry(
        case.id, act.at, act.by, JournalCode.FOLLOWED, payload, words=CaseWords("reason", act.said("reason"))
    )
    before = told(Changes(case, replace(case, version=case.version + 1), (mark,)), act, rules, _FOLLOWED)
    return with_clocks(before, rules.clocks), _opened(case, act, said, number, drawn, text, fields, rules)


def _opened(
    case: Case,
    act: Act,
    said: ClockEvent,
    number: int,
    drawn: Drawn,
    text: str,
    fields: Mapping[str, object],
    rules: Rulebook,
) -> Changes:
    new = replace(
        case,
        id=drawn.id,
        reference=drawn.reference,
        state=CaseState.TAKEN,
        received_at=said.recorded_at,
        form_version=form_of(case.kind, "").stamp,
        route={
            "rule": "followed",
            "reason": f"{case.reference} 办结以后来访人补充的新情况，由原承办局另立新件核查"
            "（《市场监督管理行政处罚程序规定》第十八条）。",
            "candidates": [],
        },
        assisting=(),
        outcome=None,
        closed_at=None,
        version=1,
        clocks=(),
        events=(),
    )
    content = {name: fields[name] for name in _CARRIED if name in fields} | {"description": text}
    filed = Filed({"fields": content, "typed": {"description": text}}, {"fields": {}, "typed": {}})
    due = signing_day(rules.clocks.calendar, act.at, is_placed=new.lead_bureau != MUNICIPAL).isoformat()
    origin = {"filing": case.id, "of": case.reference, "number": number, "files": []}

    def entry(code: str, about: Mapping[str, object], effective_at: datetime | None = None) -> JournalEntry:
        return JournalEntry(new.id, act.at, act.by, code, {**about, **act.behalf}, effective_at=effective_at)

    opening = {"kind": new.kind.value, "form": new.form_version, "way": new.channel}
    entries = (
        entry(JournalCode.CASE_OPENED, opening, said.recorded_at),
        entry(JournalCode.ROUTED, {"bureau": new.lead_bureau, "rule": "followed", "due": due}),
        entry("signed_for", {"bureau": new.lead_bureau}),
        entry(JournalCode.FOLLOW_OPENED, origin),
    )
    notices = (BureauNotice("case_routed", new.lead_bureau),)
    return with_clocks(Changes(None, new, entries, notices, filed), rules.clocks)


def repeated(
    again: Case, first: Case, act: Act, rules: Rulebook, *, is_about_the_same: bool
) -> tuple[Changes, Changes]:
    """Return a report that came again with the one of before: merged and counted anew, or not handled again.

    is_about_the_same  both name the same party

    Raises NotAllowed, Incomplete.
    """
    _refuse_others(again, first, act, is_about_the_same=is_about_the_same)
    facts = act.said("facts")
    if facts not in _TOLD:
        raise Incomplete("facts", "请选择有没有新的事实。")
    if facts == NEW_FACTS and first.state not in _RUNNING:
        raise NotAllowed(
            f"先前的一件现在是“{STATES[first.state]}”，不能并入；有新事实的，这一件单独办理（CRM 第35条）。"
        )
    if not act.said("reason"):
        raise Incomplete("reason", "请写明新的事实是什么，或者为什么是同一事实。")
    words = CaseWords("reason", act.said("reason"))
    outcome = Outcome.REPEATED if facts == NEW_FACTS else Outcome.NOT_AGAIN
    payload = {"outcome": outcome.value, "with": first.reference, **act.behalf}
    end = JournalEntry(again.id, act.at, act.by, "closed", payload, words=words)
    after = replace(again, state=CaseState.CLOSED, outcome=outcome, closed_at=act.at, version=again.version + 1)
    text = _TOLD[facts].format(reference=first.reference)
    ended = told(Changes(again, after, (end,)), act, rules, text, RESULT_TOLD)
    code = "tip_repeated" if facts == NEW_FACTS else JournalCode.CASE_LINKED
    said = {"with": again.reference, **({"merged": True} if facts == NEW_FACTS else {}), **act.behalf}
    since = again.received_at if facts == NEW_FACTS else None
    mark = JournalEntry(first.id, act.at, act.by, code, said, effective_at=since, words=words)
    kept = Changes(first, replace(first, version=first.version + 1), (mark,))
    return with_clocks(ended, rules.clocks), with_clocks(kept, rules.clocks)


def _refuse_others(again: Case, first: Case, act: Act, *, is_about_the_same: bool) -> None:
    if again.id == first.id:
        raise Incomplete("other", "不能和自己合并。")
    if {again.lead_bureau, first.lead_bureau} != {act.bureau} or act.role not in HANDLERS:
        raise NotAllowed("两件都要是本局办理的，由承办人员合并（CRM 第35条）。")
    if any(is_outsider(case, act.role, act.bureau, act.as_whom) for case in (again, first)):
        raise NotAllowed("由两件的承办人或者负责人合并（CRM 第37条）。")
    if not ({again.kind, first.kind} <= REPORTS & FILED) or CaseKind.CONSULTATION in (again.kind, first.kind):
        raise NotAllowed("只有举报可以按重复举报合并（CRM 第35条）。")
    if again.anonymous or first.anonymous or again.filer != first.filer:
        raise NotAllowed("不是同一举报人的，不能合并；可以关联，各自办理、分别答复（CRM 第35条）。")
    if not is_about_the_same:
        raise NotAllowed("被举报人不同的，不能按重复举报合并（CRM 第35条）。")
    if again.received_at < first.received_at:
        raise NotAllowed("后提交的并入先提交的，请在后提交的那一件上办理。")
    if again.state not in _MERGED:
        raise NotAllowed(f"这一件现在是“{STATES[again.state]}”，签收以后、立案以前才能合并。")
    if why_not := still_seized(again) or between_bureaus(again):
        raise NotAllowed(why_not)
