"""A case as a value, and the digest that the journal keeps of it. No database."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest

from intake.cases.case import Case, digest_of, is_digest_of
from intake.cases.codes import CaseKind, CaseState, Outcome
from intake.clocks.clock import ClockState
from intake.forms.draft import KIND_NAMES
from tests.intake.cases.values import NOW, a_case

OTHER: dict[str, Any] = {
    "id": "c2", "reference": "AAAA-AAAA-A", "kind": CaseKind.TIP, "state": CaseState.TAKEN, "channel": "wechat",
    "demo": True, "filer": "f2", "anonymous": True, "secret_kind": None, "place_district": "巴南区",
    "place_unit": None, "lead_bureau": "banan", "received_at": NOW + timedelta(microseconds=1),
    "form_version": "complaint-2", "route": {"rule": "other"}, "assisting": ("banan",),
    "outcome": Outcome.PENALISED, "closed_at": NOW, "version": 2, "circle": ("o1",),
}  # fmt: skip


def test_the_nearest_date_is_that_of_the_clocks_that_run() -> None:
    case = a_case()
    (clock,) = case.clocks
    later = replace(clock, due_on=clock.due_on + timedelta(days=9))

    assert replace(case, clocks=(later, clock)).next_due_on == clock.due_on == date(2026, 12, 16)
    assert replace(case, clocks=(later, replace(clock, state=ClockState.MET))).next_due_on == later.due_on
    assert replace(case, clocks=()).next_due_on is None


@pytest.mark.parametrize("name", OTHER)
def test_a_change_to_any_part_of_the_state_changes_the_digest(name: str) -> None:
    case = a_case()

    assert digest_of(replace(case, **{name: OTHER[name]})) != digest_of(case)


def test_the_digest_covers_everything_but_the_clocks() -> None:
    assert {field.name for field in fields(Case)} - set(OTHER) == {"clocks", "events"}


def test_the_digest_is_the_same_however_the_same_state_was_written() -> None:
    case = a_case(assisting=("banan", "bishan"), route={"rule": "r", "reason": "s"})
    in_shanghai = timezone(timedelta(hours=8))

    again = replace(
        case,
        assisting=("bishan", "banan"),
        route={"reason": "s", "rule": "r"},
        received_at=case.received_at.astimezone(in_shanghai),
        clocks=(),
    )

    assert digest_of(again) == digest_of(case)
    assert is_digest_of(digest_of(case), again)


def test_a_digest_of_a_form_nobody_knows_fits_no_case() -> None:
    digest = digest_of(a_case())

    assert digest.startswith("2:")
    assert not is_digest_of("3" + digest[1:], a_case())
    assert not is_digest_of("", a_case())


def test_the_digest_of_a_known_case_never_changes() -> None:
    case = a_case(received_at=datetime(2026, 11, 25, 2, 30, 0, 123456, tzinfo=UTC), clocks=())

    assert digest_of(case, "1") == "1:d5d5010f46d8124c6cfda1c2482094f0e95880cc1730bf6e3bea632102495517"
    assert digest_of(case) == "2:59aff0fab24b608a70470f2764827d285370fac84cdeabd9b0cebf35fae18e47"


def test_every_kind_has_its_name() -> None:
    assert set(CaseKind) == set(KIND_NAMES)
