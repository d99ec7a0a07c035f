"""Two bureaus differ on who is competent: they agree, or the common superior decides. Pure.

Law: 处理权限争议 CRM 第33条; 报请共同上一级 APP 第13、16条.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from intake.cases.case import Case, Incomplete
from intake.cases.changes import Act, BureauNotice, CaseWords, Changes, Rulebook
from intake.cases.codes import DECIDERS, REPORTS, CaseState
from intake.cases.crossing import CrossingKind
from intake.cases.crossings import waiting
from intake.cases.move import Input, Move, Options
from intake.cases.passing_moves import REASON, signing_due
from intake.cases.superior_moves import has_no_superior_here, state_before
from intake.clocks.calendar import day_in_shanghai
from intake.routing.bureaus import MUNICIPAL

OUTSIDE: Final = "outside"


def disputed(case: Case, act: Act, _: Rulebook) -> Changes:
    """Say that another bureau is competent: both have seven working days to agree."""
    payload = {"bureau": case.lead_bureau, "with": act.said("other"), "state": case.state.value}
    return DISPUTE.made(case, act, payload, words=CaseWords("reason", act.said("reason")))


def settled(case: Case, act: Act, rules: Rulebook) -> Changes:
    """Agree: the bureau goes on with the case, or the municipal bureau gives it to the other."""
    by, words = act.said("by"), CaseWords("reason", act.said("reason"))
    payload = {"by": by, "bureau": case.lead_bureau, "to": _disputed_with(case)}
    if by == "own":
        return SETTLE_DISPUTE.made(case, act, payload, words=words, state=state_before(case))
    if _disputed_with(case) == OUTSIDE:
        raise Incomplete("by", "对方是外省市的局，市局不能分送；请选“由本局处理”，随后告知举报人（CRM 第34条）。")
    return SETTLE_DISPUTE.made(
        case,
        act,
        payload | {"due": signing_due(act, rules)},
        words=words,
        state=CaseState.SUBMITTED,
        lead_bureau=MUNICIPAL,
        notices=(BureauNotice("case_routed", MUNICIPAL),),
    )


def dispute_reported_up(case: Case, act: Act, _: Rulebook) -> Changes:
    """Ask the common superior: after seven working days, or at once."""
    return REPORT_DISPUTE.made(
        case,
        act,
        {"bureau": case.lead_bureau, "why": "dispute"},
        words=CaseWords("reason", act.said("reason")),
        notices=(BureauNotice("case_asked", MUNICIPAL),),
    )


def _disputed_with(case: Case) -> str:
    dispute = waiting(case, (CrossingKind.DISPUTE,))
    return dispute.about if dispute else ""


def _disputants(case: Case, rules: Rulebook, at: datetime) -> Options:
    others = [one for one in rules.bureaus.on(day_in_shanghai(at)) if one.code != case.lead_bureau]
    return (*((one.code, one.name) for one in others), (OUTSIDE, "外省市的局"))


def _settlements(_: Case, __: Rulebook, ___: datetime) -> Options:
    return (("own", "由本局处理"), ("other", "由对方处理（交市局分送）"))


DISPUTE: Final = Move(
    "dispute",
    "提出管辖争议",
    article="CRM 第33条",
    kinds=REPORTS,
    before=frozenset({CaseState.ROUTED, CaseState.TAKEN, CaseState.CHECKING}),
    after=CaseState.DISPUTED,
    by=DECIDERS,
    asks=(Input("other", "与哪个局", "select", "请选择对方。", options=_disputants), REASON),
    effect="七个工作日内协商解决；协商不成的，或者现在就可以，报请共同上一级指定。核查期限照常计算。",
    journal="disputed",
    recorded_as="发生管辖争议",
    group="between",
    does=disputed,
)
SETTLE_DISPUTE: Final = Move(
    "settle_dispute",
    "协商一致",
    article="CRM 第33条",
    kinds=REPORTS,
    before=frozenset({CaseState.DISPUTED}),
    after=None,
    by=DECIDERS,
    asks=(Input("by", "协商结果", "choice", "请选择由谁处理。", options=_settlements), REASON),
    effect="由本局处理的，继续办理；由对方处理的，交回市局，由市局分送对方。",
    bars=lambda case: has_no_superior_here(case) if waiting(case, (CrossingKind.DESIGNATION,)) else "",
    journal="dispute_settled",
    recorded_as="管辖争议已协商一致",
    does=settled,
)
REPORT_DISPUTE: Final = Move(
    "report_dispute",
    "报请共同上一级指定",
    article="CRM 第33条；APP 第13、16条",
    kinds=REPORTS,
    before=frozenset({CaseState.DISPUTED}),
    after=None,
    by=DECIDERS,
    asks=(REASON,),
    effect="由市局负责人在七个工作日内确定由谁管辖。",
    bars=has_no_superior_here,
    paper="报请指定管辖的函",
    journal="jurisdiction_reported_up",
    recorded_as="报请上级确定管辖",
    does=dispute_reported_up,
)
DISPUTE_MOVES: Final = (DISPUTE, SETTLE_DISPUTE, REPORT_DISPUTE)
