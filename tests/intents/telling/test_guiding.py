"""Who asks for their own guidance or liaison officer, who wants one, and who asks of them in general."""

from __future__ import annotations

import pytest

from intents.telling.guiding import (
    asks_for_liaison,
    asks_for_own_guide,
    guided_by_name,
    may_be_a_place,
    of_their_district,
    place_said,
    wants_a_guide,
)


@pytest.mark.parametrize(
    "text",
    [
        "我的指导员是谁",
        "我们公司的指导员是哪个",
        "谁是我们单位的商业秘密指导员",
        "怎么联系我们的指导员",
        "我们厂的指导员叫什么",
        "我们分公司的指导员是谁",
        "我们指导员的电话是多少",
        "谁是我们园区的指导员",
    ],
)
def test_their_own_guide_is_asked_for(text: str) -> None:
    assert asks_for_own_guide(text)


@pytest.mark.parametrize(
    "text",
    [
        "谁是我们园区的联络员",
        "双福园区的联络员是谁",
        "江津区联络员怎么联系",
        "联络员名单",
        "谁是我们的联络员",
        "我想找联络员",
        "我们区的联络员是哪个",
    ],
)
def test_a_liaison_officer_is_asked_for(text: str) -> None:
    assert asks_for_liaison(text)


@pytest.mark.parametrize(
    "text",
    [
        "申请指导员",
        "我们想要一个指导员",
        "给我们配一名指导员",
        "怎么申请指导员",
        "请派个商业秘密指导员",
    ],
)
def test_a_guide_is_wanted(text: str) -> None:
    assert wants_a_guide(text)


@pytest.mark.parametrize(
    "text",
    [
        "指导员一年来几次",
        "指导员工资谁发",
        "我们的指导员要培训吗",
        "联络员要做什么",
        "联络员制度",
        "方案说的商业秘密保护联络员到底有没有",
        "联络员是哪个当",
        "联络员有没有定下来",
        "请指导员上门",
        "安排指导员来",
        "请指导员来我们公司看看保密制度",
        "企业的指导员是谁派的",
        "指导员是局里的吗",
    ],
)
def test_what_is_asked_of_them_in_general_is_a_question(text: str) -> None:
    assert not (asks_for_own_guide(text) or asks_for_liaison(text) or wants_a_guide(text))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("重庆甲公司的指导员是谁", "重庆甲公司"),
        ("长安汽车的指导员是哪位？", "长安汽车"),
        ("请问谁是重庆甲公司的商业秘密指导员", "重庆甲公司"),
        ("X公司指导员的电话是多少", "X公司"),
        ("江津区珞璜工业园的指导员是谁", "江津区珞璜工业园"),
        ("长安汽车江津分公司的指导员叫什么", "长安汽车江津分公司"),
        ("我们公司的指导员是谁", ""),
        ("企业的指导员是谁", ""),
        ("企业的指导员是谁派的", ""),
        ("每家企业的指导员是谁", ""),
        ("园区的指导员叫什么", ""),
        ("指导员是谁", ""),
        ("市局的指导员是谁", ""),
    ],
)
def test_whose_guide_is_asked_for_by_name_is_told_from_ones_own_and_from_none_in_particular(
    text: str, name: str
) -> None:
    assert guided_by_name(text) == name


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("谁是我们园区的联络员", ""),
        ("谁是我们的联络员", ""),
        ("联络员名单", ""),
        ("我们区的联络员是谁", ""),
        ("谁是双福园区的联络员", "双福园区"),
        ("我们珞璜工业园的联络员怎么联系", "珞璜工业园"),
        ("江津区", "江津区"),
        ("我们在江津区珞璜工业园", "江津区珞璜工业园"),
        ("就江津吧", "江津"),
        ("不知道", ""),
        ("没有园区", ""),
    ],
)
def test_a_place_is_named_or_none_is(text: str, place: str) -> None:
    assert place_said(text) == place


def test_what_ends_like_a_place_may_be_one_that_is_not_known() -> None:
    assert may_be_a_place("蓝天科技园") and may_be_a_place("某某基地的")
    assert not may_be_a_place("算了") and not may_be_a_place("我们园区") and not may_be_a_place("示范单位自评")


def test_of_ones_own_district_is_not_of_ones_own_park() -> None:
    assert of_their_district("我们区的联络员是谁") and of_their_district("咱们县联络员")
    assert not of_their_district("我们园区的联络员是谁") and not of_their_district("我们的联络员是谁")
