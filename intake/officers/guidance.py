"""Guidance and trainings that had no appointment, entered into the ledger by officers of the bureau."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

import orjson
from sqlalchemy import select, update
from sqlmodel import col

from intake.cases.appointment_moves import SERVICES
from intake.cases.case import Incomplete, NotAllowed
from intake.clocks.calendar import day_in_shanghai
from intake.ids import is_id, new_id
from intake.officers import wall
from intake.officers.officer import Officer
from intake.routing.bureaus import MUNICIPAL
from intake.storage.database import Database
from intake.storage.guidance_tables import GuidanceEventRow
from intake.storage.pressed import entered_once
from intake.storage.sealing import Vault

# The ledger shows this year and two before it: what is older would be seen nowhere.
YEARS: Final = 3
MOST_UNITS: Final = 60
PURPOSE: Final = "guidance_event"
_LONGEST: Final[Mapping[str, int]] = {"topic": 500, "who": 300, "result": 500}
_LONGEST_UNIT: Final = 60
_MOST_PEOPLE: Final = 99_999
_NOT_YOURS: Final = "您的岗位不能登记指导，请交由承办人员登记。"


class NoSuchEntry(Exception):
    """There is no such entry, or it is not for this officer to know."""


@dataclass(frozen=True, slots=True)
class GuidanceEntry:
    """An entry that fits; `words` are topic, who and result."""

    held_on: date
    service: str
    people: int
    units: tuple[str, ...]
    words: Mapping[str, str]


class GuidanceBook:
    """Takes entries, and marks those that were a mistake."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault

    def page(self, now: datetime) -> str:
        """Return what a new page carries: the place of its entry, which stands once however often it is sent."""
        return new_id(now)

    async def enter(self, officer: Officer, page: str, said: Mapping[str, str], now: datetime) -> None:
        """Enter what was held; the same page again enters nothing more. Raises NotAllowed, Incomplete.

        said  on, service, people, units (one a line), topic, who, result, at_station
        """
        if not wall.may_enter(officer):
            raise NotAllowed(_NOT_YOURS)
        if not is_id(page):
            raise NotAllowed("这一页已经失效，没有登记。请重新打开台账再登记。")
        entry = _read(said, day_in_shanghai(now))
        row = event_row(self._vault, officer, page, entry, now, at_station=said.get("at_station") == "yes")
        await entered_once(self._database, row)

    async def withdraw(self, officer: Officer, entry_id: str, now: datetime) -> None:
        """Mark an entry of the officer's bureau as a mistake; it stays, and is not counted.

        A button pressed twice stands. Raises NotAllowed, NoSuchEntry.
        """
        if not wall.may_enter(officer):
            raise NotAllowed(_NOT_YOURS)
        theirs = (col(GuidanceEventRow.id) == entry_id, col(GuidanceEventRow.bureau) == bureau_of(officer))
        mark = {"withdrawn_at": now, "withdrawn_by": officer.id}
        standing = update(GuidanceEventRow).where(*theirs, col(GuidanceEventRow.withdrawn_at).is_(None))
        async with self._database.writing() as session:
            if await session.scalar(select(col(GuidanceEventRow.id)).where(*theirs)) is None:
                raise NoSuchEntry
            await session.execute(standing.values(mark))


def event_row(
    vault: Vault, officer: Officer, place: str, entry: GuidanceEntry, now: datetime, *, at_station: bool = False
) -> GuidanceEventRow:
    """Return the row of an entry of the officer's bureau, under this id."""
    words = {"units": entry.units, **entry.words}
    return GuidanceEventRow(
        id=place,
        bureau=bureau_of(officer),
        held_on=entry.held_on,
        service=entry.service,
        people=entry.people,
        at_station=at_station,
        sealed=vault.seal(orjson.dumps(words), PURPOSE, place),
        by=officer.id,
        entered_at=now,
    )


def bureau_of(officer: Officer) -> str:
    """Return the bureau whose ledger an officer writes: posts of the whole service write that of 市局."""
    return officer.bureau or MUNICIPAL


def _read(said: Mapping[str, str], today: date) -> GuidanceEntry:
    text = {name: said.get(name, "").replace("\r\n", "\n").strip() for name in ("units", *_LONGEST)}
    held_on = _day(said.get("on", ""), today)
    if said.get("service") not in SERVICES:
        raise Incomplete("service", "请选择性质。")
    units = _units(text["units"])
    if not text["topic"]:
        raise Incomplete("topic", "请写指导、培训了什么。")
    people = said.get("people", "").strip()
    if not (people.isascii() and people.isdigit() and 0 < int(people[:9]) <= _MOST_PEOPLE):
        raise Incomplete("people", "请填写参加的人数。")
    for name, most in _LONGEST.items():
        if len(text[name]) > most:
            raise Incomplete(name, f"最多 {most} 字，您写了 {len(text[name])} 字，请删减。")
    return GuidanceEntry(held_on, said["service"], int(people), units, {name: text[name] for name in _LONGEST})


def _day(said: str, today: date) -> date:
    try:
        day = date.fromisoformat(said)
    except ValueError:
        raise Incomplete("on", "请填写日期。") from None
    if day > today:
        raise Incomplete("on", "这一天还没到，办完以后再登记。")
    if day.year <= today.year - YEARS:
        raise Incomplete("on", f"台账只记近{YEARS}年的，请核对年份。")
    return day


def _units(said: str) -> tuple[str, ...]:
    units = tuple(dict.fromkeys(line.strip() for line in said.split("\n") if line.strip()))
    if not units:
        raise Incomplete("units", "请写参加的单位，一行一个。")
    if len(units) > MOST_UNITS:
        raise Incomplete("units", f"一次最多写 {MOST_UNITS} 个单位，请分两条登记。")
    if any(len(unit) > _LONGEST_UNIT for unit in units):
        raise Incomplete("units", f"单位名称最多 {_LONGEST_UNIT} 字；几个单位请分行写，一行一个。")
    return units
