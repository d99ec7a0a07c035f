"""Asking another bureau for help in an investigation, and helping: by letter, fifteen working days. Pure.

Law: APP 第45条. A bureau that was asked sees the case, never who filed it; one that was not asked sees nothing
(CRM 第37条). The days run from the receipt of the letter and are extended by notice before they end.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from intake.cases.case import Case, Incomplete
from intake.cases.changes import Act, BureauNotice, CaseWords, Changes, Rulebook
from intake.cases.codes import HANDLERS, REPORTS, WORKED_STATES, CaseState
from intake.cases.crossing import Crossing, CrossingKind, NextStep
from intake.cases.crossings import next_key, open_crossings
from intake.cases.move import Input, Move, Options
from intake.cases.passing_moves import REASON, signing_due
from intake.clocks.calendar import day_in_shanghai


def assist_asked(case: Case, act: Act, rules: Rulebook) -> Changes:
    """Ask a bureau for help: what is asked stands in the letter."""
    to = act.said("bureau")
    if any(one.owner == to for one in _open_requests(case)):
        raise Incomplete("bureau", "已经请这个局协助，等它答复；另有事项的，请在原函的事项办结后再发。")
    return ASK_ASSIST.made(
        case,
        act,
        {"from": case.lead_bureau, "to": to, "due": signing_due(act, rules)},
        subject=next_key(case, CrossingKind.ASSIST),
        words=CaseWords("asked", act.said("text")),
        assisting=tuple(dict.fromkeys((*case.assisting, to))),
        notices=(BureauNotice("case_assist", to),),
    )


def assist_received(case: Case, act: Act, _: Rulebook) -> Changes:
    """Sign for the letter: the fifteen working days begin."""
    return RECEIVE_ASSIST.made(case, act, {"bureau": act.bureau}, subject=_own(case, act).key)


def assist_extended(case: Case, act: Act, _: Rulebook) -> Changes:
    """Tell the bureau that asked that it will take longer, before the days end."""
    return EXTEND_ASSIST.made(
        case,
        act,
        {"bureau": act.bureau, "by": "notice", "days": int(act.said("days"))},
        subject=_own(case, act).key,
        words=CaseWords("reason", act.said("reason")),
        notices=(BureauNotice("case_assist", case.lead_bureau),),
    )


def assist_given(case: Case, act: Act, _: Rulebook) -> Changes:
    """Answer the letter."""
    return ANSWER_ASSIST.made(
        case,
        act,
        {"bureau": act.bureau},
        subject=_own(case, act).key,
        words=CaseWords("answered", act.said("text")),
        notices=(BureauNotice("case_assist", case.lead_bureau),),
    )


def assist_withdrawn(case: Case, act: Act, _: Rulebook) -> Changes:
    """Take a request back; what the other bureau has seen it has seen."""
    request = next(one for one in _open_requests(case) if one.key == act.said("request"))
    return WITHDRAW_ASSIST.made(
        case,
        act,
        {"bureau": request.owner},
        subject=request.key,
        words=CaseWords("reason", act.said("reason")),
        notices=(BureauNotice("case_assist", request.owner),),
    )


def _open_requests(case: Case) -> Iterator[Crossing]:
    return (one for one in open_crossings(case) if one.kind is CrossingKind.ASSIST)


def _own(case: Case, act: Act) -> Crossing:
    """Return the request to the bureau of whoever acts; `working` has made sure that there is one."""
    return next(one for one in _open_requests(case) if one.owner == act.bureau)


def _bureaus_to_ask(case: Case, rules: Rulebook, at: datetime) -> Options:
    asked = {case.lead_bureau, *(one.owner for one in _open_requests(case))}
    return tuple((one.code, one.name) for one in rules.bureaus.on(day_in_shanghai(at)) if one.code not in asked)


def _requests(case: Case, rules: Rulebook, _: datetime) -> Options:
    return tuple(
        (one.key, f"{rules.bureaus.name_of(one.owner)}（{one.opened_on}）") for one in _open_requests(case)
    )


def _nobody_was_asked(case: Case) -> str:
    return "" if any(_open_requests(case)) else "没有等待答复的协助调查。"


def _not_docketed_yet(case: Case) -> str:
    if case.state is CaseState.DOCKETED:
        return ""
    return "立案以后才能请其他局协助；立案以前不把举报告诉不办理的局（APP 第45条；CRM 第37条）。"


_TO_SIGN: Final = frozenset({(CrossingKind.ASSIST, NextStep.SIGN)})
_TO_ANSWER: Final = frozenset({(CrossingKind.ASSIST, NextStep.ANSWER)})

ASK_ASSIST: Final = Move(
    "ask_assist",
    "请其他局协助调查",
    article="APP 第45条",
    kinds=REPORTS,
    before=frozenset({CaseState.CHECKING, CaseState.DOCKETED}),
    after=None,
    by=HANDLERS,
    asks=(
        Input("bureau", "请哪个局", "select", "请选择协助的局。", options=_bureaus_to_ask),
        Input("text", "协助事项", "text", "请写明需要协助调查的具体事项。", "对方看得到，不写秘密的内容。"),
    ),
    effect="出具协助调查函；对方自收到函之日起十五个工作日内完成。对方从此看得到案件，看不到来访人是谁。",
    bars=_not_docketed_yet,
    paper="协助调查函",
    journal="assist_asked",
    group="between",
    does=assist_asked,
)
RECEIVE_ASSIST: Final = Move(
    "receive_assist",
    "签收协助调查函",
    article="APP 第45条",
    kinds=REPORTS,
    before=WORKED_STATES,
    after=None,
    by=HANDLERS,
    effect="自签收之日起十五个工作日内完成协助调查。",
    answers=_TO_SIGN,
    journal="assist_received",
    recorded_as="收到协助调查函",
    does=assist_received,
)
ANSWER_ASSIST: Final = Move(
    "answer_assist",
    "答复协助调查",
    article="APP 第45条",
    kinds=REPORTS,
    before=WORKED_STATES,
    after=None,
    by=HANDLERS,
    asks=(Input("text", "协助情况", "text", "请写明协助调查的情况。", "请求协助的局看得到，来访人看不到。"),),
    effect="协助调查到此完成。",
    answers=_TO_ANSWER,
    paper="协助调查复函",
    journal="assist_given",
    recorded_as="完成协助调查",
    does=assist_given,
)
EXTEND_ASSIST: Final = Move(
    "extend_assist",
    "告知延期完成协查",
    article="APP 第45条",
    kinds=REPORTS,
    before=WORKED_STATES,
    after=None,
    by=HANDLERS,
    asks=(Input("days", "延长多少个工作日", "number", "请写明延长多少个工作日。"), REASON),
    effect="需要延期完成的，在届满以前告知请求协助的局；届满以后不能再延。",
    answers=_TO_ANSWER,
    paper="延期告知函",
    journal="assist_extended",
    group="between",
    does=assist_extended,
)
WITHDRAW_ASSIST: Final = Move(
    "withdraw_assist",
    "撤回协助请求",
    kinds=REPORTS,
    article="APP 第45条",
    before=WORKED_STATES,
    after=None,
    by=HANDLERS,
    asks=(Input("request", "哪一件", "select", "请选择协助请求。", options=_requests), REASON),
    effect="对方不必再办；它已经看过的仍留在日志里。",
    bars=_nobody_was_asked,
    journal="assist_withdrawn",
    group="between",
    does=assist_withdrawn,
)

ASSIST_MOVES: Final = (ASK_ASSIST, RECEIVE_ASSIST, ANSWER_ASSIST, EXTEND_ASSIST, WITHDRAW_ASSIST)
