"""Who asks for their own guidance or liaison officer, who wants one, and who asks of them in general."""

from __future__ import annotations

import pytest

from intents.telling.guiding import asks_for_liaison, asks_for_own_guide, wants_a_guide


@pytest.mark.parametrize(
    "text",
    [
        "我的指导员是谁",
        "我们公司的指导员是哪个",
        "谁是我们单位的商业秘密指导员",
        "怎么联系我们的指导员",
        "我们厂的指导员叫什么",
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
