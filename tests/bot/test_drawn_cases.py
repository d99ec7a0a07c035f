"""The demonstration's many cases are the same for the same seed, and lie over two years in every state."""

from __future__ import annotations

from collections import Counter

from bot.commands.drawn_cases import DUE_TODAY, TWO_YEARS, drawn_cases
from bot.commands.drawn_transfers import TRANSFERS
from intake.forms.forms import form_of
from intake.transfers.codes import TransferKind

DISTRICTS = ("江津区", "渝中区", "永川区", "合川区")


def test_the_same_seed_draws_the_same_and_another_one_others() -> None:
    assert [*drawn_cases(1, 80, DISTRICTS)] == [*drawn_cases(1, 80, DISTRICTS)]
    assert [*drawn_cases(1, 80, DISTRICTS)] != [*drawn_cases(2, 80, DISTRICTS)]
    assert [*drawn_cases(1, 80, DISTRICTS)] == [*drawn_cases(1, 90, DISTRICTS)][:80]


def test_five_hundred_lie_over_two_years_with_every_move_and_every_transfer() -> None:
    drawn = [*drawn_cases(1, 500, DISTRICTS)]
    moves = Counter(step.move for case in drawn for step in case.steps)
    transfers = [case.transfer for case in drawn if case.transfer is not None]

    assert {case.kind for case in drawn} == {"complaint", "tip", "consultation", "referral"}
    assert {case.district for case in drawn} == {*DISTRICTS, None}
    assert max(case.days_ago for case in drawn) > TWO_YEARS * 0.9 and min(case.days_ago for case in drawn) <= 5
    assert sum(case.days_ago > 365 for case in drawn) > 100
    assert moves.keys() >= {
        "sign_for", "check", "docket", "not_docket", "close", "dispute", "ask_assist", "tell_elsewhere", "answer",
        "close_consultation", "write", "supplement", "paper", "hand", "split", "receive_assist", "answer_assist",
    }  # fmt: skip
    assert transfers == [*TRANSFERS]
    assert sum(case.days_ago == DUE_TODAY for case in drawn) > 10


def test_a_few_cases_show_every_kind_of_transfer() -> None:
    kinds = {one.kind for one in TRANSFERS}

    assert kinds == set(TransferKind)
    assert {case.transfer.kind for case in drawn_cases(1, 40, DISTRICTS) if case.transfer} == kinds


def test_every_name_says_that_it_is_invented_and_every_field_belongs_to_its_form() -> None:
    for case in drawn_cases(3, 200, DISTRICTS):
        names = {block.name for block in form_of(case.kind, "").fields}
        assert set(case.fields) <= names, set(case.fields) - names
        for name in ("reported_name", "reporter_name", "company_name"):
            assert case.fields.get(name) is None or "（演示）" in str(case.fields[name])
