"""A case that goes to another bureau, which signs for it: 移送管辖, 交办. Pure.

Law: APP 第14条 (only what is docketed; the receiver cannot refuse or pass it on), 第15条第1款, 第18条.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from intake.cases.case import Case
from intake.cases.changes import Act, BureauNotice, CaseWords, Changes, Rulebook
from intake.cases.codes import DECIDERS, HANDLERS, REPORTS, CaseState
from intake.cases.crossing import SENDINGS, Crossing, CrossingKind, NextStep
from intake.cases.crossings import came_by_transfer, open_crossings, waiting
from intake.cases.move import Input, Move
from intake.cases.passing_moves import REASON, REPORT_BY, rerouted, sent_down, signing_due
from intake.cases.technical import lower_bureaus, other_bureaus, refused_receiver
from intake.routing.bureaus import MUNICIPAL

_WHY_HERE: Mapping[str, str] = {
    CrossingKind.TRANSFER: "由原承办局移送管辖，本局不得再移送（《市场监督管理行政处罚程序规定》第十四条）。",
    CrossingKind.HAND_DOWN: "由市局交办（《市场监督管理行政处罚程序规定》第十五条第一款）。",
    CrossingKind.DESIGNATED: "由市局指定管辖（《市场监督管理行政处罚程序规定》第十六条）。",
}


def transferred(case: Case, act: Act, rules: Rulebook) -> Changes:
    """Send a docketed case to the bureau that is competent; until it signs this one answers for it."""
    to = act.said("bureau")
    return TRANSFER.made(
        case,
        act,
        {"from": case.lead_bureau, "to": to, "due": signing_due(act, rules)},
        words=CaseWords("reason", act.said("reason")),
        notices=(BureauNotice("case_routed", to),),
    )


def handed_down(case: Case, act: Act, rules: Rulebook) -> Changes:
    """Let a lower bureau handle a case of the municipal one."""
    to = act.said("bureau")
    return HAND_DOWN.made(
        case,
        act,
        sent_down(case, act, rules),
        words=CaseWords("reason", act.said("reason")),
        notices=(BureauNotice("case_routed", to),),
    )


def sending_signed(case: Case, act: Act, _: Rulebook) -> Changes:
    """From here on the receiver answers for the case."""
    sending = _sending(case)
    to = sending.owner if sending else case.lead_bureau
    kind = sending.kind.value if sending else ""
    state = CaseState.TAKEN if case.state is CaseState.SUBMITTED else case.state
    return SIGN_SENDING.made(
        case,
        act,
        {"from": case.lead_bureau, "to": to, "kind": kind},
        state=state,
        lead_bureau=to,
        route=rerouted(case, kind, _WHY_HERE.get(kind, "")),
        notices=(BureauNotice("case_left", case.lead_bureau),),
    )


def sending_recalled(case: Case, act: Act, _: Rulebook) -> Changes:
    """Take back what nobody has signed for yet."""
    return RECALL_SENDING.made(
        case, act, {"bureau": case.lead_bureau}, words=CaseWords("reason", act.said("reason"))
    )


def _sending(case: Case) -> Crossing | None:
    return next((one for one in open_crossings(case) if one.kind in SENDINGS and one.step is NextStep.SIGN), None)


def _cannot_be_sent(case: Case) -> str:
    if _sending(case):
        return "已经移送或者交办，等对方签收；要改的，请先撤回（APP 第14条）。"
    if waiting(case, (CrossingKind.DESIGNATION,)):
        return "已经报请上级，等上级确定管辖（APP 第16条）。"
    return ""


def _cannot_be_transferred(case: Case) -> str:
    if came_by_transfer(case):
        return "移送来的案件，本局不得再移送；认为没有管辖权的，报请共同上一级指定管辖（APP 第14条）。"
    return _cannot_be_sent(case)


def _cannot_be_handed_down(case: Case) -> str:
    if case.lead_bureau != MUNICIPAL:
        return "交办是上级对下级的，区县局不能交办（APP 第15条第1款）。"
    return _cannot_be_sent(case)


def _nothing_to_recall(case: Case) -> str:
    return "" if _sending(case) else "没有等待签收的移送或者交办；对方签收以后不能撤回（APP 第14条）。"


def _refused_receiver(case: Case, act: Act, rules: Rulebook) -> str:
    return refused_receiver(case, act.said("bureau"), rules, act.at)


TRANSFER: Final = Move(
    "transfer_case",
    "移送管辖",
    article="APP 第14条",
    kinds=REPORTS,
    before=frozenset({CaseState.DOCKETED}),
    after=None,
    by=DECIDERS,
    asks=(
        Input("bureau", "移送给", "select", "请选择有管辖权的局。", options=other_bureaus),
        REASON,
    ),
    effect="对方签收后由其负责，签收以前仍由本局办理。对方不能退回或者再移送，只能报请指定管辖。",
    bars=_cannot_be_transferred,
    refuses=_refused_receiver,
    paper="案件移送函",
    journal="transferred",
    grave=True,
    does=transferred,
)
HAND_DOWN: Final = Move(
    "hand_down",
    "交办",
    article="APP 第15条第1款、第18条",
    kinds=REPORTS,
    before=frozenset({CaseState.SUBMITTED, CaseState.TAKEN, CaseState.CHECKING, CaseState.DOCKETED}),
    after=None,
    by=DECIDERS,
    asks=(
        Input("bureau", "交给", "select", "请选择承办的区县局。", options=lower_bureaus),
        REPORT_BY,
        REASON,
    ),
    effect="区县局签收后负责，签收以前仍由市局办理。法律、法规、规章规定由上级管辖的，不能交办。",
    bars=_cannot_be_handed_down,
    refuses=_refused_receiver,
    paper="交办单",
    journal="handed_down",
    group="between",
    does=handed_down,
)
SIGN_SENDING: Final = Move(
    "sign_sending",
    "签收移送、交办的案件",
    article="APP 第14、15条",
    kinds=REPORTS,
    before=HAND_DOWN.before | {CaseState.DISPUTED},
    after=None,
    by=HANDLERS,
    effect="签收后由本局负责办理，不能退回或者再移送；认为没有管辖权的，报请共同上一级指定管辖。",
    answers=frozenset((kind, NextStep.SIGN) for kind in SENDINGS),
    button="签收",
    journal="sending_signed",
    does=sending_signed,
)
RECALL_SENDING: Final = Move(
    "recall_sending",
    "撤回移送、交办",
    article="APP 第14、15条",
    kinds=REPORTS,
    before=HAND_DOWN.before,
    after=None,
    by=DECIDERS,
    asks=(REASON,),
    effect="对方还没有签收的，可以撤回，案件仍由本局办理。",
    bars=_nothing_to_recall,
    journal="sending_recalled",
    group="between",
    does=sending_recalled,
)

SENDING_MOVES: Final = (TRANSFER, HAND_DOWN, SIGN_SENDING, RECALL_SENDING)
