"""What was asked before a report is no part of it; what is told then wins over what was only asked."""

from __future__ import annotations

from typing import Any

import pytest

from intake.forms.draft import TOLD
from intents.telling.asked_beside import without_what_is_asked
from tests.bot.conversation.harness import Conversation

ASKED = "我那个搞结构的工程师上个月跑了，把图纸都拷走了，这个算不算偷商业秘密哦"
STORY = (
    "我们是重庆迈隆机械有限公司，今年9月离职的工程师王大勇把图纸拷走了，"
    "现在在璧山的迈凯隆公司生产一样的东西，我要举报"
)


def after(*said: str) -> tuple[Conversation, dict[str, Any]]:
    talk = Conversation()
    for one in said:
        talk.say(one)
    running = talk.state.running
    assert running is not None
    return talk, {name: answer.value for name, answer in running.answers.items()}


@pytest.mark.parametrize(
    "asked",
    [
        "这个算不算偷商业秘密哦",
        "这种算侵权吗",
        "你们管不管",
        "能不能算侵权",
        "我们该怎么办",
        "请问违法不",
        "怎么办哦",
        "他们这样合不合法",
        "到底是不是侵犯商业秘密嘛",
    ],
)
def test_what_was_only_asked_is_no_part_of_the_report(asked: str) -> None:
    _, told = after(f"我们的工程师跑了，把图纸都拷走了，{asked}", STORY)

    assert asked not in str(told.get("clue"))
    assert asked not in str(told[TOLD])
    assert "把图纸都拷走了" in str(told[TOLD])


@pytest.mark.parametrize(
    "told",
    [
        "客户名单被拿走了怎么办",
        "我们老销售跑了，他把报价发给对手了",
        "他能进服务器，所以拷得走",
        "这个工程师把图纸都拷走了",
        "可以确定是他拷走的",
        "你们看看，客户都被抢了",
    ],
)
def test_what_tells_something_stays(told: str) -> None:
    assert without_what_is_asked(told) == told


@pytest.mark.parametrize(
    ("before", "now", "day"),
    [
        (ASKED, STORY, "2026-09"),
        (ASKED, STORY.replace("今年9月", "去年5月"), "2025-05"),
        ("图纸上个月被拷走了，你们管不管", STORY.replace("今年9月", "2026年7月"), "2026-07"),
        ("去年的时候我们工程师把图纸拷走了，这个违法吗", STORY, "2026-09"),
    ],
)
def test_the_day_that_is_told_last_wins(before: str, now: str, day: str) -> None:
    _, told = after(before, now)

    assert told["act_date"] == day


def test_a_day_that_is_told_but_once_stays() -> None:
    _, told = after(ASKED, STORY.replace("今年9月", ""))

    assert told["act_date"] == "2026-10"


def test_that_earlier_words_go_with_it_is_said() -> None:
    talk, _ = after(ASKED, STORY)
    assert "您前面说的情况和刚才这段话" in talk.text

    talk, _ = after(STORY)
    assert "您前面说的" not in talk.text
    assert "您这段原话也一并保存" in talk.text
