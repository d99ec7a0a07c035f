"""Read the tables of names from the files beside this one."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter

from intake.geography.tables import Areas, DataSource, Landmark, OrdinaryWords, Prefecture, Tables, Towns
from intents.sheet import SheetFaults, Words, faults_in, read_sheet, understood

_HERE = Path(__file__).parent

CsvRow = TypeVar("CsvRow")


def load_tables() -> Tables:
    """Read all files of names; raise `SheetFaults` with every fault of all of them."""
    try:
        areas = _areas()
        return Tables(
            districts=areas.districts,
            ended=areas.ended,
            zones=areas.zones,
            anywhere=areas.anywhere,
            towns=_towns(),
            landmarks=_landmarks(),
            outside=_prefectures(),
            words=_words(),
            sources=_sources(),
        )
    except SheetFaults:
        raise SheetFaults(faults_in(_areas, _towns, _landmarks, _prefectures, _words, _sources)) from None


@cache
def areas() -> Areas:
    """Return the districts and zones, with what they were called before."""
    return _areas()


def _areas() -> Areas:
    return read_sheet(_HERE / "districts.yaml", TypeAdapter(Areas))


def _towns() -> tuple[Towns, ...]:
    return _rows("units.csv", TypeAdapter(tuple[Towns, ...]))


def _landmarks() -> tuple[Landmark, ...]:
    return _rows("places.csv", TypeAdapter(tuple[Landmark, ...]))


def _prefectures() -> tuple[Prefecture, ...]:
    return _rows("outside.csv", TypeAdapter(tuple[Prefecture, ...]))


def _words() -> OrdinaryWords:
    return read_sheet(_HERE / "words.yaml", TypeAdapter(OrdinaryWords))


def _sources() -> Mapping[str, DataSource]:
    return read_sheet(_HERE / "sources.yaml", TypeAdapter(dict[Words, DataSource]))


def _rows(name: str, shape: TypeAdapter[CsvRow]) -> CsvRow:
    with (_HERE / name).open(encoding="utf-8", newline="") as lines:
        return understood(list(csv.DictReader(line for line in lines if not line.startswith("#"))), shape, name)
