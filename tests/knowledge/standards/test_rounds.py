"""Rounds of pilots as data: what is reported when, for how long, by which indicators; a successor is new files."""

from datetime import date
from pathlib import Path

import pytest

from intents.sheet import SheetFaults
from knowledge.standards.check_list import list_on
from knowledge.standards.rounds import ROUNDS, round_on, rounds
from knowledge.standards.shelf import standard_on

TODAY = date(2026, 11, 29)
TEXT = (ROUNDS / "plan_2022.yaml").read_text(encoding="utf-8")


def test_a_pilot_is_assessed_by_eight_indicators_that_come_to_a_hundred_points() -> None:
    pilot = standard_on("pilot", TODAY)

    assert [item.points for item in pilot.all_items] == [20, 10, 10, 15, 15, 10, 10, 10]
    assert (pilot.worth, pilot.total, pilot.mark) == (100, 100, None)
    assert "没有写多少分算通过" in pilot.no_mark


def test_a_round_says_what_the_plan_says_and_that_nobody_is_named_after_it() -> None:
    one = round_on(TODAY)

    assert (one.years, one.days_told, one.units) == (3, "6月15日、12月15日", 15)
    assert one.may_name(date(2024, 9, 20)) and not one.may_name(TODAY)
    assert one.standard is standard_on("pilot", TODAY)
    assert one.scheme is list_on(TODAY, "scheme") is not list_on(TODAY)


def test_a_scheme_has_three_contents_and_six_directions() -> None:
    contents, directions, _ = round_on(TODAY).scheme.groups

    assert [point.text[:3] for point in contents.points[1:]] == ["基础和", "任务和", "人财物"]
    assert len(directions.points) == 6


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("12-15", "13-15", "report_days"),
        ("years: 3", "years: 0", "years"),
        ("version: plan-2022", "version: plan-2027", "there is no standard pilot plan-2027"),
    ],
)
def test_a_round_that_does_not_hold_is_refused_with_its_file(
    tmp_path: Path, old: str, new: str, fault: str
) -> None:
    (tmp_path / "next.yaml").write_text(TEXT.replace(old, new), encoding="utf-8")

    with pytest.raises(SheetFaults) as refused:
        rounds(tmp_path)

    assert any("rounds/next.yaml" in one and fault in one for one in refused.value.faults)
