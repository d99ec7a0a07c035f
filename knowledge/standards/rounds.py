"""Rounds of pilot districts: how long they last, what is reported when, how many units they should have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Final

from annotated_types import Len
from pydantic import PositiveInt, TypeAdapter, field_validator

from intents.sheet import Block, SheetFaults, Words, read_sheet
from knowledge.standards.check_list import CheckList, check_lists
from knowledge.standards.shelf import standards
from knowledge.standards.standard import Standard

ROUNDS: Final = Path(__file__).parent / "rounds"
# Subjects of the standard and of the list that belong to a round, by its version.
PILOT: Final = "pilot"
SCHEME: Final = "scheme"
# Any leap year: a day of the year is looked at, not of a certain one.
_SOME_YEAR: Final = "2024"


class Round(Block):
    """One round in one version.

    valid_from, valid_until   between which days a district can be named under it
    years        how long a pilot lasts
    report_days  the days of each year on which it reports, MM-DD
    units        how many recognised units its district should have
    """

    version: Words
    title: Words
    instrument: Words
    source: Words
    valid_from: date
    valid_until: date | None = None
    years: PositiveInt
    years_source: Words
    report_days: Annotated[tuple[Words, ...], Len(min_length=1)]
    reports_source: Words
    units: PositiveInt
    units_source: Words

    @field_validator("report_days")
    @classmethod
    def _are_days(cls, days: tuple[str, ...]) -> tuple[str, ...]:
        for day in days:
            date.fromisoformat(f"{_SOME_YEAR}-{day}")
        return days

    @property
    def standard(self) -> Standard:
        """The indicators that its pilots are assessed by."""
        return next(one for one in standards().values() if (one.subject, one.version) == (PILOT, self.version))

    @property
    def scheme(self) -> CheckList:
        """What a scheme holds."""
        lists = check_lists().values()
        return next(one for one in lists if (one.subject, one.version) == (SCHEME, self.version))

    @property
    def days_told(self) -> str:
        """Its days as people write them: 「6月15日、12月15日」."""
        parts = (day.split("-") for day in self.report_days)
        return "、".join(f"{int(month)}月{int(day)}日" for month, day in parts)

    def may_name(self, on: date) -> bool:
        """Say whether a district can be named under it on that day."""
        return self.valid_from <= on and (self.valid_until is None or on <= self.valid_until)


_ROUND = TypeAdapter(Round)


@cache
def rounds(folder: Path = ROUNDS) -> Mapping[str, Round]:
    """Return the rounds of a folder by version; raise SheetFaults with every fault at once."""
    read: dict[str, Round] = {}
    found: list[str] = []
    for path in sorted(folder.glob("*.yaml")):
        name = f"rounds/{path.name}"
        try:
            one = read_sheet(path, _ROUND, name)
        except SheetFaults as refusal:
            found += refusal.faults
            continue
        if one.version in read:
            found.append(f"{name}: version: {one.version} stands twice")
        found += _lacking(name, one)
        read[one.version] = one
    if found:
        raise SheetFaults(found)
    return read


def round_on(today: date) -> Round:
    """Return the round of a day: the last that had begun, even where it is over."""
    begun = [one for one in rounds().values() if one.valid_from <= today]
    return max(begun or rounds().values(), key=lambda one: one.valid_from)


def stated_in_rounds(read: Mapping[str, Round]) -> Iterator[tuple[str, str, str]]:
    """Yield everything that a round states, with its source and the way to it, to be checked there."""
    for version, one in read.items():
        where = f"rounds: {version}"
        yield f"{where}: years", f"{one.years}年", one.years_source
        yield f"{where}: report_days", one.days_told, one.reports_source
        yield f"{where}: units", f"{one.units}家", one.units_source


def _lacking(name: str, one: Round) -> Iterator[str]:
    if not any((other.subject, other.version) == (PILOT, one.version) for other in standards().values()):
        yield f"{name}: version: there is no standard {PILOT} {one.version}"
    if not any((other.subject, other.version) == (SCHEME, one.version) for other in check_lists().values()):
        yield f"{name}: version: there is no list {SCHEME} {one.version}"
