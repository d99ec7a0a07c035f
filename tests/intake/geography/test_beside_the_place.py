"""What is sold, where a machine stands and what an office is called move no act to another place."""

from __future__ import annotations

from datetime import date

import pytest

from intake.geography.gazetteer import Gazetteer

_TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.mark.parametrize(
    ("said", "district"),
    [
        ("南岸区的江津米花糖专卖店", "南岸区"),
        ("南岸区的万州烤鱼店", "南岸区"),
        ("南岸区的一家江津米花糖店", "南岸区"),
        ("涪陵区的合川桃片店", "涪陵区"),
        ("渝中区的涪陵榨菜专卖店", "渝中区"),
        ("九龙坡区的石柱黄连批发部", "九龙坡区"),
        ("南岸区的奉节脐橙门市", "南岸区"),
        ("南岸区江津米花糖专卖店", "南岸区"),
    ],
)
def test_what_a_shop_sells_leaves_it_where_it_is(gazetteer: Gazetteer, said: str, district: str) -> None:
    located = gazetteer.locate(said, _TODAY)

    assert (located.outcome, located.place and located.place.district) == ("one", district)


@pytest.mark.parametrize("said", ["南岸区和江津区", "南岸区江津"])
def test_two_districts_are_asked_about(gazetteer: Gazetteer, said: str) -> None:
    assert gazetteer.locate(said, _TODAY).outcome == "several"


@pytest.mark.parametrize(
    "said",
    [
        "网上，具体哪点不晓得，服务器怕是在贵州",
        "服务器在贵州",
        "IP地址显示在杭州",
        "机房好像在成都",
        "网站后台应该是在北京",
        "他们的云盘服务器可能放在内蒙古",
    ],
)
def test_where_a_machine_stands_is_no_place_of_the_act(gazetteer: Gazetteer, said: str) -> None:
    assert gazetteer.locate(said, _TODAY).outcome == "none"


@pytest.mark.parametrize(
    ("said", "outcome"),
    [("从贵州的服务器上下载的", "outside"), ("对方在贵州用", "outside"), ("机房在成都，人在渝中区", "one")],
)
def test_what_was_done_there_counts_all_the_same(gazetteer: Gazetteer, said: str, outcome: str) -> None:
    assert gazetteer.locate(said, _TODAY).outcome == outcome


@pytest.mark.parametrize(
    "said",
    ["涪陵榨菜集团在渝北的销售公司", "在江津的销售部", "在巴南的销售门店", "在渝中区的销售中心", "在长寿的销售点"],
)
def test_what_an_office_is_called_tells_of_no_act(gazetteer: Gazetteer, said: str) -> None:
    assert gazetteer.locate(said, _TODAY).used is None


@pytest.mark.parametrize("said", ["在江津销售我们的产品", "他们在渝北销售", "在巴南的销售部用的"])
def test_selling_it_is_using_it(gazetteer: Gazetteer, said: str) -> None:
    assert gazetteer.locate(said, _TODAY).used is not None
