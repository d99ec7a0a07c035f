"""Filings whose text is nearly the same, grouped at one bureau: decided together, answered one by one. Pure.

A group merges nothing: each case keeps its filer, its clocks, its journal and its letters. One decision is one
move, made with each of them; where they stand at different steps none is made.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from intake.cases.case import Case, Incomplete, NotAllowed
from intake.cases.changes import Act, CaseWords, Changes, JournalEntry
from intake.cases.codes import FILED, FINAL_STATES, HANDLERS, REPORTS, STATES, CaseState, JournalCode
from intake.cases.handling import is_outsider
from intake.cases.parting import origin_of

MOST: Final = 200
# What can be decided for all of them: each answers its own filer.
DECISIONS: Final = ("sign_for", "check", "docket", "not_docket", "close", "tell_result", "write")
# What a coordinator can do with those of several bureaus.
ACROSS: Final = ("pass_down", "write", "note")
_DIFFERENT_STEPS: Final = "组里的件不在同一步（{states}），不能一起办。先办到同一步，或者把不同的移出这一组。"


def group_of(case: Case) -> str:
    """Return the id of the group in which the case is; "" for none."""
    group = ""
    for event in case.events:
        if event.code == JournalCode.GROUPED:
            group = str(event.payload["group"])
        elif event.code == JournalCode.UNGROUPED:
            group = ""
    return group


def grouped(case: Case, act: Act, group: str) -> Changes:
    """Return what putting a case into a group comes to. Raises NotAllowed, Incomplete."""
    if why_not := why_not_grouped(case, act):
        raise NotAllowed(why_not)
    if not act.said("reason"):
        raise Incomplete("reason", "请写明为什么放在一组。")
    if group_of(case):
        raise NotAllowed(f"{case.reference} 已经在一组里，请先移出。")
    return _changed(case, act, JournalCode.GROUPED, group)


def ungrouped(case: Case, act: Act) -> Changes:
    """Return what taking a case out of its group comes to. Raises NotAllowed, Incomplete."""
    if why_not := _not_theirs(case, act):
        raise NotAllowed(why_not)
    if not group_of(case):
        raise NotAllowed(f"{case.reference} 不在组里。")
    if not act.said("reason"):
        raise Incomplete("reason", "请写明为什么移出。")
    return _changed(case, act, JournalCode.UNGROUPED, group_of(case))


def why_not_grouped(case: Case, act: Act) -> str:
    """Say why a case cannot be in a group; "" when it can."""
    if why_not := _not_theirs(case, act):
        return why_not
    if case.kind not in REPORTS & FILED:
        return f"{case.reference} 不是来访人的举报，不能成组办理。"
    if case.state in FINAL_STATES or case.state is CaseState.SPLIT or origin_of(case) is not None:
        return f"{case.reference} 已经办结、拆分，或者是另一件的部分，不能成组办理。"
    return ""


def refuse_different_steps(cases: Sequence[Case]) -> None:
    """Raise NotAllowed where the cases do not stand at the same step: then one decision does not fit them all."""
    if len(cases) < 2:
        raise NotAllowed("一组里至少要有两件；只剩一件的，在案件页办理。")
    states = Counter(case.state for case in cases)
    if len(states) > 1:
        told = "、".join(f"{STATES[state]} {count} 件" for state, count in states.most_common())
        raise NotAllowed(_DIFFERENT_STEPS.format(states=told))


def decided_in_group(changes: Changes, group: str) -> Changes:
    """Return what a decision comes to for one of them, with the group in its entry."""
    first, *others = changes.entries
    return replace(changes, entries=(replace(first, payload={**first.payload, "group": group}), *others))


def _not_theirs(case: Case, act: Act) -> str:
    if act.role not in HANDLERS or act.bureau != case.lead_bureau:
        return "由承办局的办案岗位成组办理，组里都要是本局办理的。"
    if is_outsider(case, act.role, act.bureau, act.as_whom):
        return f"{case.reference} 由别的同事承办，请由承办人或者负责人办理（CRM 第37条）。"
    return ""


def _changed(case: Case, act: Act, code: JournalCode, group: str) -> Changes:
    words = CaseWords("reason", act.said("reason"))
    entry = JournalEntry(case.id, act.at, act.by, code, {"group": group, **act.behalf}, words=words)
    return Changes(case, replace(case, version=case.version + 1), (entry,))
