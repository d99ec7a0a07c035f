"""How fast somebody may go on: each by themselves, from one address, and all together."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from intake.pace import Beginnings, Pace, Sayings

pytestmark = pytest.mark.usefixtures("paces_stand")

NOW = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)


def said(sayings: Sayings, persons: int, each: int, address: str | None) -> int:
    """Return how many of what these persons say are heard, all in one moment."""
    return sum(sayings.allows(f"{address}{person}", address) for person in range(persons) for _ in range(each))


def test_one_person_is_slowed_down_and_others_at_the_same_address_are_not() -> None:
    sayings = Sayings(burst=30)

    assert said(sayings, 1, 40, "203.0.113.7") == 30
    assert said(sayings, 20, 25, "203.0.113.7") == 19 * 25


def test_many_sessions_of_one_address_are_slowed_down_together_and_another_address_is_not() -> None:
    sayings = Sayings(burst=30)

    assert said(sayings, 60, 30, "203.0.113.7") == pytest.approx(600, abs=1)
    assert said(sayings, 1, 5, "203.0.113.8") == 5


def test_many_addresses_are_slowed_down_together() -> None:
    sayings = Sayings(burst=30)

    assert sum(said(sayings, 1, 30, f"203.0.113.{number}") for number in range(100)) == pytest.approx(2_000, abs=1)


def test_where_an_address_is_everybodys_each_person_counts_alone() -> None:
    assert said(Sayings(burst=30), 40, 30, "") == 40 * 30


def test_this_machine_itself_stands_for_nobody() -> None:
    assert said(Sayings(burst=1), 1, 5_000, None) == 5_000


@pytest.mark.parametrize(
    "jump", [timedelta(days=400), -timedelta(days=400), timedelta(hours=2), -timedelta(hours=2)]
)
def test_a_clock_that_jumps_neither_opens_the_door_for_long_nor_keeps_anybody_out(jump: timedelta) -> None:
    pace, later = Pace(burst=5, every_seconds=10), NOW + jump
    before = [pace.allows_at("somebody", NOW.timestamp()) for _ in range(8)]
    after = [pace.allows_at("somebody", later.timestamp()) for _ in range(8)]
    back = [pace.allows_at("somebody", NOW.timestamp()) for _ in range(8)]

    assert before == after == back == [True] * 5 + [False] * 3


def test_what_is_begun_counts_by_address_and_altogether() -> None:
    beginnings = Beginnings()

    assert sum(beginnings.allows("203.0.113.7") for _ in range(70)) == 60
    assert sum(beginnings.allows(f"198.51.100.{number}") for number in range(2_000)) == 940
