"""A pilot reports on the days of its round, from its naming to its last day, and is reminded before and after."""

from __future__ import annotations

from datetime import date

import pytest

from intake.pilots.term import ReportRung, Term, last_day, rung_of

DAYS = ("06-15", "12-15")


def a_term(named_on: str, years: int = 3) -> Term:
    begun = date.fromisoformat(named_on)
    return Term(begun, last_day(begun, years), DAYS)


@pytest.mark.parametrize(
    ("named_on", "until"),
    [("2024-09-20", "2027-09-19"), ("2024-02-29", "2027-02-28"), ("2024-01-01", "2026-12-31")],
)
def test_a_term_of_three_years_ends_the_day_before(named_on: str, until: str) -> None:
    assert a_term(named_on).until == date.fromisoformat(until)


def test_reports_are_due_within_the_three_years_alone() -> None:
    term = a_term("2024-09-20")

    assert [day.isoformat() for day in term.due_days] == [
        *("2024-12-15", "2025-06-15", "2025-12-15", "2026-06-15", "2026-12-15", "2027-06-15"),
    ]
    assert term.holds(date(2027, 9, 19)) and not term.holds(date(2027, 9, 20))


def test_nothing_is_due_on_the_day_of_the_naming_itself() -> None:
    assert a_term("2024-06-15").due_days[0] == date(2024, 12, 15)


def test_a_report_can_be_made_for_days_gone_by_and_the_next_one() -> None:
    term = a_term("2024-09-20")

    assert term.open_days(date(2025, 6, 15)) == term.due_days[:2]
    assert term.open_days(date(2025, 6, 16)) == term.due_days[:3]
    assert term.open_days(date(2030, 1, 1)) == term.due_days


@pytest.mark.parametrize(
    ("today", "rung"),
    [
        ("2026-11-24", None),
        ("2026-11-25", ReportRung.NEAR),
        ("2026-12-15", ReportRung.NEAR),
        ("2026-12-16", ReportRung.MISSED),
    ],
)
def test_a_report_is_told_of_twenty_days_before_and_when_it_was_missed(
    today: str, rung: ReportRung | None
) -> None:
    assert rung_of(date(2026, 12, 15), date.fromisoformat(today)) is rung
