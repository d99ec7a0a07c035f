"""Somebody's own estimate: what it comes to, by items and by headings, and what is worth most."""

from datetime import date
from fractions import Fraction

import pytest

from knowledge.standards.estimate import Met, SaidOfItem, Sheet, Unfit, between, checked, estimated, in_figures
from knowledge.standards.shelf import standard_on
from knowledge.standards.standard import Standard

TODAY = date(2026, 11, 29)
COMPANY, PARK = standard_on("company", TODAY), standard_on("park", TODAY)
YES, NO, UNSURE = SaidOfItem(Met.YES), SaidOfItem(Met.NO), SaidOfItem(Met.UNSURE)


def all_of(standard: Standard, given: SaidOfItem = YES, **but: SaidOfItem) -> dict[str, SaidOfItem]:
    return {item.key: but.get(item.key, given) for item in standard.all_items}


def test_who_has_everything_has_all_points() -> None:
    estimate = estimated(COMPANY, Sheet(all_of(COMPANY)))

    assert between(estimate.least, estimate.most) == "100"
    assert estimate.gaps == ()


def test_what_is_had_in_part_counts_as_somebody_guesses() -> None:
    estimate = estimated(COMPANY, Sheet(all_of(COMPANY, rules=SaidOfItem(Met.PARTLY, 8), base=NO)))

    assert estimate.by_items == (73, 73)
    assert [line.item.key for line in estimate.worth_most] == ["rules", "base"]


def test_what_nobody_knows_leaves_a_span() -> None:
    estimate = estimated(COMPANY, Sheet(all_of(COMPANY, model=UNSURE, rules=SaidOfItem(Met.PARTLY))))

    assert between(estimate.least, estimate.most) == "55到100"
    assert estimate.open_items == 1


def test_what_was_not_said_is_open() -> None:
    estimate = estimated(COMPANY, Sheet({"organisation": YES}))

    assert between(estimate.least, estimate.most) == "15到100"
    assert estimate.open_items == 5


def test_further_points_never_lead_beyond_the_total() -> None:
    sheet = Sheet(all_of(COMPANY, staffing=NO), ("allowance", "all_trained"), 15)

    estimate = estimated(COMPANY, checked(COMPANY, sheet))

    assert (estimate.by_items, estimate.bonus) == ((90, 90), 15)
    assert estimate.most == estimate.least == 100


def test_a_park_is_computed_both_ways() -> None:
    everything = estimated(PARK, Sheet(all_of(PARK)))
    without_one = estimated(PARK, Sheet(all_of(PARK, leading_group=NO)))

    assert everything.by_items == (115, 115)
    assert everything.by_headings == (Fraction(100), Fraction(100))
    assert without_one.by_items == (105, 105)
    assert without_one.by_headings == (Fraction("93.75"), Fraction("93.75"))


def test_an_empty_sheet_is_told_as_such() -> None:
    assert estimated(PARK, Sheet()).is_empty


@pytest.mark.parametrize(
    ("sheet", "says"),
    [
        (Sheet({"organisation": SaidOfItem(Met.PARTLY, 16)}), "满分是15分"),
        (Sheet({"organisation": SaidOfItem(Met.PARTLY, -1)}), "0到15"),
        (Sheet({"organisation": SaidOfItem(Met.YES, 15)}), "部分做到才用估分"),
        (Sheet({"nothing": YES}), "不在标准里"),
        (Sheet(bonus=("nothing",)), "不在标准里"),
        (Sheet(bonus_points=5), "没有选加分情形"),
        (Sheet(bonus=("other",), bonus_points=101), "0到100"),
    ],
)
def test_what_does_not_fit_the_standard_is_refused_with_what_to_do(sheet: Sheet, says: str) -> None:
    with pytest.raises(Unfit, match=says):
        checked(COMPANY, sheet)


def test_points_are_written_as_people_write_them() -> None:
    assert in_figures(Fraction("93.75")) == "93.75"
    assert between(62, 82) == "62到82"
    assert between(Fraction(62), 62) == "62"
