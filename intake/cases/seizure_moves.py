"""What was seized: for how long, sent to be examined, given back. Pure.

Law: 查封、扣押 APP 第36条 (a 负责人 lets it be lifted), 第38条 (30 days, once up to 30 more; what an examination
takes is not counted, and its period is told to the party in writing), 第42条 (when it must be lifted).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from intake.cases.case import Case, Incomplete
from intake.cases.changes import Act, CaseWords, Changes, Rulebook
from intake.cases.codes import DECIDERS, FINAL_STATES, HANDLERS, REPORTS, CaseState
from intake.cases.measure_moves import INVESTIGATED, ON, effective_at_of, labelled, which
from intake.cases.measures import Measure, MeasureStanding, TakenMeasure, standing_as
from intake.cases.move import Input, Move, Options
from intake.cases.passing_moves import REASON
from intake.clocks.clock import ClockState
from intake.clocks.codes import REASONS, Reason
from intake.clocks.deriving import PAUSED, RESUMED

# When it must be lifted (APP 第42条), in its words.
GROUNDS: Final[Mapping[str, str]] = {
    "no_offence": "当事人没有违法行为",
    "unrelated": "查封、扣押的场所、设施或者财物与违法行为无关",
    "decided": "对违法行为已经作出处理决定，不再需要查封、扣押",
    "expired": "查封、扣押期限已经届满",
    "not_needed": "其他不再需要采取查封、扣押措施的情形",
}
# What a party's goods may be sent away for while they are seized (APP 第38条第3款).
EXAMINED_BY: Final = (Reason.TESTING, Reason.INSPECTION, Reason.QUARANTINE, Reason.APPRAISAL)

# What these entries are about, as the timeline says it.
_SEIZURE: Final[Mapping[str, object]] = {"measure": Measure.SEIZE.value}


def seizure_extended(case: Case, act: Act, _: Rulebook) -> Changes:
    """Let a seizure last longer, once, with the reasons told to the party in writing."""
    payload = {"by": "head", "days": int(act.said("days")), "told_on": act.said("told_on"), **_SEIZURE}
    return EXTEND_SEIZURE.made(
        case,
        act,
        payload,
        subject=act.said("which"),
        words=CaseWords("reason", act.said("reason")),
        effective_at=effective_at_of(act),
    )


def seized_sent_away(case: Case, act: Act, _: Rulebook) -> Changes:
    """Let the time of an examination not count; its period is fixed and told to the party in writing."""
    payload = {
        "reason": act.said("reason"),
        "until": act.said("until"),
        "told_on": act.said("told_on"),
        "state": case.state.value,
        **_SEIZURE,
    }
    return EXAMINE_SEIZED.made(case, act, payload, subject=act.said("which"), effective_at=effective_at_of(act))


def seized_came_back(case: Case, act: Act, _: Rulebook) -> Changes:
    """Count the days of a seizure on."""
    return SEIZED_EXAMINED.made(case, act, _SEIZURE, subject=act.said("which"), effective_at=effective_at_of(act))


def seizure_lifted(case: Case, act: Act, _: Rulebook) -> Changes:
    """Give back, or decide otherwise on, what was seized."""
    return LIFT_SEIZURE.made(
        case,
        act,
        {"ground": act.said("ground"), **_SEIZURE},
        subject=act.said("which"),
        words=CaseWords("reason", act.said("reason")),
        effective_at=effective_at_of(act),
    )


def _seized_and(is_away: bool, case: Case) -> tuple[TakenMeasure, ...]:
    away = {clock.subject for clock in case.clocks if clock.state is ClockState.PAUSED}
    return tuple(one for one in standing_as(case, MeasureStanding.SEIZED) if (one.key in away) is is_away)


def _seized(case: Case, _: Rulebook, __: datetime) -> Options:
    return labelled(standing_as(case, MeasureStanding.SEIZED))


def _here(case: Case, _: Rulebook, __: datetime) -> Options:
    return labelled(_seized_and(False, case))


def _away(case: Case, _: Rulebook, __: datetime) -> Options:
    return labelled(_seized_and(True, case))


def _examinations(_: Case, __: Rulebook, ___: datetime) -> Options:
    return tuple((one.value, REASONS[one]) for one in EXAMINED_BY)


def _grounds(_: Case, __: Rulebook, ___: datetime) -> Options:
    return tuple(GROUNDS.items())


def _nothing_seized(article: str) -> Callable[[Case], str]:
    def why(case: Case) -> str:
        return "" if standing_as(case, MeasureStanding.SEIZED) else f"没有查封、扣押中的物品（{article}）。"

    return why


def _none_is(away: str, *, is_away: bool) -> Callable[[Case], str]:
    def why(case: Case) -> str:
        return "" if _seized_and(is_away, case) else f"没有{away}的查封、扣押物品（APP 第38条第3款）。"

    return why


def _told_too_early(what: str) -> Callable[[Case, Act, Rulebook], str]:
    """Return what refuses that the party was told of it before it was done."""

    def refused(_: Case, act: Act, __: Rulebook) -> str:
        told, on = act.said("told_on"), act.said("on")
        if told < on:
            raise Incomplete("told_on", f"书面告知当事人的日期不能早于{what}的日期。")
        return ""

    return refused


# Wherever a case has gone meanwhile, what was seized in it can be given back.
_ANYWHERE: Final = frozenset(CaseState) - FINAL_STATES - {CaseState.ANSWERED, CaseState.SPLIT}
_TOLD_ON: Final = Input("told_on", "书面告知当事人的日期", "day", "请填写书面告知当事人的日期。")

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
        _TOLD_ON,
        REASON,
    ),
    effect="情况复杂的，延长一次，最多三十日；书面告知当事人并说明理由。",
    bars=_nothing_seized("APP 第38条"),
    refuses=_told_too_early("批准延长"),
    paper="延长查封、扣押期限告知书",
    journal="seizure_extended",
    group="measures",
    does=seizure_extended,
)
EXAMINE_SEIZED: Final = Move(
    "examine_seized",
    "查封、扣押的物品送检测、鉴定",
    article="APP 第38条第3款",
    kinds=REPORTS,
    before=INVESTIGATED,
    after=None,
    by=HANDLERS,
    asks=(
        which(_here),
        Input("reason", "做什么", "select", "请选择检测、检验、检疫或者鉴定。", options=_examinations),
        ON,
        Input(
            "until",
            "到哪一天",
            "coming",
            "请填写告知当事人的结束日期：明天以后、四个月以内的工作日。",
            "到时还没有结束的，另行书面告知；这一天不改变期限，结束时点“检测、鉴定结束”。",
        ),
        _TOLD_ON,
    ),
    effect="检测、检验、检疫、鉴定的期间不计入查封、扣押的期限；期间应当明确，并书面告知当事人。",
    bars=_none_is("可以送检", is_away=False),
    refuses=_told_too_early("送检"),
    paper="检测、检验、检疫、鉴定期间告知书",
    journal=PAUSED,
    group="measures",
    does=seized_sent_away,
)
SEIZED_EXAMINED: Final = Move(
    "seized_examined",
    "检测、鉴定结束",
    article="APP 第38条第3款",
    kinds=REPORTS,
    before=_ANYWHERE,
    after=None,
    by=HANDLERS,
    asks=(which(_away), ON),
    effect="结束之日不计入，从次日起继续计算查封、扣押的期限。",
    bars=_none_is("正在检测、鉴定", is_away=True),
    journal=RESUMED,
    group="measures",
    does=seized_came_back,
)
LIFT_SEIZURE: Final = Move(
    "lift_seizure",
    "解除查封、扣押",
    article="APP 第36、42条",
    kinds=REPORTS,
    before=_ANYWHERE,
    after=None,
    by=DECIDERS,
    asks=(
        which(_seized),
        Input("ground", "情形", "select", "请选择是哪一种情形（APP 第42条）。", options=_grounds),
        ON,
        REASON,
    ),
    effect="经负责人批准，查封、扣押到此为止；财物立即退还，由办案人员和当事人在财物清单上签名或者盖章。",
    bars=_nothing_seized("APP 第42条"),
    paper="解除查封、扣押决定书",
    journal="seizure_lifted",
    group="measures",
    does=seizure_lifted,
)

SEIZURE_MOVES: Final = (EXTEND_SEIZURE, EXAMINE_SEIZED, SEIZED_EXAMINED, LIFT_SEIZURE)
