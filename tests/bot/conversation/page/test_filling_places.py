"""Places filled in on a page: told apart, chosen where they are not plain, and sent back as they were shown."""

from __future__ import annotations

import re

import pytest

from intake.forms.saying import place_as_filed
from tests.bot.conversation.page.test_filling import SAYS, begun, value

BOTH = ("在江津双福工业园被拷走,在九龙坡区石桥铺使用", "在江津双福被拷走；在九龙坡石桥铺使用")


@pytest.mark.parametrize("words", BOTH)
def test_two_places_in_one_box_fill_their_own_and_are_told_though_those_were_sent_empty(words: str) -> None:
    talk = begun()

    told = talk.fill(act_place=SAYS(words), taken_place=SAYS(), use_place=SAYS())

    places = [value(talk, name) for name in ("taken_place", "use_place")]
    assert [isinstance(place, dict) and place["district"] for place in places] == ["江津区", "九龙坡区"]
    assert told.notes["act_place"].startswith("已记下：在江津区")


SEVERAL = (
    "江津双福工业园，九龙坡区石桥铺",
    "一家在长寿一家在垫江",
    "白沙",
    "成都",
    "在成都用",
    "我们公司在江津双福",
    "江津双福和成都",
    "高竹新区",
)


@pytest.mark.parametrize("name", ["act_place", "taken_place", "use_place", "reported_place"])
@pytest.mark.parametrize("words", SEVERAL)
def test_what_a_sentence_tells_to_choose_can_be_chosen(name: str, words: str) -> None:
    told = begun().fill(**{name: SAYS(words)})

    for fault in told.faults.values():
        named = re.findall("选“([^”]+)”|请说“([^”]+)”", fault.sentence)
        assert {one or other for one, other in named} <= set(fault.choices), fault
        assert fault.choices or "选" not in fault.sentence, fault
        for choice in fault.choices:
            talk = begun()
            again = talk.fill(**{name: SAYS(choice, asked=(words,))})
            assert fault.sentence not in {one.sentence for one in again.faults.values()}, choice


def test_a_place_that_is_sent_back_as_it_was_shown_says_no_more_than_before() -> None:
    talk = begun()
    talk.fill(act_place=SAYS("渝北回兴"))
    shown = place_as_filed(value(talk, "act_place"))

    talk.fill(act_place=SAYS(shown))

    assert place_as_filed(value(talk, "act_place")) == shown == "渝北回兴（两江新区回兴街道）"
