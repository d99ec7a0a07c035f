"""A second telephone or an address of whoever tells a story is theirs; those of others are cut out of it."""

from __future__ import annotations

import pytest

from intents.telling.original import original_of

_STORY = "我们公司的业务员汤海把客户名单拷走了，给了重庆骏力工具。"


@pytest.mark.parametrize(
    "said",
    [
        "联系人龚科，023-61230001，手机18100001112。",
        "联系人：律师 白帆，023-61230001转802，baifan@hz.example.com。",
        "联系人我，技术总监罗柯，18900001113，邮箱lk@yq.example.com。",
        "我叫石磊，手机18900001114，打不通打我办公室023-61230002。",
        "联系电话：023-61230003、18900001115，冯女士。",
        "我姓古，18900001116，备用号码17700001117。",
        "请联系行政部文静，座机02361230004，手机同微信18900001118。",
        "我的电话18900001119，另外一个号17700001120也是我的。",
        "联系人陶俊 电话18900001121 邮箱taojun@ex.example.com",
        "落款：办公室唐敏，电话023-61230005，传真023-61230006，手机18900001122。",
    ],
)
def test_every_number_of_whoever_tells_it_stays(said: str) -> None:
    original = original_of(_STORY + said)

    assert said.rstrip("。") in original.text.replace("\n", "") and "number" not in original.cut


@pytest.mark.parametrize(
    "said",
    [
        "我叫石磊，手机18900001114。汤海的手机17700001120。",
        "联系人龚科，023-61230001。骏力老板电话18100001112。",
        "我姓古，18900001116，证人李梅的号码17700001117。",
        "我叫石磊18900001114，他电话17700001117，你们打给他问。",
    ],
)
def test_those_of_others_are_cut_out_all_the_same(said: str) -> None:
    original = original_of(_STORY + said)

    assert "number" in original.cut
    assert not any(number in original.text for number in ("17700001120", "18100001112", "17700001117"))
