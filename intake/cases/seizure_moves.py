"""What was seized, and what was registered on the spot: for how long, and what becomes of it. Pure.

Law: 查封、扣押 APP 第38条; 先行登记保存 APP 第33、35条.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from intake.cases.case import Case, Incomplete
from intake.cases.changes import Act, CaseWords, Changes, Rulebook
from intake.cases.codes import DECIDERS, HANDLERS, REPORTS
from intake.cases.measure_moves import INVESTIGATED, ON, effective_at_of, labelled, which
from intake.cases.measures import Standing, registered, standing_as
from intake.cases.move import Input, Move, Options
from intake.cases.passing_moves import REASON


def seizure_extended(case: Case, act: Act, _: Rulebook) -> Changes:
    """Let a seizure last longer, once, with the reasons told to the party in writing."""
    payload = {"by": "head", "days": int(act.said("days")), "told_on": act.said("told_on")}
    return EXTEND_SEIZURE.made(
        case,
        act,
        payload,
        subject=act.said("which"),
        words=CaseWords("reason", act.said("reason")),
        effective_at=effective_at_of(act),
    )


def seizure_lifted(case: Case, act: Act, _: Rulebook) -> Changes:
    """Give back, or decide otherwise on, what was seized."""
    return LIFT_SEIZURE.made(case, act, subject=act.said("which"), effective_at=effective_at_of(act))


def evidence_registered(case: Case, act: Act, _: Rulebook) -> Changes:
    """Register evidence that may be lost; it lapses unless dealt with in seven working days."""
    number = sum(event.code == REGISTER_EVIDENCE.journal for event in case.events) + 1
    return REGISTER_EVIDENCE.made(
        case,
        act,
        subject=f"registered-{number}",
        words=CaseWords("reason", act.said("reason")),
        effective_at=effective_at_of(act),
    )


def evidence_dealt_with(case: Case, act: Act, _: Rulebook) -> Changes:
    """Say what became of registered evidence."""
    return DEAL_WITH_EVIDENCE.made(
        case,
        act,
        subject=act.said("which"),
        words=CaseWords("reason", act.said("reason")),
        effective_at=effective_at_of(act),
    )


def _seized(case: Case, _: Rulebook, __: datetime) -> Options:
    return labelled(standing_as(case, Standing.SEIZED))


def _registrations(case: Case, _: Rulebook, __: datetime) -> Options:
    return tuple((key, f"{day} 登记保存") for key, day in registered(case))


def _nothing_seized(case: Case) -> str:
    return "" if standing_as(case, Standing.SEIZED) else "没有查封、扣押中的物品（APP 第38条）。"


def _nothing_registered(case: Case) -> str:
    return "" if registered(case) else "没有先行登记保存的证据（APP 第35条）。"


def _refused_extension(_: Case, act: Act, __: Rulebook) -> str:
    told, on = act.said("told_on"), act.said("on")
    if told < on:
        raise Incomplete("told_on", "书面告知当事人的日期不能早于批准延长的日期。")
    return ""


EXTEND_SEIZURE: Final = Move(
    "extend_seizure",
    "延长查封、扣押",
    article="APP 第38条",
    kinds=REPORTS,
    before=INVESTIGATED,
    after=None,
    by=DECIDERS,
    asks=(
        which(_seized),
        Input("days", "延长多少日", "number", "请写明延长多少日，最多三十日。"),
        ON,
        Input("told_on", "书面告知当事人的日期", "day", "请填写书面告知当事人的日期。"),
        REASON,
    ),
    effect="情况复杂的，延长一次，最多三十日；书面告知当事人并说明理由。",
    bars=_nothing_seized,
    refuses=_refused_extension,
    paper="延长查封、扣押期限告知书",
    journal="seizure_extended",
    group="measures",
    does=seizure_extended,
)
LIFT_SEIZURE: Final = Move(
    "lift_seizure",
    "解除查封、扣押",
    article="APP 第38条",
    kinds=REPORTS,
    before=INVESTIGATED,
    after=None,
    by=HANDLERS,
    asks=(which(_seized), ON),
    effect="查封、扣押到此为止。",
    bars=_nothing_seized,
    journal="seizure_lifted",
    group="measures",
    does=seizure_lifted,
)
REGISTER_EVIDENCE: Final = Move(
    "register_evidence",
    "先行登记保存证据",
    article="APP 第33、35条",
    kinds=REPORTS,
    before=INVESTIGATED,
    after=None,
    by=DECIDERS,
    asks=(ON, Input("reason", "登记保存什么，为什么", "text", "请写明保存的证据和理由。")),
    effect="证据可能灭失或者以后难以取得的，经负责人批准先行登记保存；七个工作日内处理，逾期自动解除。",
    paper="先行登记保存证据通知书",
    journal="evidence_registered",
    recorded_as="先行登记保存证据",
    group="measures",
    does=evidence_registered,
)
DEAL_WITH_EVIDENCE: Final = Move(
    "deal_with_evidence",
    "处理先行登记保存的证据",
    article="APP 第35条",
    kinds=REPORTS,
    before=INVESTIGATED,
    after=None,
    by=HANDLERS,
    asks=(which(_registrations), ON, Input("reason", "怎样处理", "text", "请写明怎样处理。")),
    effect="七个工作日内没有处理的，登记保存已自动解除；解除的在这里记下。",
    bars=_nothing_registered,
    journal="evidence_dealt_with",
    group="measures",
    does=evidence_dealt_with,
)

SEIZURE_MOVES: Final = (EXTEND_SEIZURE, LIFT_SEIZURE, REGISTER_EVIDENCE, DEAL_WITH_EVIDENCE)
