"""An item that was answered is doubted while another is asked: it is put right or asked again; that one waits."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from tests.bot.conversation.midform import answers_of
from tests.bot.conversation.standing import standing_at

# What is asked meanwhile: a text, a name, options, an amount.
_ASKED = ["clue", "reporter_name", "measures", "loss_amount"]
# What an item is called, what it is to be, what that is kept as.
_ITEMS = {
    "secret_kind": ("信息类别", "两种都有", "both"),
    "reported_name": ("被举报人", "重庆锐进智能科技有限公司", "重庆锐进智能科技有限公司"),
    "act_place": ("发生地点", "大足龙水", "大足区"),
    "act_date": ("发生时间", "2026年7月", "2026-07"),
}
_PUT_RIGHT = [
    "{item}我拿不准，改成{right}",
    "{item}我想了想还是{right}",
    "{item}那里我填得不对，是{right}",
    "刚才{item}说得不准，应该是{right}",
    "{item}我重新说一下，{right}",
    "前面{item}那项帮我改下，{right}",
    "{item}搞错了哈，{right}才对",
    "是{right}，{item}我刚才说错了",
    "{item}要不还是写{right}",
]
_DOUBTED = [
    "{item}那里我写得不对",
    "回去改{item}",
    "刚才那个{item}不太对",
    "{item}好像说得不准",
    "{item}我拿不准，想改一下",
    "{item}填得有点问题",
    "{item}多打了一个字",
]


@pytest.mark.parametrize("asked", _ASKED)
@pytest.mark.parametrize("said", _PUT_RIGHT)
@pytest.mark.parametrize("field", _ITEMS)
def test_what_is_right_is_put_into_the_item_that_is_named(asked: str, said: str, field: str) -> None:
    item, right, kept = _ITEMS[field]
    talk = copy.copy(standing_at("mid", "complaint", asked))
    before = answers_of(talk)

    talk.say(said.format(item=item, right=right))

    after = answers_of(talk)
    value: Any = after[field]
    assert (value["district"] if isinstance(value, dict) else value) == kept
    assert {name for name in after if before.get(name) != after[name]} - {"use_place", "taken_place"} == {field}
    assert talk.trace.field == asked


@pytest.mark.parametrize("asked", _ASKED)
@pytest.mark.parametrize("said", _DOUBTED)
@pytest.mark.parametrize("field", _ITEMS)
def test_without_it_the_item_is_asked_again(asked: str, said: str, field: str) -> None:
    talk = copy.copy(standing_at("mid", "complaint", asked))
    before = answers_of(talk)

    talk.say(said.format(item=_ITEMS[field][0]))

    assert (talk.trace.field, answers_of(talk)) == (field, before)


@pytest.mark.parametrize(
    ("said", "field", "kept"),
    [
        ("我刚才说的是两种都有不是经营信息", "secret_kind", "both"),
        ("我前面填的是2026年7月不是2026年8月", "act_date", "2026-07"),
        ("等等，信息类别不是经营信息，是两种都有", "secret_kind", "both"),
    ],
)
@pytest.mark.parametrize("asked", _ASKED)
def test_what_was_said_before_names_the_item_too(asked: str, said: str, field: str, kept: str) -> None:
    talk = copy.copy(standing_at("mid", "complaint", asked))

    talk.say(said)

    assert (answers_of(talk)[field], talk.trace.field) == (kept, asked)


@pytest.mark.parametrize(
    "said",
    [
        "时间有点问题，他的打卡记录对不上",
        "地点不对外公开，只有他有钥匙",
        "名字换一下又在卖",
        "他们把被举报人的名字改了又重新开了一家",
        "电话改一下号码又来骚扰我们的客户",
    ],
)
def test_a_story_that_speaks_of_such_things_stays_the_answer(said: str) -> None:
    talk = copy.copy(standing_at("mid", "complaint", "clue"))
    before = answers_of(talk)

    talk.say(said)

    assert answers_of(talk) | {"clue": None, "clue_kinds": None} == before | {"clue": None, "clue_kinds": None}
    assert answers_of(talk)["clue"] == said
