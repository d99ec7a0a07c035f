"""Which version of an entry holds on a day."""

from __future__ import annotations

from datetime import date

from intake.curation.versions import Version, in_force, to_come
from tests.builders import NOW

TODAY = date(2026, 11, 25)


def _version(number: int, state: str, from_on: date | None = None) -> Version:
    return Version(
        id=f"v{number}",
        entry_id="law.secret.what",
        number=number,
        subject="法律",
        body={},
        state=state,
        revision=1,
        author="a",
        editor="a",
        reason="",
        created_at=NOW,
        saved_at=NOW,
        from_on=from_on,
    )


def test_without_a_decision_the_file_holds() -> None:
    assert in_force([_version(1, "draft"), _version(2, "discarded")], TODAY) is None


def test_the_version_that_began_last_holds() -> None:
    old, new = _version(1, "published", date(2026, 1, 1)), _version(2, "published", TODAY)

    assert in_force([new, old], TODAY) == new


def test_a_future_version_waits_for_its_day() -> None:
    now, future = _version(1, "published", TODAY), _version(2, "published", date(2027, 1, 1))

    assert in_force([now, future], TODAY) == now
    assert to_come([now, future], TODAY) == [future]
    assert in_force([now, future], date(2027, 1, 1)) == future


def test_a_correction_of_today_does_not_push_aside_what_begins_next_year() -> None:
    future, correction = _version(1, "published", date(2027, 1, 1)), _version(2, "published", TODAY)

    assert in_force([future, correction], TODAY) == correction
    assert in_force([future, correction], date(2027, 1, 1)) == future


def test_an_entry_taken_down_stays_down_whatever_was_published_before() -> None:
    versions = [
        _version(1, "published", date(2026, 1, 1)),
        _version(2, "published", date(2027, 1, 1)),
        _version(3, "withdrawn"),
    ]

    holding = in_force(versions, date(2027, 6, 1))

    assert holding is not None
    assert holding.state == "withdrawn"
    assert to_come(versions, TODAY) == []


def test_a_version_published_after_that_brings_it_back() -> None:
    back = _version(2, "published", TODAY)

    assert in_force([_version(1, "withdrawn"), back], TODAY) == back
