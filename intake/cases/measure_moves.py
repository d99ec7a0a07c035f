"""Investigative measures: reported in writing, decided by the principal, carried out, ended. Pure.

Law: TSR 第23条; AUCL25 第16条; APP 第33、35、38条. What is reserved to the 主要负责人 no deputy inherits.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Final

from intake.cases.case import Case, NotAllowed
from intake.cases.changes import Act, BureauNotice, CaseWords, Changes, Rulebook
from intake.cases.codes import HANDLERS, REPORTS, CaseState, Role
from intake.cases.crossing import MEASURE_AIM, CrossingKind, NextStep
from intake.cases.crossings import next_key, workdays_later
from intake.cases.measures import (
    MEASURES,
    Measure,
    MeasureStanding,
    TakenMeasure,
    decides,
    measures_of,
    standing_as,
)
from intake.cases.move import Input, Move, Options
from intake.cases.passing_moves import REASON
from intake.clocks.calendar import SHANGHAI, day_in_shanghai
from intake.routing.bureaus import MUNICIPAL


def measure_reported(case: Case, act: Act, _: Rulebook) -> Changes:
    """Report in writing; the principal of this bureau or of the municipal one decides."""
    measure = act.said("measure")
    to = decides(measure, case.lead_bureau)
    payload = {
        "from": case.lead_bureau,
        "to": to,
        "measure": measure,
        "due": act.said("needed_by"),
        "reported_by": act.by,
    }
    return REPORT_MEASURE.made(
        case,
        act,
        payload,
        subject=next_key(case, CrossingKind.MEASURE),
        words=CaseWords("reason", act.said("reason")),
        notices=(BureauNotice("case_asked", to),),
    )


def measure_approved(case: Case, act: Act, rules: Rulebook) -> Changes:
    """Let the measure be taken."""
    one = _to_decide(case, act)
    due_on = workdays_later(rules.clocks.calendar, day_in_shanghai(act.at), MEASURE_AIM)
    return APPROVE_MEASURE.made(
        case,
        act,
        {"measure": one.measure.value, "due": due_on.isoformat()},
        subject=one.key,
        notices=(BureauNotice("case_asked", case.lead_bureau),),
    )


def measure_refused(case: Case, act: Act, _: Rulebook) -> Changes:
    """Do not let the measure be taken."""
    one = _to_decide(case, act)
    return REFUSE_MEASURE.made(
        case,
        act,
        {"measure": one.measure.value},
        subject=one.key,
        words=CaseWords("reason", act.said("reason")),
        notices=(BureauNotice("case_asked", case.lead_bureau),),
    )


def measure_withdrawn(case: Case, act: Act, _: Rulebook) -> Changes:
    """Take back a report, or what was approved and is not needed any more."""
    return WITHDRAW_MEASURE.made(
        case, act, subject=act.said("which"), words=CaseWords("reason", act.said("reason"))
    )


def measure_taken(case: Case, act: Act, _: Rulebook) -> Changes:
    """Enter that an approved measure was carried out; a seizure starts its thirty days."""
    one = next(one for one in measures_of(case) if one.key == act.said("which"))
    move = SEIZE if one.measure is Measure.SEIZE else TAKE_MEASURE
    return move.made(case, act, {"measure": one.measure.value}, subject=one.key, effective_at=effective_at_of(act))


def _to_decide(case: Case, act: Act) -> TakenMeasure:
    """Return the measure to decide on; raise NotAllowed where it is somebody else's to decide."""
    one = next(one for one in standing_as(case, MeasureStanding.REPORTED) if one.key == act.said("which"))
    if one.decides != act.bureau:
        whose = "市局主要负责人" if one.decides == MUNICIPAL else "承办局主要负责人"
        raise NotAllowed(f"“{MEASURES[one.measure]}”由{whose}批准（TSR 第23条第2款；AUCL25 第16条）。")
    if one.reported_by == act.by:
        raise NotAllowed("报告人不能批准自己的报告；请由主要负责人或者主持工作的负责人批准（TSR 第23条第2款）。")
    return one


def effective_at_of(act: Act) -> datetime | None:
    """Return the beginning of the day that was entered; None for today."""
    day = date.fromisoformat(act.said("on"))
    return None if day == day_in_shanghai(act.at) else datetime.combine(day, time(), SHANGHAI)


def labelled(measures: tuple[TakenMeasure, ...]) -> Options:
    """Return measures as options: what, and since when."""
    return tuple((one.key, f"{MEASURES[one.measure]}（{one.since}）") for one in measures)


def _kinds(_: Case, __: Rulebook, ___: datetime) -> Options:
    return tuple(MEASURES.items())


def _reported(case: Case, _: Rulebook, __: datetime) -> Options:
    return labelled(standing_as(case, MeasureStanding.REPORTED))


def _not_taken(case: Case, _: Rulebook, __: datetime) -> Options:
    return labelled(standing_as(case, MeasureStanding.REPORTED, MeasureStanding.APPROVED))


def _approved(is_seizure: bool, case: Case) -> tuple[TakenMeasure, ...]:
    found = standing_as(case, MeasureStanding.APPROVED)
    return tuple(one for one in found if (one.measure is Measure.SEIZE) is is_seizure)


def _approved_seizures(case: Case, _: Rulebook, __: datetime) -> Options:
    return labelled(_approved(True, case))


def _approved_others(case: Case, _: Rulebook, __: datetime) -> Options:
    return labelled(_approved(False, case))


def _none_approved(is_seizure: bool) -> Callable[[Case], str]:
    def why(case: Case) -> str:
        if _approved(is_seizure, case):
            return ""
        who = "市局主要负责人" if is_seizure else "主要负责人"
        return f"没有{who}书面批准的措施；口头同意不够，请先提出书面报告（TSR 第23条第2款）。"

    return why


def _nothing_to_withdraw(case: Case) -> str:
    return (
        ""
        if standing_as(case, MeasureStanding.REPORTED, MeasureStanding.APPROVED)
        else "没有待批准或者待实施的措施。"
    )


INVESTIGATED: Final = frozenset({CaseState.CHECKING, CaseState.DOCKETED})
_PRINCIPAL: Final = frozenset({Role.PRINCIPAL})
_DECIDING: Final = frozenset({(CrossingKind.MEASURE, NextStep.DECIDE)})
ON: Final = Input(
    "on", "日期", "day", "请填写日期：不早于收到案件之日，不晚于今天。", "文书上的日期，可以早于今天。"
)


def which(options: Callable[[Case, Rulebook, datetime], Options]) -> Input:
    """Ask which of these it is about."""
    return Input("which", "哪一项", "select", "请选择是哪一项。", options=options)


REPORT_MEASURE: Final = Move(
    "report_measure",
    "书面报告调查措施",
    article="TSR 第23条第2款；AUCL25 第16条",
    kinds=REPORTS,
    before=INVESTIGATED,
    after=None,
    by=HANDLERS,
    asks=(
        Input("measure", "措施", "select", "请选择措施。", options=_kinds),
        Input("needed_by", "何时以前需要批准", "coming", "请填写日期：明天以后、四个月以内的工作日。"),
        Input("reason", "报告", "text", "请写明事实、理由和对象。", "不写商业秘密的具体内容。"),
    ),
    effect="由本局主要负责人批准；查封、扣押和查询银行账户由市局主要负责人批准，报告随之上报。",
    paper="采取调查措施的报告",
    journal="measure_reported",
    group="measures",
    does=measure_reported,
)
APPROVE_MEASURE: Final = Move(
    "approve_measure",
    "批准调查措施",
    article="TSR 第23条第2款；AUCL25 第16条",
    kinds=REPORTS,
    before=INVESTIGATED,
    after=None,
    by=_PRINCIPAL,
    asks=(which(_reported),),
    effect="承办人员可以实施所选的措施。",
    answers=_DECIDING,
    journal="measure_approved",
    does=measure_approved,
)
REFUSE_MEASURE: Final = Move(
    "refuse_measure",
    "不批准调查措施",
    article="TSR 第23条第2款；AUCL25 第16条",
    kinds=REPORTS,
    before=INVESTIGATED,
    after=None,
    by=_PRINCIPAL,
    asks=(which(_reported), REASON),
    effect="所选的措施不能实施。",
    answers=_DECIDING,
    journal="measure_refused",
    does=measure_refused,
)
WITHDRAW_MEASURE: Final = Move(
    "withdraw_measure",
    "撤回调查措施",
    article="TSR 第23条第2款",
    kinds=REPORTS,
    before=INVESTIGATED,
    after=None,
    by=HANDLERS,
    asks=(which(_not_taken), REASON),
    effect="待批准的不再批准，待实施的不再实施。",
    bars=_nothing_to_withdraw,
    journal="measure_withdrawn",
    group="measures",
    does=measure_withdrawn,
)
TAKE_MEASURE: Final = Move(
    "take_measure",
    "实施已批准的措施",
    article="TSR 第23条第2款；AUCL25 第16条",
    kinds=REPORTS,
    before=INVESTIGATED,
    after=None,
    by=HANDLERS,
    asks=(which(_approved_others), ON),
    effect="记下已批准的措施何时实施。",
    bars=_none_approved(False),
    journal="measure_taken",
    group="measures",
    does=measure_taken,
)
SEIZE: Final = Move(
    "seize",
    "实施查封、扣押",
    article="TSR 第23条第2款；APP 第38条",
    kinds=REPORTS,
    before=INVESTIGATED,
    after=None,
    by=HANDLERS,
    asks=(which(_approved_seizures), ON),
    effect="查封、扣押不超过三十日；情况复杂的，经负责人批准可以延长一次，最多三十日。",
    bars=_none_approved(True),
    paper="查封、扣押决定书",
    journal="seized",
    group="measures",
    does=measure_taken,
)
MEASURE_MOVES: Final = (REPORT_MEASURE, APPROVE_MEASURE, REFUSE_MEASURE, WITHDRAW_MEASURE, TAKE_MEASURE, SEIZE)
