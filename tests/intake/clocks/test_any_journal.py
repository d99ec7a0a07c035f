"""Whatever a journal holds, in whatever order it was entered: clocks or sentences, never an error."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from intake.clocks.clock import ClockEvent, Derived
from intake.clocks.codes import Decider, Reason
from intake.clocks.deriving import derived
from tests.intake.clocks.events import clocks, refusal_of

CODES = sorted({code for limit in clocks().limits for code in limit.codes} | {"paused", "resumed", "note_added"})
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
# Extensions and pauses of the longest clocks often enough for them to meet.
OFTEN = ["case_opened", "docketed", "seized", "assist_received", "paused", "paused", "resumed", "tip_repeated"]
OFTEN += ["check_extended", "decision_extended", "decision_extended_again", "assist_extended", "seizure_extended"]

payloads = st.fixed_dictionaries(
    {"kind": st.sampled_from(["complaint", "tip", "consultation"]), "merged": st.booleans()},
    optional={
        "reason": st.sampled_from([*Reason, "supplement"]) | st.none() | st.lists(st.integers(), max_size=1),
        "until": st.sampled_from(["2026-12-21", "", "2026-02-30", "soon"]) | st.integers() | st.none(),
        "state": st.sampled_from(["checking", "docketed"]) | st.none(),
        "days": st.sampled_from([15, 30]) | st.integers() | st.text(max_size=2) | st.none(),
        "by": st.sampled_from([*Decider, "nobody"]),
        "outcome": st.sampled_from(["penalised", "dismissed"]),
        "party_registered": st.sampled_from(["same_province", "other_province"]),
        "competent": st.booleans(),
    },
)


@st.composite
def journals(draw: st.DrawFn, whole_days: bool = True) -> list[ClockEvent]:
    """Return a journal of one case; entries take effect on days (or minutes) in any order within two years."""
    events = []
    for seq in range(1, draw(st.integers(min_value=0, max_value=14)) + 1):
        step = timedelta(days=1) if whole_days else timedelta(minutes=1)
        at = BEGIN + draw(st.integers(min_value=0, max_value=timedelta(days=700) // step)) * step
        events.append(
            ClockEvent(
                seq,
                draw(st.sampled_from(OFTEN) | st.sampled_from(CODES)),
                at,
                at + timedelta(days=draw(st.integers(min_value=0, max_value=60))),
                draw(st.sampled_from(["", "", "one", "two"])),
                draw(st.none() | st.none() | st.integers(min_value=-1, max_value=15)),
                draw(payloads),
            )
        )
    return events


def _without_numbers(made: Derived) -> list[tuple[Any, ...]]:
    return [
        (clock.name, clock.subject, clock.started.effective_at, clock.deadline, clock.extensions, clock.state)
        for clock in made.clocks
    ]


@settings(max_examples=40, deadline=None)
@given(journals())
def test_any_journal_gives_clocks_or_sentences(events: list[ClockEvent]) -> None:
    made = derived(events, clocks())

    for clock in made.clocks:
        assert clock.deadline.due_on >= clock.counted_from.day
        assert clock.limit.is_valid_on(clock.started.day)
        assert clock.pauses == () or clock.limit.pauses is not None
    for refusal in made.refusals:
        assert refusal.sentence.endswith("。")


@settings(max_examples=25, deadline=None)
@given(journals(whole_days=False), st.randoms(use_true_random=False))
def test_the_same_entries_give_the_same_clocks_in_whatever_order_they_are_handed_in(
    events: list[ClockEvent], chance: Any
) -> None:
    made = derived(events, clocks())

    assert derived(events, clocks()) == made
    chance.shuffle(events)
    assert derived(events, clocks()) == made


@settings(max_examples=25, deadline=None)
@given(journals(whole_days=False), st.randoms(use_true_random=False))
def test_the_order_in_which_entries_were_recorded_changes_nothing_but_for_those_of_one_instant(
    events: list[ClockEvent], chance: Any
) -> None:
    # Entries that supersede name others by number, and so cannot be numbered anew.
    events = [replace(event, supersedes=None) for event in events]
    events = list({event.effective_at: event for event in events}.values())
    made = _without_numbers(derived(events, clocks()))

    numbers = [event.seq for event in events]
    chance.shuffle(numbers)
    recorded_otherwise = [replace(event, seq=seq) for event, seq in zip(events, numbers, strict=True)]

    assert _without_numbers(derived(recorded_otherwise, clocks())) == made


@settings(max_examples=25, deadline=None)
@given(journals())
def test_what_is_refused_and_what_is_superseded_counts_as_never_entered(events: list[ClockEvent]) -> None:
    made = derived(events, clocks())
    refused = {refusal.event.seq for refusal in made.refusals}

    kept = [event for event in events if event.seq not in refused or event.supersedes is not None]
    assert derived(kept, clocks()).clocks == made.clocks


@settings(max_examples=25, deadline=None)
@given(journals())
def test_an_entry_is_refused_beforehand_just_when_it_would_be_refused_afterwards(
    events: list[ClockEvent],
) -> None:
    for number, event in enumerate(events[:4]):
        earlier = events[:number]
        said = refusal_of(event, earlier)

        refusals = derived([*earlier, event], clocks()).refusals
        assert said == next((one.sentence for one in refusals if one.event.seq == event.seq), None)
