"""Which clocks of a case start and end with what happened to it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

from intake.cases.case import Case, CaseClock
from intake.cases.changes import Changes, Entry
from intake.cases.codes import ClockState, JournalCode, Kind
from intake.clocks.calendar import day_in_shanghai
from intake.clocks.counting import Clocks, Deadline

# The clock that starts with the receipt of a 举报, by any route (APP 第18条).
CHECK_CLOCK: Final = "tip_check"

_STARTS: Mapping[str, str] = {"docketed": "decision"}
_MEETS: Mapping[str, tuple[str, ...]] = {
    "docketed": (CHECK_CLOCK, "tip_check_extended"),
    "not_docketed": (CHECK_CLOCK, "tip_check_extended"),
    "closed": ("decision", "decision_extended"),
}
_STOPS: Final = frozenset({"closed"})


def first_clocks(kind: Kind, received_at: datetime, clocks: Clocks) -> tuple[CaseClock, ...]:
    """Return the clocks that start with receipt.

    A consultation is a service, not an administrative matter: no law sets it a date (CRM 第44条).
    """
    if kind is Kind.CONSULTATION:
        return ()
    return (_begun(CHECK_CLOCK, clocks.due(CHECK_CLOCK, received_at), received_at),)


def with_clocks(changes: Changes, clocks: Clocks) -> Changes:
    """Return the changes with the clocks that their entries start, meet and stop, each told in the journal."""
    running: tuple[CaseClock, ...] = changes.after.clocks
    told: list[Entry] = []
    for entry in changes.entries:
        told.append(entry)
        was = running
        running = tuple(_ended(clock, entry.code) for clock in running)
        told += [_entry(entry, clock) for clock, before in zip(running, was, strict=True) if clock is not before]
        if name := _STARTS.get(entry.code):
            begun = _begun(name, clocks.due(name, day_in_shanghai(entry.at)), entry.at)
            running = (*running, begun)
            told.append(_entry(entry, begun))
    after: Case = replace(changes.after, clocks=running)
    return replace(changes, after=after, entries=tuple(told))


def _ended(clock: CaseClock, code: str) -> CaseClock:
    if not clock.is_running:
        return clock
    if clock.name in _MEETS.get(code, ()):
        return replace(clock, state=ClockState.MET)
    return replace(clock, state=ClockState.STOPPED) if code in _STOPS else clock


def _begun(name: str, deadline: Deadline, at: datetime) -> CaseClock:
    return CaseClock(
        name=name,
        started_at=at,
        due_on=deadline.due_on,
        due_at=deadline.due_at,
        state=ClockState.RUNNING,
        provisional=deadline.provisional,
        basis=deadline.basis,
        counted=deadline.as_json(at),
    )


_TOLD: Mapping[ClockState, JournalCode] = {
    ClockState.RUNNING: JournalCode.CLOCK_STARTED,
    ClockState.MET: JournalCode.CLOCK_MET,
    ClockState.STOPPED: JournalCode.CLOCK_STOPPED,
}


def _entry(cause: Entry, clock: CaseClock) -> Entry:
    payload = {"clock": clock.name, "due_on": clock.due_on.isoformat()}
    return Entry(cause.case_id, cause.at, cause.actor, _TOLD[clock.state], payload)
