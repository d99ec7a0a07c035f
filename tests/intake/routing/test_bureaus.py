"""The bureaus: who serves what, on which day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from intake.routing import bureaus
from intake.routing.bureaus import load_bureaus
from intents.sheet import SheetFaults

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


def test_all_faults_of_the_bureaus_are_told_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "bureaus.yaml"
    broken.write_text(
        "- {code: here, name: 甲区, full_name: 甲区局, level: county, valid_from: 2026-02-30, colour: red}\n"
        "- {name: 某区, full_name: 某区局, level: district, units: {某区: 某镇}}\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(bureaus, "_FILE", broken)

    with pytest.raises(SheetFaults) as refused:
        load_bureaus()

    told = "\n".join(refused.value.faults)
    for fault in (
        "甲区: level: must be 'municipal', 'district' or 'zone'",
        "甲区: valid_from: '2026-02-30' is no date",
        "甲区: colour: unknown field",
        "某区: code: is missing",
        "某区: units: 某区: must be a list",
    ):
        assert f"bureaus.yaml: {fault}" in told


def test_bureaus_that_do_not_go_together_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "bureaus.yaml"
    bureau = "- {code: here, name: 某区, full_name: 某区局, level: district}\n"
    broken.write_text(bureau * 2, encoding="utf-8")
    monkeypatch.setattr(bureaus, "_FILE", broken)

    with pytest.raises(SheetFaults) as refused:
        load_bureaus()

    assert "bureaus.yaml: 某区: code: here stands twice" in refused.value.faults
    assert "bureaus.yaml: 某区: serves: is missing" in refused.value.faults
    assert "bureaus.yaml: code: there is no bureau municipal" in refused.value.faults
