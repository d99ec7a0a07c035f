"""Answers and statements are in our own words: more than thirty signs in a row of a source are found."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.__main__ import main
from knowledge.content.copied import copied, read_sources
from knowledge.content.files import read_content
from tests.knowledge.builders import PLAN, raw_entry, write_content

LAW = "第一条 任何单位和个人对涉嫌违法的行为，都有权向监督检查部门举报；监督检查部门接到举报后应当依法及时处理。"
PASTED = "任何单位和个人对涉嫌违法的行为都有权向监督检查部门举报，监督检查部门接到以后会处理。"


def runs_of(folder: Path, answer: str, statement: str = "区县局6月10日前推荐") -> list[str]:
    section = {"statements": [statement], "figures": ["6月10日"], "terms": []}
    plan = {**PLAN, "sections": {"附件1 五.1": section}}
    entries, instruments = read_content(write_content(folder, [raw_entry("a.one", answer=answer)], {"PLAN": plan}))
    return [f"{run.where}, {run.source}, {run.signs}" for run in copied(entries, instruments, {"law.md": LAW})]


def test_a_pasted_answer_is_found_whatever_its_commas(tmp_path: Path) -> None:
    shared = "任何单位和个人对涉嫌违法的行为都有权向监督检查部门举报监督检查部门接到"

    assert runs_of(tmp_path, PASTED) == [f"a.one: answer, law.md, {shared}"]


def test_a_pasted_statement_is_found(tmp_path: Path) -> None:
    assert [run.split(",")[0] for run in runs_of(tmp_path, "6月10日前。", PASTED)] == [
        "PLAN: 附件1 五.1: statements"
    ]


def test_our_own_words_and_short_terms_are_not(tmp_path: Path) -> None:
    assert runs_of(tmp_path, "谁都可以举报：任何单位和个人都行，局里接到以后依法及时处理。") == []


def test_a_title_is_a_name_however_long(tmp_path: Path) -> None:
    assert runs_of(tmp_path, f"见《{PASTED}》。") == []


# The whole check once more: as long as `make check`.
@pytest.mark.long
def test_the_command_reads_every_text_below_the_folder(tmp_path: Path) -> None:
    (tmp_path / "sources/laws").mkdir(parents=True)
    (tmp_path / "sources/laws/one.md").write_text(LAW, encoding="utf-8")
    (tmp_path / "sources/plan.txt").write_text("方案", encoding="utf-8")

    assert read_sources(tmp_path / "sources") == {"one.md": LAW, "plan.txt": "方案"}
    assert main(["check", "--data", str(tmp_path)]) == 0
