"""A wish to stay unknown is taken back in words only."""

from __future__ import annotations

import pytest

from intents.telling.naming import gives_a_name, names_oneself


@pytest.mark.parametrize(
    "said",
    [
        "实名", "还是实名吧", "那就实名举报", "继续实名举报", "我愿意留名字", "不匿名了", "不用匿名",
        "可以留姓名", "改成实名", "取消匿名", "我留真名",
    ],
)  # fmt: skip
def test_who_gives_a_name_is_heard(said: str) -> None:
    assert gives_a_name(said)


@pytest.mark.parametrize(
    "said",
    [
        "匿名", "不想实名", "不敢实名", "我不实名", "不要实名", "莫写我名字", "实名要写什么？",
        "是不是要实名", "权利人", "随便", "我是这家公司的员工", "不想留名字", "不愿意留姓名", "怕实名",
        "没实名", "不留名字", "不是实名",
    ],
)  # fmt: skip
def test_anything_else_gives_none(said: str) -> None:
    assert not gives_a_name(said)


@pytest.mark.parametrize(
    "said",
    [
        "我的名字叫刘强，电话13655556666", "我叫刘强", "本人姓刘", "我的电话是023-67001234", "打13655556666找我",
        "13655556666", "名字：刘强", "我姓刘，在车间", "没有人找我核实，我叫刘强",
    ],
)  # fmt: skip
def test_who_names_themselves_is_heard(said: str) -> None:
    assert names_oneself(said)


@pytest.mark.parametrize(
    "said",
    [
        "对方的电话是13911112222", "他叫王某，13911112222", "客户的号码是13911112222", "他们公司叫华兴科技",
        "我叫他不要发", "还有一份合同", "我姓什么不重要", "证人愿意作证，023-67001234",
    ],
)  # fmt: skip
def test_who_tells_of_others_names_nobody(said: str) -> None:
    assert not names_oneself(said)
