"""Every name of the tables, in the ways in which people put it: nobody is sent to the wrong bureau."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from intake.geography.gazetteer import Gazetteer
from intake.geography.loading import load_tables
from intake.geography.place import Elsewhere, Place
from intake.geography.suffixes import prefecture_stem, town_stem
from intake.routing.bureaus import load_bureaus

TODAY = date(2026, 11, 25)
GAZETTEER = Gazetteer.load()
TABLES = load_tables()
BUREAUS = load_bureaus()
SHORT = {area.name: area.short or area.name for area in TABLES.districts}
CITIES = [prefecture_stem(it.name) for it in TABLES.outside if len(prefecture_stem(it.name)) > 1]


def towns() -> Iterator[tuple[str, str, str]]:
    """Yield district, town and the code of its bureau."""
    for row in TABLES.towns:
        for unit in row.units if row.hold(TODAY) else ():
            bureau = BUREAUS.of_place(row.district, unit, TODAY)
            assert bureau is not None
            yield row.district, unit, bureau.code


@pytest.mark.parametrize(
    "saying",
    [
        "重庆市{district}{town}",
        "{short}{town}",
        "对方在{short}{town}开公司",
        "我们在渝中，{short}{town}那家在用",
        "{short}{stem}",
    ],
)
def test_every_town_beside_its_district_goes_to_its_bureau(saying: str) -> None:
    wrong = []
    for district, town, bureau in towns():
        stem = town_stem(town) if len(town_stem(town)) > 1 else town
        said = saying.format(district=district, short=SHORT[district], town=town, stem=stem)
        found = GAZETTEER.locate(said, TODAY)
        if found.place is None or found.place.bureau != bureau:
            wrong.append((said, found))

    assert wrong == []


@pytest.mark.parametrize(
    "saying",
    [
        "{short}城区",
        "{short}县城那家",
        "{short}东部",
        "{short}老城",
        "{short}新区那边",
        "{short}工业园区",
        "{short}北站旁边",
        "{short}市场监管局旁边",
        "在{short}做生意的那个，用我们的名单",
        "不在成都，在{short}",
        "客户都在成都，公司在{short}",
        "成都隔壁的{short}",
    ],
)
def test_every_district_is_itself_whatever_stands_around_it(saying: str) -> None:
    wrong = []
    for area in TABLES.districts:
        found = GAZETTEER.locate(saying.format(short=SHORT[area.name]), TODAY)
        if found.place is None or found.place.district != area.name:
            wrong.append((saying.format(short=SHORT[area.name]), found))

    assert wrong == []


def test_what_was_taken_in_any_town_is_ours_though_it_is_used_elsewhere() -> None:
    wrong = []
    for district, town, bureau in towns():
        said = f"在{district}{town}的厂里被拷走，拿到广东东莞用"
        found = GAZETTEER.locate(said, TODAY)
        here = isinstance(found.taken, Place) and found.taken.bureau == bureau and found.place == found.taken
        if not here or found.used != Elsewhere("广东省东莞市"):
            wrong.append((said, found))

    assert wrong == []


@pytest.mark.parametrize("saying", ["{name}", "他们在{name}用我们的名单"])
def test_every_certain_area_lies_where_the_table_says(saying: str) -> None:
    wrong = []
    for landmark in TABLES.landmarks:
        for name in landmark.names if landmark.confidence == "high" else ():
            found = GAZETTEER.locate(saying.format(name=name), TODAY)
            if found.place is None or found.place.district != landmark.districts[0]:
                wrong.append((name, found))

    assert wrong == []


@pytest.mark.parametrize(
    "saying", ["{city}大学", "{city}商会", "{city}路", "{city}银行重庆分行", "{city}宏图机电有限公司"]
)
def test_no_city_inside_a_name_turns_anybody_away(saying: str) -> None:
    turned_away = [city for city in CITIES if GAZETTEER.locate(saying.format(city=city), TODAY).outside]

    assert turned_away == []


def test_most_cities_are_clear() -> None:
    # Cities that share their name with a town of ours are asked about.
    clear = [name for name in CITIES if GAZETTEER.locate(f"拿到{name}去用", TODAY).outcome == "outside"]

    assert len(clear) > 320


def test_a_city_where_it_is_used_never_hides_where_it_was_taken() -> None:
    wrong = []
    for city in CITIES:
        found = GAZETTEER.locate(f"在渝北回兴被拷走，拿到{city}使用", TODAY)
        if found.place is None or found.place.bureau != "liangjiang":
            wrong.append((city, found))

    assert wrong == []


def test_a_city_where_the_filer_sits_says_nothing() -> None:
    wrong = [
        city
        for city in CITIES
        if (place := GAZETTEER.locate(f"我们在{city}，对方在江津双福用", TODAY).place) is None
        or place.bureau != "jiangjin"
    ]

    assert wrong == []
