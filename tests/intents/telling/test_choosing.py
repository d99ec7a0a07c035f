"""Which of the things just offered is meant, in whatever words; and what is no choice at all."""

from __future__ import annotations

import pytest

from intents.telling.choosing import (
    asks_which_is_which,
    button_in,
    position_in,
    title_in,
    wants_both,
    wants_none,
)
from intents.telling.commands import ordinal_in

STANDARDS = ("assess_company", "assess_park")
MENU = ("complaint", "tip", "consultation", "progress")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("第一种", 1),
        ("第二类", 2),
        ("我要第一个", 1),
        ("选第二种吧", 2),
        ("上面第一个", 1),
        ("第三项", 3),
        ("2", 2),
        ("一种", None),
        ("三类商业秘密", None),
        ("第一", 1),
        ("第一次", None),
        ("要三个月", None),
    ],
)
def test_a_number_is_a_choice_in_whatever_words_it_comes(text: str, number: int | None) -> None:
    assert ordinal_in(text) == number


@pytest.mark.parametrize(
    ("text", "count", "position"),
    [
        ("后一种", 2, 1),
        ("后面那个", 2, 1),
        ("前者", 2, 0),
        ("上面那个", 2, 0),
        ("后面那个", 3, None),
        ("最后一个", 3, 2),
        ("最后那种", 2, 1),
        ("最后一组", 3, None),
        ("上一步", 2, None),
        ("下一个问题", 2, None),
        ("下周三", 2, None),
    ],
)
def test_where_it_stands_tells_a_choice(text: str, count: int, position: int | None) -> None:
    assert position_in(text, count) == position


@pytest.mark.parametrize(
    "text",
    [
        "企业",
        "公司",
        "我们是企业",
        "单位",
        "我们是个厂",
        "一家科技公司",
        "企业的",
        "我们公司",
        "示范单位",
        "公司吧",
        "我们是做企业的",
        "评企业",
        "先评企业的",
        "合作社",
        "企业那个",
    ],
)
def test_a_company_is_the_standard_for_companies(text: str) -> None:
    assert button_in(text, STANDARDS) == "assess_company"


@pytest.mark.parametrize(
    "text", ["园区", "基地", "我们是园区", "产业园", "示范基地", "园区的", "管委会", "我们是开发区", "园区那种"]
)
def test_a_park_is_the_standard_for_parks(text: str) -> None:
    assert button_in(text, STANDARDS) == "assess_park"


@pytest.mark.parametrize(
    ("text", "names", "button"),
    [
        ("举报那个", MENU, "complaint"),
        ("匿名的那个", MENU, "tip"),
        ("线索", MENU, "tip"),
        ("先咨询再说", MENU, "consultation"),
        ("预约", MENU, "consultation"),
        ("查进度", MENU, "progress"),
        ("问个问题", ("tip", "question"), "question"),
        ("先问问", ("tip", "question"), "question"),
        ("补材料", ("complaint", "supplement"), "supplement"),
        ("看清单", (*STANDARDS, "apply_list"), "apply_list"),
        ("材料清单", (*STANDARDS, "apply_list"), "apply_list"),
        ("企业自己的保密制度怎么写", STANDARDS, None),
        ("不评了", STANDARDS, None),
        ("什么是商业秘密", MENU, None),
        ("我们公司被人偷了图纸", STANDARDS, None),
    ],
)
def test_what_people_call_a_button_is_that_button(text: str, names: tuple[str, ...], button: str | None) -> None:
    assert button_in(text, names) == button


def test_a_part_of_one_title_is_that_title() -> None:
    titles = ("联络员、指导员有什么区别", "商业秘密指导员由谁配", "联络员在哪里查，电话公开吗")

    assert title_in("区别", titles) == titles[0]
    assert title_in("由谁配的那个", titles) == titles[1]
    assert title_in("指导员", titles) is None and title_in("", titles) is None and title_in("的", titles) is None


def test_both_neither_and_not_knowing_are_told_apart() -> None:
    assert all(map(wants_both, ("都评", "两个都要", "都要评")))
    assert all(map(asks_which_is_which, ("不知道", "有什么区别", "我们算哪种", "分不清")))
    assert all(map(wants_none, ("没有", "不是这些", "都不对", "都没有", "不是")))
    assert not any(map(wants_both, ("都不是", "都没有", "都是什么意思")))
    assert not any(map(wants_none, ("不是我偷的", "没有合同", "没有证据怎么办")))
