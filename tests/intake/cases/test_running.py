"""The clocks of a case after a filing and after moves. No database."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from intake.cases.case import Case, NotAllowed
from intake.cases.changes import Changes, JournalEntry
from intake.cases.codes import CaseKind, CaseState
from intake.cases.moves import JOURNAL
from intake.cases.running import recounted, with_clocks
from intake.clocks.clock import ClockState
from intake.clocks.counting import load_clocks
from intake.clocks.limits import unheard
from intake.stored import listed_in, objects_in
from tests.intake.cases.values import NOW, RULES, a_case


def after(case: Case, code: str, **parts: Any) -> Case:
    """Return the case after one entry, written today unless `effective_at` says otherwise."""
    payload = parts.pop("payload", {})
    entry = JournalEntry(case.id, NOW, "o1", code, payload, **parts)
    return with_clocks(Changes(case, case, (entry,)), RULES.clocks).after


def test_every_code_of_a_clock_is_one_of_the_journal() -> None:
    assert unheard(RULES.clocks.limits, JOURNAL) == []


def test_what_is_stored_says_how_the_date_came_about() -> None:
    (clock,) = a_case().clocks

    assert (clock.name, clock.subject, clock.state, clock.due_on) == (
        "tip_check",
        None,
        ClockState.RUNNING,
        date(2026, 12, 16),
    )
    assert clock.counted["from"] == "2026-11-25"
    assert len(listed_in(clock.counted, "days")) == 15
    assert listed_in(clock.counted, "skipped")[0] == ["2026-11-28", "周六"]
    assert [(one["to"], one["rung"], one["on"]) for one in objects_in(clock.counted, "warnings")] == [
        ("holder", "near", "2026-12-11"),
        ("head", "near", "2026-12-15"),
        ("coordinator", "missed", "2026-12-17"),
    ]
    assert (clock.counted["extended"], clock.counted["paused"], clock.counted["recorded_on"]) == ([], [], None)


def test_a_consultation_has_no_clock() -> None:
    assert a_case(kind=CaseKind.CONSULTATION).clocks == ()


def test_a_letter_entered_late_counts_from_its_day_and_says_when_it_was_entered() -> None:
    came = NOW - timedelta(days=9)

    case = after(a_case(), "assist_received", effective_at=came, subject="letter-1")

    clock = case.clocks[0]
    assert (clock.name, clock.subject, clock.started_at) == ("assistance", "letter-1", came)
    assert clock.due_on == date(2026, 12, 7)
    assert clock.counted["recorded_on"] == "2026-11-25"
    assert case.next_due_on == date(2026, 12, 7)


def test_a_clock_that_stands_keeps_its_row_and_one_that_never_began_has_none() -> None:
    stored = replace(a_case(), clocks=tuple(replace(clock, id="row-1") for clock in a_case().clocks))

    docketed = after(stored, "docketed")
    mistaken = after(docketed, "entry_withdrawn", supersedes=2)

    assert [(clock.name, clock.id) for clock in docketed.clocks] == [("tip_check", "row-1"), ("decision", "")]
    assert [(clock.name, clock.id, clock.state) for clock in mistaken.clocks] == [
        ("tip_check", "row-1", ClockState.RUNNING)
    ]


def test_what_the_law_gives_no_effect_is_refused_with_its_article() -> None:
    case = after(a_case(CaseState.CHECKING), "check_extended", payload={"by": "head"})
    assert (case.clocks[0].state, case.clocks[0].due_on) == (ClockState.EXTENDED, date(2027, 1, 7))
    assert case.clocks[0].counted["extended"] == [
        {"label": "延长核查期限", "length": 15, "unit": "working_days", "on": "2026-11-25", "by": "head"}
    ]

    with pytest.raises(NotAllowed, match="只能办理一次（APP 第18条）"):
        after(case, "check_extended", payload={"by": "head"})


def test_an_old_refusal_stands_in_nobodys_way() -> None:
    """A late entry may take the ground from under an earlier one: that one counts for nothing, and we go on."""
    case = a_case(CaseState.DOCKETED)
    paused = after(case, "paused", payload={"reason": "hearing"})
    groundless = replace(paused.events[-1], seq=9, code="decision_extended_again")
    extended = replace(paused, events=(*paused.events, groundless))

    assert after(extended, "note_added").clocks == paused.clocks


def test_another_reading_changes_the_date_and_neither_version_nor_journal() -> None:
    docketed_on = datetime(2025, 12, 8, 2, 0, tzinfo=UTC)
    case = a_case()
    events = (replace(case.events[0], effective_at=docketed_on),)
    docketed = after(replace(case, events=events), "docketed", effective_at=docketed_on)
    assert docketed.next_due_on == date(2026, 3, 8)

    changes = recounted(docketed, load_clocks(weekends_roll=True))

    assert changes.after.next_due_on == date(2026, 3, 9)
    assert (changes.after.version, changes.entries) == (docketed.version, ())
    assert recounted(docketed, RULES.clocks).after == docketed
