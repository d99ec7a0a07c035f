"""A curator sees a quotation while writing, though the texts of the sources are no part of the project."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.__main__ import main
from knowledge.check import faults_of_entry
from knowledge.content.entry import entry_from
from knowledge.content.files import read_content
from knowledge.content.plainly import in_chinese
from knowledge.content.quoted import note_sources, quotations_in
from tests.knowledge.builders import raw_entry, write_content

LAW = "第一条 任何单位和个人对涉嫌违法的行为，都有权向监督检查部门举报；监督检查部门接到举报后应当依法及时处理。"
PASTED = "任何单位和个人对涉嫌违法的行为都有权向监督检查部门举报，监督检查部门接到以后会处理。"
SHARED = "任何单位和个人对涉嫌违法的行为都有权向监督检查部门举报监督检查部门接到"


@pytest.fixture
def noted(tmp_path: Path) -> Path:
    path = tmp_path / "quoted.json"
    note_sources({"law.md": LAW}, path)
    return path


def test_a_quotation_is_found_whole_whatever_its_commas(noted: Path) -> None:
    assert quotations_in(PASTED, noted) == [SHARED]


def test_our_own_words_are_none(noted: Path) -> None:
    assert quotations_in("谁都可以举报：任何单位和个人都行，局里接到以后依法及时处理。", noted) == []


def test_a_title_is_a_name_however_long(noted: Path) -> None:
    assert quotations_in(f"见《{PASTED}》。", noted) == []


def test_nothing_of_the_text_can_be_read_from_what_is_kept(noted: Path) -> None:
    assert "举报" not in noted.read_text(encoding="utf-8")


def test_without_notes_nothing_is_a_quotation(tmp_path: Path) -> None:
    assert quotations_in(PASTED, tmp_path / "missing.json") == []


def test_a_draft_that_quotes_the_plan_is_told_so_in_the_curators_words(tmp_path: Path) -> None:
    pasted = "组织相关单位和专家进行评审。评审工作采取资料审查、数据比对、实地核查、专家评估等多种方式。"
    entries, instruments = read_content(write_content(tmp_path, [raw_entry("a.one")]))
    draft = entry_from(raw_entry("a.two", answer=pasted), "主题")

    told = [in_chinese(fault, "a.two") for fault in faults_of_entry(draft, entries, instruments)]

    assert any(field == "answer" and "个字与原文连着相同" in sentence for field, sentence in told)


def test_sources_are_noted_only_where_they_are_at_hand(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--note-sources"]) != 0
    assert "--data" in capsys.readouterr().err
