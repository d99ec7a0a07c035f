"""The standards as data: sums, counts and days are what they say, and a successor is one new file."""

from datetime import date
from pathlib import Path

import pytest

from intents.sheet import SheetFaults
from knowledge.standards.faults import stated_in_standards
from knowledge.standards.shelf import HERE, standard_in_year, standard_of, standard_on, standards

COMPANY = (HERE / "plan_2022_company.yaml").read_text(encoding="utf-8")
PARK = (HERE / "plan_2022_park.yaml").read_text(encoding="utf-8")
TWICE_COUNTED = "    source: PLAN 附件2 一.6\n    yearly: {guidance: 2, training: 1}\n"
IN_THE_TERM, AFTER_IT = date(2024, 6, 1), date(2026, 11, 29)


def faults_of(tmp_path: Path, **files: str) -> list[str]:
    for name, text in files.items():
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(SheetFaults) as refused:
        standards(tmp_path)
    return refused.value.faults


def test_a_company_is_asked_six_items_that_come_to_a_hundred_points() -> None:
    company = standard_on("company", AFTER_IT)

    assert [item.points for item in company.all_items] == [15, 10, 10, 25, 20, 20]
    assert (company.worth, company.total, company.mark) == (100, 100, 80)


def test_a_park_is_asked_seventeen_items_and_its_two_sums_stand_as_they_are() -> None:
    park = standard_on("park", AFTER_IT)

    assert len(park.all_items) == 17
    assert [(part.points, part.worth) for part in park.parts] == [(25, 40), (25, 25), (20, 20), (15, 15), (15, 15)]
    assert (park.total, park.worth) == (100, 115)
    assert park.mark is None
    assert "没有写多少分算合格" in park.no_mark


def test_how_often_a_company_is_guided_and_trained_in_a_year_stands_in_its_standard() -> None:
    yearly = standard_on("company", AFTER_IT).yearly

    assert yearly is not None and (yearly.guidance, yearly.training) == (2, 1)
    assert standard_on("park", AFTER_IT).yearly is None


def test_how_often_in_a_year_must_stand_in_the_text_itself(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(COMPANY.replace("{guidance: 2,", "{guidance: 7,"), encoding="utf-8")

    stated = [said for _, said, source in stated_in_standards(standards(tmp_path)) if source.endswith("一.5")]

    assert any("每年7次" in said for said in stated)


def test_the_ledger_of_a_year_is_counted_by_the_standard_of_that_year(tmp_path: Path) -> None:
    for name, text in (("old", COMPANY), ("new", successor().replace("{guidance: 2,", "{guidance: 4,"))):
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")

    def guidance(year: int, today: date) -> int:
        yearly = standard_in_year("company", year, today, standards(tmp_path)).yearly
        return yearly.guidance if yearly else 0

    assert guidance(2026, date(2027, 3, 1)) == 2
    assert guidance(2027, date(2027, 3, 1)) == 4
    # One that begins later in the year does not count before it does.
    assert guidance(2027, date(2026, 12, 1)) == 2


def test_a_standard_tells_when_its_days_are_over() -> None:
    company = standard_on("company", AFTER_IT)

    assert company.is_over(AFTER_IT)
    assert not company.is_over(IN_THE_TERM)


def test_an_estimate_finds_the_standard_it_was_made_by() -> None:
    assert standard_of("park plan-2022") is standard_on("park", IN_THE_TERM)
    assert standard_of("park plan-1999") is None


def test_a_successor_is_one_new_file(tmp_path: Path) -> None:
    for name, text in (("old", COMPANY), ("new", successor())):
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")

    assert {one.version for one in standards(tmp_path).values()} == {"plan-2022", "plan-2027"}


@pytest.mark.parametrize(
    ("of", "into", "fault"),
    [
        ("points: 15\n", "points: 16\n", "its items come to 101, it says 100"),
        ("points: 15\n", "points: 115\n", "组织机构健全: 115 points, its part has 100"),
        ("items: 6\n", "items: 7\n", "items: there are 6, it says 7"),
        ("total: 100\n", "total: 110\n", "total: the parts come to 100, it says 110"),
        ("mark: 80\n", "mark: 101\n", "mark: is at most the total"),
        ("mark: 80\n", "", "mark: either a mark, or no_mark"),
        ("key: staffing\n", "key: organisation\n", "organisation: stands twice"),
        ("points: 15\n", "points: 0\n", "greater than 0"),
        ("    helps: ", "    hilft: ", "helps: is missing"),
        ("{guidance: 2, ", "{guidance: 0, ", "greater than 0"),
        ("{guidance: 2, training: 1}", "{guidance: 2}", "training: is missing"),
        ("    source: PLAN 附件2 一.6\n", TWICE_COUNTED, "示范作用突出: yearly: "),
    ],
)
def test_a_standard_that_does_not_hold_what_it_says_is_refused(
    tmp_path: Path, of: str, into: str, fault: str
) -> None:
    assert of in COMPANY

    assert any(fault in one for one in faults_of(tmp_path, company=COMPANY.replace(of, into, 1)))


def test_an_item_that_is_missing_is_told(tmp_path: Path) -> None:
    start, end = COMPANY.index("  - key: staffing"), COMPANY.index("  - key: base")

    faults = faults_of(tmp_path, company=COMPANY[:start] + COMPANY[end:])

    assert any("items: there are 5, it says 6" in fault for fault in faults)
    assert any("its items come to 90" in fault for fault in faults)


@pytest.mark.parametrize(
    ("marked", "fault"),
    [
        ("stands_so: 40", "its items come to 40, it says 25"),
        ("items_total: 115", "items come to 115, it says 100"),
    ],
)
def test_a_sum_that_does_not_agree_must_be_marked_as_standing_so_in_the_text(
    tmp_path: Path, marked: str, fault: str
) -> None:
    lines = [line for line in PARK.splitlines() if marked not in line]

    assert any(fault in one for one in faults_of(tmp_path, park="\n".join(lines)))


def test_no_sum_is_marked_that_agrees(tmp_path: Path) -> None:
    faults = faults_of(tmp_path, company=COMPANY.replace("  points: 100\n", "  points: 100\n  stands_so: 100\n"))

    assert any("stands_so: the sums agree" in fault for fault in faults)


def test_two_standards_for_one_subject_begin_on_different_days(tmp_path: Path) -> None:
    faults = faults_of(tmp_path, a=COMPANY, b=COMPANY)

    assert any("begins on the same day" in fault for fault in faults)
    assert any("has it already" in fault for fault in faults)


def successor() -> str:
    later = COMPANY.replace("plan-2022", "plan-2027").replace("2022-09-05", "2027-01-01")
    return later.replace("valid_until: 2025-12-31\n", "")
