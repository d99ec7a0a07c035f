"""Where and when it was done: not where somebody sits or was before, not when it was made or found."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from intake.geography.gazetteer import Gazetteer
from intents.telling.facts import facts_in
from intents.telling.lexicon import hits_in

NOW = datetime(2026, 11, 29, 2, 0, tzinfo=UTC)
GAZETTEER = Gazetteer.load()
TAKEN = "我们的配方被前技术员魏东拷走，现在在九龙坡华岩镇的重庆拓锐传动有限公司用"


def _facts(text: str) -> dict[str, Any]:
    return {name: told.value for name, told in facts_in(text, NOW, GAZETTEER).items()}


@pytest.mark.parametrize(
    "own",
    [
        "我是重庆衡岚食品有限公司的行政，公司在江津区德感街道。",
        "我是重庆衡岚食品有限公司（江津区德感街道）的行政。",
        "我单位为重庆衡岚食品有限公司，住所地在江津区德感街道。",
        "我是重庆衡岚食品有限公司的行政，我们在江津区有二十多家门店。",
    ],
)
def test_where_the_owner_sits_is_no_place_of_an_act(own: str) -> None:
    facts = _facts(f"{own}{TAKEN}")

    assert facts["act_place"]["district"] == "九龙坡区"
    assert facts.get("taken_place", {}).get("district") != "江津区"


@pytest.mark.parametrize(
    "beside",
    [
        "他原来在江津一家叫丽妍的公司干",
        "模具外发到江津那边做的",
        "上个月已经在江津法院起诉了",
        "报了江津派出所，说是经济纠纷",
    ],
)
def test_where_somebody_was_before_or_a_court_sits_nothing_was_done(beside: str) -> None:
    facts = _facts(f"我是重庆衡岚食品有限公司的行政。{TAKEN}。{beside}。")

    assert facts["act_place"]["district"] == "九龙坡区"


def test_where_the_robbed_one_sits_is_not_where_a_tip_belongs() -> None:
    facts = _facts(
        "举报巫山县的重庆神女峰旅行社有限公司，一直在用巫溪一家旅行社的客户名单，我听他们经理许建波说的"
    )

    assert facts["act_place"]["district"] == "巫山县"


@pytest.mark.parametrize(
    ("told", "field", "day"),
    [
        ("工艺是2019年定型的，前年11月供应商的人偷偷拍了我们的工艺卡", "formed_on", "2019"),
        ("工艺是2019年定型的，前年11月供应商的人偷偷拍了我们的工艺卡", "act_date", "2024-11"),
        ("会员资料今年3月12号晚上被导走，我们是6月份会员接到骚扰电话才发现的", "act_date", "2026-03-12"),
        ("会员资料今年3月12号晚上被导走，我们是6月份会员接到骚扰电话才发现的", "discovered_on", "2026-06"),
        ("图纸被供应商拷走了，今年六月份我们投标一个项目，发现他们的一模一样", "discovered_on", "2026-06"),
        ("2025年9月以来，前副总蒋林（2025年8月31日离职）使用我们的工艺", "act_date", "2025-09"),
        ("名单被他们拿走了，这个事情是去年年底开始干的，上个星期他喝酒吹牛说的", "act_date", "2025-12"),
        ("销售经理刘芳三月份离职，走之前一天晚上把客户资料导出来发到自己邮箱", "act_date", "2026-03"),
    ],
)
def test_made_done_and_found_are_three_dates(told: str, field: str, day: str) -> None:
    assert _facts(f"我们公司是重庆衡岚食品有限公司，{told}，我要举报")[field] == day


@pytest.mark.parametrize("forbidden", ["参观不准拍照", "严禁拷贝", "不许带走", "一次给了两万块钱", "把手机交给我"])
def test_what_is_forbidden_or_given_back_is_no_act(forbidden: str) -> None:
    assert not [hit for hit in hits_in(forbidden) if hit.kind in ("obtain", "disclose", "use")]


@pytest.mark.parametrize(
    ("said", "yuan"),
    [
        ("我们损失不好算，初步估100万到200万之间", 1_000_000),
        ("一个季度少了60万左右的单子", 600_000),
        ("损失么，订货会上我们少订了一百二三十万", 1_200_000),
        ("损失十几万吧", 100_000),
        ("极目拿了融资，他们获利应该有两三百万", None),
    ],
)
def test_a_loss_is_the_tellers_own_and_may_come_in_the_next_clause(said: str, yuan: int | None) -> None:
    assert _facts(f"我们公司的名单被偷了，{said}").get("loss_amount") == yuan


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("有保密制度、代码分级授权、离职还签了承诺书", "保密制度、分级授权、签了承诺书"),
        ("工艺资料有标密、专人保管", "标密、专人保管"),
        ("平时表放在加密电脑里，只有三个人晓得密码", "加密、只有三个人晓得、密码"),
    ],
)
def test_the_measures_are_those_that_were_said(said: str, kept: str) -> None:
    assert _facts(f"我们公司的配方被前技术员魏东拷走了，我们{said}")["measures"] == kept


@pytest.mark.parametrize("thing", ["会员库", "顾客名单", "收购商的名单", "进货底价"])
def test_a_list_of_customers_or_prices_is_business(thing: str) -> None:
    assert _facts(f"我们公司的{thing}被外包的人用测试账号导走了")["secret_kind"] == "business"


def test_what_nobody_has_seen_is_not_told() -> None:
    facts = _facts(
        "我是重庆衡岚精密机械有限公司的人事，我们的研发资料被技术员林浩发到自己的邮箱，"
        "目前还没发现他用或者给了别人，公司授权我来举报这件事，请你们查处"
    )

    assert facts["act_kinds"] == ["obtain"]
    assert facts["clue_kinds"] == ["obtained"]


def test_a_place_that_is_not_sure_is_asked_and_an_insider_tells_where_they_work() -> None:
    facts = _facts(
        "莫问我是哪个，我在北碚区歇马一个汽配厂上班。厂长今年春节过后搞来一家大厂的热处理参数表，叫我们照着做，"
        "那家大厂好像是綦江那边的，我也说不准。我怕遭报复"
    )

    assert facts["act_place"]["district"] == "北碚区"


def test_a_loss_in_another_currency_is_kept_in_its_words() -> None:
    found = facts_in("我们公司的选品表被前主管何倩传走了，到现在损失大约5万美元", NOW, GAZETTEER)["loss_amount"]

    assert (found.value, "5万美元" in found.typed) == (None, True)


@pytest.mark.parametrize(
    "used",
    ["拿到大学城那边的公司在用", "现在白沙那边的厂在用", "拿去白沙的作坊生产", "带到大学城的新公司继续用"],
)
@pytest.mark.parametrize(("taken", "district"), [("渝北两路", "两江新区"), ("江津双福", "江津区")])
def test_a_place_of_use_that_may_be_one_of_several_is_asked_though_another_is_sure(
    taken: str, district: str, used: str
) -> None:
    facts = _facts(f"我们公司的配方在{taken}被前员工拷走，{used}，我要举报")

    assert "act_place" not in facts and "use_place" not in facts
    assert facts["taken_place"]["district"] == district


def test_where_it_was_taken_may_stay_open_while_the_place_of_use_is_sure() -> None:
    facts = _facts("我们公司的图纸在白沙被前员工偷走，拿到璧山的厂在用，我要举报")

    assert facts["act_place"] == facts["use_place"]
    assert facts["use_place"]["district"] == "璧山区"
    assert "taken_place" not in facts


OURS = "我是重庆衡岚教育咨询有限公司的法务，电话13900001111。"


@pytest.mark.parametrize(
    ("told", "taken", "used"),
    [
        (
            "前老师魏东转身就在荣昌昌元街道开了个工作室。走之前他在我们永川店里，把学生名册用微信传给了自己。",
            "永川区",
            "荣昌区",
        ),
        ("走之前魏东在我们永川店里把学生名册用微信传给了自己，转身就在荣昌开了个舞蹈工作室。", "永川区", "荣昌区"),
        (
            "原经理魏东在南岸弹子石的办公室用手机拍了成本表，第二天就发给了重庆拓锐贸易有限公司的副总。拓锐贸易在渝中区化龙桥办公，报价也是在那里做的。",
            "南岸区",
            "渝中区",
        ),
        ("我只举报开州的重庆拓锐商贸有限公司：他们从我们万州周家坝的办公室借走了供货底价表。", "万州区", None),
        (
            "前员工魏东从我们合川的门店导出来客户名单，跑到铜梁巴川开了一家旅行社，天天给我们老客户打电话。",
            "合川区",
            "铜梁区",
        ),
        ("前员工魏东把客户名单从我们涪陵的仓库拷走，现在照着做。", "涪陵区", None),
        ("公司在解放碑，厂在珞璜，图纸是在厂里头遭前员工魏东拷走的。", "江津区", None),
        ("厂在北碚歇马，办公室在渝中解放碑。前员工魏东在办公室里把客户名单拷走了。", "渝中区", None),
        ("仓库在白沙，办公室在鱼洞，前员工魏东从仓库里抄走了客户名单，在大足开了家公司接单。", None, "大足区"),
        ("前员工魏东在渝北回兴，从那里拷走了我们的客户名单。", "渝北区|两江新区", None),
        ("前员工魏东从我们公司拷走了客户名单，在长寿注册了一个新公司，用我们的客户名单接单。", None, "长寿区"),
    ],
)
def test_where_it_was_taken_and_where_it_is_used_are_not_exchanged(
    told: str, taken: str | None, used: str | None
) -> None:
    facts = _facts(f"{OURS}{told}我要举报魏东")
    found = {name: facts.get(name, {}).get("district") for name in ("taken_place", "use_place")}

    assert found["taken_place"] in (str(taken).split("|") if taken else [None])
    assert found["use_place"] == used


@pytest.mark.parametrize(
    ("told", "used"),
    [
        (
            "我在巴南鹿角一家做火锅底料的厂里上班，老板从江北观音桥的一家老字号挖了个师傅过来，把底料方子带过来了，现在车间每天就按这个方子炒料。",
            "巴南区",
        ),
        ("我在涪陵一家榨菜厂做质检，厂长偷了隔壁的工艺单，我们厂里天天照这个工艺做。", "涪陵区"),
        ("我在大渡口跃进村一家装备公司上班，老板买来同行的图纸，车间天天照着那个图纸做。", "大渡口区"),
    ],
)
def test_an_insiders_firm_uses_it_where_it_is(told: str, used: str) -> None:
    facts = _facts(f"我要匿名举报，{told}单位叫重庆拓锐装备有限公司。")

    assert facts["use_place"]["district"] == facts["act_place"]["district"] == used
    assert facts.get("taken_place") is None


@pytest.mark.parametrize(
    ("told", "since", "until"),
    [
        ("一个半月前，前技术员魏东从我们长寿的车间拷走了工艺文件", "2026-10", None),
        ("两个半月前前技术员魏东拷走了工艺文件", "2026-09", None),
        (
            "一个半月前，成都明川自动化工程有限公司派来调试设备的外包工程师苟建林，在我们长寿的合成车间从控制柜上拷走了工艺文件",
            "2026-10",
            None,
        ),
        (
            "前老师魏东上个月底一起走的，转身就在荣昌开了个工作室。走之前他在我们店里，把客户名册传给了自己",
            "2026-10",
            None,
        ),
        ("上个月底前老师魏东把客户名册传给了自己", "2026-10", None),
        ("上上个月初，前老师魏东把客户名册传给了自己", "2026-09", None),
        (
            "今年5月到8月，跟我们合作的经销商里头，我只举报重庆拓锐商贸有限公司：他们从我们办公室借走了供货底价表",
            "2026-05",
            "2026-08",
        ),
        ("去年8月到今年3月，前老师魏东多次拷走了客户名册", "2025-08", "2026-03"),
    ],
)
def test_a_time_counted_back_and_a_span_are_when_it_was_done(told: str, since: str, until: str | None) -> None:
    facts = _facts(f"{OURS}{told}，我要举报")

    assert (facts["act_date"], facts.get("act_until")) == (since, until)
