"""Who is accused and who was robbed, who tells it and who only stands beside: read by kind, not by name."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from intake.geography.gazetteer import Gazetteer
from intents.telling.facts import facts_in
from intents.telling.story import story_of

NOW = datetime(2026, 11, 29, 2, 0, tzinfo=UTC)
GAZETTEER = Gazetteer.load()
OWNER = "我是重庆衡岚精密机械有限公司的负责人，我们的图纸"
TIP = "举报重庆拓锐传动有限公司，他们在用别人的客户名单，是新来的业务经理魏某带来的，"


def _facts(text: str) -> dict[str, Any]:
    return {name: told.value for name, told in facts_in(text, NOW, GAZETTEER).items()}


@pytest.mark.parametrize(
    "before",
    [
        "他原来在一家叫丽妍的公司干，去年才跳过来",
        "他以前在重庆丽妍商贸有限公司上班",
        "名单是从重庆丽妍商贸有限公司偷来的",
        "人是从重庆丽妍商贸有限公司挖过来的",
        "从重庆丽妍商贸有限公司的会计手里买的",
    ],
)
def test_whoever_was_robbed_is_not_reported(before: str) -> None:
    assert not any("丽妍" in name for name in _facts(TIP + before)["reported_parties"])


@pytest.mark.parametrize(
    "own",
    [
        "我们厂是做座椅发泡的，重庆垫舒汽车部件有限公司。",
        "我做了十二年改装，店名叫重庆垫舒汽车部件有限公司。",
        "单位全称重庆垫舒汽车部件有限公司。",
        "公司名字重庆垫舒汽车部件有限公司。",
    ],
)
def test_ones_own_company_is_known_by_what_one_does_and_how_it_is_called(own: str) -> None:
    facts = _facts(
        f"{own}我们的图纸今年5月被前技术员魏东拷走，带到重庆拓锐传动有限公司在用，我要举报，电话13900001111"
    )

    assert facts["reporter_name"] == "重庆垫舒汽车部件有限公司"
    assert "重庆垫舒汽车部件有限公司" not in facts["reported_parties"]


@pytest.mark.parametrize(
    ("beside", "name"),
    [
        ("，法定代表人邓正华", "邓正华"),
        ("，我们请了律师张凯代理", "张凯"),
        ("，委托重庆渝和律师事务所陶立群律师代理本案", "陶立群"),
    ],
)
def test_whoever_stands_for_ones_own_company_is_neither_reported_nor_the_contact(beside: str, name: str) -> None:
    facts = _facts(f"我方是重庆衡岚精密机械有限公司{beside}。我们的图纸被前技术员魏东拷走，电话13900001111")

    assert facts["reported_parties"] == ["魏东"]
    assert facts.get("contact_name") != name


@pytest.mark.parametrize(
    "engaged", ["我们请了律师张凯代理", "委托了张凯律师代理本案", "代理人是重庆渝和律师事务所律师张凯"]
)
def test_a_lawyer_who_is_engaged_is_the_agent(engaged: str) -> None:
    assert _facts(f"{OWNER}被前技术员魏东拷走了，{engaged}")["agent"] == "张凯"


def test_a_name_before_a_number_that_is_cut_out_is_still_a_name() -> None:
    facts = _facts(f"{OWNER}被外包人员叶小龙（身份证号）今年3月12号晚上用别人的账号下载走了")

    assert facts["reported_parties"] == ["叶小龙"]


@pytest.mark.parametrize(
    "introduces", ["联系我，衡岚的副总雷一鸣，13900118001", "联系人：衡岚法务部 雷一鸣，13900118001"]
)
def test_who_is_to_be_called_is_the_contact_and_not_reported(introduces: str) -> None:
    facts = _facts(f"{OWNER}被前技术员魏东拷走了。{introduces}")

    assert facts["contact_name"] == "雷一鸣"
    assert facts["reported_parties"] == ["魏东"]


@pytest.mark.parametrize(
    ("told", "relation"),
    [
        ("前年跟重庆锐图软件有限公司签了合同开发系统，他们把我们的源代码卖给了对手", "合作方"),
        ("我们的设备供应商重庆恒泰机械厂的人偷拍了我们的工艺卡", "合作方"),
        ("我们的工艺卡被炒料师傅周大勇拷走了，他去年8月就不干了，周大勇离职去了重庆川江红食品厂", "前员工"),
        ("我们的报价被以前合伙的汪德彪拿走了，2024年3月他退的股", "前合伙人"),
    ],
)
def test_the_relation_is_what_the_story_tells(told: str, relation: str) -> None:
    facts = _facts(f"我是重庆衡岚精密机械有限公司的负责人，{told}，我要举报他们，请你们查处，电话13900001111")

    assert facts["reported_relation"] == relation


def test_an_opponent_in_a_tender_is_no_relation() -> None:
    facts = _facts(f"{OWNER}被魏东拷走了，今年6月投标的时候发现对手的东西跟我们的一模一样")

    assert "reported_relation" not in facts


@pytest.mark.parametrize(
    ("told", "role"),
    [
        ("我在巴南区麻柳沿江开发区一家做摩托车配件的厂上班，就是这家", "insider"),
        ("我是他们厂的会计，转账是我做的", "insider"),
        ("我是隔壁开餐馆的，他们吃饭的时候说的", "other"),
        ("我当时在场，还有另外几个人", "other"),
    ],
)
def test_who_tells_a_tip_is_heard(told: str, role: str) -> None:
    assert _facts(TIP + told)["reporter_role"] == role


@pytest.mark.parametrize(
    "wish", ["但是不要说是我说的", "莫跟老板说是我讲的", "名字你们晓得就行，不要传出去", "但请保密"]
)
def test_whoever_gives_a_name_and_wants_it_kept_quiet_is_known(wish: str) -> None:
    facts = _facts(f"{TIP}我亲眼看到的。我叫杨晓，可以找我核实，15730001122，{wish}")

    assert facts["anonymous"] is False
    assert (facts["contact_name"], facts["phone"]) == ("杨晓", "15730001122")
    assert wish.rpartition("，")[2].removeprefix("但").removeprefix("是") in facts["description"]


@pytest.mark.parametrize(
    "wish", ["我不留名字也不留电话", "不要问我是谁", "我要匿名，电话15730001122只给你们短信用"]
)
def test_whoever_wants_to_stay_unknown_does(wish: str) -> None:
    facts = _facts(f"{TIP}我亲眼看到的。{wish}")

    assert facts["anonymous"] is True
    assert "phone" not in facts


@pytest.mark.parametrize(
    "own",
    [
        "我是重庆渝北那边（现在叫两江新区）一家医疗器械公司——重庆康澜医疗器械有限公司的HR，我姓蒋。",
        "我是重庆康澜医疗器械有限公司的法务，我姓蒋。",
    ],
)
def test_the_company_that_the_teller_holds_a_post_of_is_their_own(own: str) -> None:
    facts = _facts(f"{own}研发部的林浩上周五办离职，他11月16日把研发资料发到自己的邮箱，我要举报，电话13900001111")

    assert facts["reporter_name"] == "重庆康澜医疗器械有限公司"
    assert facts["reported_parties"] == ["林浩"]


def test_whose_people_were_bought_is_robbed() -> None:
    facts = _facts(
        "我叫石远航，电话18996650312，愿意实名，跟这个事没有利益关系。重庆晶亮照明有限公司的人买通了重庆明湛光电有限公司的仓管员，"
        "拿到了明湛的封装配方，现在江津德感的生产线就是按这个做的"
    )

    assert facts["reported_parties"] == ["重庆晶亮照明有限公司"]


def test_a_friend_who_works_there_makes_nobody_an_insider() -> None:
    facts = _facts(f"{TIP}我是个装修公司的采购，跟这个事没有利益关系，我朋友在重庆拓锐传动有限公司做销售，他说的")

    assert facts["reporter_role"] == "other"


INSIDE = "我要匿名举报，我在重庆晶沐微电子有限公司上班，"


@pytest.mark.parametrize(
    "told",
    [
        "老板从一家老字号挖了个师傅，把底料方子带过来了，现在车间天天照着炒。老字号叫渝州丽妍火锅，那边的人都还不晓得。",
        "采购买通了对方的质检员，拿到了工艺文件，我们照着做。对方企业叫重庆丽妍传感技术有限公司。",
        "总工把同行的减速机图纸拿来让我们照着做。那家公司叫重庆丽妍传动有限公司，是正经厂家。",
        "厂长偷了隔壁的工艺单，我们天天照着做，被偷的那家叫丽妍榨菜厂。",
        "老板从同行那里买了图纸，照着做。受害的企业是重庆丽妍机械有限公司。",
        "我们照着别家的图纸做。重庆丽妍机械有限公司到现在都不晓得。",
        "新来的工程师把原来那家的图纸带来，我们照着开模，原来那家叫重庆丽妍模具有限公司。",
    ],
)
def test_told_from_the_other_side_the_robbed_firm_is_not_reported(told: str) -> None:
    assert not any("丽妍" in name for name in _facts(INSIDE + told)["reported_parties"])


@pytest.mark.parametrize(
    "told",
    [
        "我们的图纸被前技术员魏东拷走，卖给了对方，对方企业叫重庆丽妍机械有限公司，在用。",
        "我们的图纸被前技术员魏东拷走，带到了那家公司，那家公司叫重庆丽妍机械有限公司。",
    ],
)
def test_told_from_ones_own_side_the_other_firm_is_reported(told: str) -> None:
    facts = _facts(f"我是重庆垫舒汽车部件有限公司的法务，{told}我要举报，电话13900001111")

    assert any("丽妍" in name for name in facts["reported_parties"])


def test_a_receiver_told_by_an_insider_is_reported_too() -> None:
    told = "老板把别家的图纸卖给了那家公司，那家公司叫重庆丽妍机械有限公司，现在都在用。"

    assert any("丽妍" in name for name in _facts(INSIDE + told)["reported_parties"])


def test_what_a_firm_does_is_not_how_it_is_called() -> None:
    told = "我要匿名举报，我在西永一家封测公司上班，公司叫重庆晶沐微电子有限公司，老板偷了同行的图纸让我们照着做"

    assert _facts(told)["reported_parties"] == ["重庆晶沐微电子有限公司"]


@pytest.mark.parametrize(
    "signed",
    [
        "此致，法务部 翁婷 2026.11.28，电话19900001107",
        "法务部 翁婷 电话19900001107",
        "此致敬礼，人力资源部 翁婷，19900001107",
        "行政科 翁婷 19900001107",
    ],
)
def test_a_department_a_name_and_a_telephone_at_the_end_sign_the_message(signed: str) -> None:
    cast = story_of(f"我要举报前员工甘霖，他下载了我们的图纸。{signed}").cast

    assert cast.accused == ("甘霖",)
    assert cast.contact is not None
    assert cast.contact.name == "翁婷"
    assert cast.number is not None
    assert cast.number.number == "19900001107"


@pytest.mark.parametrize("told", ["法务部翁婷也参与了，她的电话19900001107", "他们法务部翁婷把图纸发给了对方"])
def test_a_department_in_a_sentence_about_somebody_signs_nothing(told: str) -> None:
    assert "翁婷" in story_of(f"我要举报前员工甘霖，他下载了我们的图纸，{told}").cast.accused
