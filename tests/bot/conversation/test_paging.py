"""One text below the limit, cut where a reader would pause, and nothing lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.messages import Choice, Reply
from bot.conversation.paging import MORE, paged

LIMIT = 2040


def test_a_short_turn_is_one_text_with_numbered_choices() -> None:
    replies = (Reply("请问您是哪一种情况？", (Choice("权利人", "权利人"), Choice("其他", "其他"))),)

    page, waiting = paged(replies, LIMIT)

    assert page.text == "请问您是哪一种情况？\n1 权利人\n2 其他"
    assert waiting == ()


def test_choices_of_several_replies_are_numbered_through() -> None:
    replies = (Reply("甲", (Choice("一", "一"),)), Reply("乙", (Choice("二", "二"),)))

    assert paged(replies, LIMIT)[0].text == "甲\n1 一\n\n乙\n2 二"


def test_beneath_a_numbered_summary_choices_are_words() -> None:
    page, _ = paged((Reply("请核对：\n1. 金额：3万元", (Choice("确认提交", "确认提交"),)),), LIMIT)

    assert page.text.endswith("可以回复：“确认提交”")


def test_a_long_turn_is_cut_at_a_sentence_and_says_how_to_go_on() -> None:
    page, waiting = paged((Reply("这是一句话。" * 300),), LIMIT)

    assert len(page.text.encode()) <= LIMIT
    assert page.text.endswith(f"。\n{MORE}")
    assert len(waiting) >= 1


@given(st.text(alphabet="甲乙丙。，\nab😀", max_size=3000))
def test_no_page_is_too_long_and_no_character_is_lost(text: str) -> None:
    page, waiting = paged((Reply(text),), LIMIT)

    pages = (page.text, *waiting)
    together = "".join(part.removesuffix(f"\n{MORE}") for part in pages)
    assert all(len(part.encode()) <= LIMIT for part in pages)
    assert "".join(together.split()) == "".join(text.split())


def test_what_a_page_folds_out_is_not_read_out_where_there_is_one_text() -> None:
    page, waiting = paged((Reply("公示15天。", statements=("期满经批准认定（第3条）",)),), LIMIT)

    assert (page.text, page.statements, waiting) == ("公示15天。", (), ())
