"""The investigative measures of a case, as its journal has them: reported, approved, carried out, ended. Pure.

Law: AUCL25 第16条; TSR 第23条 (written report to the 主要负责人; seizure and bank queries to that of the
设区的市级); APP 第38条 (查封、扣押), 第33、35条 (先行登记保存).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from intake.cases.case import Case
from intake.clocks.clock import ClockEvent
from intake.routing.bureaus import MUNICIPAL


class Measure(StrEnum):
    """What is done."""

    ENTER = "enter"
    QUESTION = "question"
    COPY = "copy"
    SEIZE = "seize"
    BANK = "bank"


MEASURES: Mapping[str, str] = {
    Measure.ENTER: "进入经营场所检查",
    Measure.QUESTION: "询问",
    Measure.COPY: "查询、复制资料",
    Measure.SEIZE: "查封、扣押",
    Measure.BANK: "查询银行账户",
}
# Only the principal of a 设区的市级 bureau decides these; whether a district of the city counts is not confirmed.
_ABOVE: Final = frozenset({Measure.SEIZE, Measure.BANK})


class MeasureStanding(StrEnum):
    """How far a measure is."""

    REPORTED = "reported"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    TAKEN = "taken"
    SEIZED = "seized"
    LIFTED = "lifted"


STANDINGS: Mapping[str, str] = {
    MeasureStanding.REPORTED: "待批准",
    MeasureStanding.APPROVED: "已批准，待实施",
    MeasureStanding.REFUSED: "不批准",
    MeasureStanding.WITHDRAWN: "已撤回",
    MeasureStanding.TAKEN: "已实施",
    MeasureStanding.SEIZED: "查封、扣押中",
    MeasureStanding.LIFTED: "已解除",
}


@dataclass(frozen=True, slots=True)
class TakenMeasure:
    """One measure.

    key         as the journal names it
    decides     code of the bureau whose principal decides
    reported_by id of the officer who reported it, who cannot approve it
    since       day of what happened last
    """

    key: str
    measure: Measure
    standing: MeasureStanding
    decides: str
    reported_by: str
    since: date


def decides(measure: str, lead_bureau: str) -> str:
    """Return whose principal decides on this measure."""
    return MUNICIPAL if measure in _ABOVE else lead_bureau


def measures_of(case: Case) -> tuple[TakenMeasure, ...]:
    """Return the measures of a case, in the order they were reported."""
    found: dict[str, TakenMeasure] = {}
    for event in case.events:
        if event.code == "measure_reported":
            found[event.subject] = _reported(event, case.lead_bureau)
        elif event.subject in found and event.code in _AFTER:
            found[event.subject] = replace(found[event.subject], standing=_AFTER[event.code], since=event.day)
    return tuple(found.values())


def standing_as(case: Case, *standings: MeasureStanding) -> tuple[TakenMeasure, ...]:
    """Return the measures that stand so."""
    return tuple(one for one in measures_of(case) if one.standing in standings)


def still_seized(case: Case) -> str:
    """Say why a case is not done with as long as something of its party is seized; "" when nothing is."""
    if not standing_as(case, MeasureStanding.SEIZED):
        return ""
    return "还有查封、扣押没有解除，不能办结、告知或者拆分；不再需要的，由负责人批准，及时解除（APP 第36、42条）。"


def registered(case: Case) -> tuple[tuple[str, date], ...]:
    """Return the registrations of evidence that nobody has dealt with: key and day."""
    found: dict[str, date] = {}
    for event in case.events:
        if event.code == "evidence_registered":
            found[event.subject] = event.day
        elif event.code in _LET_GO:
            found.pop(event.subject, None)
    return tuple(found.items())


def released(case: Case) -> tuple[tuple[str, date], ...]:
    """Return the registrations of evidence that were lifted: key, and the day they were made."""
    days = {event.subject: event.day for event in case.events if event.code == "evidence_registered"}
    gone = (event.subject for event in case.events if event.code == "evidence_released")
    return tuple((key, days[key]) for key in gone if key in days)


def _reported(event: ClockEvent, lead_bureau: str) -> TakenMeasure:
    said, measure = event.payload, Measure(str(event.payload["measure"]))
    # A case that goes to another bureau takes along what waits: its own principal decides there.
    return TakenMeasure(
        event.subject,
        measure,
        MeasureStanding.REPORTED,
        decides(measure, lead_bureau),
        str(said.get("reported_by", "")),
        event.day,
    )


# Dealt with, let go, or never entered any more.
_LET_GO: Final = frozenset({"evidence_dealt_with", "evidence_released"})
_AFTER: Final[Mapping[str, MeasureStanding]] = {
    "measure_approved": MeasureStanding.APPROVED,
    "measure_refused": MeasureStanding.REFUSED,
    "measure_withdrawn": MeasureStanding.WITHDRAWN,
    "measure_taken": MeasureStanding.TAKEN,
    "seized": MeasureStanding.SEIZED,
    "seizure_lifted": MeasureStanding.LIFTED,
}
