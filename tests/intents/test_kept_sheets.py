"""A sheet that was parsed by an earlier start is the same sheet, and one that was changed is read anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from intents.index_files import IndexFiles, keep_in
from intents.sheet import SheetFaults, raw_sheet, read_sheet

WRITTEN = "a: [1, 2.5, 是, 'no', yes, null, 2026-11-29]\n1: {b: ''}\nlong: |\n  一行\n  又一行\n"


@pytest.fixture
def sheet(tmp_path: Path) -> Iterator[Path]:
    """A sheet, with a folder for index files beside it."""
    keep_in(IndexFiles(tmp_path / "index"))
    path = tmp_path / "some-sheet.yaml"
    path.write_text(WRITTEN, encoding="utf-8")
    yield path
    keep_in(IndexFiles())


def test_what_is_read_again_is_what_was_parsed(sheet: Path) -> None:
    first, again = raw_sheet(sheet, "sheet"), raw_sheet(sheet, "sheet")

    assert len(list((sheet.parent / "index").iterdir())) == 1
    assert repr(again) == repr(first)
    assert again == {"a": [1, 2.5, "是", "no", True, None, "2026-11-29"], 1: {"b": ""}, "long": "一行\n又一行\n"}


def test_a_sheet_that_was_changed_is_read_as_it_stands(sheet: Path) -> None:
    raw_sheet(sheet, "sheet")
    sheet.write_text("a: 2", encoding="utf-8")

    assert raw_sheet(sheet, "sheet") == {"a": 2}


@pytest.mark.parametrize("written", ["a: [", f"a: {10**30}", "a: \x00"])
def test_what_cannot_be_used_is_told_each_time_and_never_kept(sheet: Path, written: str) -> None:
    sheet.write_text(written, encoding="utf-8")

    for _ in range(2):
        with pytest.raises(SheetFaults, match="sheet: cannot be read"):
            read_sheet(sheet, TypeAdapter(dict[str, int]), "sheet")
    assert not (sheet.parent / "index").exists()
