"""Places in words beside the tables' own: a park at a town, a county beside ours, a campus, a room named again."""

from __future__ import annotations

import pytest

from tests.intake.geography.test_gazetteer import located, place_of


@pytest.mark.parametrize(
    ("typed", "district"),
    [
        ("白市驿的物流园", "九龙坡区"),
        ("白市驿物流园", "九龙坡区"),
        ("珞璜物流港", "江津区"),
        ("南彭物流基地", "巴南区"),
        ("重大B区旁边", "沙坪坝区"),
        ("重大虎溪校区对面", "沙坪坝区"),
        ("公司在解放碑，厂在珞璜，图纸是在厂里头遭拷走的", "江津区"),
        ("厂在珞璜，公司在解放碑，名单是在公司里被拷走的", "渝中区"),
        ("办公室在南坪，仓库在西彭，货单是从仓库抄走的", "九龙坡区"),
        ("总部在观音桥，车间在双福，他们在车间里用我们的模具", "江津区"),
    ],
)
def test_it_is_the_place_that_is_meant(typed: str, district: str) -> None:
    assert place_of(typed).district == district


@pytest.mark.parametrize(
    ("typed", "outside"),
    [
        ("邻水高滩那边", "四川省广安市"),
        ("在邻水", "四川省广安市"),
        ("习水", "贵州省遵义市"),
        ("利川城里", "湖北省恩施土家族苗族自治州"),
    ],
)
def test_a_county_beside_ours_is_outside(typed: str, outside: str) -> None:
    assert located(typed).outside == outside


@pytest.mark.parametrize("typed", ["重庆邻水贸易有限公司", "渝北邻水路"])
def test_a_name_made_of_it_is_not_outside(typed: str) -> None:
    assert located(typed).outcome != "outside"
