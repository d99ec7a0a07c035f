"""Published versions over the files: which entry is answered with, and that a faulty one is refused whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.content.entry import ContentFaults, Entry, entry_from
from knowledge.content.files import read_content
from knowledge.content.instrument import Instrument
from knowledge.content.overlay import Laid, overlaid, stored_fields_of, withdrawals
from tests.knowledge.builders import raw_entry, write_content

Content = tuple[list[Entry], dict[str, Instrument]]


@pytest.fixture
def content(tmp_path: Path) -> Content:
    return read_content(write_content(tmp_path, [raw_entry("award.deadline"), raw_entry("park.who")]))


def test_a_version_takes_the_place_of_the_entry_it_covers(content: Content) -> None:
    entries, instruments = content
    body = {**stored_fields_of(entries[0]), "answer": "方案规定每年6月10日前报送市局，由区县局初审。"}

    laid = overlaid(entries, instruments, {"award.deadline": Laid("试题", body)})

    assert [entry.id for entry in laid] == ["award.deadline", "park.who"]
    assert laid[0].answer.endswith("由区县局初审。")


def test_a_new_entry_stands_at_the_end_and_one_taken_down_is_gone(content: Content) -> None:
    entries, instruments = content

    laid = overlaid(
        entries,
        instruments,
        {"desk.1": Laid("试题", raw_entry("station.does")), "award.deadline": Laid("试题", None)},
    )

    assert [entry.id for entry in laid] == ["park.who", "desk.1"]


def test_every_fault_is_named_and_nothing_is_used(content: Content) -> None:
    entries, instruments = content
    faulty = {
        "award.deadline": Laid("试题", raw_entry(valid_from="2026-02-30")),
        "desk.1": Laid("试题", raw_entry("station.does", sources=["NOBODY 1"])),
    }

    with pytest.raises(ContentFaults) as refused:
        overlaid(entries, instruments, faulty)

    assert len(refused.value.faults) == 2
    assert all(
        fault.startswith(("award.deadline: valid_from:", "desk.1: sources:")) for fault in refused.value.faults
    )


def test_what_takes_down_holds_beside_faulty_ones() -> None:
    laid = {"a.b": Laid("试题", {"title": "半截"}), "c.d": Laid("试题", None)}

    assert withdrawals(laid) == {"c.d": Laid("试题", None)}


def test_an_entry_written_out_reads_back_as_the_same() -> None:
    entries, _ = read_content()

    assert all(entry_from(stored_fields_of(entry), entry.subject) == entry for entry in entries)
