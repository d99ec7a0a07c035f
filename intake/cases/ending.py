"""What keeps a case from being decided or ended, and what it leaves undone where it is ended all the same. Pure.

Law: the case belongs to who signs for it (移送、交办、指定管辖 APP 第14-16条); its officers APP 第19、22条;
a docketed case ends with what a head decided (APP 第60、77条).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from intake.cases.case import Case
from intake.cases.codes import JournalCode
from intake.cases.crossing import SENDINGS, CrossingKind, NextStep
from intake.cases.crossings import open_crossings
from intake.cases.handling import handlers_of
from intake.cases.materials import TAKEN
from intake.cases.measures import registered

# What waits on somebody and ends with the case, as it is said of a case that is about to end.
_UNDONE: Final[Mapping[CrossingKind, str]] = {
    CrossingKind.ASSIST: "请别的局协助调查，还没有答复",
    CrossingKind.MEASURE: "调查措施还没有决定或者实施",
    CrossingKind.RECUSAL: "回避申请还没有决定（APP 第4条）",
    CrossingKind.TAKE_UP: "提级管辖还在等市局负责人决定（APP 第15条第2款）",
}


def between_bureaus(case: Case) -> str:
    """Say why a bureau neither decides nor ends a case that another one is about to have; "" when it may."""
    for one in open_crossings(case):
        if one.kind in SENDINGS and one.step is NextStep.SIGN:
            return (
                "案件已经移送、交办或者指定给别的局，等对方签收，本局现在不能作出决定或者办结；"
                "仍由本局办理的，请先撤回（APP 第14、15条）。"
            )
        if one.kind is CrossingKind.DESIGNATION:
            return "已经报请上级，等上级确定管辖，本局现在不能作出决定或者办结（APP 第16条）。"
    return ""


def nobody_handles(case: Case) -> str:
    """Say why a case that nobody is named to handle is not decided; "" when somebody is."""
    if handlers_of(case):
        return ""
    return "还没有承办人，不能作出处理决定；立案的案件由负责人指定两名以上有执法资格的承办人（APP 第19、22条）。"


def left_undone(case: Case) -> tuple[str, ...]:
    """Return what would end with the case though nobody has done it."""
    found = [
        "分送、交办的一方要求反馈，还没有反馈（CRM 第41条）" if one.step is NextStep.REPORT else _UNDONE[one.kind]
        for one in open_crossings(case)
        if one.step is NextStep.REPORT or one.kind in _UNDONE
    ]
    if registered(case):
        found.append("先行登记保存的证据还没有处理（APP 第35条）")
    return tuple(dict.fromkeys(found))


def leaves_undone(case: Case) -> bool:
    """Say whether whoever ends the case has to say why it ends now."""
    return bool(left_undone(case))


def warned_of_undone(case: Case) -> str:
    """Say what is undone; "" when nothing is."""
    undone = left_undone(case)
    return f"还有没办完的：{'；'.join(undone)}。办结以后这些不再提醒；仍要办结的，请写明理由。" if undone else ""


def waits_for_the_filer(case: Case) -> str:
    """Say that the filer was asked for something and has not said a word since; "" otherwise."""
    for event in reversed(case.events):
        if event.code in _SUPPLIED:
            return ""
        if event.code == "supplement_asked":
            return "请来访人补充的，还没有收到。"
    return ""


_SUPPLIED: Final = frozenset({JournalCode.FILER_ADDED, JournalCode.EVIDENCE_RECEIVED, TAKEN})


def first_of(*reasons: Callable[[Case], str]) -> Callable[[Case], str]:
    """Return the first of several reasons that the case gives."""
    return lambda case: next((said for reason in reasons if (said := reason(case))), "")


def all_of(*reasons: Callable[[Case], str]) -> Callable[[Case], str]:
    """Return all that the case gives reason to say, one after the other."""
    return lambda case: "".join(reason(case) for reason in reasons)
