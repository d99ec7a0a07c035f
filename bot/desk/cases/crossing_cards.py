"""What waits between bureaus, and the measures of a case, as its page shows them. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from intake.cases.case import Case
from intake.cases.changes import Rulebook
from intake.cases.crossing import CROSSINGS, STEPS, Crossing, CrossingKind, NextStep
from intake.cases.crossings import answerable_of, crossings_of, unit_of
from intake.cases.dispute_moves import OUTSIDE
from intake.cases.measures import MEASURES, STANDINGS, MeasureStanding, measures_of, registered
from intake.cases.platform_moves import on_platform
from intake.cases.technical import is_technical
from intake.clocks.clock import ClockState
from intake.forms.saying import day_in_words

# As what a crossing ended, where its own word does not say it.
ENDED = {
    "signed_for": "已签收",
    "sending_signed": "已签收",
    "passed_down": "已分送",
    "passed_inside": "已分送内设机构",
    "sent_back": "已退回",
    "reported_back": "已反馈",
    "disputed": "提出管辖争议",
    "dispute_settled": "协商一致",
    "jurisdiction_reported_up": "已报请上级",
    "jurisdiction_designated": "已确定",
    "sending_recalled": "已撤回",
    "taken_up": "已提级",
    "left_below": "不提级",
    "assist_given": "已答复",
    "assist_withdrawn": "已撤回",
    "measure_approved": "已批准",
    "measure_taken": "已实施",
    "seized": "已实施",
    "measure_refused": "不批准",
    "measure_withdrawn": "已撤回",
    "told_elsewhere": "已告知",
    "recusal_decided": "已决定",
    "facts_corrected": "再次更正",
    "proposal_dismissed": "不改派",
    "docketed": "已立案",
    "not_docketed": "不予立案",
    "closed": "案件已办结",
}


# As long as what was seized is away to be examined (APP 第38条第3款).
_NOT_COUNTED = "，正在检测、检验、检疫或者鉴定，期间不计入期限"


@dataclass(frozen=True, slots=True)
class CrossingCardLine:
    """One crossing.

    what    what it is, e.g. 协助调查
    ways    from whom to whom, or about what, in words
    state   what it waits for, or as what it ended
    due_on  last day while it waits; None when it is over
    by_law  the law sets the day; else it was agreed on, or is an aim of ours
    """

    what: str
    ways: str
    state: str
    due_on: date | None
    by_law: bool


@dataclass(frozen=True, slots=True)
class BetweenCard:
    """What the page says of other bureaus.

    waiting     what waits, with its owner and day
    over        what is done with, the newest first
    measures    the measures, with how they stand
    platform    how the report stands on the 全国12315平台, in words; "" for nothing
    unit        the unit that has the case; "" for none
    answerable  who answers for it as long as nobody signed; "" when it is its own bureau
    """

    waiting: tuple[CrossingCardLine, ...]
    over: tuple[CrossingCardLine, ...]
    measures: tuple[CrossingCardLine, ...]
    platform: str
    unit: str
    answerable: str


def between_card(case: Case, rules: Rulebook, name_of: Callable[[str], str]) -> BetweenCard:
    """Return what stands between the bureaus of a case."""
    lines = [(one.is_open, _line(one, case, rules, name_of)) for one in crossings_of(case)]
    answers = answerable_of(case)
    return BetweenCard(
        waiting=tuple(line for is_open, line in lines if is_open),
        over=tuple(line for is_open, line in reversed(lines) if not is_open),
        measures=_measures(case, name_of),
        platform=_on_platform(case),
        unit=rules.units.name_of(unit_of(case)),
        answerable=name_of(answers) if answers != case.lead_bureau else "",
    )


def _on_platform(case: Case) -> str:
    known = on_platform(case)
    if known is None:
        return ""
    back = f"，{_day(known.result_on)}已录入结果" if known.result_on else ""
    return f"{known.number}（{_day(known.since)}登记{back}）"


def _day(day: date) -> str:
    return day_in_words(day.isoformat())


def _line(one: Crossing, case: Case, rules: Rulebook, name_of: Callable[[str], str]) -> CrossingCardLine:
    state = STEPS[one.step] if one.is_open else ENDED.get(one.ended_as, "")
    if one.is_open and one.step is NextStep.PLACE and is_technical(case):
        state = "待市局签收（涉及技术秘密，不分送区县）"
    if one.is_open and one.step not in (NextStep.PLACE, NextStep.SETTLE, NextStep.CONFIRM):
        state = f"{name_of(one.owner)}{state}"
    return CrossingCardLine(
        CROSSINGS[one.kind], _ways(one, rules, name_of), state, one.due_on if one.is_open else None, one.by_law
    )


def _ways(one: Crossing, rules: Rulebook, name_of: Callable[[str], str]) -> str:
    match one.kind:
        case CrossingKind.INSIDE:
            return rules.units.name_of(one.about)
        case CrossingKind.DISPUTE:
            return f"与{'外省市的局' if one.about == OUTSIDE else name_of(one.about)}"
        case CrossingKind.PROPOSAL:
            return f"由{name_of(one.about)}办理"
        case CrossingKind.MEASURE:
            return MEASURES.get(one.about, "")
    if one.sender and one.sender != one.owner:
        return f"{name_of(one.sender)} → {name_of(one.owner)}"
    return name_of(one.owner)


def _measures(case: Case, name_of: Callable[[str], str]) -> tuple[CrossingCardLine, ...]:
    due = {(clock.name, clock.subject): clock.due_on for clock in case.clocks if clock.is_running}
    away = {clock.subject for clock in case.clocks if clock.state is ClockState.PAUSED}
    taken = [
        CrossingCardLine(
            MEASURES[one.measure],
            _day(one.since)
            if one.standing is not MeasureStanding.REPORTED
            else f"由{name_of(one.decides)}主要负责人决定",
            f"{STANDINGS[one.standing]}{_NOT_COUNTED}" if one.key in away else STANDINGS[one.standing],
            due.get(("seizure", one.key)),
            True,
        )
        for one in measures_of(case)
    ]
    kept = [
        CrossingCardLine("先行登记保存", _day(day), "待处理", due.get(("registered_evidence", key)), True)
        for key, day in registered(case)
    ]
    return (*taken, *kept)
