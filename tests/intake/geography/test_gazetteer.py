"""Where did it happen? What people type, and what must not be taken for a place."""

from __future__ import annotations

import shutil
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml

from bot.conversation import messages
from bot.conversation.messages import Location
from intake.geography import loading
from intake.geography.checking import faults_among
from intake.geography.gazetteer import Gazetteer
from intake.geography.loading import load_tables
from intake.geography.place import Located, Place
from intents.sheet import SheetFaults

TODAY = date(2026, 11, 25)
GAZETTEER = Gazetteer.load()


def located(text: str, on: date = TODAY) -> Located:
    return GAZETTEER.locate(text, on)


def place_of(text: str, on: date = TODAY) -> Place:
    found = located(text, on)
    assert found.outcome == "one", f"{text}: {found}"
    assert found.place is not None
    return found.place


def bureau_of(text: str) -> str:
    return place_of(text).bureau


# ------------------------------------------------------------------------ in pinyin


@pytest.mark.parametrize(
    ("typed", "district"),
    [("sha ping ba", "沙坪坝区"), ("Yongchuan", "永川区"), ("chang shou", "长寿区"), ("feng du", "丰都县")],
)
def test_a_district_is_understood_in_pinyin(typed: str, district: str) -> None:
    assert place_of(typed).district == district


@pytest.mark.parametrize("typed", ["Lily Zhang", "xin", "ABC", "hao de", "no"])
def test_other_letters_are_no_district(typed: str) -> None:
    assert located(typed).outcome == "none"


def test_a_city_outside_is_understood_in_pinyin() -> None:
    assert located("chengdu").outside == "四川省成都市"


# -------------------------------------------------------------------- districts that moved


def test_yubei_alone_is_liangjiang_with_a_hint_about_the_five_towns() -> None:
    found = located("渝北区")

    assert found.place == Place("两江新区", "两江新区", None, "liangjiang")
    assert found.hint == "five_towns"


@pytest.mark.parametrize("town", ["大湾镇", "统景镇", "大盛镇", "兴隆镇", "茨竹镇"])
def test_the_five_towns_of_yubei_are_beibei_now(town: str) -> None:
    assert place_of(f"渝北{town}") == Place(f"北碚区{town}", "北碚区", town, "beibei")


@pytest.mark.parametrize("town", ["水土街道", "复兴街道", "蔡家岗街道", "施家梁镇", "童家溪镇"])
def test_the_five_towns_of_beibei_are_liangjiang_now(town: str) -> None:
    assert place_of(f"北碚{town}") == Place(f"两江新区{town}", "两江新区", town, "liangjiang")


def test_a_place_filed_before_the_change_is_what_it_was_that_day() -> None:
    assert place_of("渝北区统景镇", date(2026, 1, 24)).bureau == "yubei"
    assert place_of("江北区观音桥街道", date(2026, 1, 24)).bureau == "jiangbei"
    assert place_of("渝北区统景镇", date(2026, 1, 25)).bureau == "beibei"


@pytest.mark.parametrize(
    ("text", "district"),
    [("开县温泉镇", "开州区"), ("江津市几江街道", "江津区"), ("万县市高笋塘", "万州区"), ("綦江县", "綦江区")],
)
def test_old_names_are_understood(text: str, district: str) -> None:
    assert place_of(text).district == district


# ---------------------------------------------------------------------------------- zones


def test_a_town_of_the_high_tech_zone_keeps_its_district_and_goes_to_the_zone() -> None:
    assert place_of("重庆市沙坪坝区西永街道西永大道") == Place(
        "沙坪坝区西永街道", "沙坪坝区", "西永街道", "gaoxin"
    )


def test_wansheng_lies_in_qijiang_and_goes_to_its_own_bureau() -> None:
    found = place_of("万盛黑山谷那边")

    assert (found.district, found.bureau) == ("綦江区", "wansheng")


def test_the_high_tech_zone_alone_may_be_many_things_and_is_asked_about() -> None:
    found = located("他们公司在高新区")

    assert found.outcome == "several"
    assert {place.bureau for place in found.candidates} == {"gaoxin", "jiulongpo"}
    assert found.hint == "high_tech_zone"


def test_beside_a_town_or_a_district_the_high_tech_zone_is_clear() -> None:
    assert place_of("高新区走马镇").district == "九龙坡区"
    assert bureau_of("高新区石桥铺") == "jiulongpo"
    assert bureau_of("江津高新区") == "jiangjin"


def test_the_named_zone_without_a_town_has_no_district_but_a_bureau() -> None:
    assert place_of("重庆高新区") == Place("高新区", None, None, "gaoxin")


def test_the_university_town_needs_the_street() -> None:
    asked = located("大学城")

    assert asked.hint == "university_town"
    assert [place.text for place in asked.candidates] == ["沙坪坝区大学城", "沙坪坝区大学城（高新区）"]
    assert bureau_of("大学城虎溪街道") == "gaoxin"
    assert bureau_of("大学城陈家桥街道") == "shapingba"


# -------------------------------------------------------------- towns of the same name


def test_a_town_that_exists_twice_is_asked_about() -> None:
    found = located("白沙镇")

    assert found.outcome == "several"
    assert [place.text for place in found.candidates] == ["江津区白沙镇", "南川区白沙镇"]
    assert found.place is None


@pytest.mark.parametrize(
    ("text", "unit"), [("江津的白沙", "白沙镇"), ("渝北回兴", "回兴街道"), ("永川，朱沱", "朱沱镇")]
)
def test_with_its_district_a_town_needs_no_suffix(text: str, unit: str) -> None:
    assert place_of(text).unit == unit


def test_a_town_called_by_its_former_level_is_understood() -> None:
    assert place_of("北碚歇马镇").unit == "歇马街道"


def test_a_town_is_not_guessed_from_an_everyday_word() -> None:
    for text in ("青年员工偷的", "公平竞争", "卖给海洋公司", "水土不服", "健康长寿产品"):
        assert located(text).outcome == "none", text
    assert place_of("綦江的青年员工").bureau == "qijiang"


# ------------------------------------------------------------------------- outside


@pytest.mark.parametrize(
    ("text", "outside"),
    [
        ("四川成都武侯区桂溪街道", "四川省成都市"),
        ("浙江宁波江北区洪塘街道", "浙江省宁波市"),
        ("邻水县高滩镇", "四川省广安市"),
        ("湖北来凤", "湖北省恩施土家族苗族自治州"),
        ("北京朝阳区", "北京市"),
        ("西安高新区", "陕西省西安市"),
    ],
)
def test_an_address_outside_is_told_by_its_province_or_city(text: str, outside: str) -> None:
    found = located(text)

    assert (found.outcome, found.outside) == ("outside", outside)
    assert found.as_json() == {"text": outside, "district": None, "unit": None, "outside": outside}


def test_a_street_named_after_a_city_is_not_that_city() -> None:
    assert located("北京路那家店").outcome == "none"


def test_where_the_filer_sits_is_not_where_it_happened() -> None:
    assert bureau_of("我们在成都，侵权方在江津双福") == "jiangjin"
    assert located("我们公司在成都，对方在重庆").outcome == "none"
    assert located("我们在成都").outcome == "none"


def test_here_and_outside_at_once_is_asked_about() -> None:
    found = located("一家在江津一家在成都")

    assert found.outcome == "several"
    assert found.outside == "四川省成都市"
    assert [place.bureau for place in found.candidates] == ["jiangjin"]
    assert located("他们在四川泸州和重庆永川都有厂").outcome == "several"


# ------------------------------------------------------------------------ whose place it is


@pytest.mark.parametrize(
    ("text", "bureau"),
    [
        ("我们公司在渝中，对方在江津德感", "jiangjin"),
        ("权利人注册地在南岸，侵权人实际经营地在巴南界石", "banan"),
        ("他在南坪办公室偷拍了报价表，拿到永川的厂里用", "yongchuan"),
        ("对方注册在渝中，实际经营在南岸茶园新区", "nanan"),
        ("原来在石桥铺，去年搬到虎溪街道了", "gaoxin"),
        ("拿了我们巴南客户的名单去南川用", "nanchuan"),
        ("离职员工回老家忠县开了公司，用我们的客户", "zhongxian"),
        ("对方说是在江津，但我们查到是在永川", "yongchuan"),
    ],
)
def test_the_place_of_the_act_counts(text: str, bureau: str) -> None:
    assert bureau_of(text) == bureau


def test_the_filers_own_place_is_taken_only_if_it_is_read_back() -> None:
    found = located("我们公司在万州五桥")

    assert found.place is not None
    assert found.confirm


@pytest.mark.parametrize(
    ("text", "bureau"),
    [
        ("磁器口麻花的渠道表，被拿到合川钱塘镇用", "hechuan"),
        ("偷的是南川方竹笋的供货商名单，对方在武隆江口镇卖", "wulong"),
        ("业务员叫李永川，现在璧山丁家上班", "bishan"),
        ("公司名叫重庆南岸春天商贸，实际办公在沙坪坝井口", "shapingba"),
        ("他是四川人，在长寿葛兰镇开的厂", "changshou"),
    ],
)
def test_products_brands_names_and_origins_are_no_places(text: str, bureau: str) -> None:
    assert bureau_of(text) == bureau


@pytest.mark.parametrize(
    ("text", "bureau"),
    [
        ("不是江津，是江北", "liangjiang"),
        ("是巫溪不是巫山", "wuxi"),
        ("南川，哦不对，是南岸", "nanan"),
        ("前面写的渝北回兴错了，应该是渝北统景镇", "beibei"),
        ("不是成都高新区，是重庆高新区", "gaoxin"),
    ],
)
def test_what_is_denied_or_taken_back_does_not_count(text: str, bureau: str) -> None:
    assert bureau_of(text) == bureau


@pytest.mark.parametrize(
    "text", ["一家在长寿一家在垫江", "可能在北碚也可能在合川", "不是在江津就是在永川", "一家在渝北一家在北碚"]
)
def test_two_places_are_asked_about_never_guessed(text: str) -> None:
    found = located(text)

    assert found.outcome == "several"
    assert len(found.candidates) == 2


# ----------------------------------------------------------------------- misspellings, script


@pytest.mark.parametrize(
    ("text", "district"),
    [("江金区", "江津区"), ("九龙破", "九龙坡区"), ("北培区", "北碚区"), ("店江县", "垫江县"), ("中县", "忠县")],
)
def test_a_misspelt_district_is_understood_and_read_back(text: str, district: str) -> None:
    found = located(text)

    assert found.place is not None
    assert found.place.district == district
    assert found.confirm


def test_words_that_sound_like_a_district_are_none() -> None:
    for text in ("奖金没发", "乌龙茶", "位于北门口"):
        assert located(text).outcome == "none", text


def test_traditional_characters_are_read() -> None:
    assert place_of("榮昌區廣順街道").unit == "广顺街道"


# ---------------------------------------------------------------------------- the rest


def test_a_place_that_only_common_knowledge_puts_there_is_read_back() -> None:
    assert located("重庆经开区").confirm
    assert not located("解放碑八一路").confirm


@pytest.mark.parametrize("text", ["", "  ", "？？？", "😀", "不清楚", "重庆", "步行街", "火车站旁边", "\x00" * 50])
def test_no_place_is_no_place(text: str) -> None:
    found = located(text)

    assert found.outcome == "none"
    assert found.as_json() is None


def test_a_point_is_read_by_its_label_and_never_by_its_nearest_centre() -> None:
    labelled = Location(29.602, 106.354, "重庆市沙坪坝区西永街道西永大道")
    unlabelled = Location(29.602, 106.354, "")

    assert GAZETTEER.locate_point(labelled, TODAY).place == place_of("沙坪坝区西永街道")
    assert GAZETTEER.locate_point(unlabelled, TODAY).outcome == "none"


def test_a_very_long_text_is_answered_in_time() -> None:
    begun = time.process_time()
    located("我们的客户名单被人拿去用了，对方在河川那边开公司。" * 400)

    assert time.process_time() - begun < 0.5


def test_every_hint_has_its_phrase() -> None:
    names = load_tables()
    hints = {hint for area in (*names.districts, *names.ended, *names.zones) if (hint := area.asks)}
    hints |= {anywhere.asks for anywhere in names.anywhere}
    hints |= {hint for landmark in names.landmarks if (hint := landmark.hint)}
    phrases = Path(messages.__file__).with_name("phrases.yaml").read_text(encoding="utf-8")

    assert hints
    assert hints <= yaml.safe_load(phrases)["hints"].keys()


def test_faults_of_several_files_of_names_are_told_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(Path(loading.__file__).parent, tmp_path, dirs_exist_ok=True)
    (tmp_path / "words.yaml").write_text("no_place: 水土保持\n", encoding="utf-8")
    places = (tmp_path / "places.csv").read_text(encoding="utf-8").replace("\nhigh,", "\nsure,", 1)
    (tmp_path / "places.csv").write_text(places, encoding="utf-8")
    monkeypatch.setattr(loading, "_HERE", tmp_path)

    with pytest.raises(SheetFaults) as refused:
        load_tables()

    told = "\n".join(refused.value.faults)
    assert "places.csv: 1: confidence: must be 'high', 'medium' or 'ask'" in told
    assert "words.yaml: no_place: must be a list" in told
    assert "words.yaml: products: is missing" in told


def test_a_name_that_leads_nowhere_is_a_fault_of_its_file() -> None:
    landmark = replace(load_tables().landmarks[0], districts=("武侯区",), bureau="wuhou")

    found = faults_among(replace(load_tables(), landmarks=(landmark,)), frozenset({"gaoxin", "wansheng"}))

    assert found == [
        f"places.csv: {landmark.names[0]}: districts: 武侯区 is unknown",
        f"places.csv: {landmark.names[0]}: bureau: wuhou is unknown",
    ]
