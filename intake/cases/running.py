"""The clocks of a case as its journal has them after a filing or a move. Pure.

What starts, ends, pauses and extends them stands in `clocks.yaml`; the rows of `case_clock` follow from the
journal and are written in the same transaction, for lists and pages.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from intake.cases.case import Case, CaseClock, NotAllowed
from intake.cases.changes import Changes, JournalEntry
from intake.clocks.calendar import WorkCalendar
from intake.clocks.clock import Clock, ClockEvent
from intake.clocks.codes import CLASS_OF
from intake.clocks.counting import Clocks
from intake.clocks.deriving import derived
from intake.clocks.warnings import warnings_of
from intake.stored import StoredObject


def with_clocks(changes: Changes, clocks: Clocks) -> Changes:
    """Return the changes with the clocks as they stand after their entries.

    Raises NotAllowed with the article when an entry is one that the law gives no effect: an extension after the
    end, a pause for a reason that no article names.
    """
    earlier = changes.after.events
    last = earlier[-1].seq if earlier else 0
    new = tuple(_event(entry, last + number) for number, entry in enumerate(changes.entries, start=1))
    made = derived((*earlier, *new), clocks)
    for refusal in made.refusals:
        if refusal.event in new:
            raise NotAllowed(refusal.sentence)
    stored = _with_ids((_stored(clock, clocks.calendar) for clock in made.clocks), changes.after.clocks)
    return replace(changes, after=replace(changes.after, events=(*earlier, *new), clocks=stored))


def recounted(case: Case, clocks: Clocks) -> Changes:
    """Return what another calendar, another limit or another reading makes of a case; no entry, no new version."""
    return with_clocks(Changes(case, case), clocks)


def _event(entry: JournalEntry, seq: int) -> ClockEvent:
    return ClockEvent(
        seq=seq,
        code=entry.code,
        effective_at=entry.effective_at or entry.at,
        recorded_at=entry.at,
        subject=entry.subject or "",
        supersedes=entry.supersedes,
        payload=entry.payload,
    )


def _stored(clock: Clock, calendar: WorkCalendar) -> CaseClock:
    return CaseClock(
        name=clock.name,
        subject=clock.subject or None,
        started_at=clock.started.effective_at,
        due_on=clock.deadline.due_on,
        due_at=clock.deadline.due_at,
        state=clock.state,
        provisional=clock.deadline.provisional,
        basis=clock.basis,
        counted=counted(clock, calendar),
    )


def counted(clock: Clock, calendar: WorkCalendar) -> StoredObject:
    """Return how the date of a clock came about, for those who look at it later; days as YYYY-MM-DD.

    from          the day of the start or of the last restart, itself not counted
    days          the days counted; skipped: [day, why] of those that were not, or that it rolled over
    last_day      how a last day off was read; otherwise_on: the last day by the other reading, or null
    extended      what extensions added: label, length, unit, on, by
    paused        times not counted: reason and its class, from, until (null: it goes on), expected (until when it
                  was meant to last, or null), and the state the case was in
    recorded_on   when the start was entered, where that was on a later day; else null
    late          whether what was due was done after the last day
    warnings      who is told why from which day on: to, rung, on, and at where it does not wait for a working day
    """
    recorded_on = clock.started.recorded_on
    return clock.deadline.as_json(clock.counted_from.effective_at) | {
        "extended": [
            {
                "label": extended.label,
                "length": extended.length,
                "unit": clock.limit.unit.value,
                "on": extended.on.isoformat(),
                "by": extended.by.value,
            }
            for extended in clock.extensions
        ],
        "paused": [
            {
                "reason": pause.reason.value,
                "from": pause.began_on.isoformat(),
                "class": CLASS_OF[pause.reason].value,
                "until": pause.ended_on and pause.ended_on.isoformat(),
                "expected": pause.expected_on and pause.expected_on.isoformat(),
                "state": pause.state,
            }
            for pause in clock.pauses
        ],
        "recorded_on": recorded_on.isoformat() if recorded_on > clock.started.day else None,
        "late": clock.was_late,
        "warnings": [warning.as_json() for warning in warnings_of(clock, calendar)],
    }


def _with_ids(clocks: Iterable[CaseClock], stored: Iterable[CaseClock]) -> tuple[CaseClock, ...]:
    """Give each clock the id of the row that kept it; those of one name and subject in the order they began."""
    ids: dict[tuple[str, str | None], list[str]] = {}
    for clock in stored:
        ids.setdefault((clock.name, clock.subject), []).append(clock.id)
    return tuple(replace(clock, id=_taken(ids.get((clock.name, clock.subject)))) for clock in clocks)


def _taken(ids: list[str] | None) -> str:
    return ids.pop(0) if ids else ""
