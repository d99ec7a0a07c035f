"""Published entries go back into files as the repository has them."""

from __future__ import annotations

from pathlib import Path

import yaml

from knowledge.content.exporting import changed_files, entries_file, note_read, subjects, written_regressions
from knowledge.content.files import HERE, read_content
from knowledge.content.overlay import Laid, overlaid, stored_fields_of
from knowledge.content.read_once import READ_ONCE, as_read, is_read
from knowledge.learning.rehearsal import load_known
from knowledge.library import Library
from tests.knowledge.builders import raw_entry, write_content


def test_every_shipped_file_reads_back_as_the_same(tmp_path: Path) -> None:
    entries, instruments = read_content()
    files = subjects()
    (tmp_path / "entries").mkdir()
    for subject, name in files.items():
        text = entries_file(subject, [entry for entry in entries if entry.subject == subject])
        (tmp_path / "entries" / name).write_text(text, encoding="utf-8")
    for shared in ("contents.yaml", "sources", READ_ONCE):
        (tmp_path / shared).symlink_to(HERE / shared)

    assert read_content(tmp_path) == (entries, instruments)


def test_only_files_with_a_change_are_written_with_new_ones_at_the_end(tmp_path: Path) -> None:
    library = Library.load(write_content(tmp_path, [raw_entry("award.deadline"), raw_entry("park.who")]))
    changed = {**stored_fields_of(library.entries["award.deadline"]), "answer": "改过：每年6月10日前\n报送市局。"}
    laid = {
        "award.deadline": Laid("试题", changed),
        "park.who": Laid("试题", None),
        "desk.1": Laid("试题", raw_entry("station.does")),
    }
    after = {entry.id: entry for entry in overlaid(library.entries.values(), library.instruments, laid)}

    files = changed_files(library.entries, after, tmp_path)

    assert list(files) == ["all.yaml"]
    page = yaml.safe_load(files["all.yaml"])
    assert [entry["id"] for entry in page["entries"]] == ["award.deadline", "desk.1"]
    assert page["entries"][0]["answer"] == "改过：每年6月10日前\n报送市局。"
    assert changed_files(library.entries, library.entries, tmp_path) == {}


def test_what_was_read_at_the_desk_goes_into_the_list_alone(tmp_path: Path) -> None:
    entries = Library.load(write_content(tmp_path, [raw_entry("award.deadline"), raw_entry("park.who")])).entries
    after = {name: as_read(entry) for name, entry in entries.items()}

    files = changed_files(entries, after, tmp_path)

    assert list(files) == [READ_ONCE]
    assert files[READ_ONCE] == "".join(f"{entry.id} {entry.read}\n" for entry in after.values())


def test_what_was_read_is_noted_for_entries_that_exist(tmp_path: Path) -> None:
    write_content(tmp_path, [raw_entry("award.deadline"), raw_entry("park.who")])

    assert note_read(["park.who"], tmp_path) == []
    assert [is_read(entry) for entry in read_content(tmp_path)[0]] == [False, True]
    assert note_read(["award.deadline", "no.such"], tmp_path) == ["no.such"]
    assert [is_read(entry) for entry in read_content(tmp_path)[0]] == [False, True]


def test_questions_of_accepted_gaps_read_back(tmp_path: Path) -> None:
    known = [("商密: 能抵押吗", "desk.1"), ("“抵押”贷款呢", "desk.1"), ("园区呢", "park.who")]

    (tmp_path / "regression.yaml").write_text(written_regressions(known), encoding="utf-8")

    assert [(one.text, one.entry) for one in load_known(tmp_path)] == known
