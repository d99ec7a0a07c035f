"""Content is loaded whole or not at all, and every fault is named at once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from knowledge.content.entry import ContentFaults
from knowledge.content.files import read_content
from knowledge.library import Library
from tests.knowledge.builders import PLAN, raw_entry, write_content


def test_a_sound_folder_becomes_a_library(tmp_path: Path) -> None:
    write_content(tmp_path, [raw_entry("award.deadline"), raw_entry("review.every")])

    library = Library.load(tmp_path)

    assert list(library.entries) == ["award.deadline", "review.every"]
    assert library.entries["award.deadline"].subject == "试题"
    assert library.entries["award.deadline"].valid_from == date(2022, 9, 5)
    assert library.instruments["PLAN"].in_force_until == date(2025, 12, 31)


def test_every_fault_is_named_at_once_with_file_entry_and_field(tmp_path: Path) -> None:
    faulty = [
        raw_entry("a.one", reviewed_on="2026-02-30"),
        raw_entry("a.two", sources=[]),
        raw_entry("a.three", colour="red"),
        raw_entry("a.four", stakes="enormous"),
        raw_entry("a.five", answer="长" * 301),
    ]
    write_content(tmp_path, faulty)

    with pytest.raises(ContentFaults) as refusal:
        read_content(tmp_path)

    assert refusal.value.faults == [
        "entries/all.yaml: a.one: reviewed_on: '2026-02-30' is no date, write it like 2026-11-23",
        "entries/all.yaml: a.two: sources: 0 given, at least 1 are needed",
        "entries/all.yaml: a.three: colour: unknown field",
        "entries/all.yaml: a.four: stakes: one of harmless, important, binding",
        "entries/all.yaml: a.five: answer: 301 characters, at most 300 are allowed",
    ]


def test_a_missing_field_is_a_fault_and_an_optional_one_is_not(tmp_path: Path) -> None:
    raw = raw_entry("a.one")
    del raw["answer"], raw["more"], raw["changed"], raw["next"]
    write_content(tmp_path, [raw])

    with pytest.raises(ContentFaults) as refusal:
        read_content(tmp_path)

    assert refusal.value.faults == ["entries/all.yaml: a.one: answer: is missing"]


@pytest.mark.parametrize("tag", ["S", "U", ""])
def test_a_fact_that_nobody_read_in_the_source_is_not_published(tmp_path: Path, tag: str) -> None:
    write_content(tmp_path, [raw_entry("a.one", evidence=tag)])

    with pytest.raises(ContentFaults, match="evidence"):
        read_content(tmp_path)


def test_two_entries_of_one_id_are_a_fault(tmp_path: Path) -> None:
    write_content(tmp_path, [raw_entry("a.one"), raw_entry("a.one")])

    with pytest.raises(ContentFaults, match="stands twice"):
        read_content(tmp_path)


def test_next_questions_and_sources_must_exist(tmp_path: Path) -> None:
    write_content(tmp_path, [raw_entry("a.one", next=["a.gone"], sources=["PLAN 附件9", "LOST 第1条"])])

    with pytest.raises(ContentFaults) as refusal:
        read_content(tmp_path)

    assert refusal.value.faults == [
        "a.one: next: a.gone does not exist",
        "a.one: sources: PLAN has no section 附件9",
        "a.one: sources: instrument LOST does not exist",
    ]


def test_an_instrument_with_a_wrong_field_is_named(tmp_path: Path) -> None:
    write_content(tmp_path, [raw_entry()], {"PLAN": {**PLAN, "in_force_until": "soon", "weight": 3}})

    with pytest.raises(ContentFaults) as refusal:
        read_content(tmp_path)

    assert "sources/all.yaml: PLAN: in_force_until: 'soon' is no date, write it like 2026-11-23" in (
        refusal.value.faults
    )
    assert "sources/all.yaml: PLAN: weight: unknown field" in refusal.value.faults


def test_a_file_that_is_no_yaml_is_named_and_the_others_are_still_checked(tmp_path: Path) -> None:
    write_content(tmp_path, [raw_entry("a.one", evidence="S")])
    (tmp_path / "sources/all.yaml").write_text("instruments: [", encoding="utf-8")

    with pytest.raises(ContentFaults) as refusal:
        read_content(tmp_path)

    assert refusal.value.faults[0].startswith("sources/all.yaml: cannot be read")
    assert any("evidence" in fault for fault in refusal.value.faults)


def test_a_listed_file_that_does_not_exist_is_named(tmp_path: Path) -> None:
    write_content(tmp_path, [raw_entry()])
    (tmp_path / "entries/all.yaml").unlink()

    with pytest.raises(ContentFaults, match=r"entries/all.yaml: the file does not exist"):
        read_content(tmp_path)
