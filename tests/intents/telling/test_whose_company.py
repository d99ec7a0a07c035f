"""A partner, a competitor and the shop of somebody accused are never taken for the teller's own company."""

from __future__ import annotations

import pytest

from intents.telling.story import story_of

_CRAWLED = (
    "二十天前我们发现官网后台被人爬了，报价算法的接口数据全被拿走，日志显示是对手公司重庆速联物流科技有限公司的固定IP。"
    "直接损失初步算了35万，可能还要加20万的系统整改费。联系人 夏伟 19900001107"
)


@pytest.mark.parametrize(
    ("told", "accused"),
    [
        (_CRAWLED, ("重庆速联物流科技有限公司",)),
        ("我司与深圳市某公司签了保密协议后把图纸给他们打样，结果他们转手给了渝北区的宏发精工。", ("宏发精工",)),
        (
            "我们和重庆山河模具有限公司合作打样，他们把图纸转手给了重庆宏发精工有限公司。",
            ("重庆宏发精工有限公司",),
        ),
        ("加盟商田小蓉解约后还在用我们的采购渠道和操作手册，店改名叫“茶小蓉”，在彭水。我叫石磊。", ()),
    ],
)
def test_whoever_one_deals_with_is_not_oneself(told: str, accused: tuple[str, ...]) -> None:
    story = story_of(told)

    assert story.want == "complaint"
    assert story.cast.company is None
    assert story.cast.companies_accused == accused


def test_a_consultation_is_not_booked_for_the_other_side() -> None:
    story = story_of("想预约咨询，竞争对手重庆速联物流科技有限公司挖我们的人，请安排老师来讲讲")

    assert story.want == "consultation"
    assert story.cast.company is None


def test_a_consultation_is_booked_for_the_company_that_is_named() -> None:
    cast = story_of("想预约咨询，重庆速联物流科技有限公司想请老师来讲讲保密").cast

    assert cast.company is not None
    assert cast.company.name == "重庆速联物流科技有限公司"
