"""Every statement has a question of our own, and whoever asks it is told the statement."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge import check
from knowledge.content.files import read_content
from knowledge.learning.coverage import COVERAGE_SHEET, coverage_line, coverage_of, statement_rows
from knowledge.library import Library
from tests.knowledge.builders import WORDINGS, raw_entry, write_content

TODAY = date(2026, 11, 28)
RULE = {
    "title": "某某规定",
    "cite": "《某某规定》",
    "sections": {"第3条": {"statements": ["每年6月10日前报送市局", "复核每2年1次"]}},
}


def folder_with(path: Path, questions: dict[str, Any], reasons: dict[str, str] | None = None) -> Path:
    entries = [raw_entry(name, sources=["RULE 第3条"]) for name in WORDINGS]
    write_content(path, entries, {"RULE": RULE})
    sheet = {"questions": questions, "open": reasons or {}}
    (path / COVERAGE_SHEET).write_text(yaml.safe_dump(sheet, allow_unicode=True), encoding="utf-8")
    return path


def test_an_answer_that_says_the_statement_covers_it(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, {"RULE 第3条": ["申报最晚哪一天", "牌子要不要重新审"]})
    library = Library.load(folder)

    said, unsaid = coverage_of(statement_rows(library.instruments, folder), library, TODAY)

    assert (said.reached, said.entries) == ("said", ("award.deadline",))
    assert (unsaid.reached, unsaid.entries) == ("open", ("review.every",))
    assert "问不到 1 条，其中没有写明原因的 1 条" in coverage_line([said, unsaid])


def test_what_is_known_to_be_open_has_its_reason(tmp_path: Path) -> None:
    folder = folder_with(
        tmp_path, {"RULE 第3条": ["申报最晚哪一天", "牌子要不要重新审"]}, {"RULE 第3条 2": "没人问"}
    )
    library = Library.load(folder)

    asked = coverage_of(statement_rows(library.instruments, folder), library, TODAY)

    assert str(asked[1]).endswith("【没人问】")
    assert "其中没有写明原因的 0 条" in coverage_line(asked)


@pytest.mark.parametrize(
    ("questions", "reasons", "fault"),
    [
        ({"RULE 第3条": ["哪一天"]}, {}, "questions: RULE 第3条: 1 questions for 2 statements"),
        ({"RULE 第3条": ["哪天", "几年"], "RULE 第9条": ["什么"]}, {}, "questions: RULE 第9条: states nothing"),
        ({"RULE 第3条": ["哪天", "几年"]}, {"RULE 第3条 3": "没人问"}, "open: RULE 第3条 3 does not exist"),
        ({"RULE 第3条": "哪天"}, {}, "questions: RULE 第3条: "),
    ],
)
def test_a_sheet_that_does_not_fit_is_named(
    tmp_path: Path, questions: dict[str, Any], reasons: dict[str, str], fault: str
) -> None:
    found = check.faults(folder_with(tmp_path, questions, reasons))

    assert any(line.startswith(f"{COVERAGE_SHEET}: {fault}") for line in found), found


def test_every_statement_of_ours_has_its_question() -> None:
    _, instruments = read_content()

    rows = statement_rows(instruments)

    assert len(rows) == sum(
        len(section.statements) for one in instruments.values() for section in one.sections.values()
    )
    assert len({row.question for row in rows}) == len(rows)


def test_nearly_all_of_them_are_reached(library: Library) -> None:
    asked = coverage_of(statement_rows(library.instruments), library, TODAY)

    unexplained = [str(one) for one in asked if one.is_unexplained]

    assert len(unexplained) <= len(asked) // 10, unexplained
