"""Which days figures are about: at most a year, never ahead, whatever an address says."""

from __future__ import annotations

from datetime import date

import pytest

from intake.statistics.period import RECENT, period_of, periods_on

TODAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("code", "from_on", "until_on", "steps"),
    [
        ("2026-02", date(2026, 2, 1), date(2026, 3, 1), 5),
        ("2025-12", date(2025, 12, 1), date(2026, 1, 1), 5),
        ("2026", date(2026, 1, 1), date(2027, 1, 1), 12),
        ("recent", date(2026, 9, 7), date(2026, 11, 30), 12),
    ],
)
def test_a_month_a_year_or_the_last_weeks(code: str, from_on: date, until_on: date, steps: int) -> None:
    period = period_of(code, TODAY)

    assert (period.from_on, period.until_on, len(period.steps)) == (from_on, until_on, steps)
    assert {period.step_of(from_on), period.step_of(date.fromordinal(until_on.toordinal() - 1))} <= set(
        period.steps
    )


@pytest.mark.parametrize("code", ["", "2027", "2026-12", "2023", "2026-13", "２０２６", "2026-1", "x" * 500, "-1"])
def test_what_is_no_period_is_the_last_weeks(code: str) -> None:
    assert period_of(code, TODAY).code == RECENT


def test_every_period_that_can_be_chosen_is_one() -> None:
    chosen = periods_on(TODAY)

    assert len(chosen) == len({one.code for one in chosen}) == 17
    assert all(period_of(one.code, TODAY) == one for one in chosen)
