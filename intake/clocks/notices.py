"""Notices of holidays: what the State Council publishes for a year, as a file says it.

`holidays.yaml` ships with the project; `shangmi calendar import` reads a file of the same form.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated

from annotated_types import Len
from pydantic import AfterValidator, TypeAdapter

from intake.clocks.statutory import statutory_days
from intents.sheet import Block, SheetFaults, Words, read_sheet

SATURDAY = 5


def _a_weekend(day: date) -> date:
    if day.weekday() < SATURDAY:
        raise ValueError("is no Saturday or Sunday")
    return day


class HolidayNotice(Block):
    """One year's notice, as written in the file.

    source    the notice's number
    holidays  every day of every break, its Saturdays and Sundays too, with the holiday's name
    workdays  Saturdays and Sundays that are worked
    """

    source: Words
    holidays: Annotated[Mapping[date, Words], Len(min_length=1)]
    workdays: tuple[Annotated[date, AfterValidator(_a_weekend)], ...] = ()


class HolidayNotices(Block):
    """The file: the notices by year."""

    years: Mapping[int, HolidayNotice]


def read_notices(path: Path) -> Mapping[int, HolidayNotice]:
    """Return the notices of a file by year; raise `SheetFaults` with every fault of it."""
    notices = read_sheet(path, TypeAdapter(HolidayNotices)).years
    strange = [
        f"{path.name}: years: {year}: {fault}" for year, one in notices.items() for fault in _strange(year, one)
    ]
    if strange:
        raise SheetFaults(strange)
    return notices


def read_whole_notices(path: Path) -> Mapping[int, HolidayNotice]:
    """Return the notices of a file somebody made by hand: one at least, and no statutory day forgotten.

    Raises `SheetFaults` with every fault of it.
    """
    notices = read_notices(path)
    faults = [
        f"{path.name}: years: {year}: {fault}" for year, one in notices.items() for fault in _left_out(year, one)
    ]
    if not notices:
        faults.append(f"{path.name}: years: holds no year")
    if faults:
        raise SheetFaults(faults)
    return notices


def _strange(year: int, notice: HolidayNotice) -> Iterator[str]:
    for day in (*notice.holidays, *notice.workdays):
        if day.year != year:
            yield f"{day} is no day of that year"
    for day in notice.workdays:
        if day in notice.holidays:
            yield f"{day} is both a holiday and worked"


def _left_out(year: int, notice: HolidayNotice) -> Iterator[str]:
    for day, name in statutory_days(year).items():
        if day not in notice.holidays:
            yield f"holidays: {day} ({name}) is missing: the law gives it off"
