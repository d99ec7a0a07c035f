"""What a message states by itself is taken over; what nobody stated is not."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.geography.gazetteer import Gazetteer
from intents.telling.facts import facts_in

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
GAZETTEER = Gazetteer.load()
SHEETS = Path(__file__).parents[2] / "expectations"


def _facts(text: str) -> dict[str, Any]:
    return {name: answer.value for name, answer in facts_in(text, NOW, GAZETTEER).items()}


def test_a_whole_story_gives_most_of_the_form() -> None:
    facts = _facts(
        "您好，我是重庆山蓝茶叶贸易有限公司的负责人周敏，手机19900001101，我们公司的经销商名单，被前销售主管带到江津双福的"
        "重庆半坡茶业有限公司在用，今年8月12号他从系统里导出的，损失大概五十来万，我要实名举报"
    )

    place = facts.pop("act_place")
    assert place["district"] == "江津区"
    assert facts.pop("use_place") == place
    assert facts.pop("reported_place") == place
    assert facts.pop("reported_parties") == ["重庆半坡茶业有限公司"]
    assert facts.pop("party_kinds") == ["company"]
    assert facts == {
        "phone": "19900001101",
        "contact_name": "周敏",
        "reporter_name": "重庆山蓝茶叶贸易有限公司",
        "company_name": "重庆山蓝茶叶贸易有限公司",
        "reported_name": "重庆半坡茶业有限公司",
        "secret_kind": "business",
        "act_date": "2026-08-12",
        "loss_amount": 500_000,
        "anonymous": False,
        "reporter_role": "right_holder",
        "reported_kind": "company",
        "reported_relation": "前员工",
        "act_kinds": ["obtain", "use"],
        "clue_kinds": ["obtained", "disclosed_or_used"],
        "clue": (
            "我们公司的经销商名单，被前销售主管带到江津双福的重庆半坡茶业有限公司在用，今年8月12号他从系统里导出的"
        ),
    }


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("我们的名单被偷了，初步估计损失人民币1,350,000元，另有律师费", 1_350_000),
        ("我们的名单被偷了，损失算下来1.2个亿", 120_000_000),
        ("我们的名单被偷了，损失一点五亿", 150_000_000),
        ("我们的名单被偷了，损失约两三百万", 2_000_000),
        ("我们的名单被偷了，亏了15w左右", 150_000),
        ("我们的名单被偷了，研发投入累计3000万元，损失还在评估", None),
        ("我们的名单被偷了，损失大约15,000欧元", None),
    ],
)
def test_a_loss_is_taken_over_as_it_was_said(text: str, yuan: int | None) -> None:
    assert _facts(text).get("loss_amount") == yuan


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("我们的名单去年双十一那天被偷了", "2025-11-11"),
        ("我们的名单一百天前被拷走", "2026-08-15"),
        ("他2025年3-6月把图纸拷走了", "2025-03"),
        ("他农历八月十五把图纸拷走了", "2026-09-25"),
    ],
)
def test_the_day_of_the_act_is_taken_over_as_it_was_said(text: str, day: str) -> None:
    assert _facts(text)["act_date"] == day


@pytest.mark.parametrize(
    "where",
    [
        "去了隔壁的",
        "去了隔壁",
        "跳槽到同行那家",
        "去了一家新公司叫",
        "把它卖给我们对面的",
        "拿到附近一家",
        "现在人在竞争对手",
    ],
)
def test_a_company_that_somebody_went_to_is_accused_however_it_is_pointed_out(where: str) -> None:
    facts = _facts(f"我要举报，前员工把我们的客户名单拷走了，{where}重庆华星科技有限公司")

    assert facts["reported_name"] == "重庆华星科技有限公司"


def test_a_wish_for_a_meeting_gives_when_how_and_about_what() -> None:
    facts = _facts("我是渝中区解放碑一家公司的，姓邓，19900001128，想约11月27号上午线上咨询竞业限制怎么签")

    assert facts["preferred_times"] == ["2026-11-27 上午"]
    assert facts["mode"] == "online"
    assert facts["topics"] == ["竞业限制怎么签"]
    assert facts["district"] == "渝中区"
    assert facts["phone"] == "19900001128"


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("我们的底料配方被偷了", "right_holder"),
        ("有人盗用我们的会员资料", "right_holder"),
        ("我想匿名举报我们厂偷别个的客户资料", "insider"),
        ("我是厂里的员工", "insider"),
        ("我不是权利人，就是同行知道的", "other"),
        ("我们独家被许可使用的源代码被泄露了", "licensee"),
    ],
)
def test_who_is_speaking_is_heard(text: str, role: str) -> None:
    assert _facts(text)["reporter_role"] == role


@pytest.mark.parametrize(
    ("text", "kind"),
    [("客户名单被偷", "business"), ("源代码被拷走", "technical"), ("图纸和客户名单被带走", "both")],
)
def test_the_kind_of_the_secret_is_heard(text: str, kind: str) -> None:
    assert _facts(text)["secret_kind"] == kind


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("我想匿名举报，可以吗", "phone"),
        ("匿名举报可以吗，会不会告诉老板", "anonymous"),
        ("对方电话13900001111", "phone"),
        ("我要举报一家公司盗用客户资料", "reported_name"),
        ("配方去年5月研发的，后来被偷了", "act_date"),
        ("我是高管，想举报", "contact_name"),
        ("我们公司在渝北，客户名单被偷了", "act_place"),
        ("技术总监离职带走了名单", "loss_amount"),
        ("我们园区想预约指导站上门看看保密制度", "topics"),
    ],
)
def test_what_nobody_stated_is_not_made_up(text: str, field: str) -> None:
    assert field not in _facts(text)


def test_every_fact_keeps_its_words() -> None:
    facts = facts_in("电话19900001101，损失五十万", NOW, GAZETTEER)

    assert facts["phone"].typed == "19900001101"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_message_can_be_searched(text: str) -> None:
    assert isinstance(facts_in(text, NOW, GAZETTEER), dict)


@pytest.mark.parametrize("piece", ["我是", "被我们的", "公司", "19900001101，", "损失", "带到重庆", "偷"])
def test_ten_thousand_characters_are_searched_in_a_moment(piece: str) -> None:
    started = time.process_time()
    facts_in((piece * 10_000)[:10_000], NOW, GAZETTEER)

    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    "only", [("loss_amount",), ("phone", "contact_name"), ("preferred_times",), ("act_place",)]
)
def test_some_facts_alone_are_those_among_all(only: tuple[str, ...]) -> None:
    for text in _stories():
        everything = facts_in(text, NOW, GAZETTEER)

        assert facts_in(text, NOW, GAZETTEER, only=only) == {
            name: fact for name, fact in everything.items() if name in only
        }


def _stories() -> list[str]:
    lines = (SHEETS / "stories_dev.jsonl").read_text(encoding="utf-8").splitlines()
    asked = "我们公司想约指导站来看一哈，下周三上午得行，电话13900008888，我姓周"
    return [asked, *(json.loads(line)["text"] for line in lines)]


@pytest.mark.parametrize(
    ("said", "where"),
    [
        ("销售刘志强把客户名单从公司电脑拷走跑去九龙坡的公司上班", "九龙坡区"),
        ("我们在荣昌做陶瓷，技术员陈军导出了配方，被綦江的厂挖走了", "綦江区"),
        ("我公司在璧山，车间主任李强拷走了图纸，现在在永川一个厂当经理", "永川区"),
    ],
)
def test_where_somebody_works_now_nothing_was_taken(said: str, where: str) -> None:
    facts = _facts(said)

    assert "taken_place" not in facts and facts["act_place"]["district"] == where


def test_a_district_that_somebody_went_to_is_no_company() -> None:
    assert "reported_name" not in _facts("我们厂在大足，王芳离职时带走客户资料，去了沙坪坝上班")
