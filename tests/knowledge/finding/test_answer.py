"""An answer stands first, its source below it, and what to beware of last in the same message."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from knowledge.finding.answer import rendered
from knowledge.finding.statements import HOLDS_FROM, SHOWN_FROM, Beside
from knowledge.library import Library
from tests.knowledge.builders import RULE, raw_entry, write_content

AFTER = date(2026, 11, 25)
DURING = date(2024, 5, 1)


@pytest.fixture
def small(tmp_path: Path) -> Library:
    entries = [
        raw_entry("award.deadline", next=["review.every"], more="第二步。"),
        raw_entry("review.every", sources=["RULE 第17条", "RULE 第18条", "PLAN 附件1 五.1"]),
        raw_entry("a.rule", sources=["RULE 第17条"]),
        raw_entry("a.dated", sources=["RULE 第17条"], valid_until="2026-10-01"),
    ]
    return Library.load(write_content(tmp_path, entries))


def test_the_answer_comes_first_and_the_source_after_it(small: Library) -> None:
    said = rendered(small.entries["a.rule"], small, AFTER)

    assert said.text == "方案规定每年6月10日前报送市局。\n依据：《某某规定》第17条"
    assert said.source == "《某某规定》第17条"
    assert said.more is None


def test_an_instrument_whose_term_is_over_says_so_in_the_last_line(small: Library) -> None:
    said = rendered(small.entries["award.deadline"], small, AFTER)

    assert said.text.splitlines()[-1] == (
        "以上依据《某某工作实施方案（2022—2025年）》，该方案期限已届满；今年的安排以市局和所在区县局最新通知为准。"
    )


def test_an_answer_that_rests_on_more_is_not_called_over_as_a_whole(small: Library) -> None:
    said = rendered(small.entries["review.every"], small, AFTER)

    assert said.text.splitlines()[-1] == (
        "其中《某某工作实施方案（2022—2025年）》的内容，该方案期限已届满；"
        "今年的安排以市局和所在区县局最新通知为准。"
    )


def test_an_instrument_may_say_itself_what_its_end_means(tmp_path: Path) -> None:
    old = {**RULE, "in_force_until": "2025-10-14", "when_over": "以前的行为，一般仍适用《某某规定》。"}
    folder = write_content(tmp_path, [raw_entry("a.rule", sources=["RULE 第17条"])], {"RULE": old})
    library = Library.load(folder)

    said = rendered(library.entries["a.rule"], library, AFTER)

    assert said.text.splitlines()[-1] == "以前的行为，一般仍适用《某某规定》。"


def test_an_answer_that_says_whom_to_ask_about_this_year_is_not_told_again(tmp_path: Path) -> None:
    entry = raw_entry("a.one", answer="每年6月10日前，眼下收不收请问区县局。")
    library = Library.load(write_content(tmp_path, [entry]))

    said = rendered(library.entries["a.one"], library, AFTER).text

    assert said.splitlines()[-1] == "以上依据《某某工作实施方案（2022—2025年）》，该方案期限已届满。"


def test_an_answer_on_rules_old_and_new_is_not_called_over_as_a_whole(tmp_path: Path) -> None:
    old = {**RULE, "title": "某某旧办法", "in_force_until": "2025-10-14"}
    entries = [
        raw_entry("a.both", answer="现行规定写的是15个工作日。", facts=[], sources=["RULE 第17条", "OLD 第17条"]),
        raw_entry("a.told", answer="那是已经废止的旧办法。", facts=[], sources=["RULE 第17条", "OLD 第17条"]),
    ]
    library = Library.load(write_content(tmp_path, entries, {"RULE": RULE, "OLD": old}))

    both, told = (rendered(library.entries[name], library, AFTER).text for name in ("a.both", "a.told"))

    assert both.splitlines()[-1] == "其中《某某旧办法》的内容仅供了解，该文件已不再施行；请以现行规定为准。"
    assert "不再施行" not in told


def test_during_its_term_it_does_not(small: Library) -> None:
    said = rendered(small.entries["award.deadline"], small, DURING)

    assert "届满" not in said.text


def test_on_its_last_day_it_still_holds(small: Library) -> None:
    assert "届满" not in rendered(small.entries["award.deadline"], small, date(2025, 12, 31)).text
    assert "届满" in rendered(small.entries["award.deadline"], small, date(2026, 1, 1)).text


def test_articles_of_one_instrument_are_cited_together(small: Library) -> None:
    said = rendered(small.entries["review.every"], small, DURING)

    assert (
        said.source
        == "《某某规定》第17条、第18条；《某某工作实施方案（2022—2025年）》（某发〔2022〕1号）附件1 五.1"
    )


def test_an_entry_past_its_own_validity_says_until_when_it_was_checked(small: Library) -> None:
    said = rendered(small.entries["a.dated"], small, AFTER)

    assert said.text.splitlines()[-1].startswith("本条内容核对至2026年10月1日")


def test_next_questions_are_titles_that_find_their_entry(small: Library) -> None:
    said = rendered(small.entries["award.deadline"], small, AFTER)

    assert said.more == "第二步。"
    assert said.next_questions == ("review.every 的标题",)
    assert small.finder.find(said.next_questions[0]).candidates[0][0] == "review.every"


def test_a_statement_that_holds_what_was_asked_is_said_before_the_source(small: Library) -> None:
    held = Beside("举报要有初步证据", "RULE 第17条", HOLDS_FROM)

    said = rendered(small.entries["a.rule"], small, AFTER, [held])

    assert said.text.splitlines()[1:] == ["另外：举报要有初步证据（第17条）。", "依据：《某某规定》第17条"]
    assert said.statements == ()


def test_a_statement_that_may_hold_it_is_folded_beneath(small: Library) -> None:
    likely = Beside("举报要有初步证据", "RULE 第17条", SHOWN_FROM)

    said = rendered(small.entries["review.every"], small, AFTER, [likely])

    assert "初步证据" not in said.text
    assert said.statements == ("举报要有初步证据（《某某规定》第17条）",)
