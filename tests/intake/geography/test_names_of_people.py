"""A name of somebody that sounds like a district is no place; one that a sentence leads to as a place still is."""

from __future__ import annotations

import pytest

from tests.bot.conversation.harness import Conversation
from tests.intake.geography.test_gazetteer import located

_PEOPLE = ("梁萍", "江波", "何川", "齐江", "余中", "吴山", "秀珊", "程口", "武龙", "万洲", "容昌", "通南")


@pytest.mark.parametrize("name", _PEOPLE)
def test_whoever_is_called_like_a_district_is_no_place(name: str) -> None:
    for text in (
        f"我要举报前员工{name}，她偷了我们的客户名单。",
        f"前员工甘霖偷了我们的客户名单给{name}用。",
        f"前员工甘霖偷了我们的客户名单卖给{name}。",
        f"前员工甘霖把客户名单发给了他老婆{name}。",
        f"他叫{name}，拷走了报价",
        f"由{name}开办，{name}用了我们的报价",
        f"甘霖伙同{name}开公司",
        f"{name}偷了我们的报价",
    ):
        assert located(text).outcome == "none", text


@pytest.mark.parametrize(
    "text", ["河川", "河川。", "在河川", "对方在河川用", "就是河川那边", "搬到河川", "河川区"]
)
def test_a_district_by_its_sound_where_a_place_is_said_is_read_back(text: str) -> None:
    found = located(text)

    assert found.place is not None
    assert found.place.district == "合川区"
    assert found.confirm
    assert found.misspelt


@pytest.mark.parametrize(
    "said",
    [
        "我要举报前员工梁萍，她偷了我们的客户名单。",
        "我要举报，前员工甘霖偷了我们的客户名单给江波用。我们公司在江津。",
        "我要举报，前员工甘霖偷了我们的客户名单给张江津用。",
        "我要举报前员工陈万盛，她偷了我们的客户名单。",
        "我要举报，前员工甘霖偷了我们的客户名单卖给龚潼南。",
        "我要举报，前员工甘霖偷了我们的客户名单，在河川那边用。",
    ],
)
def test_a_story_that_only_sounds_like_a_place_leaves_the_place_to_be_asked(said: str) -> None:
    talk = Conversation()
    talk.say(said)

    assert talk.state.running is not None
    assert not {"act_place", "taken_place", "use_place"} & set(talk.state.running.answers)


@pytest.mark.parametrize(
    ("said", "district"),
    [
        ("卖给江津用", "江津区"),
        ("前员工在江津，", "江津区"),
        ("卖给荣昌的厂", "荣昌区"),
        ("发给万州区，", "万州区"),
    ],
)
def test_a_district_behind_the_same_words_stays_one(said: str, district: str) -> None:
    text = f"我要举报，对方偷了我们的客户名单，{said}"
    talk = Conversation()
    talk.say(text)

    assert talk.state.running is not None
    assert district in str(talk.state.running.answers)
