"""What loading works out is read from a file by the next start: one that fits, whole, or none."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from intents.index_files import IndexFiles, Parts, digest_of, key_of

NUMBERS = np.array([1, 2, 70_000], dtype=np.uint32)
TEXTS = ["商业秘密", "", "a\nb"]


class Maker:
    """Makes the same parts, and counts how often."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> Parts:
        self.times += 1
        return Parts.of({"numbers": NUMBERS, "none": NUMBERS[:0]}, {"texts": TEXTS})


def read(folder: Path | None, key: str = "a1", make: Maker | None = None) -> tuple[Parts, int]:
    """Return what is read or made, and how often it was made."""
    make = make or Maker()
    return IndexFiles(folder).read_or_made("words", key, make), make.times


def test_the_second_start_reads_what_the_first_made(tmp_path: Path) -> None:
    first, made = read(tmp_path / "index")
    second, made_again = read(tmp_path / "index")

    assert (made, made_again) == (1, 0)
    for parts in (first, second):
        assert parts.array("numbers").tolist() == NUMBERS.tolist()
        assert parts.array("numbers").dtype == NUMBERS.dtype
        assert len(parts.array("none")) == 0
        assert parts.texts["texts"] == TEXTS


def test_without_a_folder_everything_is_made_anew() -> None:
    assert read(None)[1] == 1


def test_what_was_made_of_something_else_is_not_read(tmp_path: Path) -> None:
    read(tmp_path, key_of(b"one"))

    assert read(tmp_path, key_of(b"another"))[1] == 1
    assert key_of(b"a", b"bc") != key_of(b"ab", b"c")


def test_another_line_of_code_gives_another_key(tmp_path: Path) -> None:
    code = tmp_path / "code.py"
    code.write_text("one", encoding="utf-8")
    before = digest_of(code)
    code.write_text("two", encoding="utf-8")

    assert digest_of(code) != before


@pytest.mark.parametrize("kept", [0, 10, 32, 40, -1])
def test_a_file_that_is_half_there_is_made_anew(tmp_path: Path, kept: int) -> None:
    read(tmp_path)
    (file,) = tmp_path.glob("*.index")
    file.write_bytes(file.read_bytes()[:kept])

    assert read(tmp_path)[1] == 1
    assert read(tmp_path)[1] == 0


def test_a_file_in_which_one_bit_changed_is_made_anew(tmp_path: Path) -> None:
    read(tmp_path)
    (file,) = tmp_path.glob("*.index")
    content = bytearray(file.read_bytes())
    content[-3] ^= 1
    file.write_bytes(content)

    assert read(tmp_path)[1] == 1


def test_where_nothing_can_be_written_it_starts_all_the_same_and_says_so_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    files, make = IndexFiles(tmp_path / "file" / "index"), Maker()

    with caplog.at_level("INFO"):
        for name in ("words", "others"):
            assert files.read_or_made(name, "a1", make).texts["texts"] == TEXTS

    assert make.times == 2
    assert [record.message for record in caplog.records] == ["index files cannot be kept"]


def test_files_that_nobody_reads_any_more_are_cleared_away(tmp_path: Path) -> None:
    for number in range(7):
        read(tmp_path, f"k{number}")
        os.utime(tmp_path / f"words-k{number}.index", (number, number))

    assert sorted(file.name for file in tmp_path.iterdir()) == [
        f"words-k{number}.index" for number in (3, 4, 5, 6)
    ]


def test_several_that_start_at_once_all_have_it_and_leave_one_whole_file(tmp_path: Path) -> None:
    script = (
        "import sys; from tests.intents.test_index_files import TEXTS, read; from pathlib import Path\n"
        "sys.stdin.readline(); print(read(Path(sys.argv[1]))[0].texts['texts'] == TEXTS)"
    )
    starting = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(tmp_path)], stdin=-1, stdout=subprocess.PIPE, text=True
        )
        for _ in range(3)
    ]

    answers = [process.communicate("go\n")[0].strip() for process in starting]

    assert answers == ["True"] * 3
    assert [file.name for file in tmp_path.iterdir()] == ["words-a1.index"]
    assert read(tmp_path)[1] == 0
