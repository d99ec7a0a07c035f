"""Evidence that was registered on the spot: what becomes of it within seven working days. Pure.

Law: 先行登记保存 APP 第33条 (a 负责人 lets it be done and be lifted), 第35条 (what is done with it; else it
lapses by itself).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from intake.cases.case import Case, Incomplete
from intake.cases.changes import Act, CaseWords, Changes, Rulebook
from intake.cases.codes import DECIDERS, FINAL_STATES, HANDLERS, REPORTS, CaseState
from intake.cases.measure_moves import INVESTIGATED, ON, effective_at_of, which
from intake.cases.measures import registered
from intake.cases.move import Input, Move, Options
from intake.cases.passing_moves import REASON
from intake.clocks.calendar import day_in_shanghai

# What is done with it (APP 第35条第1款第1至4项); to lift it (第5项) is a move of its own: a 负责人 decides that.
LAPSED: Final = "lapsed"
DEALT_WITH: Final[Mapping[str, str]] = {
    "preserved": "采取记录、复制、拍照、录像等证据保全措施",
    "examined": "送交检测、检验、检疫、鉴定",
    "seized": "决定采取查封、扣押等行政强制措施",
    "confiscated": "作出行政处罚决定，没收违法物品",
    LAPSED: "逾期没有采取措施，已经自动解除",
}


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
    key, how = act.said("which"), act.said("how")
    if how == LAPSED and key not in _lapsed(case, act.at):
        raise Incomplete("how", "七个工作日还没有届满，没有自动解除；要解除的由负责人批准（APP 第33、35条）。")
    return DEAL_WITH_EVIDENCE.made(
        case,
        act,
        {"how": how},
        subject=key,
        words=CaseWords("reason", act.said("reason")),
        effective_at=effective_at_of(act),
    )


def evidence_released(case: Case, act: Act, _: Rulebook) -> Changes:
    """Let registered evidence go, because nothing was done that is against the law, or nothing that takes it."""
    return RELEASE_EVIDENCE.made(
        case,
        act,
        subject=act.said("which"),
        words=CaseWords("reason", act.said("reason")),
        effective_at=effective_at_of(act),
    )


def _registrations(case: Case, _: Rulebook, __: datetime) -> Options:
    return tuple((key, f"{day} 登记保存") for key, day in registered(case))


def _ways(case: Case, _: Rulebook, at: datetime) -> Options:
    is_late = bool(_lapsed(case, at))
    return tuple((code, label) for code, label in DEALT_WITH.items() if is_late or code != LAPSED)


def _lapsed(case: Case, at: datetime) -> set[str]:
    """Return the registrations whose seven working days are over."""
    today, standing = day_in_shanghai(at), {key for key, _ in registered(case)}
    return {clock.subject for clock in case.clocks if clock.subject in standing and clock.due_on < today}


def _nothing_registered(case: Case) -> str:
    return "" if registered(case) else "没有先行登记保存的证据（APP 第33、35条）。"


# Wherever a case has gone meanwhile, what was registered in it can be let go.
_ANYWHERE: Final = frozenset(CaseState) - FINAL_STATES - {CaseState.ANSWERED, CaseState.SPLIT}

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
    asks=(
        which(_registrations),
        Input("how", "怎样处理", "select", "请选择怎样处理（APP 第35条）。", options=_ways),
        ON,
        Input("reason", "说明", "text", "请写明怎样处理。", "不写商业秘密的具体内容。"),
    ),
    effect="七个工作日内采取措施；没有采取的，登记保存已自动解除，在这里记下。要解除的由负责人批准。",
    bars=_nothing_registered,
    journal="evidence_dealt_with",
    group="measures",
    does=evidence_dealt_with,
)
RELEASE_EVIDENCE: Final = Move(
    "release_evidence",
    "解除先行登记保存",
    article="APP 第33、35条",
    kinds=REPORTS,
    before=_ANYWHERE,
    after=None,
    by=DECIDERS,
    asks=(which(_registrations), ON, REASON),
    effect="违法事实不成立，或者依法不应当查封、扣押、没收的，经负责人批准解除。",
    bars=_nothing_registered,
    paper="解除先行登记保存证据通知书",
    journal="evidence_released",
    group="measures",
    does=evidence_released,
)

REGISTRATION_MOVES: Final = (REGISTER_EVIDENCE, DEAL_WITH_EVIDENCE, RELEASE_EVIDENCE)
