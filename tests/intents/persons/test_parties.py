"""Several people or companies in one answer, and names that only look like two."""

from __future__ import annotations

import pytest

from intents.persons.organisations import organisations_in
from intents.persons.parties import parties_in


@pytest.mark.parametrize(
    ("said", "parties"),
    [
        ("重庆半坡茶业有限公司、张三", ("重庆半坡茶业有限公司", "张三")),
        ("重庆半坡茶业有限公司和张三", ("重庆半坡茶业有限公司", "张三")),
        ("重庆半坡茶业有限公司，还有重庆快岭供应链公司", ("重庆半坡茶业有限公司", "重庆快岭供应链公司")),
        ("重庆半坡茶业有限公司以及动岚健身店", ("重庆半坡茶业有限公司", "动岚健身店")),
        ("张三、李某某、欧阳峰", ("张三", "李某某", "欧阳峰")),
        ("张三和李四", ("张三", "李四")),
        ("李某（前员工）和赵六", ("李某（前员工）", "赵六")),
        ("半坡公司；快岭公司；云脊公司和王五", ("半坡公司", "快岭公司", "云脊公司", "王五")),
        ("半坡公司、半坡公司", ("半坡公司",)),
        ("两个人一起搞的，一个叫谭波一个叫向小虎", ("谭波", "向小虎")),
        ("一个是谭波一个是向小虎，都是我们以前的销售", ("谭波", "向小虎")),
        ("两个人，一个叫谭波，另一个叫向小虎", ("谭波", "向小虎")),
        ("第一个叫谭波第二个叫向小虎", ("谭波", "向小虎")),
        ("一家叫半坡公司一家叫快岭公司", ("半坡公司", "快岭公司")),
        ("三个人：谭波、向小虎、吴江", ("谭波", "向小虎", "吴江")),
        ("他们两个都是我们厂的，谭波和向小虎", ("谭波", "向小虎")),
        ("一个人叫谭波", ("谭波",)),
        # One name, whatever stands in it.
        ("一家叫一品鲜的店", ("一家叫一品鲜的店",)),
        ("和平药房有限公司", ("和平药房有限公司",)),
        ("金谷和牛餐饮店", ("金谷和牛餐饮店",)),
        ("重庆和美家装公司", ("重庆和美家装公司",)),
        ("王和平", ("王和平",)),
        ("张三", ("张三",)),
        # Not names alone: kept as it was said.
        ("半坡公司，就在江津", ("半坡公司，就在江津",)),
        ("半坡公司和他们老板", ("半坡公司和他们老板",)),
        ("半坡公司，老板姓李", ("半坡公司，老板姓李",)),
        ("小鹿广告，全名不晓得", ("小鹿广告，全名不晓得",)),
        ("前员工和新公司", ("前员工和新公司",)),
        ("、", ("、",)),
        ("", ("",)),
    ],
)
def test_several_names_are_told_apart_and_one_stays_one(said: str, parties: tuple[str, ...]) -> None:
    assert parties_in(said) == parties


@pytest.mark.parametrize("when", ["9月起", "从9月开始", "上周起", "昨天起", "那时起", "今年以来", "年初", "8号起"])
@pytest.mark.parametrize("name", ["渝心微电子公司", "渝心公司", "渝心微电子"])
def test_since_when_is_no_part_of_a_name(when: str, name: str) -> None:
    found = [one.name for one in organisations_in(f"我们是权利人，{when}{name}用这些资料压低报价")]

    assert found in ([name], [])
