"""What has not happened, is only feared or planned, or nobody knows, is no act that happened."""

from __future__ import annotations

import pytest

from intents.telling.lexicon import ACTS, hits_in


@pytest.mark.parametrize(
    "said",
    [
        "图纸还没卖出去", "目前没有使用我们的配方",
        "客户名单没有流出去", "他没来得及泄露", "尚未投产", "也没卖给任何人",
        "还没交给他们老板",
        "没有把图纸发给别人", "没发现他用于生产", "用没用我们的图纸不清楚", "是不是用了我们也不清楚",
        "不晓得他有没有卖给对方", "怕他卖给同行", "担心他去新公司以后使用",
        "打算拿去投产", "准备把图纸卖给对手", "偷都没偷",
    ],
)  # fmt: skip
def test_what_is_not_done_is_no_act(said: str) -> None:
    assert [hit.word for hit in hits_in(said) if hit.kind in ACTS] == []


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("没打招呼就拷走了图纸", "obtain"), ("未经许可使用我们的图纸", "use"),
        ("没有经过我们同意就卖给了对方", "disclose"),
        ("没办交接就把图纸带走", "obtain"), ("没过多久就卖给了对方", "disclose"), ("怕被发现，偷偷拷走", "obtain"),
        ("他们是不是偷了我们的图纸", "obtain"), ("准备离职的时候拷走了", "obtain"),
        ("没想到他把图纸卖了", "disclose"),
    ],
)  # fmt: skip
def test_what_is_denied_beside_an_act_leaves_it_done(said: str, kind: str) -> None:
    assert kind in {hit.kind for hit in hits_in(said)}
