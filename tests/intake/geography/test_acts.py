"""Where it was taken, where it is used: one place of an act in Chongqing is enough."""

from __future__ import annotations

import time
from datetime import date

import pytest

from intake.geography.gazetteer import Gazetteer
from intake.geography.place import Elsewhere, Located, Site

TODAY = date(2026, 11, 25)
GAZETTEER = Gazetteer.load()


def located(text: str) -> Located:
    return GAZETTEER.locate(text, TODAY)


def text_of(site: Site | None) -> str | None:
    return site.text if site else None


@pytest.mark.parametrize(
    ("text", "taken", "used"),
    [
        ("在渝中区公司里被拷走，拿到成都使用", "渝中区", "四川省成都市"),
        ("资料是在江津双福的厂里拷走的，现在广东东莞生产", "江津区双福街道", "广东省东莞市"),
        ("他从大足龙水的仓库把名单带走，弄到了贵阳", "大足区龙水镇", "贵州省贵阳市"),
        ("我们在永川朱沱的厂里被偷拍，样子传到了苏州", "永川区朱沱镇", "江苏省苏州市"),
        ("偷的地方是合川钱塘镇，用的地方是四川广安", "合川区钱塘镇", "四川省广安市"),
    ],
)
def test_what_was_taken_here_is_ours_wherever_it_is_used(text: str, taken: str, used: str) -> None:
    found = located(text)

    assert found.outcome == "one"
    assert text_of(found.place) == taken
    assert text_of(found.taken) == taken
    assert text_of(found.used) == used


def test_the_place_of_use_comes_before_the_place_of_taking() -> None:
    found = located("在大渡口跳磴偷拍，拿去巴南界石用")

    assert text_of(found.place) == "巴南区界石镇"
    assert text_of(found.taken) == "大渡口区跳磴镇"


@pytest.mark.parametrize(
    "text",
    [
        "图纸被拿到苏州去生产",
        "成都那家公司用了我们的客户名单",
        "我们在渝中，东西拿到成都用了",
        "都被带到贵阳去了",
        "成都",
    ],
)
def test_a_place_of_use_outside_leaves_open_where_it_was_taken(text: str) -> None:
    found = located(text)

    assert found.outcome == "outside"
    assert not found.is_all_outside


@pytest.mark.parametrize("text", ["在贵阳机场被人偷走电脑", "是从昆明拷来的"])
def test_a_place_of_taking_outside_leaves_open_where_it_is_used(text: str) -> None:
    found = located(text)

    assert isinstance(found.taken, Elsewhere)
    assert not found.is_all_outside


@pytest.mark.parametrize(
    "text",
    [
        "在成都导出，在成都使用",
        "拷走、使用都在贵阳",
        "都发生在贵阳",
        "事情都在杭州发生的",
        "重庆这边没有，都在成都",
        "在宁波的仓库把进价拷给了宁波甬联贸易，跟重庆没有关系",
        "都在成都那边，他人在成都，电脑也是带去成都才拷的",
        "我们公司在渝中，但是拿走和使用都在武汉",
        "我在广东，对方也在广东，跟你们重庆没关系",
    ],
)
def test_only_where_every_act_lies_outside_it_is_not_ours(text: str) -> None:
    assert located(text).is_all_outside


def test_people_who_are_all_there_are_not_all_that_happened() -> None:
    assert not located("贵阳市云岩区，人和公司都在那边").is_all_outside


def test_a_place_here_of_which_nothing_is_said_is_asked_about_beside_a_use_outside() -> None:
    found = located("对方公司在江津，拿到成都用")

    assert found.outcome == "several"
    assert [place.district for place in found.candidates] == ["江津区"]
    assert found.outside == "四川省成都市"


@pytest.mark.parametrize(
    "text",
    [
        "侵权产品在成都、绵阳都有卖，都是从江津双福的厂出来的",
        "渝中区的公司，对方逃到云南昆明",
        "在两江新区照母山的办公楼里，他用U盘拷了，后来去南京的公司上班",
        "厂在涪陵，被人带到成都去了",
    ],
)
def test_a_place_here_is_never_passed_over_for_one_outside(text: str) -> None:
    found = located(text)

    assert found.candidates or found.place


@pytest.mark.parametrize(
    "text", ["案发地渝中区，现在对方逃到云南昆明", "事发地是渝中区，人在成都", "侵权行为发生在渝中区，对方成都的"]
)
def test_where_it_is_said_to_have_happened_is_where_it_happened(text: str) -> None:
    assert text_of(located(text).place) == "渝中区"


@pytest.mark.parametrize(
    ("text", "district"),
    [
        ("两个被举报人，一个在忠县，一个在丰都，丰都那个没用", "忠县"),
        ("在沙坪坝区拷走的，沙坪坝没有用", "沙坪坝区"),
        ("仓库在江津白沙，公司注册在巴南鱼洞，我举报的是公司", "巴南区"),
        ("江津和永川都有门店，只告永川那个店", "永川区"),
        ("只举报永川那家，江津的不举报", "永川区"),
        ("隔壁厂没参与，参与的是鹿角镇那家", "彭水苗族土家族自治县"),
        ("璧山的分公司没用，是荣昌总部在用", "荣昌区"),
        ("我单位在渝中，用图纸的厂在大足", "大足区"),
    ],
)
def test_the_clause_says_which_place_is_meant(text: str, district: str) -> None:
    found = located(text)

    assert found.place is not None, found
    assert found.place.district == district


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("合作方的人以考察为名进我们长寿车间偷拍", "长寿区"),
        ("晚上潜入江津德感的厂房拷走了", "江津区德感街道"),
        ("趁参观混进巴南界石的实验室拍照", "巴南区界石镇"),
    ],
)
def test_whoever_went_in_there_took_it_there(text: str, taken: str) -> None:
    assert text_of(located(text).taken) == taken


@pytest.mark.parametrize(
    ("text", "used"),
    [
        ("在江津双福搞了个厂照到我的图纸在做", "江津区双福街道"),
        ("现在綦江那边照着我们的价格表压价", "綦江区"),
        ("永川有家公司按我们的名单挖客户", "永川区"),
    ],
)
def test_doing_it_after_what_was_taken_is_using_it(text: str, used: str) -> None:
    assert text_of(located(text).used) == used


def test_a_house_of_ones_own_that_was_robbed_is_where_it_was_taken_and_is_read_back() -> None:
    found = located("我们渝北回兴的研发中心被人偷了图纸，现在对方在合肥投产")

    assert text_of(found.taken) == "两江新区回兴街道"
    assert found.place == found.taken
    assert found.confirm


def test_a_filer_s_own_trade_says_where_the_filer_is() -> None:
    found = located("我是做模具的在璧山青杠那边开了个厂他自己在江津双福照到我的图纸在做")

    assert found.place is not None
    assert found.place.district == "江津区"


@pytest.mark.parametrize(
    "text",
    [
        "我们是民企，在开州",
        "我司做镜片的，位于西永",
        "敝公司在九龙坡设研发中心",
        "我厂做榨菜三十年了，就在涪陵",
        "可以来我公司看原件，地址在江北嘴",
    ],
)
def test_what_goes_on_about_the_filer_is_the_filer_s_own_place(text: str) -> None:
    assert located(text).doubt == "own"


@pytest.mark.parametrize(
    "text", ["我们的客户名单被人拿了，在江津卖", "我们发现他偷了名单，在江津开店", "我们厂跟他有合同，他在江津"]
)
def test_what_goes_on_about_somebody_else_is_not(text: str) -> None:
    assert located(text).doubt is None


def test_where_the_reported_party_is_registered_is_not_what_is_reported() -> None:
    found = located("被举报的是贵州遵义注册的一家机电公司，他们在綦江古南用我们的底价")

    assert found.place is not None
    assert found.place.district == "綦江区"


def test_several_real_places_are_told_from_one_name_of_several() -> None:
    assert located("一家在长寿一家在垫江").apart
    assert not located("白沙镇").apart


@pytest.mark.parametrize(
    "sentence",
    [
        "我们的客户名单被人拿去用了，对方在河川那边开公司。",
        "在成都和江津、永川、",
        "在江津拷走的，拿到成都用，",
        "啊",
        "江津",
    ],
)
def test_the_work_grows_with_the_text_and_no_faster(sentence: str) -> None:
    short, long = (sentence * 2_000)[:250], (sentence * 2_000)[:2_000]

    # Eight times the text: eight times the work, sixty-four times if every part looked at every other.
    assert _seconds(long) < 24 * _seconds(short)


def _seconds(text: str) -> float:
    return min(_once(text) for _ in range(5))


def _once(text: str) -> float:
    # The processor's time: others on the machine do not count.
    begun = time.process_time()
    located(text)
    return time.process_time() - begun


def test_outside_is_a_place_of_its_own_kind() -> None:
    used = located("在渝中区公司里被拷走，拿到成都使用").used

    assert used == Elsewhere("四川省成都市")
    assert used is not None
    assert used.as_json() == {"text": "四川省成都市", "district": None, "unit": None, "outside": "四川省成都市"}
