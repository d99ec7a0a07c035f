"""The standards that there are: one file each in this folder, read once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from intents.sheet import SheetFaults, read_sheet
from knowledge.standards.faults import faults_of, held_twice
from knowledge.standards.standard import Standard

HERE = Path(__file__).parent
_STANDARD = TypeAdapter(Standard)


@cache
def standards(folder: Path = HERE) -> Mapping[str, Standard]:
    """Return the standards of a folder by the name of their file; raise SheetFaults with every fault at once."""
    read: dict[str, Standard] = {}
    found: list[str] = []
    for path in sorted(folder.glob("*.yaml")):
        name = f"standards/{path.name}"
        try:
            standard = read_sheet(path, _STANDARD, name)
        except SheetFaults as refusal:
            found += refusal.faults
            continue
        found += (f"{name}: {fault}" for fault in faults_of(standard))
        read[path.stem] = standard
    found += held_twice(read)
    if found:
        raise SheetFaults(found)
    return read


def standard_on(subject: str, today: date, among: Mapping[str, Standard] | None = None) -> Standard:
    """Return the standard for a subject that holds on a day: the last that had begun, even where it is over.

    among   those of the service where none are named
    Raises KeyError for a subject that has none.
    """
    known = standards() if among is None else among
    begun = [one for one in known.values() if one.subject == subject and one.valid_from <= today]
    if not begun:
        raise KeyError(subject)
    return max(begun, key=lambda one: one.valid_from)


def standard_in_year(
    subject: str, year: int, today: date, among: Mapping[str, Standard] | None = None
) -> Standard:
    """Return the standard that a year is counted by: of its last day, or of today while it lasts."""
    return standard_on(subject, min(today, date(year, 12, 31)), among)


def standard_of(stamp: str) -> Standard | None:
    """Return the standard that an estimate was made by; None where there is no such file any more."""
    return next((one for one in standards().values() if one.stamp == stamp), None)
