"""Bars over who is in a text: names, numbers, addresses and what is named; what a case is about stays."""

from __future__ import annotations

import pytest

from intents.persons.covering import BAR, covered

PEOPLE = [
    ("联系人周敏，电话19900001101。", ("周敏", "19900001101")),
    ("前销售主管张伟把客户表带走了，张伟现在在半坡茶业。", ("张伟",)),
    ("可以打 023-6812 3456 或者 199 0000 1101。", ("6812", "3456", "199", "1101")),
    ("他的身份证是500101199001011234。", ("500101199001011234",)),
    ("身份证 50010119900101123X", ("50010119900101123X",)),
    ("邮箱 zhou.min@example.com.cn，微信号 zhoumin_88", ("zhou", "example", "zhoumin_88")),
    ("幺三九零零零零幺幺零幺", ("幺三九", "零幺")),
    ("电话１９９００００１１０１", ("１９９", "１１０１")),
    ("罗女士来过，丁某峰也来过。", ("罗女士", "丁某峰")),
]


@pytest.mark.parametrize(("text", "gone"), PEOPLE)
def test_whoever_is_in_a_text_is_covered(text: str, gone: tuple[str, ...]) -> None:
    shown = covered(text)

    assert BAR in shown
    assert not [word for word in gone if word in shown]


@pytest.mark.parametrize(
    "text",
    [
        "重庆半坡茶业有限公司用了经销商档案。",
        "损失约1200000元，十五个工作日内。",
        "2026-08-12在江津双福，第18条。",
        "三个老经销商同一周收到对方报价，价格比内部价目表每档低两块。",
    ],
)
def test_what_a_case_is_about_stays(text: str) -> None:
    assert covered(text) == text


def test_every_bar_has_the_same_width() -> None:
    assert covered("配方甲乙丙丁戊在这里", ["配方甲乙丙丁戊"]) == covered("配方在这里", ["配方"]) == f"{BAR}在这里"


def test_what_is_named_is_covered_wherever_it_stands_the_longer_first() -> None:
    assert covered("甲方案与甲方案二，甲方案。", ["甲方案", "甲方案二"]) == f"{BAR}与{BAR}，{BAR}。"


def test_a_known_number_is_covered_however_it_is_grouped_and_others_stay() -> None:
    text = "打199 0000 1101，不要打138-0000-0000。"

    assert covered(text, ["19900001101"], everybody=False) == f"打{BAR}，不要打138-0000-0000。"


def test_with_nobody_asked_for_and_nothing_known_nothing_is_covered() -> None:
    assert covered("张伟 19900001101", everybody=False) == "张伟 19900001101"


def test_a_single_sign_covers_nothing() -> None:
    assert covered("甲乙丙", ["乙", ""]) == "甲乙丙"


@pytest.mark.parametrize(
    ("name", "text", "shown"),
    [
        ("重庆藏锋密钥权利有限公司", "藏锋密钥公司的周经理补充", f"{BAR}公司的周经理补充"),
        ("重庆市江津区旺达五金模具有限公司", "旺达公司和旺达五金是一家", f"{BAR}和{BAR}是一家"),
        ("山蓝（重庆）茶叶贸易有限责任公司", "我们山蓝茶叶的客户表", f"我们{BAR}的客户表"),
        ("重庆半坡茶业有限公司", "在半坡上的仓库，茶业公司都知道", "在半坡上的仓库，茶业公司都知道"),
        ("周敏", "周到的服务", "周到的服务"),
    ],
)
def test_a_known_company_is_covered_by_what_it_is_called_for_short_and_no_word_beside(
    name: str, text: str, shown: str
) -> None:
    assert covered(text, [name], everybody=False) == shown
