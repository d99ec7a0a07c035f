"""What pages of pilots show: reports with their days, the notice at the head, the districts there are. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from bot.conversation.estimating.told import notice_of
from bot.conversation.handbook import Handbook
from intake.officers.pilots import Pilot
from intake.routing.bureaus import BureauLevel, Bureaus
from knowledge.standards.rounds import Round, round_on, rounds


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One report of a pilot.

    due_on   the service's day for it, by the round's document; never a legal one
    is_made  it was handed in
    is_open  it can be handed in, or again, now
    is_late  its day has gone by without it
    """

    due_on: date
    is_made: bool
    is_open: bool
    is_late: bool


def report_lines(pilot: Pilot, made: Collection[tuple[str, str, date]], today: date) -> tuple[ReportLine, ...]:
    """Return the reports of a pilot, the earliest first."""
    opened = pilot.open_days(today)
    lines = []
    for day in pilot.due_days:
        is_made = (pilot.bureau, pilot.round, day) in made
        lines.append(ReportLine(day, is_made, day in opened, day < today and not is_made))
    return tuple(lines)


def next_line(lines: tuple[ReportLine, ...], today: date) -> ReportLine | None:
    """Return the report that comes next: the first that was not made, late ones after those to come."""
    waiting = [line for line in lines if not line.is_made]
    return next((line for line in waiting if line.due_on >= today), waiting[-1] if waiting else None)


def round_of(pilot: Pilot | None, today: date) -> Round:
    """Return the round that a district is in; without one that of the day."""
    return (rounds().get(pilot.round) if pilot is not None else None) or round_on(today)


def head_notice(one: Round, handbook: Handbook, today: date) -> str:
    """Return the sentence at the head of every page: what it rests on, and that its term is over where it is."""
    return notice_of(one.standard, handbook.library, today, at_head=True)


def districts_on(bureaus: Bureaus, today: date) -> dict[str, str]:
    """Return names of the districts that there are on a day, by the code of their bureau."""
    return {one.code: one.name for one in bureaus.on(today) if one.level is not BureauLevel.MUNICIPAL}
