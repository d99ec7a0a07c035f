"""Every wording is read once against the first sentence; what has changed since is to be read again."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from intents.sheet import SheetFaults
from knowledge.content.entry import Entry, entry_from
from knowledge.content.files import HERE, read_content
from knowledge.content.read_once import (
    READ_ONCE,
    as_read,
    digest_of_entry,
    first_sentence,
    is_read,
    load_read,
    reading_line,
    written_read,
)
from tests.knowledge.builders import raw_entry, write_content


@pytest.fixture
def body() -> dict[str, object]:
    """An entry that was read, as a file has it."""
    raw = raw_entry("award.deadline")
    return {**raw, "answer": "每年6月10日前。其余以区县局的通知为准。", "read": digest_of_entry(read_from(raw))}


def read_from(raw: Mapping[str, object]) -> Entry:
    return entry_from({**raw, "answer": "每年6月10日前。其余以区县局的通知为准。"}, "试题")


def test_a_first_sentence_ends_at_the_full_stop_not_at_the_semicolon() -> None:
    assert first_sentence("可以；但要先登记。另见通知。") == "可以；但要先登记"


@pytest.mark.parametrize(
    "changed",
    [{"title": "改过的标题"}, {"answer": "每年7月10日前。"}, {"wordings": [f"新问法{n}" for n in range(8)]}],
)
def test_a_change_of_what_was_read_asks_for_reading_again(
    body: dict[str, object], changed: Mapping[str, object]
) -> None:
    assert is_read(entry_from(body, "试题"))
    assert not is_read(entry_from({**body, **changed}, "试题"))


def test_a_change_of_anything_else_or_of_the_order_does_not(body: dict[str, object]) -> None:
    wordings = list(reversed(entry_from(body, "试题").wordings))
    later = "每年6月10日前。其余请问区县局。"

    assert is_read(entry_from({**body, "wordings": wordings, "answer": later, "stakes": "harmless"}, "试题"))


def test_the_list_reads_back_and_a_new_entry_is_told(tmp_path: Path) -> None:
    write_content(tmp_path, [raw_entry("award.deadline"), raw_entry("park.who")])
    first, second = read_content(tmp_path)[0]
    (tmp_path / READ_ONCE).write_text(written_read([as_read(first), second]), encoding="utf-8")

    entries = read_content(tmp_path)[0]

    assert [is_read(entry) for entry in entries] == [True, False]
    assert "1 条" in reading_line(entries)
    assert "park.who" in reading_line(entries)
    assert "全部条目" in reading_line(map(as_read, entries))


def test_a_line_that_names_no_digest_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / READ_ONCE).write_text("award.deadline\n", encoding="utf-8")

    with pytest.raises(SheetFaults, match=r"award\.deadline: is not an id and a digest"):
        load_read(tmp_path)


def test_the_list_names_no_entry_that_does_not_exist() -> None:
    entries = {entry.id for entry in read_content()[0]}

    assert [name for name in load_read(HERE) if name not in entries] == []
