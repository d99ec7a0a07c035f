"""`shangmi check` finds what a machine can find in the content."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from knowledge import check
from tests.knowledge.builders import raw_entry, write_content

TODAY = date(2026, 11, 25)


def faults_of(folder: Path, *entries: dict[str, Any]) -> list[str]:
    return check.faults(write_content(folder, entries), TODAY)


def test_sound_content_has_no_fault(tmp_path: Path) -> None:
    assert faults_of(tmp_path, raw_entry("award.deadline")) == []


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"answer": "方案规定每年6月15日前报送市局。"}, "facts: “6月10日” is not said in the answer"),
        ({"answer": "每年6月10日前报送，公示20天。"}, "facts: the answer says 20"),
        (
            {"answer": "每年6月10日前，80分。", "facts": ["6月10日", "80分"]},
            "facts: “80分” is not among what PLAN",
        ),
        ({"answer": "今年6月10日前报送市局。"}, "answer: says “今年6月10日前”"),
        ({"answer": "每年6月10日前，见第99条。"}, "answer: names 第99条"),
    ],
)
def test_an_answer_that_says_what_nothing_carries_is_found(
    tmp_path: Path, changes: dict[str, Any], fault: str
) -> None:
    found = faults_of(tmp_path, raw_entry("a.one", **changes))

    assert any(line.startswith(f"a.one: {fault}") for line in found), found


def test_a_fact_may_rest_on_a_statement_of_a_cited_section(tmp_path: Path) -> None:
    rule = {
        "title": "某某规定",
        "cite": "《某某规定》",
        "sections": {"第3条": {"statements": ["评审合格后公示15天"]}},
    }
    entry = raw_entry("a.one", answer="公示15天。", facts=["公示15天"], sources=["RULE 第3条"])
    beyond = raw_entry("a.two", answer="公示15天，再复核。", facts=["15天", "复核"], sources=["RULE 第3条"])

    found = check.faults(write_content(tmp_path, [entry, beyond], {"RULE": rule}), TODAY)

    assert [fault for fault in found if ": facts:" in fault] == [
        "a.two: facts: “复核” is not among what RULE 第3条 carries"
    ]


@pytest.mark.parametrize(
    ("statements", "fault"),
    [
        (["长" * 61], "has 61 signs, at most 60 are allowed"),
        (["公示15天", "公示15天"], "“公示15天” stands twice"),
    ],
)
def test_a_statement_is_short_and_stands_once(tmp_path: Path, statements: list[str], fault: str) -> None:
    rule = {"title": "某某规定", "cite": "《某某规定》", "sections": {"第3条": {"statements": statements}}}

    found = check.faults(write_content(tmp_path, [], {"RULE": rule}), TODAY)

    assert [line for line in found if line.startswith("sources/all.yaml: RULE: sections: 第3条: statements: ")]
    assert any(fault in line for line in found)


def test_the_number_of_an_annex_is_no_figure(tmp_path: Path) -> None:
    answer = "附件4没有写，附件1写的是每年6月10日前报送市局。"

    assert faults_of(tmp_path, raw_entry("a.one", answer=answer)) == []


def test_a_wording_in_two_entries_is_found(tmp_path: Path) -> None:
    shared = raw_entry("a.two")
    shared["wordings"] = ["請問 a.one 的第1种问法？", *shared["wordings"]]

    assert faults_of(tmp_path, raw_entry("a.one"), shared) == [
        "a.two: wordings: “請問 a.one 的第1种问法？” reads like “a.one 的第1种问法” of a.one"
    ]


def test_titles_that_no_contrast_tells_apart_are_found(tmp_path: Path) -> None:
    first = raw_entry("a.one", title="合格名单要在网上公示多少天呀")
    second = raw_entry("a.two", title="合格名单要在网上公示多少天的")

    assert any("nearly the same" in fault for fault in faults_of(tmp_path, first, second))


def test_titles_that_a_contrast_tells_apart_are_no_fault(tmp_path: Path) -> None:
    first = raw_entry("a.one", title="企业达到创建标准需要的总分数")
    second = raw_entry("a.two", title="园区达到创建标准需要的总分数")

    assert faults_of(tmp_path, first, second) == []


def test_a_file_that_nobody_lists_is_found(tmp_path: Path) -> None:
    write_content(tmp_path, [raw_entry()])
    (tmp_path / "entries/forgotten.yaml").write_text("subject: 忘了\nentries: []\n", encoding="utf-8")

    assert check.faults(tmp_path) == ["entries/forgotten.yaml: is not listed in contents.yaml"]


def test_the_shipped_content_has_no_fault() -> None:
    assert check.faults(today=TODAY) == []
