"""The ledger of guidance read through the wall, and counted as 附件2一（五） of the plan counts.

It holds what came of consultations, and what had none: trainings, visits without an appointment.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import orjson
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.officers import wall
from intake.officers.contacts import plain_company
from intake.officers.guidance import PURPOSE
from intake.storage.guidance_tables import GuidanceEventRow
from intake.storage.sealing import Vault
from intake.storage.tables import CaseKeyRow, CaseRow, GuidanceRow

# More entries than a bureau makes in a year are not shown at once.
MOST: Final = 1_000


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One entry of the ledger.

    id          by which an entry without a consultation is taken back; "" for one of a consultation
    reference   of its consultation; "" where there was none
    units       the companies that were guided or trained; each of them counts
    at_station  they agreed that the station, too, may know of it
    withdrawn   somebody said that it was a mistake: it is not counted
    """

    id: str
    reference: str
    bureau: str
    held_on: date
    service: str
    units: tuple[str, ...]
    topic: str
    people: int
    who: str
    result: str
    at_station: bool
    withdrawn: bool = False

    @property
    def unit(self) -> str:
        """The companies in one line."""
        return "、".join(self.units)


@dataclass(frozen=True, slots=True)
class YearlyQuota:
    """How often the company's standard asks for guidance and training in a year; none where it says nothing."""

    guidance: int = 0
    training: int = 0


@dataclass(frozen=True, slots=True)
class UnitCount:
    """How often a company was guided and trained in the year, and what the standard asks for beyond that."""

    unit: str
    guidance: int
    training: int
    lacks_guidance: int = 0
    lacks_training: int = 0

    @property
    def is_enough(self) -> bool:
        """Whether both numbers are reached."""
        return not (self.lacks_guidance or self.lacks_training)


async def ledger_of(session: AsyncSession, vault: Vault, viewer: wall.Viewer, year: int) -> tuple[LedgerLine, ...]:
    """Return the entries of a year, newest first."""
    lines = [
        *await _of_consultations(session, vault, viewer, year),
        *await _without_one(session, vault, viewer, year),
    ]
    return tuple(sorted(lines, key=lambda line: line.held_on, reverse=True))


def counted(lines: Iterable[LedgerLine], asked: YearlyQuota) -> tuple[UnitCount, ...]:
    """Return the numbers of each company against what is asked; those that lack something first."""
    units: dict[str, list[str]] = {}
    for line in lines:
        for unit in () if line.withdrawn else line.units:
            units.setdefault(unit, []).append(line.service)
    counts = [_count(unit, services, asked) for unit, services in units.items()]
    return tuple(sorted(counts, key=lambda count: (count.is_enough, count.unit)))


def without_any(counts: Iterable[UnitCount], known: Iterable[str]) -> tuple[str, ...]:
    """Return the companies that are known here and have had neither guidance nor training in the year."""
    had = {plain_company(count.unit) for count in counts}
    without = {plain_company(unit): unit for unit in known if unit and plain_company(unit) not in had}
    return tuple(sorted(without.values()))


def _count(unit: str, services: Sequence[str], asked: YearlyQuota) -> UnitCount:
    guidance, training = services.count("guidance"), services.count("training")
    return UnitCount(
        unit, guidance, training, max(0, asked.guidance - guidance), max(0, asked.training - training)
    )


async def _of_consultations(
    session: AsyncSession, vault: Vault, viewer: wall.Viewer, year: int
) -> Iterator[LedgerLine]:
    query = (
        select(GuidanceRow, col(CaseRow.reference), col(CaseKeyRow.wrapped))
        .join(CaseRow, col(CaseRow.id) == col(GuidanceRow.case_id))
        .join(CaseKeyRow, col(CaseKeyRow.case_id) == col(GuidanceRow.case_id))
        .where(wall.visible(viewer), col(GuidanceRow.held_on).between(*_days_of(year)))
        .order_by(col(GuidanceRow.held_on).desc(), col(GuidanceRow.id).desc())
        .limit(MOST)
    )
    return (_line(row, reference, vault, wrapped) for row, reference, wrapped in await session.execute(query))


async def _without_one(
    session: AsyncSession, vault: Vault, viewer: wall.Viewer, year: int
) -> Iterator[LedgerLine]:
    query = (
        select(GuidanceEventRow)
        .where(wall.of_bureau(viewer, col(GuidanceEventRow.bureau)))
        .where(col(GuidanceEventRow.held_on).between(*_days_of(year)))
        .order_by(col(GuidanceEventRow.held_on).desc(), col(GuidanceEventRow.id).desc())
        .limit(MOST)
    )
    return (_event(row, vault) for row in await session.scalars(query))


def _days_of(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, 12, 31)


def _line(row: GuidanceRow, reference: str, vault: Vault, wrapped: bytes) -> LedgerLine:
    words = orjson.loads(vault.unwrap(wrapped, row.case_id).unseal(row.sealed, "guidance"))
    return LedgerLine(
        id="",
        reference=reference,
        bureau=row.bureau,
        held_on=row.held_on,
        service=row.service,
        units=(words["unit"],),
        topic=words["topic"],
        people=row.people,
        who=words["who"],
        result=words["result"],
        at_station=row.at_station,
    )


def _event(row: GuidanceEventRow, vault: Vault) -> LedgerLine:
    words = orjson.loads(vault.unseal(row.sealed, PURPOSE, row.id))
    return LedgerLine(
        id=row.id,
        reference="",
        bureau=row.bureau,
        held_on=row.held_on,
        service=row.service,
        units=tuple(words["units"]),
        topic=words["topic"],
        people=row.people,
        who=words["who"],
        result=words["result"],
        at_station=row.at_station,
        withdrawn=row.withdrawn_at is not None,
    )
