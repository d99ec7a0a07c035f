"""Asked for the bureau of a town, the bot says it by the table of names: the entries promise so."""

from __future__ import annotations

import pytest

from tests.bot.conversation.harness import Conversation


@pytest.mark.parametrize(
    ("asked", "bureau"),
    [
        ("统景镇归哪个区", "北碚区"),
        ("回兴街道归哪个局", "两江新区"),
        ("大盛镇划到哪个区了", "北碚区"),
        ("水土街道现在归哪里", "两江新区"),
        ("大湾镇的厂找哪个局", "北碚区"),
        ("我们厂在渝北空港，归哪个局", "两江新区"),
        ("观音桥的公司侵权找哪个局", "两江新区"),
        ("西永街道属于哪个市监局", "高新区"),
        ("万盛黑山镇归谁管", "万盛经开区"),
        ("童家溪镇属于哪里", "两江新区"),
        ("解放碑那边是哪个局管", "渝中区"),
    ],
)
def test_the_bureau_of_a_town_is_told(asked: str, bureau: str) -> None:
    answer = Conversation().say(asked)

    assert f"{bureau}市场监督管理部门" in answer
    assert "工作人员确认" in answer


def test_a_town_of_several_gets_all_of_them() -> None:
    answer = Conversation().say("复兴街道归哪个局")

    assert "两江新区复兴街道" in answer
    assert "城口县复兴街道" in answer


def test_neither_of_two_districts_named_is_taken_for_the_place() -> None:
    answer = Conversation().say("蔡家的企业归北碚还是两江新区")

    assert "两江新区蔡家" in answer
    assert "北碚区市场" not in answer


@pytest.mark.parametrize(
    "asked",
    [
        "渝北现在归哪个区",
        "侵权方在江津，我们在渝中，该找哪个局",
        "技术秘密归哪个局管",
        "成都的公司找哪个局",
        "我要举报",
    ],
)
def test_what_names_no_town_is_left_to_the_entries(asked: str) -> None:
    assert "按本服务的地名表" not in Conversation().say(asked)


def test_who_prepares_a_draft_only_is_told_where_to_hand_it_in() -> None:
    answer = Conversation(status="helper").say("统景镇归哪个区")

    assert "北碚区市场监督管理部门" in answer
    assert "接收" not in answer


@pytest.mark.parametrize(
    ("said", "bureau"),
    [
        ("我在江津区", "江津区"),
        ("万州", "万州区"),
        ("我是渝中区的", "渝中区"),
        ("我们公司在双福", "江津区"),
        ("在高新区", "高新区"),
    ],
)
def test_a_place_alone_is_told_its_bureau_and_asked_what_is_wanted(said: str, bureau: str) -> None:
    talk = Conversation()

    answer = talk.say(said)

    assert f"{bureau}市场监督管理部门" in answer
    assert "您想问什么、办什么" in answer
    assert talk.trace.entry is None


@pytest.mark.parametrize("said", ["中心", "我在四川", "江津区的指导站在哪里", "我在江津区，举报找哪个局"])
def test_what_is_more_or_less_than_a_place_is_no_place_alone(said: str) -> None:
    assert "您想问什么、办什么" not in Conversation().say(said)
