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


@pytest.mark.parametrize(
    ("typed", "district"),
    [
        ("西南大学对面", "北碚区"),
        ("单位在西南大学旁边的写字楼里", "北碚区"),
        ("图纸是在重庆邮电大学里面的实验室被拷走的", "南岸区"),
        ("就在重庆工商大学隔壁", "南岸区"),
        ("对方开在重庆三峡学院后门", "万州区"),
        ("重庆大学A区旁边", "沙坪坝区"),
        ("重庆图书馆附近", "沙坪坝区"),
        ("洪崖洞对面", "渝中区"),
        ("渝北财富中心", "两江新区"),
        ("公司在渝北财富中心2号楼", "两江新区"),
        ("巴南万达对面", "巴南区"),
        ("南岸万达广场里面", "南岸区"),
    ],
)
def test_beside_a_school_or_a_landmark_is_a_place(typed: str, district: str) -> None:
    place = place_of(typed)
    assert (place.district or place.text[:4]) == district


@pytest.mark.parametrize(
    "typed",
    [
        "重庆大学旁边",
        "我们公司在重庆大学对面",
        "重庆大学",
        "重庆医科大学附近",
        "对方公司就在西政对面",
        "川美旁边",
        "重庆理工大学后门",
        "西南政法大学里头",
    ],
)
def test_a_school_of_several_campuses_is_asked_about(typed: str) -> None:
    assert located(typed).outcome == "several"


@pytest.mark.parametrize(
    "said",
    [
        "我在{school}上班",
        "举报人是{school}的老师",
        "我毕业于{school}",
        "他是{school}毕业的",
        "跟{school}合作开发的配方",
        "委托{school}检测的数据",
        "从{school}买来的专利",
        "我单位是{school}",
        "{school}的实习生拷走的",
        "与{school}联合研发",
        "他现在是{school}的教授",
    ],
)
@pytest.mark.parametrize("school", ["西南大学", "重庆大学", "重庆邮电大学"])
def test_a_school_as_ones_employer_or_partner_is_no_place(said: str, school: str) -> None:
    text = said.format(school=school)

    assert located(text).outcome == "none"
    assert place_of(f"{text}，在江津双福用的").district == "江津区"
