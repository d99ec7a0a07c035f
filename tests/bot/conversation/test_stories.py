"""Whole stories in one first message: the right form, most of the form filled, and no fact in the wrong place.

Sheets that others wrote, and sheets of our own that were written before the readers were looked at. How they are
scored stands in `stories.py`; what a story leaves out is asked. Of the last two, 93 of
129 fields of the twelve stories of a stranger and 104 of 123 of our own were right before anything was mended;
three of what our own expected was put right afterwards.
"""

from __future__ import annotations

from functools import cache

import pytest

from tests.bot.conversation.openings import opened_by
from tests.bot.conversation.stories import SHEETS, scored, told

FEWEST_RIGHT = 0.9
# Of these, who is who and where are mixed up on purpose: what is not sure is asked, and nothing may be wrong.
WHO_IS_WHO = (
    "own/stories_whose.jsonl",
    "own/stories_eighth.jsonl",
    "own/stories_outsiders_second.jsonl",
    "own/stories_hearsay.jsonl",
    "own/stories_kinds.jsonl",
    "own/stories_thirteenth.jsonl",
    "own/stories_fourteenth.jsonl",
)
# Still taken for what it is not, to be mended: where it is used in a spoken text without a mark.
_OPEN = ("S13-01 use_place", "S13-01: use_place")
FEWEST_SURE = 0.75
# Asks for people to look at the case as others ask for a visit.
_SOUNDS_LIKE_ADVICE = ("O-30",)


@pytest.mark.parametrize("sheet", (*SHEETS, "own/stories_kinds.jsonl", *WHO_IS_WHO[-2:]))
def test_every_story_opens_the_right_form(sheet: str) -> None:
    opened = {row["id"]: (row["kind"], one.want) for row, one in _told(sheet) if row["kind"] != one.want}

    assert set(opened) <= set(_SOUNDS_LIKE_ADVICE)


@pytest.mark.parametrize("sheet", (*SHEETS, *WHO_IS_WHO))
def test_nothing_is_taken_for_what_it_is_not_and_nothing_kept_that_must_not_be(sheet: str) -> None:
    assert [one for one in scored(_told(sheet)).wrong if not one.startswith(_OPEN)] == []


@pytest.mark.parametrize("sheet", SHEETS)
def test_nine_fields_of_ten_are_taken_over_as_a_careful_clerk_reads_them(sheet: str) -> None:
    score = scored(_told(sheet))

    assert score.share >= FEWEST_RIGHT, score.missed


@pytest.mark.parametrize("sheet", WHO_IS_WHO)
def test_where_people_and_places_are_mixed_up_most_of_it_is_taken_over_all_the_same(sheet: str) -> None:
    score = scored(_told(sheet))

    assert score.share >= FEWEST_SURE, score.missed


@pytest.mark.parametrize("verb", ["拿着这些去", "带着名单跑到", "揣着资料去"])
def test_where_it_is_carried_afterwards_it_was_not_taken(verb: str) -> None:
    opened = opened_by(f"我们公司的业务员周强离职前把客户名单打印带走，后来就{verb}成都找客户谈")

    assert opened.want == "complaint"
    assert "taken_place" not in opened.answers


@pytest.mark.parametrize("drawing", ["我们的图", "我厂的图", "咱们的图"])
def test_drawings_that_are_called_nothing_else_are_technical_beside_what_they_cost(drawing: str) -> None:
    opened = opened_by(f"前技术员李强把{drawing}偷去改了个编号，给他自己的厂照着生产，报价比我们低，举报他")

    assert opened.answers.get("secret_kind") != "business"


_told = cache(told)
