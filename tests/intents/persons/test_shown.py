"""Whoever stands where only somebody can is somebody, whatever their name is made of."""

from __future__ import annotations

import pytest

from intents.persons.people import people_in


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("我是经营部谭永川，13900001111", "谭永川"),
        ("我是重庆禾木商贸公司的采购总监巫溪云，在北碚", "巫溪云"),
        ("我是副总经理荣昌明，电话13900001111", "荣昌明"),
        ("联系人：综合部秀山红，电话13900001111", "秀山红"),
        ("我是重庆海森律师事务所石坪，代理重庆禾木商贸有限公司", "石坪"),
        ("我是公司老板娘邬敏，真实姓名", "邬敏"),
        ("原来的教务忠县用校区的账号导出过一次", "忠县"),
        ("前计调白沙9月3日提的离职", "白沙"),
        ("前合伙人龙溪（女）去年退的伙", "龙溪"),
        ("给我们修机器的师傅郎向明，外地人，趁检修抄走了参数", "郎向明"),
        ("被举报的有两个：仲柏松（原研发经理）、重庆立木科技有限公司", "仲柏松"),
        ("还在那边上班的马威喝醉了，把图发到群里", "马威"),
    ],
)
def test_who_stands_where_only_somebody_can_is_a_name(text: str, name: str) -> None:
    assert name in [person.name for person in people_in(text)]


@pytest.mark.parametrize(
    "text",
    [
        "我是公司的法人代表，在石柱县",
        "我是石柱一家厂的，安全员",
        "我是重庆一家公司的高管，在万州",
        "我是沙坪坝的，离石桥铺近",
        "我们公司的会计都在场，看到他拷的",
        "原来的厂在石柱，现在搬到忠县",
        "我们的销售万州去年就没做了",
        "我是做门的，厂在白马",
    ],
)
def test_where_a_place_or_a_word_can_stand_it_is_no_name(text: str) -> None:
    assert [person.name for person in people_in(text)] == []
