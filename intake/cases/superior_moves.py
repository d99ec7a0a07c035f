"""What is asked of the superior and what it decides: whose a case is, and whether to take it itself. Pure.

Law: 报请与指定 APP 第14、15、16条; 提级 APP 第15条第2款; 技术秘密 TSR 第3条第3款.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from intake.cases.case import Case, Incomplete
from intake.cases.changes import Act, BureauNotice, CaseWords, Changes, Rulebook
from intake.cases.codes import DECIDERS, REPORTS, CaseState
from intake.cases.crossing import SENDINGS, CrossingKind, NextStep
from intake.cases.crossings import came_by_transfer, open_crossings, waiting
from intake.cases.move import Input, Move, Options
from intake.cases.passing_moves import COORDINATOR, REASON, rerouted, signing_due
from intake.cases.technical import is_kept_above, other_bureaus, refused_receiver
from intake.routing.bureaus import MUNICIPAL

_WHY_UP: Mapping[str, str] = {
    "no_power": "移送来的案件，本局认为没有管辖权（APP 第14条）",
    "technical": "涉及技术秘密，一般由设区的市级以上市场监督管理部门管辖（TSR 第3条第3款）",
    "hindered": "特殊原因不能办理，或者难以办理（APP 第15条第3款）",
}


_DESIGNATED: Final = "由市局确定管辖（《市场监督管理行政处罚程序规定》第十六条）。"
_TAKEN_UP: Final = "由市局提级管辖（《市场监督管理行政处罚程序规定》第十五条第二款）。"


def referred_up(case: Case, act: Act, _: Rulebook) -> Changes:
    """Ask the superior to take the case or to say whose it is."""
    why = act.said("why")
    if why == "no_power" and not came_by_transfer(case):
        raise Incomplete("why", "案件不是移送来的，请选择另一项（APP 第15条第3款）。")
    return REFER_UP.made(
        case,
        act,
        {"bureau": case.lead_bureau, "why": why},
        words=CaseWords("reason", act.said("reason")),
        notices=(BureauNotice("case_asked", MUNICIPAL),),
    )


def designated(case: Case, act: Act, rules: Rulebook) -> Changes:
    """Say whose the case is: the bureau that has it, the municipal one, or another one that then signs."""
    to, is_docketed = act.said("bureau"), case.state is CaseState.DOCKETED
    payload = {"from": case.lead_bureau, "to": to, "docketed": is_docketed, "due": signing_due(act, rules)}
    words = CaseWords("reason", act.said("reason"))
    if to == case.lead_bureau:
        return DESIGNATE.made(
            case, act, payload, words=words, state=state_before(case), notices=(BureauNotice("case_routed", to),)
        )
    if is_docketed and to != MUNICIPAL:
        return DESIGNATE.made(case, act, payload, words=words, notices=(BureauNotice("case_routed", to),))
    before = CaseState.TAKEN if to == MUNICIPAL else CaseState.ROUTED
    state = case.state if is_docketed or (to == MUNICIPAL and case.state is CaseState.CHECKING) else before
    return DESIGNATE.made(
        case,
        act,
        payload,
        words=words,
        state=state,
        lead_bureau=to,
        route=rerouted(case, "designated", _DESIGNATED),
        notices=(BureauNotice("case_routed", to), BureauNotice("case_left", case.lead_bureau)),
    )


def take_up_proposed(case: Case, act: Act, _: Rulebook) -> Changes:
    """Ask a head of the municipal bureau whether it should take the case itself."""
    return PROPOSE_TAKE_UP.made(
        case,
        act,
        {"bureau": case.lead_bureau, "due": act.said("decide_by")},
        words=CaseWords("reason", act.said("reason")),
        notices=(BureauNotice("case_asked", MUNICIPAL),),
    )


def taken_up(case: Case, act: Act, _: Rulebook) -> Changes:
    """Take a lower bureau's case; it goes on where it stands."""
    return TAKE_UP.made(
        case,
        act,
        {"from": case.lead_bureau, "to": MUNICIPAL},
        words=CaseWords("reason", act.said("reason")),
        lead_bureau=MUNICIPAL,
        route=rerouted(case, "taken_up", _TAKEN_UP),
        notices=(BureauNotice("case_left", case.lead_bureau),),
    )


def left_below(case: Case, act: Act, _: Rulebook) -> Changes:
    """Leave the case where it is."""
    return LEAVE_BELOW.made(case, act, {"bureau": case.lead_bureau}, words=CaseWords("reason", act.said("reason")))


def state_before(case: Case) -> CaseState:
    """Return the state a disputed case goes back to: what was only routed counts as signed for."""
    if case.state is not CaseState.DISPUTED:
        return case.state
    said = next((event.payload.get("state") for event in reversed(case.events) if event.code == "disputed"), "")
    return CaseState.CHECKING if said == CaseState.CHECKING else CaseState.TAKEN


def _reasons_up(case: Case, rules: Rulebook, at: datetime) -> Options:
    fits = {"no_power": came_by_transfer(case), "technical": is_kept_above(case, rules, at)}
    return tuple((code, label) for code, label in _WHY_UP.items() if fits.get(code, True))


def _designable(case: Case, rules: Rulebook, at: datetime) -> Options:
    own = case.lead_bureau
    is_refused = bool(refused_receiver(case, own, rules, at))
    keeps = () if is_refused else ((own, f"{rules.bureaus.name_of(own)}（现承办局）"),)
    return (*keeps, *other_bureaus(case, rules, at))


def _refused_designation(case: Case, act: Act, rules: Rulebook) -> str:
    return refused_receiver(case, act.said("bureau"), rules, act.at)


def has_no_superior_here(case: Case) -> str:
    if case.lead_bureau == MUNICIPAL:
        return "市局的共同上一级是市场监管总局，请以公文报请（APP 第13条）。"
    if waiting(case, (CrossingKind.DESIGNATION,)):
        return "已经报请上级，等上级确定（APP 第16条）。"
    return ""


def _cannot_be_referred(case: Case) -> str:
    if any(one.kind in SENDINGS and one.step is NextStep.SIGN for one in open_crossings(case)):
        return "案件已移送或者交办，等对方签收；要报请的，请先撤回（APP 第14、15条）。"
    return has_no_superior_here(case)


def _already_above(case: Case) -> str:
    if case.lead_bureau == MUNICIPAL:
        return "案件本来由市局办理。"
    if waiting(case, (CrossingKind.TAKE_UP,)):
        return "已经提请，等市局负责人决定。"
    return ""


_SUPERIOR: Final = frozenset({(CrossingKind.DESIGNATION, NextStep.DECIDE)})
_TAKING_UP: Final = frozenset({(CrossingKind.TAKE_UP, NextStep.DECIDE)})
_RUNNING: Final = frozenset({CaseState.TAKEN, CaseState.CHECKING, CaseState.DOCKETED})

REFER_UP: Final = Move(
    "refer_up",
    "报请市局管辖或者指定管辖",
    article="APP 第14、15、16条",
    kinds=REPORTS,
    before=_RUNNING,
    after=None,
    by=DECIDERS,
    asks=(Input("why", "事由", "choice", "请选择事由（APP 第14、15条）。", options=_reasons_up), REASON),
    effect="由市局负责人在七个工作日内确定；确定以前仍由本局办理。",
    bars=_cannot_be_referred,
    paper="报请指定管辖的函",
    journal="jurisdiction_reported_up",
    recorded_as="报请上级确定管辖",
    group="between",
    does=referred_up,
)
DESIGNATE: Final = Move(
    "designate",
    "确定管辖",
    article="APP 第15、16条",
    kinds=REPORTS,
    before=_RUNNING | {CaseState.DISPUTED},
    after=None,
    by=DECIDERS,
    asks=(Input("bureau", "由谁管辖", "select", "请选择管辖的局。", options=_designable), REASON),
    effect="所选的局应当办理；已立案的由它签收后负责，不能退回。",
    refuses=_refused_designation,
    paper="指定管辖决定书",
    answers=_SUPERIOR,
    journal="jurisdiction_designated",
    recorded_as="上级已确定管辖",
    does=designated,
)
PROPOSE_TAKE_UP: Final = Move(
    "propose_take_up",
    "提请市局负责人提级管辖",
    article="APP 第15条第2款",
    kinds=REPORTS,
    before=_RUNNING,
    after=None,
    by=COORDINATOR,
    asks=(Input("decide_by", "何时以前决定", "coming", "请填写日期：明天以后、四个月以内的工作日。"), REASON),
    effect="市局负责人看到案件，决定是否由市局直接查处；决定以前仍由原局办理。",
    bars=_already_above,
    journal="take_up_proposed",
    group="between",
    does=take_up_proposed,
)
TAKE_UP: Final = Move(
    "take_up",
    "提级管辖",
    article="APP 第15条第2款",
    kinds=REPORTS,
    before=_RUNNING,
    after=None,
    by=DECIDERS,
    asks=(REASON,),
    effect="案件由市局直接查处，期限接着算；原承办局不再办理。",
    paper="提级管辖通知书",
    answers=_TAKING_UP,
    journal="taken_up",
    does=taken_up,
)
LEAVE_BELOW: Final = Move(
    "leave_below",
    "不提级",
    article="APP 第15条第2款",
    kinds=REPORTS,
    before=_RUNNING,
    after=None,
    by=DECIDERS,
    asks=(REASON,),
    effect="案件仍由原承办局办理。",
    answers=_TAKING_UP,
    journal="left_below",
    does=left_below,
)

SUPERIOR_MOVES: Final = (REFER_UP, DESIGNATE, PROPOSE_TAKE_UP, TAKE_UP, LEAVE_BELOW)
