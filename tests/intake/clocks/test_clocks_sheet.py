"""The sheets of clocks: pauses, extensions, restarts and late entries, written from the law alone.

`clocks_README.md` beside the first explains the fields of both; the second is ours, and `slow_counting` counts it
once more without knowing the code. Its words for what happened are general (`extended`,
`paused`); here each becomes the code that the clock it is about knows.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from intake.clocks.clock import Clock, ClockEvent, Derived
from intake.clocks.codes import REASONS
from intake.clocks.limits import Limit
from tests.each_row import each_row
from tests.intake.clocks import slow_counting
from tests.intake.clocks.events import a_start, an_event, clocks, derive, is_overdue_at, on_day

EXPECTATIONS = Path(__file__).parents[2] / "expectations"
SHEET = EXPECTATIONS / "clocks_dev.jsonl"
OWN_SHEET = EXPECTATIONS / "own" / "clocks_own.jsonl"
# What those who wrote the first sheet from the law alone called the start of each clock.
STARTS: Mapping[str, str] = {
    "tip_check": "received",
    "decision": "docketed",
    "complaint_acceptance": "received",
    "complaint_mediation": "accepted",
    "mediation_end_notice": "mediation_ended",
    "jurisdiction_dispute": "dispute_arose",
    "superior_designation": "materials_reported",
    "assistance": "letter_received",
    "statement_hearing": "notice_served",
    "registered_evidence": "registered",
    "seizure": "seized",
    "publicity_same_province": "decided",
    "publicity_push_other_province": "decided",
    "publicity_by_receiver": "info_received",
    "admin_review": "known",
    "admin_litigation": "known",
    "police_transfer_decision": "report_received",
    "police_handover": "approved",
    "police_forward": "police_received",
    "police_decision": "police_received",
    "reconsideration_request": "refusal_received",
    "reconsideration_decision": "reconsideration_received",
    "supervision_request": "reconsideration_result_received",
    "material_handover": "police_docketed_received",
}
_REASON_CODES = {word: reason for reason, word in REASONS.items()} | {"中止": "suspension"}


def rows(*sheets: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for sheet in sheets for line in sheet.read_text(encoding="utf-8").splitlines()]


@each_row("row", rows=rows(SHEET, OWN_SHEET), called=lambda row: f"{row['id']}-{row['clock']}")
def test_the_clock_is_the_one_on_the_sheet(row: Mapping[str, Any]) -> None:
    events = _events(row)
    made = derive(*events)
    clock = _clock(made, row["clock"])

    expected = row["expect"]
    assert _said(clock) == expected.get("due_on", expected.get("due_at"))
    assert clock.deadline.provisional is expected["provisional"]
    assert _refused(made, events, row) == expected["refused"]
    assert clock.limit.basis.split("; ")[0].split(" ")[-1] in expected["article"]
    if "overdue_when_recorded" in expected:
        assert is_overdue_at(clock, events[-1].recorded_at) is expected["overdue_when_recorded"]
    if "overdue_on_removal" in expected:
        assert is_overdue_at(clock, events[-1].effective_at) is expected["overdue_on_removal"]


@each_row("row", rows=rows(SHEET, OWN_SHEET), called=lambda row: f"{row['id']}-{row['clock']}")
def test_the_sheet_says_what_counting_slowly_says(row: Mapping[str, Any]) -> None:
    refused, gone = row["expect"]["refused"], {event.get("supersedes") for event in row["events"]}
    kept = [
        one for one in row["events"] if f"{one['code']}@{one['on']}" != refused and one.get("id", "-") not in gone
    ]
    starts = [one["on"] for one in kept if one["code"] == _start_of(row["clock"])]
    starts += [one["on"] for one in kept if one["code"] == "tip_repeated_new_facts" and one["merged"]]
    if any(one["code"] == "extension_removed" for one in kept) or len(starts) > 1:
        kept = [one for one in kept if one["code"] != "extended"]
    paused = [one["on"] for one in kept if one["code"] == "paused"]
    waits = map(slow_counting.Wait, paused, [one["on"] for one in kept if one["code"] == "resumed"])

    longer_by = sum(one["days"] for one in kept if one["code"] == "extended")
    counted = slow_counting.last_day(row["clock"], max(starts), longer_by, tuple(waits))

    assert counted == row["expect"].get("due_on", row["expect"].get("due_at"))


def test_our_sheet_has_every_clock_and_enough_of_each_kind() -> None:
    ours = rows(OWN_SHEET)

    assert {row["clock"] for row in ours} == set(clocks().by_name)
    assert len({row["id"] for row in ours}) == len(ours) >= 300
    assert {row["group"] for row in ours} == {"a", "b", "c", "d"}


@pytest.mark.parametrize(
    "row",
    [row for row in rows(SHEET, OWN_SHEET) if "设置打开" in row.get("alternative", {}).get("reading", "")],
    ids=lambda row: row["id"],
)
def test_the_other_reading_of_a_weekend_is_the_one_on_the_sheet(row: Mapping[str, Any]) -> None:
    clock = _clock(derive(*_events(row)), row["clock"])

    assert str(clock.deadline.otherwise_on) == row["alternative"]["due_on"]


def _events(row: Mapping[str, Any]) -> list[ClockEvent]:
    (limit,) = [limit for limit in clocks().by_name[row["clock"]] if limit.is_valid_on(_day_of(row))]
    events: list[ClockEvent] = []
    by_id: dict[str, int] = {}
    for seq, told in enumerate(row["events"], start=1):
        events.append(_event(seq, told, limit, events, by_id))
        by_id[told.get("id", "")] = seq
    return events


def _event(
    seq: int, told: Mapping[str, Any], limit: Limit, earlier: list[ClockEvent], by_id: Mapping[str, int]
) -> ClockEvent:
    said: dict[str, Any] = {"recorded_on": told.get("recorded_on", ""), "seq": seq}
    if "supersedes" in told:
        said["supersedes"] = by_id[told["supersedes"]]
    match told["code"]:
        case code if code == _start_of(limit.name):
            start = a_start(limit.name, told["on"])
            return an_event(start.code, told["on"], **said, **dict[str, Any](start.payload))
        case "paused" | "resumed" as code:
            return an_event(code, told["on"], **said, reason=_REASON_CODES.get(told["reason"], told["reason"]))
        case "extended":
            fitting = [extension.code for extension in limit.extends if extension.by == told.get("by")]
            code = (*fitting, *(extension.code for extension in limit.extends), "extended")[0]
            return an_event(code, told["on"], **said, days=told.get("days"), by=told.get("by"))
        case "extension_removed":
            extended = [event.seq for event in earlier if "extended" in event.code]
            return an_event("extension_removed", told["on"], **{"supersedes": extended[-1]} | said)
        case "tip_repeated_new_facts":
            return an_event("tip_repeated", told["on"], **said, merged=told["merged"])
        case code:
            return an_event(f"told_{code}", told["on"], **said)


def _start_of(clock: str) -> str:
    """Return the code that starts a clock as a sheet writes it: as others did, or else the journal's own."""
    return STARTS.get(clock, clocks().by_name[clock][-1].starts.code)


def _day_of(row: Mapping[str, Any]) -> Any:
    return on_day(row["events"][0]["on"]).date()


def _clock(made: Derived, name: str) -> Clock:
    (clock,) = [clock for clock in made.clocks if clock.name == name]
    return clock


def _said(clock: Clock) -> str:
    if clock.deadline.due_at is None:
        return clock.deadline.due_on.isoformat()
    return clock.deadline.due_at.astimezone(on_day("2026-01-01").tzinfo).strftime("%Y-%m-%dT%H:%M")


def _refused(made: Derived, events: list[ClockEvent], row: Mapping[str, Any]) -> str:
    told = {event.seq: one for event, one in zip(events, row["events"], strict=True)}
    refused = [told[refusal.event.seq] for refusal in made.refusals]
    return ",".join(f"{one['code']}@{one['on']}" for one in refused)
