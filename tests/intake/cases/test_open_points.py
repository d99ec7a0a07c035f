"""Whoever sends or reads an answer is told which of the points that were asked it says nothing of."""

from __future__ import annotations

import pytest

from intake.cases.open_points import left_open, points_wanted, questions_asked

THREE = "请补充营业执照、保密协议和接触人员名单。"


@pytest.mark.parametrize(
    ("text", "points"),
    [
        (THREE, ("营业执照", "保密协议", "接触人员名单")),
        (
            "请您补充以下材料：1. 营业执照复印件；2. 与王某的劳动合同；3. 保密制度。",
            ("营业执照复印件", "与王某的劳动合同", "保密制度"),
        ),
        ("（一）权利来源\n（二）保密措施", ("权利来源", "保密措施")),
        ("请补充保密协议。", ()),
        ("收到，谢谢。", ()),
        ("1.5万元怎么算的", ()),
    ],
)
def test_what_is_wanted_is_told_apart_where_it_is_several_things(text: str, points: tuple[str, ...]) -> None:
    assert points_wanted(text) == points


@pytest.mark.parametrize(
    ("answer", "left"),
    [
        ("保密协议已经上传了。", ("营业执照", "接触人员名单")),
        ("执照、协议都传了，人员名单是王某和李某。", ("营业执照", "保密协议")),
        ("营业执照、保密协议、接触人员的名单都在附件里。", ()),
        ("", ("营业执照", "保密协议", "接触人员名单")),
    ],
)
def test_what_a_supplement_says_nothing_of_is_named(answer: str, left: tuple[str, ...]) -> None:
    assert left_open(points_wanted(THREE), answer) == left


def test_of_three_questions_the_one_without_an_answer_is_named() -> None:
    asked = questions_asked("材料我传了。什么时候能立案？保密协议要不要原件？能不能查封他的电脑？")

    assert len(asked) == 3
    assert left_open(asked, "保密协议请带原件；是否立案，十五个工作日内决定。") == ("能不能查封他的电脑？",)
    assert left_open(asked, "是否立案十五个工作日内决定，协议带原件，查封电脑要经批准。") == ()


def test_what_asks_nothing_leaves_nothing_open() -> None:
    assert questions_asked("材料我传了，谢谢你们。") == ()
    assert left_open((), "好的") == ()


@pytest.mark.parametrize(
    "long", ["请补充" + "、".join(["保密协议"] * 4_000), "1." * 9_000, "？" * 9_000, "和" * 9_000]
)
def test_what_is_long_takes_no_longer_for_it(long: str) -> None:
    assert len(points_wanted(long)) <= 10
    assert len(questions_asked(long)) <= 10
