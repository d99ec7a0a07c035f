"""Statutory days are those of the library, whether they stand in an index file or not."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import holidays
import pytest

from intake.clocks.statutory import StatutoryDays
from intents.index_files import IndexFiles, keep_in

FIRST_KEPT = 2027
EVERY_DAY = [date(1995, 1, 1) + timedelta(days=number) for number in range(60 * 365)]


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder for index files."""
    keep_in(IndexFiles(tmp_path))
    yield tmp_path
    keep_in(IndexFiles())


def test_every_day_is_called_what_the_library_calls_it(folder: Path) -> None:
    library = holidays.country_holidays("CN", language="zh_CN")
    for days in (StatutoryDays(FIRST_KEPT), StatutoryDays(FIRST_KEPT)):
        assert [
            day for day in EVERY_DAY if days.get(day) != library.get(day) or (day in days) != (day in library)
        ] == []
    assert len(list(folder.iterdir())) == 1


def test_the_years_to_come_are_known_without_the_library(folder: Path) -> None:
    script = (
        "import sys; from datetime import date; from pathlib import Path;"
        "from intake.clocks.statutory import StatutoryDays; from intents.index_files import IndexFiles, keep_in;"
        f"keep_in(IndexFiles(Path({str(folder)!r}))); days = StatutoryDays({FIRST_KEPT});"
        "print(days.get(date(2027, 10, 1)), date(2046, 11, 1) in days, 'holidays' in sys.modules)"
    )

    first, again = (
        subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
        for _ in range(2)
    )

    assert first == ["国庆节", "False", "True"]
    assert again == ["国庆节", "False", "False"]
