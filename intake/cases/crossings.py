"""Which crossings a case has, and what follows from them. Pure; the journal says it all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from intake.cases.case import Case
from intake.cases.codes import CaseState
from intake.cases.crossing import SIGNING_AIM, Crossing, CrossingKind, NextStep
from intake.cases.crossing_entries import hear
from intake.cases.measures import decides
from intake.clocks.calendar import WorkCalendar, day_in_shanghai

# Whose last day the law sets: the clock that says so.
_CLOCKS: Final[Mapping[tuple[CrossingKind, NextStep], str]] = {
    (CrossingKind.DISPUTE, NextStep.SETTLE): "jurisdiction_dispute",
    (CrossingKind.DESIGNATION, NextStep.DECIDE): "superior_designation",
    (CrossingKind.ASSIST, NextStep.ANSWER): "assistance",
}


_LEAVES_THE_UNIT: Final = frozenset(
    {"sent_back", "passed_down", "sending_signed", "taken_up", "jurisdiction_designated", "dispute_settled"}
)


def crossings_of(case: Case) -> tuple[Crossing, ...]:
    """Return all crossings of a case, in the order they began."""
    found: dict[str, Crossing] = {}
    for event in case.events:
        hear(found, event)
    due = {(clock.name, clock.subject or ""): clock.due_on for clock in case.clocks}
    return tuple(_owned(_dated(one, due), case.lead_bureau) for one in found.values())


def open_crossings(case: Case, owner: str | None = None) -> tuple[Crossing, ...]:
    """Return those that wait, of one owner or of all."""
    return tuple(one for one in crossings_of(case) if one.is_open and owner in (None, one.owner))


def waiting(case: Case, kinds: Iterable[CrossingKind]) -> Crossing | None:
    """Return the last open crossing of these kinds; None when there is none."""
    wanted = frozenset(kinds)
    return next((one for one in reversed(open_crossings(case)) if one.kind in wanted), None)


def unit_of(case: Case) -> str:
    """Return the id of the unit of its bureau that has the case; "" when none has."""
    unit = ""
    for event in case.events:
        if event.code == "passed_inside":
            unit = str(event.payload.get("unit", ""))
        elif event.code in _LEAVES_THE_UNIT:
            unit = ""
    return unit


def answerable_of(case: Case) -> str:
    """Return who answers for the case: until the receiver signs, the bureau that sent it."""
    if case.state is not CaseState.ROUTED:
        return case.lead_bureau
    unsigned = waiting(case, (CrossingKind.ROUTED,))
    return unsigned.sender if unsigned and unsigned.sender else case.lead_bureau


def came_by_transfer(case: Case) -> bool:
    """Say whether its bureau got the docketed case by 移送管辖 and may not pass it on (APP 第14条)."""
    came = False
    for event in case.events:
        if event.code == "sending_signed":
            came = event.payload.get("kind") == CrossingKind.TRANSFER
        elif event.code in ("taken_up", "jurisdiction_designated"):
            came = False
    return came


def next_key(case: Case, kind: CrossingKind) -> str:
    """Return the key of the crossing of this kind that an entry is about to open."""
    return f"{kind}-{sum(one.kind is kind for one in crossings_of(case)) + 1}"


def signing_day(calendar: WorkCalendar, at: datetime, *, is_placed: bool) -> date:
    """Return the day by which what was just opened should be placed or signed for: aims of ours."""
    today = day_in_shanghai(at)
    return workdays_later(calendar, today, SIGNING_AIM if is_placed else int(not calendar.is_workday(today)))


def workdays_later(calendar: WorkCalendar, day: date, count: int) -> date:
    """Return the day that is so many working days after `day`."""
    while count:
        day += timedelta(days=1)
        count -= calendar.is_workday(day)
    return day


def _owned(one: Crossing, lead_bureau: str) -> Crossing:
    """Return it with its owner: what the bureau of the case owes itself goes along with the case."""
    if not one.is_open:
        return one
    if one.kind is CrossingKind.MEASURE and one.step is NextStep.DECIDE:
        return replace(one, owner=decides(one.about, lead_bureau))
    is_its_own = one.kind is CrossingKind.RECUSAL or (
        one.kind is CrossingKind.MEASURE and one.step is NextStep.TAKE
    )
    return replace(one, owner=lead_bureau) if is_its_own else one


def _dated(one: Crossing, due: Mapping[tuple[str, str], date]) -> Crossing:
    clock = _CLOCKS.get((one.kind, one.step))
    by_law = (due.get((clock, one.key)) or due.get((clock, ""))) if clock and one.is_open else None
    return one if by_law is None else replace(one, due_on=by_law, by_law=True)
