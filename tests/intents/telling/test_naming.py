"""A wish to stay unknown is taken back in words only."""

from __future__ import annotations

import pytest

from intents.telling.naming import gives_a_name


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
