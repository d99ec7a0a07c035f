"""Cases as the first version kept them: what is derived from their journals are the dates that it stored.

`cases_of_the_first_version.jsonl` was filed and moved by that version's own code, and dumped row by row. It knew
one reading only: a last day on any rest day moved on.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from intake.clocks.clock import Clock, ClockEvent, Derived
from intake.clocks.counting import Clocks, LastDay, load_clocks
from intake.clocks.deriving import derived
from tests.intake.clocks.events import clocks

SAMPLES = Path(__file__).with_name("cases_of_the_first_version.jsonl")
AS_IT_READ = load_clocks(weekends_roll=True)


def cases() -> list[dict[str, Any]]:
    return [json.loads(line) for line in SAMPLES.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case['kind']}-{case['state']}")
def test_every_stored_clock_is_derived_from_the_journal(case: Mapping[str, Any]) -> None:
    made = _derived(case, AS_IT_READ)

    assert [_as_stored(clock) for clock in made.clocks] == case["clocks"]
    assert made.next_due_on == (case["next_due_on"] and date.fromisoformat(case["next_due_on"]))
    assert made.refusals == ()


def test_by_the_words_of_the_articles_only_last_days_on_ordinary_weekends_come_earlier() -> None:
    earlier = 0
    for case in cases():
        for clock, stored in zip(_derived(case, clocks()).clocks, case["clocks"], strict=True):
            if str(clock.deadline.due_on) != stored["due_on"]:
                assert str(clock.deadline.otherwise_on) == stored["due_on"]
                assert clock.deadline.last_day is LastDay.HOLIDAYS
                assert clock.deadline.due_on.weekday() in (5, 6)
                earlier += 1
    assert earlier > 0


def _derived(case: Mapping[str, Any], by: Clocks) -> Derived:
    entries = [(entry, datetime.fromisoformat(entry["at"])) for entry in case["journal"]]
    events = [ClockEvent(entry["seq"], entry["code"], at, at, payload=entry["payload"]) for entry, at in entries]
    return derived(events, by)


def _as_stored(clock: Clock) -> dict[str, Any]:
    kept = clock.deadline.as_json(clock.started.effective_at)
    return {
        "name": clock.name,
        "started_at": clock.started.effective_at.isoformat(),
        "due_on": clock.deadline.due_on.isoformat(),
        "state": clock.state,
        "provisional": clock.deadline.provisional,
        "basis": clock.deadline.basis,
        "from": kept["from"],
        "skipped": kept["skipped"],
    }
