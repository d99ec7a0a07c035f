"""A place's name inside another name says nothing about where; a name written with other signs does."""

from __future__ import annotations

from datetime import date

import pytest

from intake.geography.gazetteer import Gazetteer
from intake.geography.place import Located

TODAY = date(2026, 11, 25)
GAZETTEER = Gazetteer.load()


def located(text: str) -> Located:
    return GAZETTEER.locate(text, TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "新疆饭店",
        "浙江商会",
        "江苏大厦",
        "北京大学重庆研究院",
        "北京现代重庆工厂",
        "上海浦东发展银行重庆分行",
        "广东发展银行",
        "湖南大学",
        "四川省人民医院",
        "在浙江商会里面",
        "福建同乡会楼上",
        "成都川灵软件有限公司",
        "对方叫江西正邦饲料有限公司",
        "深圳硅桥微电子有限公司",
        "川外重庆南方翻译学院",
        "成都路",
        "南京路18号",
        "天津街那家店",
    ],
)
def test_an_outside_name_inside_a_name_turns_nobody_away(text: str) -> None:
    found = located(text)

    assert found.outcome == "none"
    assert found.outside is None


@pytest.mark.parametrize(
    ("text", "district"),
    [
        ("四川外国语大学", "沙坪坝区"),
        ("沙坪坝区烈士墓四川外国语大学", "沙坪坝区"),
        ("四川美术学院虎溪校区", "沙坪坝区"),
        ("他在解放碑的新疆饭店里交易的", "渝中区"),
        ("南岸区南坪的湖北商会", "南岸区"),
        ("渝中区临江门的上海浦东发展银行重庆分行", "渝中区"),
        ("北京同仁堂永川店", "永川区"),
        ("江苏大厦，在九龙坡杨家坪", "九龙坡区"),
        ("浙江大学毕业的那个人在荣昌昌元街道用", "荣昌区"),
        ("重庆大剧院", "两江新区"),
    ],
)
def test_the_place_beside_such_a_name_counts(text: str, district: str) -> None:
    found = located(text)

    assert found.place is not None, found
    assert found.place.district == district


@pytest.mark.parametrize(
    ("text", "outside"),
    [
        ("成都公司", "四川省成都市"),
        ("成都那家公司", "四川省成都市"),
        ("成都分公司在用", "四川省成都市"),
        ("在成都的一家公司", "四川省成都市"),
        ("贵阳工厂", "贵州省贵阳市"),
        ("成都武侯区华西医院", "四川省成都市"),
        ("深圳南山的办公室", "广东省深圳市"),
    ],
)
def test_a_company_or_a_house_in_a_city_is_there(text: str, outside: str) -> None:
    assert located(text).outside == outside


def test_a_companys_name_is_no_place_but_may_be_asked_about() -> None:
    found = located("重庆江津德感建材有限公司")

    assert found.place is not None
    assert found.place.unit == "德感街道"
    assert found.doubt == "name"
    assert found.confirm


def test_a_place_that_reaches_beyond_a_phrase_wins_over_it() -> None:
    assert located("重庆大学城").hint == located("大学城").hint == "university_town"
    assert located("重庆大学城北路").outcome == "several"
    assert located("重庆大学附属三峡医院").outcome == "none"
    assert located("重庆大学生创业园").outcome == "none"
    assert located("健康长寿").outcome == "none"
    assert located("健康长寿区").outcome == "one"


@pytest.mark.parametrize(
    ("text", "as_written"),
    [
        ("重庆市⻓寿区", "长寿区"),
        ("⻄永街道", "西永街道"),
        ("⻰溪街道", "龙溪街道"),
        ("南岸区⻩桷垭", "南岸区黄桷垭"),
    ],
)
def test_signs_of_the_block_of_radicals_are_the_characters_they_look_like(text: str, as_written: str) -> None:
    assert located(text) == located(as_written)


@pytest.mark.parametrize(
    ("text", "district"),
    [
        ("观因桥", "两江新区"),
        ("沙坪坎", "沙坪坝区"),
        ("解方碑", "渝中区"),
        ("杨家平步行街", "九龙坡区"),
        ("弹子十老街", "南岸区"),
        ("朝天们", "渝中区"),
        ("石桥埔", "九龙坡区"),
    ],
)
def test_a_misspelt_busy_area_is_mended_and_read_back(text: str, district: str) -> None:
    found = located(text)

    assert found.place is not None, found
    assert found.place.district == district
    assert found.confirm


def test_a_name_found_as_it_is_written_is_no_part_of_a_misspelt_one() -> None:
    assert located("拿到高新区去").outcome == "several"
    assert located("名单带到大学城去了").outcome == "several"


@pytest.mark.parametrize(
    ("text", "district"),
    [
        ("就在沙坪坎三峡广场那边", "沙坪坝区"),
        ("就在沙坪坎", "沙坪坝区"),
        ("我在沙坪坎上班", "沙坪坝区"),
        ("公司开在沙坪坎小龙坎", "沙坪坝区"),
        ("就在石桥埔那边", "九龙坡区"),
    ],
)
def test_a_misspelt_name_among_other_words_does_not_lose_to_a_town_whose_name_it_begins_with(
    text: str, district: str
) -> None:
    found = located(text)

    assert found.place is not None and found.place.district == district and found.confirm


@pytest.mark.parametrize("text", ["就在沙坪", "就在沙坪八组", "垫江沙坪坎上"])
def test_the_town_itself_stays_the_town(text: str) -> None:
    place = located(text).place

    assert place is not None and place.unit == "沙坪镇"


@pytest.mark.parametrize("text", ["大剧院", "大句号", "合穿衣服", "南传佛教", "北陪同", "工商大学"])
def test_a_part_of_a_longer_word_is_no_misspelt_district(text: str) -> None:
    assert located(text).outcome == "none"
