"""The bureaus: who serves what, on which day."""

from __future__ import annotations

from datetime import date

from intake.routing import bureaus
from intake.routing.bureaus import load_bureaus

TODAY = date(2026, 11, 25)
BEFORE_THE_CHANGE = date(2026, 1, 24)
BUREAUS = load_bureaus()


def test_there_are_39_bureaus_and_the_municipal_one() -> None:
    existing = BUREAUS.on(TODAY)

    assert len([bureau for bureau in existing if bureau.level == "district"]) == 37
    assert len([bureau for bureau in existing if bureau.level == "zone"]) == 2
    assert [bureau.name for bureau in existing if bureau.level == "municipal"] == ["市局"]


def test_a_consultation_finds_the_bureau_by_the_full_or_the_short_name() -> None:
    for name in ("江津区", "江津"):
        bureau = BUREAUS.of_district(name, TODAY)
        assert bureau is not None
        assert bureau.code == "jiangjin"


def test_a_former_district_is_served_by_its_successor() -> None:
    assert BUREAUS.of_district("渝北区", TODAY) == BUREAUS.by_code("liangjiang")
    assert BUREAUS.of_district("江北区", TODAY) == BUREAUS.by_code("liangjiang")


def test_until_its_last_day_a_former_bureau_serves_its_district() -> None:
    assert BUREAUS.of_district("渝北区", BEFORE_THE_CHANGE) == BUREAUS.by_code("yubei")
    assert BUREAUS.of_district("两江新区", BEFORE_THE_CHANGE) is None


def test_old_cases_still_find_the_name_of_a_bureau_that_is_no_more() -> None:
    assert BUREAUS.name_of("jiangbei") == "江北区"


def test_a_town_of_a_zone_is_served_by_the_zone() -> None:
    assert BUREAUS.of_place("綦江区", "黑山镇", TODAY) == BUREAUS.by_code("wansheng")
    assert BUREAUS.of_place("綦江区", "石角镇", TODAY) == BUREAUS.by_code("qijiang")
    assert BUREAUS.of_place("九龙坡区", "走马镇", TODAY) == BUREAUS.by_code("gaoxin")
    assert BUREAUS.of_place("万州区", "走马镇", TODAY) == BUREAUS.by_code("wanzhou")


def test_a_name_that_nobody_serves_has_no_bureau() -> None:
    assert BUREAUS.of_district("武侯区", TODAY) is None
    assert BUREAUS.of_district("", TODAY) is None


def test_the_bureaus_as_shipped_have_no_fault() -> None:
    assert bureaus.faults() == []
