"""The directory of guidance stations: what was announced, and nothing else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from intake.cases.appointment_moves import place_in_words, places, station_in_words
from intake.cases.changes import Rulebook
from intake.stations.directory import Station, Stations, load_stations
from intents.sheet import SheetFaults
from tests.builders import NOW, bureaus, clocks
from tests.intake.cases.values import a_case

BARE = Station("shuangfu", "双福指导站", "江津区", "区局公告", date(2026, 11, 1))
FULL = Station(
    "luohuang", "珞璜指导站", "江津区", "区局公告", date(2026, 11, 1), "珞璜工业园", "园区大楼一层", hours="工作日"
)


def test_ours_is_empty_because_nothing_is_confirmed() -> None:
    assert load_stations().all == ()


def test_that_of_the_park_comes_first_and_another_district_has_none() -> None:
    stations = Stations((BARE, FULL))

    assert stations.near("江津区", "重庆珞璜工业园") == (FULL, BARE)
    assert stations.near("江津区") == (BARE, FULL)
    assert stations.near("巴南区", "珞璜工业园") == stations.near(None) == ()


def test_what_was_not_announced_is_not_said() -> None:
    assert station_in_words(BARE) == "双福指导站"
    assert station_in_words(FULL) == "珞璜指导站（园区大楼一层，工作日；以所在区县局最新通知为准）"


def test_a_bureau_may_choose_the_stations_of_the_district_and_nobody_an_old_one() -> None:
    rules = Rulebook(bureaus(), clocks(), Stations((BARE,)))
    case = a_case(place_district="江津区")

    assert ("station:shuangfu", "双福指导站") in places(case, rules, NOW)
    assert all(
        not value.startswith("station:") for value, _ in places(a_case(place_district="巴南区"), rules, NOW)
    )
    assert place_in_words("station:gone", rules) == "指导站"


def test_every_fault_of_an_operators_file_is_named_with_its_field(tmp_path: Path) -> None:
    file = tmp_path / "stations.yaml"
    file.write_text(
        "- {code: a, name: 甲站, district: 江津区, source: 公告, confirmed_on: 2026-11-01}\n"
        "- {code: a, name: 乙站, district: 江津区, source: 公告, confirmed_on: 2026-11-01}\n",
        encoding="utf-8",
    )
    with pytest.raises(SheetFaults, match="stands twice"):
        load_stations(file)
    file.write_text("- {code: a, name: 甲站, district: 江津区, telephone: '1'}\n", encoding="utf-8")
    with pytest.raises(SheetFaults, match="source"):
        load_stations(file)
