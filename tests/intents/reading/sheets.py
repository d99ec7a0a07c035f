"""The sheets beside this file: what was said, and what it means."""

from __future__ import annotations

import csv
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

TODAY = date(2026, 12, 2)  # a Wednesday
NOW = datetime(2026, 12, 2, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


def rows(name: str, *columns: str) -> list[tuple[str, ...]]:
    """Return these columns of a sheet, row by row."""
    with (Path(__file__).parent / name).open(encoding="utf-8", newline="") as sheet:
        return [tuple(row[column] for column in columns) for row in csv.DictReader(sheet)]
